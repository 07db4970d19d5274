//! Bookings as sites write them, and results as a terminal may: from a row of the one to a row of the other.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a target panics where something does not hold"
)]

use std::collections::BTreeSet;
use std::path::Path;

use super::beside::{Beside, of_text};
use super::bookings::{Bookings, BookingsError, MAX_BOOKINGS, Purpose, is_formula};
use super::request::{self, people};
use super::results::{COLUMNS, summary_of, text};
use crate::common::BookingNeed;
use crate::eligibility::{
    BulkResult, BulkRow, BulkRows, Date, FacilityCode, ForeignAnswer, Judged, RowAnswer, RowFault, SentBulk, Verdict,
    VerdictKind, XmlMsg, fuzz,
};
use crate::settings::ExchangeSettings;

/// Of whom the result below is about: two rows about one person, two that differ in the branch, one who has agreed to
/// the limit, one whose reference number is known.
const BOOKINGS: &str = "key,insurer,symbol,number,branch,birth,limit_consent,reference\n\
    A-1,06139992,試験,0012345,01,1990-04-01,0,P000123\n\
    A-2,06139992,試験,0012345,01,1990-04-01,,\n\
    A-3,06139992,試験,0012345,02,1990-04-01,,\n\
    A-4,139998,試－１,123456,,1975-06-30,1,\n";

/// What the keys of these people are made from: with it they are those of the seeds.
const SEED: &str = "UKT7Q2M4ZK9PXW3HB6TD8RNAVCE";
const RECEPTION: &str = "0000000007000000001";

fn today() -> Date {
    time::macros::date!(2026 - 11 - 26).into()
}

/// A file of bookings: what is refused is named by its lines; what is taken is asked about in one block a person, and
/// each row of results is that of its own booking.
///
/// # Panics
///
/// Where that does not hold.
pub fn bookings(bytes: &[u8]) {
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
    let read = match Bookings::parse(bytes, today(), Purpose::Check) {
        Ok(read) => read,
        Err(BookingsError::Mistakes(mistakes)) => {
            assert!(!mistakes.is_empty() && mistakes.len() <= 2 * MAX_BOOKINGS);
            for mistake in mistakes {
                assert!((1..=lines).contains(&mistake.line), "line {} of {lines}", mistake.line);
                assert!(!mistake.words.contains(char::is_control), "words that steer the terminal");
            }
            return;
        }
        Err(_) => return,
    };
    let rows = &read.rows;
    assert!(!rows.is_empty() && rows.len() <= MAX_BOOKINGS);
    let keys: BTreeSet<_> = rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys.len(), rows.len(), "a key that is there twice");
    for row in rows {
        let key = row.key.as_str();
        assert!(!key.is_empty() && !key.contains(char::is_control) && !is_formula(key));
        assert!((2..=lines).contains(&row.line), "line {} of {lines}", row.line);
    }
    asked(&read);
    let nothing = rows.iter().map(|_| RowAnswer::NotAnswered(RowFault::Missing)).collect();
    written(&read, &BulkRows { made: None, rows: nothing, foreign: 0, simulation: false });
}

/// Whatever stands in a row, the request has one block for it, with its key.
fn asked(read: &Bookings) {
    let Ok(facility) = "1319999999".parse::<FacilityCode>() else { return };
    let people = people(SEED, &read.rows);
    let sent = (SEED, &facility, today());
    let Ok(bytes) = request::check(&read.rows, &people, sent, &ExchangeSettings::with_defaults(Path::new(""))) else {
        return;
    };
    let asked = std::str::from_utf8(&bytes).expect("the encoding of the settings");
    assert_eq!(asked.matches("<QualificationConfirmSearchInfo>").count(), people.len());
    assert_eq!(asked.matches("<ArbitraryIdentifier>").count(), people.len());
    for BulkRow { key, .. } in &people {
        assert_eq!(asked.matches(&format!("<ArbitraryIdentifier>{key}</ArbitraryIdentifier>")).count(), 1);
    }
}

/// The result of a bulk request: each answer rests on the part with the person's own key, question, day, facility and
/// reception number, and is written as it was judged.
///
/// # Panics
///
/// Where that does not hold.
pub fn result(bytes: &[u8]) {
    let Ok(file) = std::str::from_utf8(bytes) else { return };
    let (Ok(bookings), Ok(facility)) =
        (Bookings::parse(BOOKINGS.as_bytes(), today(), Purpose::Check), "1319999999".parse())
    else {
        panic!("the bookings can be asked");
    };
    let people = people(SEED, &bookings.rows);
    let sent = SentBulk { reception: RECEPTION, facility: &facility, day: today(), rows: &people };
    let Some(result) = rows(sent, file) else { return };
    assert_eq!(result.rows.len(), people.len());
    for (place, (row, answer)) in people.iter().zip(&result.rows).enumerate() {
        if let RowAnswer::Answered(message) = answer {
            fuzz::message(message);
            let entries = &message.message_body.result_list.entries;
            assert!(entries.iter().all(|entry| entry.birthdate() == Some(row.check.birthdate())), "another person");
            let limit = entries.iter().any(|entry| entry.limit.is_some() || entry.limit_consent.is_some());
            assert!(row.check.limit_consent() || !limit, "a limit without consent");
            by_its_own_key(sent, file, place, &result);
            by_its_own_question(sent, file, place);
        }
    }
    of_another_request(sent, file, &result);
    written(&bookings, &result);
}

