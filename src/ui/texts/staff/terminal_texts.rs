//! What the tables of the staff's words hold about the qualification terminal: results of its reader, and bookings.

use crate::common::{BookingNeed, BookingState};
use crate::staff::reader::NameNote;
use crate::visit::Withheld;

/// Most lines of a refused file that are named one by one.
pub const LINES: usize = 6;

/// Another terminal's reader: who is expected, and what is not shown.
#[derive(Debug)]
pub struct ReaderTexts {
    pub several: &'static str,
    pub other: fn(Option<(u8, u8, u8)>) -> String,
    pub expecting: &'static str,
    /// The title of the naming, what it does, and how a name is typed.
    pub title: &'static str,
    pub about: &'static str,
    pub type_name: &'static str,
    pub name_shape: &'static str,
    pub may_be_blank: &'static str,
    pub name_note: fn(NameNote) -> &'static str,
    pub expect: &'static str,
    pub go_on: &'static str,
    pub end: &'static str,
    pub held: &'static str,
    pub held_about: &'static str,
    pub why: fn(Withheld) -> &'static str,
    pub no_time: &'static str,
    pub none_of_them: &'static str,
    pub show: &'static str,
}

/// The bookings that are checked in bulk.
#[derive(Debug)]
pub struct BookingsTexts {
    pub title: &'static str,
    pub none: &'static str,
    /// How far a file is, with what is to be done, in a line.
    pub state: fn(&BookingState) -> String,
    pub people: fn(usize) -> String,
    /// Of which month and day the results are, where that is not today.
    pub of_day: fn((u8, u8)) -> String,
    pub need: fn(BookingNeed) -> &'static str,
}
