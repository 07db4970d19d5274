//! What the service answers: certificates in a PKCS#7 that signs nothing ("certs-only", RFC 7030 §4.1.3, RFC 5272
//! §4.1).

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use x509_cert::Certificate;
use x509_cert::der::asn1::{ObjectIdentifier, PrintableStringRef, Utf8StringRef};
use x509_cert::der::pem::LineEnding;
use x509_cert::der::{Decode as _, Encode as _, EncodePem as _};
use x509_cert::name::Name;
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use x509_cert::time::Validity;

use super::ber;
use super::error::RegisterError;

/// `id-signedData` (RFC 5652 §5.1).
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
/// `id-at-commonName` (RFC 5280 appendix A.1).
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
/// How far in the future a certificate may begin. A clock that is wrong by minutes was told before, by the service's
/// `Date`; this is for a service that sends none.
const SKEW: Duration = Duration::from_secs(24 * 3600);
/// More certificates than any authority has between itself and a terminal.
const MAX_CHAIN: usize = 8;

/// The certificates of a body, in no order that means anything.
pub fn certificates(body: &[u8]) -> Result<Vec<Certificate>, RegisterError> {
    // RFC 7030 asks for MIME's lines, its erratum 5904 for none: both are read.
    let base64: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let der = STANDARD.decode(base64).ok().ok_or(RegisterError::BadAnswer("no base64"))?;
    let unreadable = || RegisterError::BadAnswer("no PKCS#7 with certificates");
    let der = ber::definite(&der).ok_or_else(unreadable)?;
    let content = ContentInfo::from_der(&der).ok().filter(|content| content.content_type == SIGNED_DATA);
    let data: SignedData = content.and_then(|content| content.content.decode_as().ok()).ok_or_else(unreadable)?;
    let certificates = data.certificates.ok_or_else(unreadable)?.0.into_vec();
    let plain = |choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    };
    Ok(certificates.into_iter().filter_map(plain).collect())
}

/// Who a certificate has to name.
#[derive(Clone, Copy)]
pub enum ExpectedSubject<'a> {
    /// This account: a service may add to the name that was asked for, but not change whose it is.
    Account(&'a str),
    /// Exactly this name: a renewal changes nothing but the dates (RFC 7030 §4.2.2).
    Name(&'a Name),
}

/// The one certificate for `key` that names the terminal and is valid at `now`.
pub fn ours(
    certificates: &[Certificate],
    key: &SubjectPublicKeyInfoOwned,
    whose: ExpectedSubject<'_>,
    now: SystemTime,
) -> Result<Certificate, RegisterError> {
    let found = certificates.iter().find(|certificate| certificate.tbs_certificate.subject_public_key_info == *key);
    let certificate = found.ok_or(RegisterError::BadAnswer("it is for another key"))?;
    let subject = &certificate.tbs_certificate.subject;
    let fits = match whose {
        ExpectedSubject::Account(account) => common_name(subject) == Some(account),
        ExpectedSubject::Name(name) => subject == name,
    };
    if !fits {
        return Err(RegisterError::BadAnswer("it names another terminal"));
    }
    let validity = &certificate.tbs_certificate.validity;
    let (from, until) = (validity.not_before.to_system_time(), validity.not_after.to_system_time());
    if from > now + SKEW || until <= now || until <= from {
        return Err(RegisterError::BadAnswer("it is not valid now; is this machine's clock right?"));
    }
    Ok(certificate.clone())
}

/// The one certificate that takes the place of `running`: for the same key and name, and with a later end (RFC 7030
/// §4.2.2). One without is refused: it would be due at once, and be asked for again at once.
pub fn later(
    certificates: &[Certificate],
    key: &SubjectPublicKeyInfoOwned,
    running: &Certificate,
    now: SystemTime,
) -> Result<Certificate, RegisterError> {
    let running = &running.tbs_certificate;
    let certificate = ours(certificates, key, ExpectedSubject::Name(&running.subject), now)?;
    let end = |validity: &Validity| validity.not_after.to_system_time();
    if end(&certificate.tbs_certificate.validity) <= end(&running.validity) {
        return Err(RegisterError::BadAnswer("it ends no later than the one in use"));
    }
    Ok(certificate)
}

fn common_name(name: &Name) -> Option<&str> {
    let value = &name.0.iter().flat_map(|names| names.0.iter()).find(|part| part.oid == COMMON_NAME)?.value;
    let printable = || value.decode_as::<PrintableStringRef<'_>>().ok().map(|text| text.as_str());
    value.decode_as::<Utf8StringRef<'_>>().ok().map(|text| text.as_str()).or_else(printable)
}

/// The certificate and, after it, its issuers as far as they are known and needed: all but the root, which the service
/// has.
pub fn chain(leaf: Certificate, known: &[Certificate]) -> Vec<Certificate> {
    let mut chain = vec![leaf];
    while let Some(last) = chain.last().filter(|_| chain.len() < MAX_CHAIN) {
        let issuer = &last.tbs_certificate.issuer;
        let above = known.iter().find(|other| other.tbs_certificate.subject == *issuer && !is_root(other));
        let Some(above) = above.filter(|above| !chain.contains(above)).cloned() else { break };
        chain.push(above);
    }
    chain
}

/// Whether the certificate names itself as its issuer.
pub fn is_root(certificate: &Certificate) -> bool {
    certificate.tbs_certificate.subject == certificate.tbs_certificate.issuer
}

/// Certificates as PEM, one after the other.
pub fn pem(certificates: &[Certificate]) -> Result<String, RegisterError> {
    let texts: Result<String, _> = certificates.iter().map(|certificate| certificate.to_pem(LineEnding::LF)).collect();
    texts.ok().ok_or(RegisterError::BadAnswer("it cannot be written down"))
}

/// A certificate as it is hashed and compared.
pub fn der(certificate: &Certificate) -> Vec<u8> {
    certificate.to_der().unwrap_or_default()
}