fn rows(sent: SentBulk<'_>, file: &str) -> Option<BulkRows<Box<XmlMsg>>> {
    match sent.judge(file) {
        Ok(Judged::Answer(BulkResult::Rows(rows))) => Some(rows),
        _ => None,
    }
}

/// Under another key the same person has no answer, and all others have the ones that they had.
fn by_its_own_key(sent: SentBulk<'_>, file: &str, place: usize, result: &BulkRows<Box<XmlMsg>>) {
    let mut people = sent.rows.to_vec();
    "no key of any request".clone_into(&mut people[place].key);
    let other = rows(SentBulk { rows: &people, ..sent }, file).expect("the same file");
    for (at, (one, other)) in result.rows.iter().zip(&other.rows).enumerate() {
        if at == place {
            assert_eq!(*other, RowAnswer::NotAnswered(RowFault::Missing), "an answer of another's part");
        } else {
            assert!(one == other, "an answer that rests on another's key");
        }
    }
}

/// Had another question been asked under this key, the same part would be no answer.
fn by_its_own_question(sent: SentBulk<'_>, file: &str, place: usize) {
    for other in (0..sent.rows.len()).filter(|other| sent.rows[*other].check != sent.rows[place].check) {
        let mut people = sent.rows.to_vec();
        people[place].check = sent.rows[other].check.clone();
        let other = rows(SentBulk { rows: &people, ..sent }, file).expect("the same file");
        assert!(matches!(other.rows[place], RowAnswer::NotAnswered(_)), "an answer to another question");
    }
}

/// Of another facility or reception number it answers nothing, and never of two days.
fn of_another_request(sent: SentBulk<'_>, file: &str, result: &BulkRows<Box<XmlMsg>>) {
    let answers = |result: &BulkRows<Box<XmlMsg>>| result.rows.iter().any(|row| matches!(row, RowAnswer::Answered(_)));
    let later = rows(SentBulk { day: time::macros::date!(2026 - 11 - 27).into(), ..sent }, file);
    assert!(!(answers(result) && later.is_some_and(|later| answers(&later))), "an answer of two days");
    let facility = "1318888888".parse().expect("a code");
    let whose = |sent: SentBulk<'_>| match sent.judge(file) {
        Ok(Judged::NotOurs(whose)) => Some(whose),
        _ => None,
    };
    assert_eq!(whose(SentBulk { facility: &facility, ..sent }), Some(ForeignAnswer::Facility));
    assert_eq!(whose(SentBulk { reception: "7", ..sent }), Some(ForeignAnswer::Reception));
}

/// A row of results reads back as what was judged, under the booking's own key, and belongs to these bookings.
fn written(bookings: &Bookings, result: &BulkRows<Box<XmlMsg>>) {
    let (bytes, counts) = text(bookings, result);
    let file = std::str::from_utf8(&bytes).expect("results are UTF-8");
    assert_eq!(of_text(file, &COLUMNS, bookings), Beside::Own, "results that are not known again");
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let read: Vec<_> = reader.records().map(|record| record.expect("a row")).collect();
    assert_eq!(read.len(), bookings.rows.len());
    let mark = if result.simulation { "simulated:" } else { "" };
    for ((record, booking), answer) in read.iter().zip(&bookings.rows).zip(&result.rows) {
        let verdict = match answer {
            RowAnswer::Answered(message) => Verdict::of(message).kind().as_str(),
            RowAnswer::NotAnswered(_) => "not-answered",
        };
        assert_eq!(record.get(0), Some(booking.key.as_str()));
        assert_eq!(record.get(1), Some(format!("{mark}{verdict}").as_str()));
        assert!(!record.iter().any(is_formula), "a cell that a spreadsheet runs");
    }
    let (again, needs) = summary_of(file);
    assert_eq!(
        (again.ok, again.changed, again.invalid, again.unanswered),
        (counts.ok, counts.changed, counts.invalid, counts.unanswered)
    );
    assert_eq!(again.ok + needs.len(), bookings.rows.len());
    let confirmed = |answer: &&RowAnswer<Box<XmlMsg>>| matches!(answer, RowAnswer::Answered(message) if Verdict::of(message).kind() == VerdictKind::Confirmed);
    let changed = needs.iter().filter(|row| row.need == BookingNeed::Changed).count();
    assert_eq!(again.ok + changed, result.rows.iter().filter(confirmed).count(), "a verdict that was made on the way");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_answers_each_person() {
        let file = include_str!("../../../tests/fuzz/seeds/bulk-result/valid");
        let bookings = Bookings::parse(BOOKINGS.as_bytes(), today(), Purpose::Check).unwrap();
        let (people, facility) = (people(SEED, &bookings.rows), "1319999999".parse().unwrap());
        let sent = SentBulk { reception: RECEPTION, facility: &facility, day: today(), rows: &people };
        let result = rows(sent, file).unwrap();
        assert!(result.rows.iter().all(|row| matches!(row, RowAnswer::Answered(_))), "{:?}", result.rows);
        assert_eq!(text(&bookings, &result).1.ok, people.len());
    }
}
