//! What the tables of the staff's words hold about the day at the desk: what a code means, the last answer,
//! and today's checks.

use crate::staff::AbsenceChoice;
use crate::staff::today::{Filter, Totals};
use crate::visit::{CheckedBy, CountedWay, Mark, MarkRefusal, Month};

/// A K-code, typed by its digits. What it means is said by the tables of what bears it.
#[derive(Debug)]
pub struct CodesTexts {
    pub ask: &'static str,
    /// How a code is typed, and where codes stand.
    pub example: &'static str,
    pub unknown: fn(&str) -> String,
    /// That more digits lead to another code.
    pub further: &'static str,
}

/// The answer of the last visit.
#[derive(Debug)]
pub struct LastTexts {
    pub title: &'static str,
    /// Of which hour and minute it is, and how many minutes ago that was.
    pub of: fn(Option<(u8, u8)>, u64) -> String,
    /// That it is no answer of a visit that runs.
    pub no_visit: &'static str,
    /// What the verdict was.
    pub verdict: fn(&str) -> String,
    /// That Enter leads through what is copied.
    pub then: &'static str,
    /// Beside the code of what is copied; and where there is no place for it.
    pub scan: &'static str,
    pub no_scan: &'static str,
    pub next: &'static str,
    /// Its time is over, or the next visit has begun.
    pub gone: &'static str,
}

/// The counts of a month.
#[derive(Debug)]
pub struct CountsTexts {
    pub title: &'static str,
    pub month: fn(Month) -> String,
    pub way: fn(CountedWay) -> &'static str,
    /// That simulated checks are not counted, and that none but these are.
    pub simulated: &'static str,
    pub only_simulated: &'static str,
    pub export: &'static str,
    pub turn: &'static str,
    /// That no folder is set to write them to.
    pub no_folder: &'static str,
    pub writing: &'static str,
    pub written: fn(&str) -> String,
}

/// Today's checks.
#[derive(Debug)]
pub struct TodayTexts {
    pub title: &'static str,
    pub none: &'static str,
    /// The title and the page without checks, of an earlier day.
    pub of_day: fn(time::Date) -> String,
    pub none_of_day: &'static str,
    /// Why there are none yet, or none at all.
    pub reading: &'static str,
    pub no_journal: &'static str,
    pub unreadable: &'static str,
    /// So many are not listed.
    pub too_many: fn(u64) -> String,
    /// What leads to the counts, and to other days.
    pub counts: &'static str,
    pub turn: &'static str,
    /// There are checks, and the filter shows none.
    pub none_of_filter: &'static str,
    pub filter: fn(Filter) -> &'static str,
    pub totals: fn(Totals) -> String,
    /// How many were made in a simulation, and what stands before the result of each.
    pub simulated: fn(usize) -> String,
    pub mark: &'static str,
    /// How many entries are struck; what such a row says, in a word, and opened.
    pub struck_count: fn(usize) -> String,
    pub struck: &'static str,
    pub struck_advice: &'static str,
    /// How a check was done, in few words.
    pub by: fn(CheckedBy) -> &'static str,
    pub failed: &'static str,
    pub given_up: &'static str,
    pub not_confirmed: &'static str,
    /// The title of the row with this number.
    pub row: fn(u32) -> String,
    /// The number of its line in the journal.
    pub line: fn(Option<u64>) -> String,
    /// What staff do about a check that was given up, and about an entry by hand.
    pub given_up_advice: &'static str,
    pub not_confirmed_advice: &'static str,
}

/// What stays open until it is settled.
#[derive(Debug)]
pub struct OpenItemsTexts {
    pub title: &'static str,
    pub none: &'static str,
    /// How many there are, and how many older ones are in the journal alone.
    pub count: fn(u64, u64) -> String,
    /// That the journal is still being read.
    pub reading: &'static str,
    /// That the list is kept in memory alone.
    pub in_memory: &'static str,
    /// A part of the journal could not be read.
    pub in_part: &'static str,
    /// Enter on a row.
    pub open: &'static str,
    /// When it was.
    pub when: &'static str,
    /// Why an entry is open, and why an answer is.
    pub entry: &'static str,
    pub answer: &'static str,
    /// What can be done.
    pub act: fn(Mark) -> &'static str,
    /// What follows from it, before Enter.
    pub then: fn(Mark) -> &'static str,
    pub sure: &'static str,
    pub recording: &'static str,
    pub recorded: fn(Mark) -> &'static str,
    /// Whether another file says that the entry is struck.
    pub handed: fn(bool) -> &'static str,
    pub refused: &'static str,
    /// Why, and what staff do.
    pub refusal: fn(MarkRefusal) -> &'static str,
}

/// Staff leave the desk.
#[derive(Debug)]
pub struct AbsenceTexts {
    pub title: &'static str,
    pub choice: fn(AbsenceChoice) -> &'static str,
    pub set: &'static str,
    /// Above what the waiting screen says; and that it says nothing.
    pub shown: &'static str,
    pub nothing: &'static str,
    /// That visits go on, and that it ends by itself.
    pub goes_on: &'static str,
}

/// The report for support.
#[derive(Debug)]
pub struct ReportTexts {
    pub title: &'static str,
    /// The keys of the diagnosis that lead to its codes and to its file.
    pub codes_key: &'static str,
    pub file_key: &'static str,
    pub making: &'static str,
    pub next: &'static str,
    /// Beside a code: every one is to be scanned.
    pub scan: &'static str,
    /// That it says nothing of a person.
    pub nameless: &'static str,
    /// This screen has no place for a code.
    pub no_place: &'static str,
    /// Above the file's path.
    pub written: &'static str,
    /// No folder is there; above the system's words: it could not be written.
    pub no_folder: &'static str,
    pub not_written: &'static str,
}
