//! The card's proof: a JWS (RFC 7515) that the card signs over the service's nonce.
//!
//! Pure. The card is a raw signing oracle, so what it signs is built here from our own claims and never taken from
//! outside; the `DigestInfo` around the digest is built in the card room.

use std::fmt;
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use zeroize::Zeroizing;

use super::wire::{Claims, PROOF_TYPE, ProofHeader};
use super::{OpenCheck, Terminal};

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
    /// The certificate is not X.509.
    #[error("the certificate cannot be read")]
    Certificate,
    /// The certificate's key is not RSA, and how a card signs with any other is not established.
    #[error("how a card with this kind of key signs is not established")]
    NotEstablished,
    /// What the card returned is not its signature of what was to be signed.
    #[error("what the card returned is not its signature")]
    Signature,
    /// The terminal's own key is not P-256.
    #[error("the terminal's key cannot sign a proof")]
    TerminalKey,
}

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// The key of a certificate (DER), if a card can sign `RS256` with it.
fn rsa_key(certificate: &[u8]) -> Result<SubjectPublicKeyInfoOwned, ProofError> {
    let certificate = Certificate::from_der(certificate).ok().ok_or(ProofError::Certificate)?;
    let key = certificate.tbs_certificate.subject_public_key_info;
    if key.algorithm.oid == RSA { Ok(key) } else { Err(ProofError::NotEstablished) }
}

/// A proof that waits for the card's signature. Its `Debug` shows nothing of the card.
pub struct CardProof {
    signing_input: Zeroizing<String>,
    key: SubjectPublicKeyInfoOwned,
}

impl fmt::Debug for CardProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardProof(..)")
    }
}

impl CardProof {
    /// Writes down what the card is to sign: that this card (DER of its user-authentication certificate) is here, now,
    /// at this terminal, for this check.
    pub fn begin(
        check: &OpenCheck,
        certificate: &[u8],
        terminal: &Terminal,
        now: SystemTime,
    ) -> Result<Self, ProofError> {
        let key = rsa_key(certificate)?;
        let claims = claims(check, terminal, now, None);
        Ok(Self { signing_input: signing_input("RS256", certificate, &claims), key })
    }

    /// SHA-256 of the signing input: what goes into the `DigestInfo`.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let digest = ring::digest::digest(&ring::digest::SHA256, self.signing_input.as_bytes());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(digest.as_ref());
        bytes
    }

    /// Puts the card's signature (PKCS#1 v1.5) to it, if it is one: a broken exchange is told here and not by the
    /// service.
    pub fn finish(self, signature: &[u8]) -> Result<Jws, ProofError> {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.key.subject_public_key.raw_bytes());
        key.verify(self.signing_input.as_bytes(), signature).ok().ok_or(ProofError::Signature)?;
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
pub(super) fn signing_input(alg: &str, certificate: &[u8], claims: &Claims) -> Zeroizing<String> {
    let header =
        ProofHeader { alg: alg.to_owned(), typ: PROOF_TYPE.to_owned(), x5c: vec![STANDARD.encode(certificate)] };
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

    use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384};

    use super::*;

    fn certificate(of: &'static rcgen::SignatureAlgorithm) -> Vec<u8> {
        let key = KeyPair::generate_for(of).unwrap();
        let certificate = CertificateParams::default().self_signed(&key).unwrap();
        certificate.der().to_vec()
    }

    #[test]
    fn a_key_of_which_nobody_knows_how_it_signs_is_not_asked_to() {
        for algorithm in [&PKCS_ECDSA_P384_SHA384, &PKCS_ECDSA_P256_SHA256] {
            assert_eq!(rsa_key(&certificate(algorithm)).err(), Some(ProofError::NotEstablished));
        }
        assert_eq!(rsa_key(b"not a certificate").err(), Some(ProofError::Certificate));
    }

    #[test]
    fn a_broken_exchange_is_no_signature() {
        let authority = crate::simulator::authority::CardAuthority::new().unwrap();
        let key = rsa_key(authority.certificate_der()).unwrap();
        let proof = CardProof { signing_input: Zeroizing::new("a.b".to_owned()), key };
        assert_eq!(proof.finish(&[0; 256]).err(), Some(ProofError::Signature));
    }

    #[test]
    fn a_proof_is_never_printed() {
        assert_eq!(format!("{:?}", Jws::forged("header.payload.signature")), "Jws(..)");
    }
}
