//! How cards and terminals sign: all that is known of an algorithm, the digest that travels to the card, and the card's
//! certificate with the key that it certifies.

use std::fmt;
use std::time::SystemTime;

use ring::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm};
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, UintRef};
use x509_cert::der::{Reader as _, SliceReader};
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use zeroize::Zeroizing;

/// `rsaEncryption` (RFC 8017 appendix A.1).
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
/// `id-ecPublicKey` (RFC 5480 §2.1.1).
pub const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
/// `secp256r1` (RFC 5480 §2.1.1.1).
pub const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
/// `secp384r1` (RFC 5480 §2.1.1.1).
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// An algorithm by which a card or a terminal signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256: every card of today.
    Rs256,
    /// ECDSA on P-256 with SHA-256: the terminal's own key.
    Es256,
}

/// What is to be known of an algorithm.
struct Row {
    /// Its name in a JWS (RFC 7518 §3.1).
    name: &'static str,
    digest: &'static ring::digest::Algorithm,
    /// What stands before the digest in the bytes that a card signs.
    prefix: &'static [u8],
    verification: &'static dyn VerificationAlgorithm,
}

/// `DigestInfo` with SHA-256 (RFC 8017 §9.2 note 1), before the 32 bytes of the digest.
const DIGEST_INFO_SHA256: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

impl SigningAlgorithm {
    fn row(self) -> Row {
        match self {
            Self::Rs256 => Row {
                name: "RS256",
                digest: &ring::digest::SHA256,
                prefix: &DIGEST_INFO_SHA256,
                verification: &RSA_PKCS1_2048_8192_SHA256,
            },
            Self::Es256 => Row {
                name: "ES256",
                digest: &ring::digest::SHA256,
                prefix: &[],
                verification: &ECDSA_P256_SHA256_FIXED,
            },
        }
    }

    /// Its name in a JWS, `alg`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether this is the signature of `message` by the private half of `key`, the bits of a `SubjectPublicKeyInfo`.
    #[must_use]
    pub fn verifies(self, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(self.row().verification, key).verify(message, signature).is_ok()
    }
}

/// What a card is asked to sign. It can be made of a message only: after a VERIFY a card signs any bytes that it is
/// given, so no other code composes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningDigest {
    algorithm: SigningAlgorithm,
    bytes: Vec<u8>,
}

impl SigningDigest {
    /// The digest of `message`, for a key that signs by `algorithm`.
    #[must_use]
    pub fn new(algorithm: SigningAlgorithm, message: &[u8]) -> Self {
        Self { algorithm, bytes: ring::digest::digest(algorithm.row().digest, message).as_ref().to_vec() }
    }

    /// Bytes in place of a digest, for scripted cards.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn forged(algorithm: SigningAlgorithm, bytes: &[u8]) -> Self {
        Self { algorithm, bytes: bytes.to_vec() }
    }

    /// The bytes for the card, fewer than 256: for RSA the `DigestInfo`, which the card pads by PKCS#1 v1.5.
    #[must_use]
    pub fn card_input(&self) -> Vec<u8> {
        [self.algorithm.row().prefix, &self.bytes].concat()
    }
}

/// A card's public key, and how the card signs with the private half.
#[derive(Clone, PartialEq, Eq)]
pub struct CardKey {
    algorithm: SigningAlgorithm,
    signature_length: usize,
    bits: Vec<u8>,
}

/// Why it is not known how a card signs with its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnsupportedKeyError {
    /// P-384, announced for the next generation of the card.
    #[error("how a card signs with a P-384 key is not established")]
    P384,
    /// A kind of key that no card has.
    #[error("no card signs with this kind of key")]
    Other,
}

impl CardKey {
    /// The key that a card's certificate certifies.
    pub fn from_info(info: &SubjectPublicKeyInfoOwned) -> Result<Self, UnsupportedKeyError> {
        let curve = || info.algorithm.parameters.as_ref().and_then(|curve| AnyRef::from(curve).decode_as().ok());
        let bits = info.subject_public_key.as_bytes().unwrap_or_default();
        let (algorithm, signature_length) = match info.algorithm.oid {
            RSA => (SigningAlgorithm::Rs256, modulus_length(bits).ok_or(UnsupportedKeyError::Other)?),
            EC if curve() == Some(P384) => return Err(UnsupportedKeyError::P384),
            _ => return Err(UnsupportedKeyError::Other),
        };
        Ok(Self { algorithm, signature_length, bits: bits.to_vec() })
    }

