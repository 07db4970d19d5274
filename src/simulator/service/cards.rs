//! Is this a card of our card authority? The rules of the card facts §3.3 that need no revocation list.

use std::time::{Duration, SystemTime};

use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use x509_cert::Certificate;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::oid::db::{rfc5280, rfc5912};
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier};

use super::refusal::Refusal;
use super::verify::Holder;

/// After its end a certificate still confirms the qualification for three months (field reports, eligibility facts
/// §1.7). From which day they count is not established; this is the longest reading.
const GRACE: Duration = Duration::from_secs(92 * 86_400);

/// Critical extensions that are understood here. The policy is not compared: cards of another emulator name their own.
const UNDERSTOOD: [ObjectIdentifier; 3] =
    [rfc5280::ID_CE_KEY_USAGE, rfc5280::ID_CE_BASIC_CONSTRAINTS, rfc5280::ID_CE_CERTIFICATE_POLICIES];

/// The one authority whose cards are accepted.
pub struct CardTrust(Certificate);

/// The card authority's certificate cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the card authority's certificate cannot be read")]
pub struct NoAuthority(#[from] x509_cert::der::Error);

impl CardTrust {
    /// Trusts this authority (DER).
    pub fn new(authority: &[u8]) -> Result<Self, NoAuthority> {
        Ok(Self(Certificate::from_der(authority)?))
    }

    /// Trusts this authority (PEM).
    pub fn from_pem(authority: &str) -> Result<Self, NoAuthority> {
        use x509_cert::der::DecodePem as _;
        Ok(Self(Certificate::from_pem(authority)?))
    }

    /// Whose card this is: chain, use, and time.
    pub fn holder(&self, card: &Certificate, now: SystemTime) -> Result<Holder, Refusal> {
        if !(self.issued(card) && is_for_authentication(card) && is_understood(card)) {
            return Err(Refusal::CardForeign);
        }
        let validity = card.tbs_certificate.validity;
        if now < validity.not_before.to_system_time() {
            return Err(Refusal::CardForeign);
        }
        if validity.not_after.to_system_time() + GRACE < now {
            return Err(Refusal::CardExpired);
        }
        Ok(Holder { serial: serial(card) })
    }

    /// By name, key identifier and signature: all generations of the real authority share one name.
    fn issued(&self, card: &Certificate) -> bool {
        let authority = &self.0.tbs_certificate;
        let named = card.tbs_certificate.issuer == authority.subject;
        let theirs = extension::<AuthorityKeyIdentifier>(card).and_then(|aki| aki.key_identifier);
        let ours = extension::<SubjectKeyIdentifier>(&self.0).map(|ski| ski.0);
        let key = UnparsedPublicKey::new(
            &RSA_PKCS1_2048_8192_SHA256,
            authority.subject_public_key_info.subject_public_key.raw_bytes(),
        );
        named
            && (theirs.is_none() || theirs == ours)
            && card.signature_algorithm.oid == rfc5912::SHA_256_WITH_RSA_ENCRYPTION
            && card.tbs_certificate.to_der().is_ok_and(|signed| key.verify(&signed, card.signature.raw_bytes()).is_ok())
    }
}

/// Key usage digitalSignature and extended key usage clientAuth: not the card's other certificate, which signs
/// documents.
fn is_for_authentication(card: &Certificate) -> bool {
    extension::<KeyUsage>(card).is_some_and(|usage| usage.digital_signature())
        && extension::<ExtendedKeyUsage>(card).is_some_and(|usage| usage.0.contains(&rfc5280::ID_KP_CLIENT_AUTH))
}

fn is_understood(card: &Certificate) -> bool {
    let extensions = card.tbs_certificate.extensions.as_deref().unwrap_or_default();
    extensions.iter().all(|extension| !extension.critical || UNDERSTOOD.contains(&extension.extn_id))
}

fn extension<T: AssociatedOid + for<'a> x509_cert::der::Decode<'a>>(certificate: &Certificate) -> Option<T> {
    certificate.tbs_certificate.get::<T>().ok().flatten().map(|(_, value)| value)
}

/// The serial number; one that is longer than four bytes is of no emulated card of ours and becomes 0.
fn serial(card: &Certificate) -> u32 {
    let bytes = card.tbs_certificate.serial_number.as_bytes();
    let significant = bytes.strip_prefix(&[0]).unwrap_or(bytes);
    if significant.len() > 4 {
        return 0;
    }
    significant.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}
