//! Why a bulk check has no results: each with what to do.

use super::bookings::BookingsError;
use crate::common::BookingFault;
use crate::exchange::inquiry::InquiryError;

/// Why there are no results. Nothing in it is about a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BulkError {
    /// The file cannot be asked.
    #[error(transparent)]
    Bookings(#[from] BookingsError),
    /// The terminal's folders or the own state do not allow it now. It goes on by itself, or when it is called again.
    #[error(transparent)]
    Exchange(#[from] InquiryError),
    /// The results cannot be written beside the bookings.
    #[error("the results cannot be written beside the bookings ({0}): let this user write there")]
    Results(rustix::io::Errno),
    /// It has ended without results.
    #[error("{}", words(*.0))]
    Ended(BookingFault),
}

/// What the command line says of a job that has ended without results.
const fn words(fault: BookingFault) -> &'static str {
    match fault {
        BookingFault::NoReceipt => {
            "the request may have been sent, and there is no receipt for it: it is not sent again by itself. Look at the terminal's \
             screen whether it has the bulk request (一括照会); where it has not, give --again"
        }
        BookingFault::Refused => {
            "the terminal refuses the request: look at the terminal's screen; to ask again, give --again"
        }
        BookingFault::Failed => {
            "the terminal says that the processing failed: look at the terminal's screen; to ask again, give --again"
        }
        BookingFault::Packed => {
            "the result is a ZIP archive, which is not opened: have the terminal's vendor let it write OQSmuquc01 and OQSmuquc02 \
             as XML, not encrypted (n); to ask again, give --again"
        }
        BookingFault::Unreadable => {
            "the result cannot be read: look at the terminal's screen; to ask again, give --again"
        }
        BookingFault::NotInTime => {
            "the terminal has not finished within hours: look at the terminal's screen; to ask again, give --again"
        }
    }
}
