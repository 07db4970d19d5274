//! The authority behind the emulated cards, and its certificates.
//!
//! Deterministic: two fixed, published RSA-2048 keys, so that every process of a test trusts every other one's cards
//! without exchanging a file. The certificates copy the shape of the real ones (names, order and criticality of the
//! extensions, size), and none of their names: a client that pins the real authority refuses them.

use std::time::{Duration, SystemTime};

use rsa::RsaPrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::pkcs8::DecodePrivateKey;
use rsa::signature::{SignatureEncoding, Signer};
use sha2::Sha256;
use x509_cert::certificate::{Certificate, TbsCertificate, Version};
use x509_cert::der::Encode;
use x509_cert::der::asn1::{BitString, Ia5String, Null, OctetString};
use x509_cert::der::oid::db::{rfc4519, rfc5280, rfc5912};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{
    AccessDescription, AuthorityInfoAccessSyntax, AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage,
    KeyUsages, SubjectKeyIdentifier,
};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{AlgorithmIdentifierOwned, ObjectIdentifier, SubjectPublicKeyInfoOwned};
use x509_cert::time::Validity;

use super::card::CertificateAge;
use super::certificate_fields::{
    crl_distribution_point, extension, holder_attributes, issuer, issuer_alt_name, key_identifier, name, policy,
    public_key_info, validity,
};

/// The serial number of the first persona's certificate; the next persona's is one more.
pub const FIRST_SERIAL: u32 = 0x0100_0001;

/// The policy of a *test* user-authentication certificate (card facts §3.1). The production arc is not used.
pub const AUTHENTICATION_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.0.30");
/// The policy of a *test* signature certificate.
pub const SIGNATURE_POLICY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.0.20");

const OCSP: &str = "http://ocsp.invalid";

/// Why a certificate could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// An embedded test key cannot be read.
    #[error("an embedded test key cannot be read")]
    Key(#[from] rsa::pkcs8::Error),
    /// A public key cannot be written into a certificate.
    #[error("a test key's public half cannot be encoded")]
    PublicKey(#[from] rsa::pkcs8::spki::Error),
    /// A field cannot be encoded; for a date: it lies outside 1970..2049.
    #[error("a certificate field cannot be encoded")]
    Encoding(#[from] x509_cert::der::Error),
}

/// The authority that certifies every emulated card, and the one key that all of them share.
pub struct CardAuthority {
    signer: SigningKey<Sha256>,
    certificate: Vec<u8>,
    key_id: OctetString,
    card_key: RsaPrivateKey,
}

impl CardAuthority {
    /// Reads the embedded keys and makes the authority's own certificate.
    pub fn new() -> Result<Self, AuthorityError> {
        let key = RsaPrivateKey::from_pkcs8_pem(include_str!("card/public-test-key-authority.pem"))?;
        let card_key = RsaPrivateKey::from_pkcs8_pem(include_str!("card/public-test-key-card.pem"))?;
        let public = public_key_info(&key.to_public_key())?;
        let key_id = key_identifier(&public)?;
        let mut authority =
            Self { signer: SigningKey::new(key), certificate: Vec::new(), key_id: key_id.clone(), card_key };
        let extensions = vec![
            extension(rfc5280::ID_CE_KEY_USAGE, true, &KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign))?,
            extension(
                rfc5280::ID_CE_BASIC_CONSTRAINTS,
                true,
                &BasicConstraints { ca: true, path_len_constraint: None },
            )?,
            extension(rfc5280::ID_CE_SUBJECT_KEY_IDENTIFIER, false, &SubjectKeyIdentifier(key_id))?,
        ];
        authority.certificate = authority.issue(Request {
            serial: 1,
            validity: validity(since(1_577_836_800), since(2_208_988_799))?,
            subject: issuer()?,
            public,
            extensions,
        })?;
        Ok(authority)
    }

    /// The authority's self-signed certificate, DER.
    #[must_use]
    pub fn certificate_der(&self) -> &[u8] {
        &self.certificate
    }

    /// A user-authentication certificate (利用者証明用電子証明書), DER: 1,590 bytes for a serial of four bytes and
    /// dates before 2050, the size met on a test card.
    pub fn card_certificate(
        &self,
        serial: u32,
        not_before: SystemTime,
        not_after: SystemTime,
    ) -> Result<Vec<u8>, AuthorityError> {
        let public = public_key_info(&self.card_key.to_public_key())?;
        let mut extensions = vec![
            extension(rfc5280::ID_CE_KEY_USAGE, true, &KeyUsage(KeyUsages::DigitalSignature.into()))?,
            extension(rfc5280::ID_CE_EXT_KEY_USAGE, false, &ExtendedKeyUsage(vec![rfc5280::ID_KP_CLIENT_AUTH]))?,
            policy(AUTHENTICATION_POLICY)?,
            issuer_alt_name()?,
            crl_distribution_point()?,
            extension(
                rfc5280::ID_PE_AUTHORITY_INFO_ACCESS,
                false,
                &AuthorityInfoAccessSyntax(vec![AccessDescription {
                    access_method: rfc5280::ID_AD_OCSP,
                    access_location: GeneralName::UniformResourceIdentifier(Ia5String::new(OCSP)?),
                }]),
            )?,
        ];
        extensions.extend(self.key_identifiers(&public)?);
        self.issue(Request {
            serial,
            validity: validity(not_before, not_after)?,
            subject: name(&[(rfc4519::CN, &holder_name(serial, "TESTAUTH"))])?,
            public,
            extensions,
        })
    }

    /// A signature certificate (署名用電子証明書), DER: names, address, birth and sex of a synthetic holder in
    /// subjectAltName, as the real one has them.
    pub fn signature_certificate(
        &self,
        serial: u32,
        not_before: SystemTime,
        not_after: SystemTime,
    ) -> Result<Vec<u8>, AuthorityError> {
        let public = public_key_info(&self.card_key.to_public_key())?;
        let mut extensions = vec![
            extension(
                rfc5280::ID_CE_KEY_USAGE,
                true,
                &KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation),
            )?,
            policy(SIGNATURE_POLICY)?,
            holder_attributes()?,
            issuer_alt_name()?,
            crl_distribution_point()?,
        ];
        extensions.extend(self.key_identifiers(&public)?);
        self.issue(Request {
            serial,
            validity: validity(not_before, not_after)?,
            subject: name(&[
                (rfc4519::L, "Shiken-to"),
                (rfc4519::L, "Kaso-shi"),
                (rfc4519::CN, &holder_name(serial, "TESTSIGNATURE")),
            ])?,
            public,
            extensions,
        })
    }

    /// The private key of every emulated card.
    pub(crate) fn card_key(&self) -> &RsaPrivateKey {
        &self.card_key
    }

    fn key_identifiers(&self, subject: &SubjectPublicKeyInfoOwned) -> Result<[Extension; 2], AuthorityError> {
        let authority = AuthorityKeyIdentifier {
            key_identifier: Some(self.key_id.clone()),
            authority_cert_issuer: Some(vec![GeneralName::DirectoryName(issuer()?)]),
            authority_cert_serial_number: Some(SerialNumber::new(&[1])?),
        };
        Ok([
            extension(rfc5280::ID_CE_AUTHORITY_KEY_IDENTIFIER, false, &authority)?,
            extension(rfc5280::ID_CE_SUBJECT_KEY_IDENTIFIER, false, &SubjectKeyIdentifier(key_identifier(subject)?))?,
        ])
    }

    fn issue(&self, request: Request) -> Result<Vec<u8>, AuthorityError> {
        let algorithm =
            AlgorithmIdentifierOwned { oid: rfc5912::SHA_256_WITH_RSA_ENCRYPTION, parameters: Some(Null.into()) };
        let tbs_certificate = TbsCertificate {
            version: Version::V3,
            serial_number: SerialNumber::new(&request.serial.to_be_bytes())?,
            signature: algorithm.clone(),
            issuer: issuer()?,
            validity: request.validity,
            subject: request.subject,
            subject_public_key_info: request.public,
            issuer_unique_id: None,
            subject_unique_id: None,
            extensions: Some(request.extensions),
        };
        let signature = self.signer.sign(&tbs_certificate.to_der()?);
        let certificate = Certificate {
            tbs_certificate,
            signature_algorithm: algorithm,
            signature: BitString::from_bytes(&signature.to_bytes())?,
        };
        Ok(certificate.to_der()?)
    }
}

