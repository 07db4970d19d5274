//! Does this proof prove anything? Pure: signature, claims and card, against what the check expects.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::de::DeserializeOwned;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use super::cards::CardTrust;
use super::checks::Check;
use super::refusal::Refusal;
use crate::common::{Method, SigningAlgorithm};
use crate::gateway::wire::{Claims, PROOF_TYPE, ProofHeader};

/// How far the kiosk's clock may be off.
const CLOCK: Duration = Duration::from_secs(5 * 60);

/// Whose card was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holder {
    /// Serial number of the card's user-authentication certificate.
    pub serial: u32,
}

/// What a proof is held against.
pub struct Expected<'a> {
    /// The check that it is for.
    pub check: &'a Check,
    /// Base URLs by which the service is known.
    pub audiences: &'a [String],
    /// The certificate (DER) of the terminal at the other end of TLS.
    pub terminal: &'a [u8],
    /// Whose cards are accepted.
    pub cards: &'a CardTrust,
    /// The service's clock.
    pub now: SystemTime,
}

impl Expected<'_> {
    /// The holder of the card, if everything fits.
    pub fn of(&self, jws: &str) -> Result<Holder, Refusal> {
        let parts: Vec<&str> = jws.split('.').collect();
        let [header, payload, signature] = parts.as_slice() else {
            return Err(Refusal::ProofMalformed);
        };
        let ProofHeader { alg, typ, x5c } = json(header)?;
        let claims: Claims = json(payload)?;
        if typ != PROOF_TYPE {
            return Err(Refusal::ProofMalformed);
        }
        let signer = x5c.first().and_then(|text| STANDARD.decode(text).ok()).ok_or(Refusal::ProofMalformed)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok().ok_or(Refusal::ProofMalformed)?;
        let (algorithm, card) = self.signer(&alg, &signer, &claims)?;
        let input = jws.rsplit_once('.').map_or("", |(input, _)| input);
        verify(algorithm, &certificate(&signer)?, input, &signature)?;
        self.agree(&claims)?;
        let card = certificate(&card)?;
        let holder = self.cards.holder(&card, self.now)?;
        self.check.relay.as_ref().map_or(Ok(()), |relay| relay.proves(&card, holder.serial))?;
        Ok(holder)
    }

    /// Who may sign how, by method: the card itself, or the terminal that names a card.
    fn signer(&self, alg: &str, signer: &[u8], claims: &Claims) -> Result<(SigningAlgorithm, Vec<u8>), Refusal> {
        let (card, terminal) = (SigningAlgorithm::Rs256, SigningAlgorithm::Es256);
        match self.check.method {
            Method::Pin if alg == card.name() => Ok((card, signer.to_vec())),
            Method::Staff if alg == terminal.name() && signer == self.terminal => {
                let card = claims.card.as_ref().and_then(|text| STANDARD.decode(text).ok());
                Ok((terminal, card.ok_or(Refusal::ProofMalformed)?))
            }
            Method::Staff if alg == terminal.name() => Err(Refusal::ProofTerminal),
            Method::Pin | Method::Staff => Err(Refusal::ProofAlgorithm),
        }
    }

    fn agree(&self, claims: &Claims) -> Result<(), Refusal> {
        let made = u64::try_from(claims.iat)
            .map_or(SystemTime::UNIX_EPOCH, |at| SystemTime::UNIX_EPOCH + Duration::from_secs(at));
        let off = self.now.duration_since(made).unwrap_or_else(|ahead| ahead.duration());
        let rules = [
            (claims.nonce == self.check.nonce, Refusal::ProofNonce),
            (self.audiences.contains(&claims.aud), Refusal::ProofAudience),
            (off <= CLOCK, Refusal::ProofTime),
            (claims.terminal == self.check.terminal, Refusal::ProofTerminal),
            (claims.method == self.check.method, Refusal::ProofMethod),
        ];
        rules.iter().find(|(kept, _)| !kept).map_or(Ok(()), |(_, refusal)| Err(*refusal))
    }
}

fn verify(algorithm: SigningAlgorithm, signer: &Certificate, input: &str, signature: &[u8]) -> Result<(), Refusal> {
    let key = signer.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes();
    if algorithm.verifies(key, input.as_bytes(), signature) { Ok(()) } else { Err(Refusal::ProofSignature) }
}

fn certificate(der: &[u8]) -> Result<Certificate, Refusal> {
    Certificate::from_der(der).ok().ok_or(Refusal::ProofMalformed)
}

fn json<T: DeserializeOwned>(part: &str) -> Result<T, Refusal> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok().ok_or(Refusal::ProofMalformed)?;
    serde_json::from_slice(&bytes).ok().ok_or(Refusal::ProofMalformed)
}
