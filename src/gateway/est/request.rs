//! What the service is asked to certify: a PKCS#10 request (RFC 2986), signed by the terminal's key.

use x509_cert::der::Encode as _;
use x509_cert::der::asn1::{BitString, ObjectIdentifier, SetOfVec};
use x509_cert::name::Name;
use x509_cert::request::{CertReq, CertReqInfo, Version};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::error::KeyError;
use super::key::TerminalKey;
use super::user::UserId;
use crate::eligibility::FacilityCode;

/// `ecdsa-with-SHA256` (RFC 5758 §3.2).
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");

/// A terminal's name: the user ID as common name, the facility code as serial number (2.5.4.5).
pub fn subject(user: &UserId, facility: &FacilityCode) -> Option<Name> {
    // Letters and digits only: nothing in them has a meaning in RFC 4514, whose order is the reverse of the
    // certificate's.
    format!("serialNumber={},CN={user}", facility.as_str()).parse().ok()
}

/// The request, DER.
pub fn request(subject: Name, key: &TerminalKey) -> Result<Vec<u8>, KeyError> {
    let public_key = key.public()?;
    let info = CertReqInfo { version: Version::V1, subject, public_key, attributes: SetOfVec::new() };
    let signature = key.sign(&info.to_der().ok().ok_or(KeyError::NotMade)?)?;
    let signature = BitString::from_bytes(&signature).ok().ok_or(KeyError::NotMade)?;
    let algorithm = AlgorithmIdentifierOwned { oid: ECDSA_SHA256, parameters: None };
    CertReq { info, algorithm, signature }.to_der().ok().ok_or(KeyError::NotMade)
}