/// What [`CardAuthority::issue`] signs: the fields that differ from certificate to certificate.
struct Request {
    serial: u32,
    validity: Validity,
    subject: Name,
    public: SubjectPublicKeyInfoOwned,
    extensions: Vec<Extension>,
}

/// The holder's common name in the shape of the real one: 23 characters for an authentication certificate.
fn holder_name(serial: u32, kind: &str) -> String {
    format!("{kind}-{serial:08X}-99999")
}

fn since(unix_seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(unix_seconds)
}

/// The validity of a card's certificate made `now`: the end is 23:59:59 in Japan, as on a real one.
#[must_use]
pub fn validity_of(age: CertificateAge, now: SystemTime) -> (SystemTime, SystemTime) {
    const DAY: Duration = Duration::from_secs(86_400);
    const FIVE_YEARS: Duration = Duration::from_secs(86_400 * 365 * 5);
    let near = match age {
        CertificateAge::Valid => now + DAY * 730,
        CertificateAge::Soon => now + DAY * 60,
        CertificateAge::Grace => now - DAY * 30,
        CertificateAge::Dead => now - DAY * 200,
    };
    let not_after = end_of_day_in_japan(near);
    (not_after - FIVE_YEARS, not_after)
}

fn end_of_day_in_japan(time: SystemTime) -> SystemTime {
    const DAY: u64 = 86_400;
    const JAPAN: u64 = 9 * 3_600;
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let midnight = (seconds + JAPAN) / DAY * DAY + DAY;
    SystemTime::UNIX_EPOCH + Duration::from_secs(midnight - JAPAN - 1)
}

#[cfg(test)]
mod tests {
    use x509_cert::der::Decode;

    use super::*;

    fn standard_certificate() -> Vec<u8> {
        let authority = CardAuthority::new().unwrap();
        let (from, until) = validity_of(CertificateAge::Valid, since(1_780_000_000));
        authority.card_certificate(FIRST_SERIAL, from, until).unwrap()
    }

    #[test]
    fn a_card_certificate_is_as_long_as_the_one_of_the_test_card() {
        assert_eq!(standard_certificate().len(), 1590);
    }

    #[test]
    fn the_same_serial_and_dates_give_the_same_certificate_every_time() {
        assert_eq!(standard_certificate(), standard_certificate());
    }

    #[test]
    fn a_certificate_ends_with_a_day_in_japan() {
        let (_, until) = validity_of(CertificateAge::Soon, since(1_780_000_000));
        let certificate = CardAuthority::new().unwrap().card_certificate(FIRST_SERIAL, since(0), until).unwrap();
        let certificate = Certificate::from_der(&certificate).unwrap();
        let end = certificate.tbs_certificate.validity.not_after.to_date_time();
        assert_eq!((end.hour(), end.minutes(), end.seconds()), (14, 59, 59));
    }
}
