//! The user-authentication certificate (利用者証明用電子証明書): its key, its validity, its age.
//!
//! The card's own length header decides where the certificate ends; nothing is assumed about what follows it in the
//! file. It names no person, but its serial identifies one, so nothing of it is printed and its bytes are wiped.

use std::fmt;
use std::time::SystemTime;

use time::Date;
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, UintRef};
use x509_cert::der::{Decode as _, Reader as _, SliceReader};
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use zeroize::Zeroizing;

use super::error::{AnswerError, CardError};
use crate::common::card::CertificateAge;
use crate::common::time::{JAPAN, in_japan};

/// Kind of the certificate's key; it decides algorithm and signature length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, as on all cards today (2048 bits); a signature is as long as the modulus.
    Rsa {
        /// Length of the modulus in bytes.
        modulus: usize,
    },
    /// P-384, announced for the next generation of the card. How that card signs is not established.
    EcP384,
    /// Anything else.
    Other,
}

/// A certificate as read from the card.
pub struct Certificate {
    der: Zeroizing<Vec<u8>>,
    key: KeyKind,
    /// Last moment of its validity: 23:59:59 in Japan on the holder's birthday or on the card's last day.
    not_after: SystemTime,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({} bytes, {:?})", self.der.len(), self.key)
    }
}

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

impl Certificate {
    /// Reads a DER certificate without anything behind it.
    pub fn parse(der: Zeroizing<Vec<u8>>) -> Result<Self, CardError> {
        let parsed = x509_cert::Certificate::from_der(&der).map_err(|error| {
            // The kind names tags and lengths, never the bytes.
            tracing::debug!(kind = ?error.kind(), "certificate cannot be read");
            CardError::Malformed(AnswerError::NotACertificate)
        })?;
        let body = &parsed.tbs_certificate;
        Ok(Self {
            key: key_kind(&body.subject_public_key_info),
            not_after: body.validity.not_after.to_system_time(),
            der,
        })
    }

    /// The certificate, DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Kind of its key.
    #[must_use]
    pub const fn key(&self) -> KeyKind {
        self.key
    }

    /// Age at `now`.
    ///
    /// After the end the qualification can still be confirmed for three months, counted from the end of the month of
    /// expiry (as one large insurer words it; others may count from the day, so the service has the last word). A
    /// certificate that has not begun counts as valid: a wrong clock is likelier.
    #[must_use]
    pub fn age(&self, now: SystemTime) -> CertificateAge {
        if now <= self.not_after {
            CertificateAge::Valid
        } else if grace_end(self.not_after).is_some_and(|end| now < end) {
            CertificateAge::Grace
        } else {
            CertificateAge::LongExpired
        }
    }
}

/// Midnight in Japan after the third month that follows the month of expiry.
fn grace_end(not_after: SystemTime) -> Option<SystemTime> {
    let expiry = in_japan(not_after);
    let months = i32::from(u8::from(expiry.month())) - 1 + 4;
    let month = time::Month::try_from(u8::try_from(months % 12 + 1).ok()?).ok()?;
    let first = Date::from_calendar_date(expiry.year() + months / 12, month, 1).ok()?;
    Some(first.midnight().assume_offset(JAPAN).into())
}

fn key_kind(key: &SubjectPublicKeyInfoOwned) -> KeyKind {
    match key.algorithm.oid {
        RSA => key
            .subject_public_key
            .as_bytes()
            .and_then(modulus_length)
            .map_or(KeyKind::Other, |modulus| KeyKind::Rsa { modulus }),
        EC if key.algorithm.parameters.as_ref().and_then(|curve| AnyRef::from(curve).decode_as().ok())
            == Some(P384) =>
        {
            KeyKind::EcP384
        }
        _ => KeyKind::Other,
    }
}

/// `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017 A.1.1).
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

/// Length of the certificate that begins with `head`, header included, in bytes. `None` where this is not the
/// beginning of a DER SEQUENCE with a length of one or two bytes; every certificate has one.
#[must_use]
pub fn length(head: &[u8]) -> Option<usize> {
    match *head {
        [0x30, 0x82, high, low, ..] => Some(4 + usize::from(u16::from_be_bytes([high, low]))),
        [0x30, 0x81, low, ..] => Some(3 + usize::from(low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::card::tests::script;

    fn age_at(day: Date, hour: u8) -> CertificateAge {
        let certificate = script::certificate();
        let now = day.with_hms(hour, 0, 0).unwrap().assume_offset(JAPAN).into();
        certificate.age(now)
    }

    // The certificate of the tests ends on 17 February 2030, 23:59:59 in Japan.

    #[test]
    fn a_certificate_is_valid_to_the_last_second_of_its_last_day_in_japan() {
        let certificate = script::certificate();
        assert_eq!(age_at(time::macros::date!(2030 - 02 - 17), 23), CertificateAge::Valid);
        assert_eq!(certificate.age(certificate.not_after), CertificateAge::Valid);
        let next = certificate.not_after + Duration::from_secs(1);
        assert_eq!(certificate.age(next), CertificateAge::Grace);
    }

    #[test]
    fn grace_lasts_to_the_end_of_the_third_month_after_the_month_of_expiry() {
        assert_eq!(age_at(time::macros::date!(2030 - 05 - 31), 23), CertificateAge::Grace);
        assert_eq!(age_at(time::macros::date!(2030 - 06 - 01), 0), CertificateAge::LongExpired);
    }

    #[test]
    fn grace_crosses_the_new_year() {
        let end = grace_end(time::macros::datetime!(2029-12-31 14:59:59 UTC).into());
        assert_eq!(end, Some(time::macros::datetime!(2030-03-31 15:00 UTC).into()));
        let september = grace_end(time::macros::datetime!(2029-09-01 0:00 UTC).into());
        assert_eq!(september, Some(time::macros::datetime!(2029-12-31 15:00 UTC).into()));
    }

    #[test]
    fn the_key_decides_how_long_a_signature_is() {
        assert_eq!(script::certificate().key(), KeyKind::Rsa { modulus: 256 });
    }

    #[test]
    fn the_next_cards_key_is_recognised() {
        let der = include_bytes!("testdata/p384.der").to_vec();
        let certificate = Certificate::parse(Zeroizing::new(der)).unwrap();
        assert_eq!(certificate.key(), KeyKind::EcP384);
    }

    #[test]
    fn what_is_no_certificate_is_an_error() {
        for junk in [&[][..], &[0x30], &[0x30, 0x82, 0x00, 0x00], &[0x00; 300]] {
            let parsed = Certificate::parse(Zeroizing::new(junk.to_vec()));
            assert!(parsed.is_err());
        }
    }

    #[test]
    fn the_length_comes_from_the_header() {
        assert_eq!(length(&[0x30, 0x82, 0x06, 0x32, 0xFF]), Some(1590));
        assert_eq!(length(&[0x30, 0x81, 0x80]), Some(131));
        for no_header in [&[][..], &[0x30], &[0x30, 0x82], &[0x30, 0x82, 1], &[0xFF; 4]] {
            assert_eq!(length(no_header), None);
        }
    }

    #[test]
    fn nothing_of_a_person_is_printed() {
        let shown = format!("{:?}", script::certificate());
        assert_eq!(shown, "Certificate(1590 bytes, Rsa { modulus: 256 })");
    }
}
