//! The results beside the bookings: CSV, one person a row, in the order of the bookings.
//!
//! A row has the site's own key and never a name. It may hold a number of a paper where that differs from what was
//! typed; the file is for its owner alone, and appears whole or not at all.

use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord};
use rustix::io::Errno;
use time::format_description::well_known::Rfc3339;
use zeroize::Zeroizing;

use super::beside::{self, MAX_SIZE, NOT_ANSWERED, RESULTS, SIMULATED, cell, simulated_word};
use super::bookings::{Booking, Bookings};
use crate::common::{BookingCounts, BookingNeed, BookingRow, read_regular};
use crate::eligibility::wire::OnWire as _;
use crate::eligibility::{
    BulkRows, Date, Entry, NumberField, RowAnswer, Text, Verdict, VerdictKind, XmlMsg, changed, is_other_reference,
};

/// The columns.
pub const COLUMNS: [&str; 6] = ["key", "verdict", "code", "changed", "reference", "checked_at"];

/// Where the results of these bookings lie: `NAME.results.csv` for `NAME.csv`, and else with the whole name.
pub fn results_path(bookings: &Path) -> PathBuf {
    beside::beside(bookings, RESULTS)
}

/// Writes them, whole and onto the disk.
pub fn write(path: &Path, bookings: &Bookings, result: &BulkRows<Box<XmlMsg>>) -> Result<BookingCounts, Errno> {
    let (text, counts) = text(bookings, result);
    beside::write(path, &COLUMNS, &text, bookings)?;
    Ok(counts)
}

/// The bytes of the file, and its numbers.
pub fn text(bookings: &Bookings, result: &BulkRows<Box<XmlMsg>>) -> (Zeroizing<Vec<u8>>, BookingCounts) {
    let mut counts =
        BookingCounts { foreign: result.foreign, simulated: result.simulation, ..BookingCounts::default() };
    let made = result.made.and_then(|made| made.format(&Rfc3339).ok()).unwrap_or_default();
    let rows = bookings.rows.iter().zip(&result.rows).map(|(booking, answer)| {
        let Outcome { verdict, code, mut changed, reference, need } = Outcome::of(booking, answer);
        *match need {
            None => &mut counts.ok,
            Some(BookingNeed::Changed) => &mut counts.changed,
            Some(BookingNeed::Invalid) => &mut counts.invalid,
            Some(BookingNeed::Unanswered) => &mut counts.unanswered,
        } += 1;
        let verdict = simulated_word(verdict, result.simulation);
        let checked_at = if need == Some(BookingNeed::Unanswered) { String::new() } else { made.clone() };
        [booking.key.as_str().to_owned(), verdict, code, std::mem::take(&mut *changed), reference, checked_at]
    });
    let text = beside::csv(COLUMNS, rows, bookings);
    (text, counts)
}

/// What a person's row says.
struct Outcome {
    verdict: &'static str,
    code: String,
    changed: Zeroizing<String>,
    reference: String,
    need: Option<BookingNeed>,
}

impl Outcome {
    fn of(booking: &Booking, answer: &RowAnswer<Box<XmlMsg>>) -> Self {
        match answer {
            RowAnswer::NotAnswered(fault) => Self {
                verdict: NOT_ANSWERED,
                code: fault.as_str().to_owned(),
                changed: Zeroizing::default(),
                reference: String::new(),
                need: Some(BookingNeed::Unanswered),
            },
            RowAnswer::Answered(message) => Self::of_message(booking, message),
        }
    }

    fn of_message(booking: &Booking, message: &XmlMsg) -> Self {
        let verdict = Verdict::of(message);
        let entry = match &verdict {
            Verdict::Confirmed(confirmed) => Some(confirmed.entry()),
            _ => None,
        };
        let changed = entry.map_or_else(Zeroizing::default, |entry| found(entry, booking));
        let need = match verdict.kind() {
            VerdictKind::Confirmed if changed.is_empty() => None,
            VerdictKind::Confirmed => Some(BookingNeed::Changed),
            _ => Some(BookingNeed::Invalid),
        };
        Self {
            verdict: verdict.kind().as_str(),
            code: cell(message.message_body.processing_result_code.as_ref()),
            changed,
            reference: cell(entry.and_then(|entry| entry.reference_number.as_ref())),
            need,
        }
    }
}

/// What was found in the fields that differ, and a reference number that is not the one in the bookings.
fn found(entry: &Entry, booking: &Booking) -> Zeroizing<String> {
    let text = |text: &Option<Text>| text.as_ref().map_or_else(String::new, |text| text.as_str().to_owned());
    let value = |field: NumberField| match field {
        NumberField::Insurer => entry.insurer().map_or_else(String::new, |insurer| insurer.as_str().to_owned()),
        NumberField::Symbol => text(&entry.symbol),
        NumberField::Number => text(&entry.number),
        NumberField::Branch => text(&entry.branch),
        NumberField::Birthdate => String::new(),
    };
    let fields = changed(&booking.check, entry).into_iter().map(|field| (field.as_str(), value(field)));
    let other = booking.reference.as_ref().is_some_and(|known| is_other_reference(known, entry));
    let reference = other.then(|| ("reference", text(&entry.reference_number)));
    let texts: Vec<_> = fields.chain(reference).map(|(field, value)| format!("{field}={value}")).collect();
    Zeroizing::new(texts.join("; "))
}

/// What a file of results says: the numbers, and the people who need staff, by their keys. A row that is not whole
/// answers nothing.
pub fn summary(path: &Path) -> (BookingCounts, Vec<BookingRow>) {
    summary_of(&Zeroizing::new(read_regular(path, MAX_SIZE).unwrap_or_default()))
}

/// The day in Japan on which the terminal made them, where a row says it.
pub fn made_on(path: &Path) -> Option<Date> {
    let text = Zeroizing::new(read_regular(path, MAX_SIZE).ok()?);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let day = |record: StringRecord| Date::from_wire(&record.get(5)?.split('T').next()?.replace('-', ""));
    reader.records().map_while(Result::ok).find_map(day)
}

/// What a file of this text says.
pub fn summary_of(text: &str) -> (BookingCounts, Vec<BookingRow>) {
    let (mut counts, mut rows) = (BookingCounts::default(), Vec::new());
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for record in reader.records().map_while(Result::ok) {
        counts.simulated |= record.get(1).is_some_and(|verdict| verdict.starts_with(SIMULATED));
        let row = need(&record);
        *match row.as_ref().map(|row| row.need) {
            None => &mut counts.ok,
            Some(BookingNeed::Changed) => &mut counts.changed,
            Some(BookingNeed::Invalid) => &mut counts.invalid,
            Some(BookingNeed::Unanswered) => &mut counts.unanswered,
        } += 1;
        rows.extend(row);
    }
    (counts, rows)
}

fn need(record: &StringRecord) -> Option<BookingRow> {
    let text = |column| record.get(column).unwrap_or_default();
    let (key, verdict, changed) = (text(0), text(1), text(3));
    let need = match verdict.strip_prefix(SIMULATED).unwrap_or(verdict) {
        NOT_ANSWERED => BookingNeed::Unanswered,
        // One more than these: whose they are.
        _ if record.len() != COLUMNS.len() + 1 => BookingNeed::Unanswered,
        verdict if verdict != VerdictKind::Confirmed.as_str() => BookingNeed::Invalid,
        _ if !changed.is_empty() => BookingNeed::Changed,
        _ => return None,
    };
    Some(BookingRow { key: Text::from(key).as_str().to_owned(), need })
}
