//! The fields of an emulated card's certificates, in the shape of the real ones (names, string types, nesting) and with
//! none of their names.

use std::time::SystemTime;

use rsa::RsaPublicKey;
use rsa::pkcs8::EncodePublicKey;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::der::asn1::{Any, Ia5String, OctetString, SetOfVec, UtcTime};
use x509_cert::der::oid::db::{rfc4519, rfc5280};
use x509_cert::der::{Decode, Encode, Error, Tag};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::certpolicy::{PolicyInformation, PolicyQualifierInfo};
use x509_cert::ext::pkix::crl::dp::DistributionPoint;
use x509_cert::ext::pkix::name::{DistributionPointName, GeneralName, OtherName};
use x509_cert::ext::pkix::{CertificatePolicies, CrlDistributionPoints, IssuerAltName, SubjectAltName};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::spki::{ObjectIdentifier, SubjectPublicKeyInfoOwned};
use x509_cert::time::{Time, Validity};

use super::authority::AuthorityError;

const ORGANISATION: &str = "UKETSUKE-TEST";
const UNIT: &str = "Emulator for user authentication";
const OPERATOR: &str = "Card Emulator, Synthetic Certificates Only";
// As long as makes the whole certificate 1,590 bytes.
const CPS: &str = "http://cps.invalid/synthetic-test-cards-only/cps.html";

/// What a synthetic holder has in a signature certificate's subjectAltName: name, which characters of it are
/// substitutes, sex, birth (era style), address, substitutes in that.
const HOLDER_ATTRIBUTES: [(ObjectIdentifier, &str); 6] = [
    (ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.5.1"), "試験\u{3000}花子"),
    (ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.5.2"), "00000"),
    (ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.5.3"), "2"),
    (ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.5.4"), "419900401"),
    (ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.5.5"), "試験都仮想市見本町１丁目２番３号"),
    (ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.5.6"), "0000000000000000"),
];

/// `C=JP` (`PrintableString`) followed by `fields`, each a `UTF8String` in a set of its own.
pub(super) fn name(fields: &[(ObjectIdentifier, &str)]) -> Result<Name, Error> {
    let country = (rfc4519::C, Tag::PrintableString, "JP");
    let rest = fields.iter().map(|&(oid, text)| (oid, Tag::Utf8String, text));
    let rdns = std::iter::once(country)
        .chain(rest)
        .map(|(oid, tag, text)| {
            let value = Any::new(tag, text.as_bytes())?;
            let set = SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }])?;
            Ok(RelativeDistinguishedName(set))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    Ok(RdnSequence(rdns))
}

/// The authority's own name.
pub(super) fn issuer() -> Result<Name, Error> {
    name(&[(rfc4519::O, ORGANISATION), (rfc4519::OU, UNIT), (rfc4519::OU, OPERATOR)])
}

/// Both ends as `UTCTime`; a date after 2049 is an error.
pub(super) fn validity(from: SystemTime, until: SystemTime) -> Result<Validity, Error> {
    let time = |at| UtcTime::from_system_time(at).map(Time::UtcTime);
    Ok(Validity { not_before: time(from)?, not_after: time(until)? })
}

/// `SubjectPublicKeyInfo` of an RSA key.
pub(super) fn public_key_info(key: &RsaPublicKey) -> Result<SubjectPublicKeyInfoOwned, AuthorityError> {
    let document = key.to_public_key_der()?;
    Ok(SubjectPublicKeyInfoOwned::from_der(document.as_bytes())?)
}

/// RFC 5280 §4.2.1.2, method 1: SHA-1 of the key's bits.
pub(super) fn key_identifier(key: &SubjectPublicKeyInfoOwned) -> Result<OctetString, Error> {
    let digest = ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, key.subject_public_key.raw_bytes());
    OctetString::new(digest.as_ref())
}

/// One extension around its value.
pub(super) fn extension(extn_id: ObjectIdentifier, critical: bool, value: &impl Encode) -> Result<Extension, Error> {
    Ok(Extension { extn_id, critical, extn_value: OctetString::new(value.to_der()?)? })
}

/// certificatePolicies, critical, with the place of the practice statement.
pub(super) fn policy(policy_identifier: ObjectIdentifier) -> Result<Extension, Error> {
    let statement = PolicyQualifierInfo {
        policy_qualifier_id: rfc5280::ID_QT_CPS,
        qualifier: Some(Any::encode_from(&Ia5String::new(CPS)?)?),
    };
    let policies =
        CertificatePolicies(vec![PolicyInformation { policy_identifier, policy_qualifiers: Some(vec![statement]) }]);
    extension(rfc5280::ID_CE_CERTIFICATE_POLICIES, true, &policies)
}

/// issuerAltName: the authority's name in Japanese.
pub(super) fn issuer_alt_name() -> Result<Extension, Error> {
    let japanese = name(&[
        (rfc4519::O, "試験用カード模擬装置"),
        (rfc4519::OU, "試験用カード模擬装置利用者証明用"),
        (rfc4519::OU, "模擬装置の架空の認証局"),
    ])?;
    let names = IssuerAltName(vec![GeneralName::DirectoryName(japanese)]);
    extension(rfc5280::ID_CE_ISSUER_ALT_NAME, false, &names)
}

/// cRLDistributionPoints: a place in a directory, no URL.
pub(super) fn crl_distribution_point() -> Result<Extension, Error> {
    let place = name(&[
        (rfc4519::O, ORGANISATION),
        (rfc4519::OU, UNIT),
        (rfc4519::OU, "CRL Distribution Points"),
        (rfc4519::OU, "Shiken-to"),
        (rfc4519::CN, "Kaso-shi CRLDP"),
    ])?;
    let point = DistributionPoint {
        distribution_point: Some(DistributionPointName::FullName(vec![GeneralName::DirectoryName(place)])),
        reasons: None,
        crl_issuer: None,
    };
    let points = CrlDistributionPoints(vec![point]);
    extension(rfc5280::ID_CE_CRL_DISTRIBUTION_POINTS, false, &points)
}

/// subjectAltName of a signature certificate: who the (synthetic) holder is.
pub(super) fn holder_attributes() -> Result<Extension, Error> {
    let names = HOLDER_ATTRIBUTES
        .iter()
        .map(|&(type_id, text)| {
            let value = Any::new(Tag::Utf8String, text.as_bytes())?;
            Ok(GeneralName::OtherName(OtherName { type_id, value }))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    extension(rfc5280::ID_CE_SUBJECT_ALT_NAME, false, &SubjectAltName(names))
}
