//! The two kinds of bulk requests, and all in which they differ.

use std::path::{Path, PathBuf};

use rustix::io::Errno;
use zeroize::Zeroizing;

use super::assigned;
use super::bookings::{Booking, Bookings, Purpose};
use super::request::{self, RequestError};
use super::results;
use super::state::Counts;
use crate::common::{AssignmentCounts, BookingCounts, BookingFault, BulkEnd};
use crate::eligibility::{
    Assigned, AssignmentRow, BulkResult, BulkRow, BulkRows, Date, FacilityCode, Judged, MessageError, SentAssignments,
    SentBulk, XmlMsg,
};
use crate::exchange::inquiry::Family;
use crate::settings::ExchangeSettings;

/// A kind of bulk request.
pub trait BulkKind {
    /// How many people have which kind of answer.
    type Counts: Counts;
    /// A person, as sent.
    type Row;
    /// A person's answer.
    type Answer;

    /// Its requests.
    const REQUEST: Family;
    /// Its requests for the result.
    const FETCH: Family;
    /// What its bookings need.
    const PURPOSE: Purpose;
    /// Whether results say something of the day that was asked about alone.
    const OF_A_DAY: bool;
    /// The columns of its results.
    const COLUMNS: &'static [&'static str];

    /// The people of these bookings. The same seed makes the same ones.
    fn rows(seed: &str, bookings: &[Booking]) -> Vec<Self::Row>;

    /// The bytes of the request.
    fn request(
        bookings: &[Booking],
        rows: &[Self::Row],
        sent: (&str, &FacilityCode, Date),
        settings: &ExchangeSettings,
    ) -> Result<Zeroizing<Vec<u8>>, RequestError>;

    /// What a text is to the request of this reception number.
    fn judge(
        text: &str,
        rows: &[Self::Row],
        received: (&str, &FacilityCode, Date),
    ) -> Result<Judged<BulkResult<Self::Answer>>, MessageError>;

    /// Where the results of these bookings lie.
    fn results_path(bookings: &Path) -> PathBuf;

    /// Writes the results, whole and onto the disk.
    fn write(path: &Path, bookings: &Bookings, result: &BulkRows<Self::Answer>) -> Result<Self::Counts, Errno>;

    /// What came of it, for the journal.
    fn end(came: Result<Self::Counts, BookingFault>) -> BulkEnd;
}

/// Number checks (資格確認一括照会).
#[derive(Debug)]
pub enum Checks {}

/// Reference numbers that are to be kept (照会番号一括登録).
#[derive(Debug)]
pub enum Assignments {}

impl BulkKind for Checks {
    type Counts = BookingCounts;
    type Row = BulkRow;
    type Answer = Box<XmlMsg>;

    const REQUEST: Family = Family::BulkCheck;
    const FETCH: Family = Family::BulkCheckResult;
    const PURPOSE: Purpose = Purpose::Check;
    const OF_A_DAY: bool = true;
    const COLUMNS: &'static [&'static str] = &results::COLUMNS;

    fn rows(seed: &str, bookings: &[Booking]) -> Vec<BulkRow> {
        request::people(seed, bookings)
    }

    fn request(
        bookings: &[Booking],
        rows: &[BulkRow],
        sent: (&str, &FacilityCode, Date),
        settings: &ExchangeSettings,
    ) -> Result<Zeroizing<Vec<u8>>, RequestError> {
        request::check(bookings, rows, sent, settings)
    }

    fn judge(
        text: &str,
        rows: &[BulkRow],
        (reception, facility, day): (&str, &FacilityCode, Date),
    ) -> Result<Judged<BulkResult<Box<XmlMsg>>>, MessageError> {
        SentBulk { reception, facility, day, rows }.judge(text)
    }

    fn results_path(bookings: &Path) -> PathBuf {
        results::results_path(bookings)
    }

    fn write(path: &Path, bookings: &Bookings, result: &BulkRows<Box<XmlMsg>>) -> Result<BookingCounts, Errno> {
        results::write(path, bookings, result)
    }

    fn end(came: Result<BookingCounts, BookingFault>) -> BulkEnd {
        BulkEnd::Check(came)
    }
}

impl BulkKind for Assignments {
    type Counts = AssignmentCounts;
    type Row = AssignmentRow;
    type Answer = Assigned;

    const REQUEST: Family = Family::BulkAssignment;
    const FETCH: Family = Family::BulkAssignmentResult;
    const PURPOSE: Purpose = Purpose::Assign;
    const OF_A_DAY: bool = false;
    const COLUMNS: &'static [&'static str] = &assigned::COLUMNS;

    /// The reference number is the key of a person: a request has it once.
    fn rows(_seed: &str, bookings: &[Booking]) -> Vec<AssignmentRow> {
        let row = |booking: &Booking| {
            let reference = booking.reference.clone()?;
            Some(AssignmentRow { check: booking.check.clone(), reference })
        };
        bookings.iter().filter_map(row).collect()
    }

    fn request(
        bookings: &[Booking],
        rows: &[AssignmentRow],
        (identifier, facility, _day): (&str, &FacilityCode, Date),
        settings: &ExchangeSettings,
    ) -> Result<Zeroizing<Vec<u8>>, RequestError> {
        request::assign(bookings, rows, (identifier, facility), settings)
    }

    fn judge(
        text: &str,
        rows: &[AssignmentRow],
        (reception, facility, _day): (&str, &FacilityCode, Date),
    ) -> Result<Judged<BulkResult<Assigned>>, MessageError> {
        SentAssignments { reception, facility, rows }.judge(text)
    }

    fn results_path(bookings: &Path) -> PathBuf {
        assigned::results_path(bookings)
    }

    fn write(path: &Path, bookings: &Bookings, result: &BulkRows<Assigned>) -> Result<AssignmentCounts, Errno> {
        assigned::write(path, bookings, result)
    }

    fn end(came: Result<AssignmentCounts, BookingFault>) -> BulkEnd {
        BulkEnd::Assignment(came)
    }
}