    /// How the card signs.
    #[must_use]
    pub const fn algorithm(&self) -> SigningAlgorithm {
        self.algorithm
    }

    /// Length of every signature, in bytes.
    #[must_use]
    pub const fn signature_length(&self) -> usize {
        self.signature_length
    }

    /// Whether this is the card's signature of `message`.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.algorithm.verifies(&self.bits, message, signature)
    }
}

/// Length in bytes of the modulus of `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017
/// appendix A.1.1), which a signature has as well.
fn modulus_length(key: &[u8]) -> Option<usize> {
    let mut reader = SliceReader::new(key).ok()?;
    reader
        .sequence(|fields| {
            let modulus: UintRef<'_> = fields.decode()?;
            let _exponent: UintRef<'_> = fields.decode()?;
            Ok(modulus.as_bytes().len())
        })
        .ok()
}

/// A card's user-authentication certificate (利用者証明用電子証明書), parsed once where it is read.
///
/// It names no person, but its serial identifies one, so `Debug` shows nothing of it and its bytes are wiped.
pub struct CardCertificate {
    der: Zeroizing<Vec<u8>>,
    key: CardKey,
    not_after: SystemTime,
}

impl CardCertificate {
    /// A certificate (DER) with what its parser has found in it.
    #[must_use]
    pub const fn new(der: Zeroizing<Vec<u8>>, key: CardKey, not_after: SystemTime) -> Self {
        Self { der, key, not_after }
    }

    /// The certificate, DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The key that it certifies.
    #[must_use]
    pub const fn key(&self) -> &CardKey {
        &self.key
    }

    /// Last moment of its validity: 23:59:59 in Japan on the holder's birthday or on the card's last day.
    #[must_use]
    pub const fn not_after(&self) -> SystemTime {
        self.not_after
    }
}

impl fmt::Debug for CardCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (length, key) = (self.der.len(), &self.key);
        write!(f, "CardCertificate({length} bytes, {:?} of {} bytes)", key.algorithm, key.signature_length)
    }
}

#[cfg(test)]
mod tests {
    use x509_cert::Certificate;
    use x509_cert::der::Decode as _;

    use super::*;

    #[test]
    fn what_a_card_is_given_fits_a_short_command() {
        for (algorithm, length) in [(SigningAlgorithm::Rs256, 51), (SigningAlgorithm::Es256, 32)] {
            assert_eq!(SigningDigest::new(algorithm, b"message").card_input().len(), length);
        }
    }

    fn key(certificate: &[u8]) -> Result<SigningAlgorithm, UnsupportedKeyError> {
        let certificate = Certificate::from_der(certificate).unwrap();
        CardKey::from_info(&certificate.tbs_certificate.subject_public_key_info).map(|key| key.algorithm())
    }

    #[test]
    fn the_next_cards_key_is_recognised_and_not_asked_to_sign() {
        assert_eq!(key(include_bytes!("../card/testdata/p384.der")), Err(UnsupportedKeyError::P384));
        assert_eq!(key(include_bytes!("../card/testdata/rsa2048-1536.der")), Ok(SigningAlgorithm::Rs256));
    }

    #[cfg(feature = "simulator")]
    #[test]
    fn a_key_of_which_it_is_not_known_how_a_card_signs_with_it_is_not_asked_to() {
        use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384};
        for (kind, expected) in [
            (&PKCS_ECDSA_P384_SHA384, UnsupportedKeyError::P384),
            (&PKCS_ECDSA_P256_SHA256, UnsupportedKeyError::Other),
        ] {
            let pair = KeyPair::generate_for(kind).unwrap();
            let certificate = CertificateParams::default().self_signed(&pair).unwrap();
            assert_eq!(key(certificate.der()), Err(expected));
        }
    }
}
