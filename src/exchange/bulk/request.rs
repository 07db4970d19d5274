//! The requests of bulk checks and bulk assignments as bytes.

use ring::hmac;
use zeroize::Zeroizing;

use super::bookings::{Booking, Mistake};
use crate::eligibility::wire::OnWire as _;
use crate::eligibility::{AssignmentRow, BulkRow, Date, FacilityCode};
use crate::exchange::inquiry::{InquiryError, assignment_block, message, search_block};
use crate::settings::ExchangeSettings;

/// Characters of a person's key (`ArbitraryIdentifier`).
const KEY: usize = 24;

/// The people as they are asked about, each under a key that says nothing of the booking. The keys of one seed are
/// always the same ones, so that only the seed has to be kept.
pub fn people(seed: &str, rows: &[Booking]) -> Vec<BulkRow> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, seed.as_bytes());
    let row = |(place, booking): (usize, &Booking)| {
        let tag = hmac::sign(&key, &place.to_be_bytes());
        let mut digits = base16ct::upper::encode_string(tag.as_ref());
        digits.truncate(KEY);
        BulkRow { key: digits, check: booking.check.clone() }
    };
    rows.iter().enumerate().map(row).collect()
}

/// Why a bulk request cannot be written.
pub enum RequestError {
    /// A row holds what cannot be sent.
    Row(Mistake),
    /// Another error.
    Inquiry(InquiryError),
}

impl RequestError {
    fn of(booking: &Booking, error: InquiryError) -> Self {
        match error {
            InquiryError::CharacterNotEncodable(field) => Self::Row(Mistake {
                line: booking.line,
                words: format!("{} has a character that the encoding of [exchange] encoding lacks", field.as_str()),
            }),
            error => Self::Inquiry(error),
        }
    }
}

/// `OQSmuquc01req`: asks about these people.
pub fn check(
    rows: &[Booking],
    people: &[BulkRow],
    (identifier, facility, day): (&str, &FacilityCode, Date),
    settings: &ExchangeSettings,
) -> Result<Zeroizing<Vec<u8>>, RequestError> {
    let mut body = Zeroizing::new(Vec::with_capacity(512 * people.len()));
    for (booking, BulkRow { key, check }) in rows.iter().zip(people) {
        let block = search_block(check, key, settings).map_err(|error| RequestError::of(booking, error))?;
        body.extend_from_slice(&block);
        body.push(b'\n');
    }
    let day = day.to_wire();
    let header = [
        ("QualificationConfirmationDate", day.as_str()),
        ("MedicalInstitutionCode", facility.as_str()),
        ("ArbitraryFileIdentifier", identifier),
    ];
    Ok(message(settings.encoding, &header, &body))
}

/// `OQSmuimm01req`: has these reference numbers kept.
pub fn assign(
    rows: &[Booking],
    people: &[AssignmentRow],
    (identifier, facility): (&str, &FacilityCode),
    settings: &ExchangeSettings,
) -> Result<Zeroizing<Vec<u8>>, RequestError> {
    let mut body = Zeroizing::new(Vec::with_capacity(512 * people.len()));
    for (booking, AssignmentRow { check, reference }) in rows.iter().zip(people) {
        let qualification = (check.insurer(), check.symbol(), check.number(), check.branch());
        let block = assignment_block(qualification, reference, settings);
        body.extend_from_slice(&block.map_err(|error| RequestError::of(booking, error))?);
        body.push(b'\n');
    }
    let header = [("MedicalInstitutionCode", facility.as_str()), ("ArbitraryFileIdentifier", identifier)];
    Ok(message(settings.encoding, &header, &body))
}

/// `OQSmuquc02req`, `OQSmuimm02req`: asks for the result of a reception number, which is plain ASCII.
pub fn fetch(reception: &str, facility: &FacilityCode, settings: &ExchangeSettings) -> Zeroizing<Vec<u8>> {
    let header = [("MedicalInstitutionCode", facility.as_str())];
    let body = format!("<ReceptionNumber>{reception}</ReceptionNumber>");
    message(settings.encoding, &header, body.as_bytes())
}
