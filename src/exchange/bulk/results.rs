//! The results beside the bookings: CSV, one person a row, in the order of the bookings.
//!
//! A row has the site's own key and never a name. It may hold a number of a paper where that differs from what was
//! typed; the file is for its owner alone, and appears whole or not at all.

use std::fs::File;
use std::path::{Path, PathBuf};

use csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use rustix::io::Errno;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use zeroize::Zeroizing;

use super::bookings::Booking;
use crate::common::{BookingCounts, BookingNeed, BookingRow, FileMode, ReplaceOptions, read_regular, replace_file};
use crate::eligibility::{BulkRows, Entry, NumberField, RowAnswer, Text, Verdict, VerdictKind, XmlMsg, changed};

/// The columns.
const COLUMNS: [&str; 6] = ["key", "verdict", "code", "changed", "reference", "checked_at"];

/// What a person without an answer has in place of a verdict.
const NOT_ANSWERED: &str = "not-answered";

/// What a verdict begins with that a simulator has made up.
const SIMULATED: &str = "simulated:";

/// As much as a file of results may have, in bytes.
const MAX_SIZE: u64 = 4 << 20;

/// The end of a file of results.
const ENDING: &str = ".results.csv";

/// Where the results of these bookings lie: `NAME.results.csv` for `NAME.csv`.
#[must_use]
pub fn results_path(bookings: &Path) -> PathBuf {
    beside(bookings, ENDING)
}

/// A file beside the bookings: their name, without `.csv`, with this ending.
pub fn beside(bookings: &Path, ending: &str) -> PathBuf {
    let is_csv = bookings.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let name = if is_csv { bookings.file_stem() } else { bookings.file_name() };
    let mut name = name.unwrap_or_default().to_owned();
    name.push(ending);
    bookings.with_file_name(name)
}

/// Whether a file of this name is one of results.
pub fn is_results(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ENDING)
}

/// Writes them, whole and onto the disk.
pub fn write(path: &Path, bookings: &[Booking], result: &BulkRows) -> Result<BookingCounts, Errno> {
    let mut counts =
        BookingCounts { foreign: result.foreign, simulated: result.simulation, ..BookingCounts::default() };
    let checked_at = result.made.and_then(|made: OffsetDateTime| made.format(&Rfc3339).ok()).unwrap_or_default();
    let mut rows = Zeroizing::new(Vec::with_capacity(128 * bookings.len() + 128));
    {
        let mut writer =
            WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(&mut *rows);
        // Writing to memory cannot fail.
        let _ = writer.write_record(COLUMNS);
        for (booking, answer) in bookings.iter().zip(&result.rows) {
            let Outcome { verdict, code, changed, reference, need } = Outcome::of(booking, answer);
            *match need {
                None => &mut counts.ok,
                Some(BookingNeed::Changed) => &mut counts.changed,
                Some(BookingNeed::Invalid) => &mut counts.invalid,
                Some(BookingNeed::Unanswered) => &mut counts.unanswered,
            } += 1;
            // No program may take what a simulator has made up for a verdict.
            let verdict = if result.simulation { format!("{SIMULATED}{verdict}") } else { verdict.to_owned() };
            let checked_at = if need == Some(BookingNeed::Unanswered) { "" } else { &checked_at };
            let _ = writer.write_record([booking.key.as_str(), &verdict, &code, &changed, &reference, checked_at]);
        }
        let _ = writer.flush();
    }
    let errno = |error: std::io::Error| Errno::from_io_error(&error).unwrap_or(Errno::IO);
    let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
    replace_file(path, &rows, options).map_err(errno)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(errno)?;
    Ok(counts)
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
    fn of(booking: &Booking, answer: &RowAnswer) -> Self {
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
        let fields = entry.map(|entry| changed(&booking.check, entry)).unwrap_or_default();
        let text = |text: Option<&Text>| text.map_or_else(String::new, |text| text.as_str().to_owned());
        let need = match verdict.kind() {
            VerdictKind::Confirmed if fields.is_empty() => None,
            VerdictKind::Confirmed => Some(BookingNeed::Changed),
            _ => Some(BookingNeed::Invalid),
        };
        Self {
            verdict: verdict.kind().as_str(),
            code: text(message.message_body.processing_result_code.as_ref()),
            changed: entry.map_or_else(Zeroizing::default, |entry| found(entry, &fields)),
            reference: text(entry.and_then(|entry| entry.reference_number.as_ref())),
            need,
        }
    }
}

/// What was found in the fields that differ.
fn found(entry: &Entry, fields: &[NumberField]) -> Zeroizing<String> {
    let value = |field: &NumberField| match field {
        NumberField::Insurer => entry.insurer().map_or("", |insurer| insurer.as_str()),
        NumberField::Symbol => entry.symbol.as_ref().map_or("", Text::as_str),
        NumberField::Number => entry.number.as_ref().map_or("", Text::as_str),
        NumberField::Branch => entry.branch.as_ref().map_or("", Text::as_str),
        NumberField::Birthdate => "",
    };
    let texts: Vec<_> = fields.iter().map(|field| format!("{}={}", field.as_str(), value(field))).collect();
    Zeroizing::new(texts.join("; "))
}

/// What a file of results says: the numbers, and the people who need staff, by their keys.
pub fn summary(path: &Path) -> (BookingCounts, Vec<BookingRow>) {
    let (mut counts, mut rows) = (BookingCounts::default(), Vec::new());
    let Ok(text) = read_regular(path, MAX_SIZE) else { return (counts, rows) };
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
    let (key, verdict, changed) = (record.get(0)?, record.get(1)?, record.get(3)?);
    let need = match verdict.strip_prefix(SIMULATED).unwrap_or(verdict) {
        NOT_ANSWERED => BookingNeed::Unanswered,
        verdict if verdict != VerdictKind::Confirmed.as_str() => BookingNeed::Invalid,
        _ if !changed.is_empty() => BookingNeed::Changed,
        _ => return None,
    };
    Some(BookingRow { key: Text::from(key).as_str().to_owned(), need })
}
