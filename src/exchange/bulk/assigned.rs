//! What came of reference numbers, beside the bookings: CSV, one person a row, in the order of the bookings.
//!
//! A row has the site's own key and the terminal's own words, and neither a name nor a number.

use std::path::{Path, PathBuf};

use rustix::io::Errno;
use time::format_description::well_known::Rfc3339;

use super::beside::{self, ASSIGNED, NOT_ANSWERED, cell, simulated_word};
use super::bookings::Bookings;
use crate::common::AssignmentCounts;
use crate::eligibility::{Assigned, BulkRows, Notice, RowAnswer};

/// The columns.
pub const COLUMNS: [&str; 5] = ["key", "result", "code", "message", "assigned_at"];

/// Where the results of these bookings lie: `NAME.assigned.csv` for `NAME.csv`.
pub fn results_path(bookings: &Path) -> PathBuf {
    beside::beside(bookings, ASSIGNED)
}

/// Writes them, whole and onto the disk.
pub fn write(path: &Path, bookings: &Bookings, result: &BulkRows<Assigned>) -> Result<AssignmentCounts, Errno> {
    let mut counts =
        AssignmentCounts { foreign: result.foreign, simulated: result.simulation, ..AssignmentCounts::default() };
    let made = result.made.and_then(|made| made.format(&Rfc3339).ok()).unwrap_or_default();
    let rows = bookings.rows.iter().zip(&result.rows).map(|(booking, answer)| {
        let (count, word, notice) = match answer {
            RowAnswer::Answered(Assigned::Kept) => (&mut counts.kept, "kept", &Notice::EMPTY),
            RowAnswer::Answered(Assigned::Refused(notice)) => (&mut counts.refused, "refused", notice),
            RowAnswer::Answered(Assigned::Unclear) => (&mut counts.unclear, "unclear", &Notice::EMPTY),
            RowAnswer::NotAnswered(_) => (&mut counts.unanswered, NOT_ANSWERED, &Notice::EMPTY),
        };
        *count += 1;
        let (code, at) = match answer {
            RowAnswer::NotAnswered(fault) => (fault.as_str().to_owned(), String::new()),
            RowAnswer::Answered(_) => (cell(notice.code.as_ref()), made.clone()),
        };
        [
            booking.key.as_str().to_owned(),
            simulated_word(word, result.simulation),
            code,
            cell(notice.message.as_ref()),
            at,
        ]
    });
    let text = beside::csv(COLUMNS, rows, bookings);
    beside::write(path, &COLUMNS, &text, bookings)?;
    Ok(counts)
}
