//! What the emulated authority signs, and the form in which it goes out.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cms::cert::CertificateChoices;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{CertificateSet, EncapsulatedContentInfo, SignedData, SignerInfos};
use rcgen::{
    CertificateParams, DistinguishedName, DnType, DnValue, ExtendedKeyUsagePurpose, Issuer, KeyPair, KeyUsagePurpose,
    PublicKeyData, SerialNumber, SignatureAlgorithm,
};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use time::OffsetDateTime;
use x509_cert::Certificate;
use x509_cert::der::asn1::{Any, ObjectIdentifier, PrintableStringRef, SetOfVec, Utf8StringRef};
use x509_cert::der::{self, Decode as _, Encode as _};
use x509_cert::name::Name;
use x509_cert::request::CertReq;

use super::est::Registration;
use crate::simulator::tls::{PkiError, TestPki};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// The kinds of keys that are certified: signature algorithm of a request, how it is verified, what its key is.
type Kind = (ObjectIdentifier, &'static dyn VerificationAlgorithm, &'static SignatureAlgorithm);

fn kinds() -> [Kind; 3] {
    let oid = ObjectIdentifier::new_unwrap;
    [
        (oid("1.2.840.10045.4.3.2"), &ECDSA_P256_SHA256_ASN1, &rcgen::PKCS_ECDSA_P256_SHA256),
        (oid("1.2.840.10045.4.3.3"), &ECDSA_P384_SHA384_ASN1, &rcgen::PKCS_ECDSA_P384_SHA384),
        (oid("1.2.840.113549.1.1.11"), &RSA_PKCS1_2048_8192_SHA256, &rcgen::PKCS_RSA_SHA256),
    ]
}

/// The authority with its key.
pub struct Issuing {
    issuer: Issuer<'static, KeyPair>,
    certificate: Certificate,
}

/// Why nothing was issued.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// What was asked for cannot be certified.
    #[error("the request asks for what is not certified here")]
    Asked,
    /// The library could not make it.
    #[error(transparent)]
    Made(#[from] rcgen::Error),
    /// It cannot be read again.
    #[error(transparent)]
    Read(#[from] der::Error),
}

impl Issuing {
    pub fn new(pki: &TestPki) -> Result<Self, PkiError> {
        let der = CertificateDer::from_pem_slice(pki.authority_pem.as_bytes())?;
        Ok(Self { issuer: pki.issuer()?, certificate: Certificate::from_der(&der)? })
    }

    /// The authority's own certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// A terminal's certificate for the request's key and name, valid from now.
    pub fn issue(&self, asked: &CertReq, life: Duration, manner: Registration) -> Result<Certificate, NotIssued> {
        let now = OffsetDateTime::now_utc();
        let mut params = CertificateParams::default();
        params.distinguished_name = name(&asked.info.subject).ok_or(NotIssued::Asked)?;
        (params.not_before, params.not_after) = (now, now + life);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        params.serial_number = Some(serial());
        match manner {
            Registration::Ended => (params.not_before, params.not_after) = (now - life, now - time::Duration::MINUTE),
            Registration::Overdue(left) => (params.not_before, params.not_after) = (now - left * 20, now + left),
            Registration::ForeignName => params.distinguished_name.push(DnType::CommonName, "W9999999"),
            _ => {}
        }
        let key = if manner == Registration::ForeignKey { Asked::foreign()? } else { Asked::of(asked)? };
        let issued = params.signed_by(&key, &self.issuer)?;
        Ok(Certificate::from_der(issued.der())?)
    }
}

/// Another one for every certificate: rcgen would take it from the key, which a renewal keeps.
fn serial() -> SerialNumber {
    let mut bytes = [0; 16];
    // Without random numbers there is no TLS either.
    let _ = SystemRandom::new().fill(&mut bytes);
    bytes[0] = bytes[0] & 0x7F | 0x40;
    SerialNumber::from_slice(&bytes)
}

/// A public key as it was sent.
struct Asked(Vec<u8>, &'static SignatureAlgorithm);

impl Asked {
    fn of(asked: &CertReq) -> Result<Self, NotIssued> {
        let kind = kinds().into_iter().find(|(oid, ..)| *oid == asked.algorithm.oid).ok_or(NotIssued::Asked)?;
        Ok(Self(asked.info.public_key.subject_public_key.raw_bytes().to_vec(), kind.2))
    }

    fn foreign() -> Result<Self, NotIssued> {
        Ok(Self(KeyPair::generate()?.public_key_raw().to_vec(), &rcgen::PKCS_ECDSA_P256_SHA256))
    }
}

impl PublicKeyData for Asked {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        self.1
    }
}

/// Whether the request is signed by the key that it carries (RFC 2986 §4.2).
pub fn is_signed(asked: &CertReq) -> bool {
    let kind = kinds().into_iter().find(|(oid, ..)| *oid == asked.algorithm.oid);
    let (Some((_, verification, _)), Ok(info)) = (kind, asked.info.to_der()) else { return false };
    let key = UnparsedPublicKey::new(verification, asked.info.public_key.subject_public_key.raw_bytes());
    key.verify(&info, asked.signature.raw_bytes()).is_ok()
}

/// The account that a name is of.
pub fn common_name(name: &Name) -> Option<String> {
    let mut parts = name.0.iter().flat_map(|parts| parts.0.iter());
    text(&parts.find(|part| part.oid == COMMON_NAME)?.value).map(|(text, _)| text)
}

/// The name as rcgen takes it, every string of the kind that it was.
fn name(asked: &Name) -> Option<DistinguishedName> {
    let mut name = DistinguishedName::new();
    for part in asked.0.iter().flat_map(|parts| parts.0.iter()) {
        let (text, printable) = text(&part.value)?;
        let oid: Vec<u64> = part.oid.arcs().map(u64::from).collect();
        let value = if printable {
            DnValue::PrintableString(text.as_str().try_into().ok()?)
        } else {
            DnValue::Utf8String(text)
        };
        name.push(DnType::from_oid(&oid), value);
    }
    Some(name)
}

/// A string, and whether it is a `PrintableString`.
fn text(value: &Any) -> Option<(String, bool)> {
    let printable = value.decode_as::<PrintableStringRef<'_>>().ok();
    let utf8 = || value.decode_as::<Utf8StringRef<'_>>().ok().map(|text| (text.as_str().to_owned(), false));
    printable.map(|text| (text.as_str().to_owned(), true)).or_else(utf8)
}

/// Certificates as EST sends them: a PKCS#7 that signs nothing, in base64 (RFC 7030 §4.1.3).
pub fn certs_only(certificates: &[Certificate]) -> Vec<u8> {
    let pack = || {
        let all: Vec<_> = certificates.iter().cloned().map(CertificateChoices::Certificate).collect();
        let data = SignedData {
            version: CmsVersion::V1,
            digest_algorithms: SetOfVec::new(),
            encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
            certificates: Some(CertificateSet(SetOfVec::try_from(all)?)),
            crls: None,
            signer_infos: SignerInfos(SetOfVec::new()),
        };
        ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
    };
    // Certificates that were read can be written.
    let der: der::Result<Vec<u8>> = pack();
    // In one line: strongSwan's client (5.9.8) stumbles over a line's end.
    STANDARD.encode(der.unwrap_or_default()).into_bytes()
}
