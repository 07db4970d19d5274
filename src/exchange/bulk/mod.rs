//! Checks of many people at once (資格確認一括照会): a CSV of bookings becomes one request, its receipt, requests for
//! the result, and a CSV of results beside the bookings.
//!
//! May write, rename and delete its own requests and answers in the terminal's folders, and the files of results and
//! of refusals beside the bookings; must not change the bookings themselves, nor touch any other file, nor ask twice
//! about the same bookings. What it knows is in one small file of its own, which names no person and no number of a
//! paper: the bookings are known by their digest.
//!
//! A request that may have been sent is never sent again by itself. A request for a result may be: the terminal gives
//! the result of the same reception number each time.

mod bookings;
mod error;
mod folder;
mod job;
mod pauses;
mod request;
mod results;
mod state;
#[cfg(test)]
mod tests;
mod wait;

pub use bookings::{Booking, Bookings, BookingsError, MAX_BOOKINGS, Mistake};
pub use error::BulkError;
pub use folder::watch;
pub use job::BulkJob;
pub use pauses::{BulkPauses, Progress, Step};
pub use results::results_path;
