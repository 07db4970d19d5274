//! The card's proof: a JWS (RFC 7515) that the card signs over the service's nonce.
//!
//! Pure. The card signs any digest that it is given, so the kiosk composes what is signed from its own claims and takes
//! no part of it from outside but the nonce.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

use super::check::OpenCheck;
use super::terminal::Terminal;
use super::wire::{Claims, PROOF_TYPE, ProofHeader};
use crate::common::{CardCertificate, SigningAlgorithm, SigningDigest};

/// A finished proof in compact form. It carries the card's certificate, so it has no readable `Debug` and is wiped on
/// drop.
#[derive(Clone)]
pub struct Jws(Zeroizing<String>);

impl Jws {
    /// The three parts joined by dots.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Any text in place of a proof, to see it refused.
    #[cfg(all(test, feature = "simulator"))]
    pub(crate) fn forged(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl fmt::Debug for Jws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Jws(..)")
    }
}

/// Why no proof can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// What the card returned is not its signature of what was to be signed.
    #[error("what the card returned is not its signature")]
    Signature,
    /// The terminal's own key is not P-256.
    #[error("the terminal's key cannot sign a proof")]
    TerminalKey,
}

/// A proof that waits for the card's signature. Its `Debug` shows nothing of the card.
pub struct CardProof {
    signing_input: Zeroizing<String>,
    certificate: Arc<CardCertificate>,
}

impl fmt::Debug for CardProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardProof(..)")
    }
}

impl CardProof {
    /// Writes down what the card is to sign: that this card is here, now, at this terminal, for this check.
    #[must_use]
    pub fn begin(check: &OpenCheck, card: Arc<CardCertificate>, terminal: &Terminal, now: SystemTime) -> Self {
        let claims = claims(check, terminal, now, None);
        Self { signing_input: signing_input(card.key().algorithm(), card.der(), &claims), certificate: card }
    }

    /// What the card is to sign.
    #[must_use]
    pub fn digest(&self) -> SigningDigest {
        SigningDigest::new(self.certificate.key().algorithm(), self.signing_input.as_bytes())
    }

    /// Adds the card's signature, if it is one: a broken exchange is found here and not by the service.
    pub fn finish(self, signature: &[u8]) -> Result<Jws, ProofError> {
        if !self.certificate.key().verifies(self.signing_input.as_bytes(), signature) {
            return Err(ProofError::Signature);
        }
        Ok(compact(&self.signing_input, signature))
    }
}

/// The claims of a proof for `check` at this terminal.
pub(super) fn claims(check: &OpenCheck, terminal: &Terminal, now: SystemTime, card: Option<&[u8]>) -> Claims {
    // A clock before 1970 is a wrong clock; the service will say so.
    let since = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    Claims {
        nonce: check.nonce().to_owned(),
        aud: terminal.audience().to_owned(),
        iat: i64::try_from(since).unwrap_or_default(),
        terminal: terminal.thumbprint(),
        method: check.method(),
        card: card.map(|der| STANDARD.encode(der)),
    }
}

/// Header and payload in base64url, joined by a dot (RFC 7515 §5.1).
pub(super) fn signing_input(algorithm: SigningAlgorithm, certificate: &[u8], claims: &Claims) -> Zeroizing<String> {
    let header = ProofHeader {
        alg: algorithm.name().to_owned(),
        typ: PROOF_TYPE.to_owned(),
        x5c: vec![STANDARD.encode(certificate)],
    };
    Zeroizing::new(format!("{}.{}", part(&header), part(claims)))
}

/// Signing input and signature joined by a dot.
pub(super) fn compact(signing_input: &str, signature: &[u8]) -> Jws {
    Jws(Zeroizing::new(format!("{signing_input}.{}", URL_SAFE_NO_PAD.encode(signature))))
}

fn part(value: &impl serde::Serialize) -> String {
    // Strings and numbers only: there is nothing in these types that JSON cannot say.
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(value).unwrap_or_default())
}

#[cfg(test)]
#[cfg(feature = "simulator")]
mod tests {
    use x509_cert::Certificate;
    use x509_cert::der::Decode as _;

    use super::*;
    use crate::common::CardKey;
    use crate::simulator::authority::CardAuthority;

    #[test]
    fn a_broken_exchange_is_no_signature() {
        let authority = CardAuthority::new().unwrap();
        let der = authority.certificate_der();
        let info = Certificate::from_der(der).unwrap().tbs_certificate.subject_public_key_info;
        let key = CardKey::from_info(&info).unwrap();
        let certificate = CardCertificate::new(Zeroizing::new(der.to_vec()), key, SystemTime::now());
        let proof = CardProof { signing_input: Zeroizing::new("a.b".to_owned()), certificate: Arc::new(certificate) };
        assert_eq!(proof.finish(&[0; 256]).err(), Some(ProofError::Signature));
    }

    #[test]
    fn a_proof_is_never_printed() {
        assert_eq!(format!("{:?}", Jws::forged("header.payload.signature")), "Jws(..)");
    }
}
