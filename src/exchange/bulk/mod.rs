//! Requests about many people at once: a CSV of bookings becomes one request, its receipt, requests for the result, and
//! a CSV of results beside the bookings. There are two kinds of them: number checks (資格確認一括照会), and reference
//! numbers that are to be kept (照会番号一括登録).
//!
//! May write, rename and delete its own requests and answers in the terminal's folders, and the files of results and
//! of refusals beside the bookings; must not change the bookings themselves, nor touch any other file, nor ask twice
//! about the same bookings. What it knows is in one small file of its own, which names no person and no number of a
//! paper: the bookings are known by their digest.
//!
//! A request that may have been sent is never sent again by itself. A request for a result may be: the terminal gives
//! the result of the same reception number each time.

mod again;
mod ask;
mod assigned;
mod beside;
mod bookings;
mod error;
mod fetch;
mod folder;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
mod job;
mod kind;
mod pauses;
mod request;
mod results;
mod state;
#[cfg(test)]
mod tests;
mod wait;

pub use bookings::{Booking, Bookings, BookingsError, MAX_BOOKINGS, Mistake, Purpose};
pub use error::BulkError;
pub use folder::watch;
pub use job::BulkJob;
pub use kind::{Assignments, BulkKind, Checks};
pub use pauses::{Again, BulkPauses, Progress, Step};
