//! Certificates that come back: PKCS#7, in BER or DER.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use x509_cert::Certificate;
use x509_cert::der::{Decode as _, Reader as _, SliceReader};

use super::answer::{ExpectedSubject, certificates, chain, is_root, ours, pem};
use super::ber;
use crate::card::certificate;

/// Longest chain that a terminal keeps.
const CHAIN: usize = 8;

/// Lengths: every element whose length was not said gets one and keeps it; the header of a certificate says what a full
/// parser says.
///
/// # Panics
///
/// Where one of these does not hold.
pub fn tlv(bytes: &[u8]) {
    let whole = SliceReader::new(bytes).ok().and_then(|mut reader| reader.tlv_bytes().ok());
    if let (Some(length), Some(whole), [0x30, ..]) = (certificate::length(bytes), whole, bytes) {
        assert_eq!(length, whole.len(), "a length that a full parser reads otherwise");
    }
    let Some(definite) = ber::definite(bytes) else { return };
    // A header of two bytes and an end of two become a header of six at most.
    assert!(definite.len() <= 2 * bytes.len() + 8, "{} bytes of {}", definite.len(), bytes.len());
    assert_eq!(ber::definite(&definite).as_ref(), Some(&definite), "what has a length changes no more");
    if bytes.get(1) != Some(&0x80) {
        assert!(bytes.starts_with(&definite), "what had a length is another");
    }
}

/// An answer with certificates: the bytes as they are, or in base64 where they begin as DER does.
///
/// # Panics
///
/// Where a certificate is taken that is for another key or another terminal, or is not valid.
pub fn est(bytes: &[u8]) {
    let body = if bytes.first() == Some(&0x30) { STANDARD.encode(bytes).into_bytes() } else { bytes.to_vec() };
    let Ok(all) = certificates(&body) else { return };
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_830_000_000);
    for asked in &all {
        let body = &asked.tbs_certificate;
        for whose in [ExpectedSubject::Name(&body.subject), ExpectedSubject::Account("W0000001")] {
            let Ok(leaf) = ours(&all, &body.subject_public_key_info, whose, now) else { continue };
            let found = &leaf.tbs_certificate;
            assert!(found.subject_public_key_info == body.subject_public_key_info, "a certificate for another key");
            assert!(found.validity.not_after.to_system_time() > now, "a certificate that has ended");
            let chain = chain(leaf, &all);
            assert!((1..=CHAIN).contains(&chain.len()), "a chain of {}", chain.len());
            assert!(chain.iter().skip(1).all(|above| !is_root(above)), "a root in the chain");
            let Ok(text) = pem(&chain) else { continue };
            assert_eq!(text.matches("-----BEGIN CERTIFICATE-----").count(), chain.len());
        }
    }
    for certificate in &all {
        let der = super::answer::der(certificate);
        assert!(Certificate::from_der(&der).as_ref() == Ok(certificate), "another certificate, once written");
    }
}
