//! Why a bulk request has no results: each with what to do.

use rustix::io::Errno;

use super::bookings::BookingsError;
use super::pauses::Again;
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
    #[error("the results cannot be written beside the bookings ({}): {}", .0, remedy(*.0))]
    Results(Errno),
    /// The file was changed while the terminal worked on it.
    #[error(
        "the bookings were changed or moved while the terminal worked on them, so that their results are not written beside \
         them: put them back and call it again, or let it ask about the new ones"
    )]
    Replaced,
    /// The terminal works on them already: nothing is forgotten.
    #[error("the terminal works on these bookings already: leave --again out, and it goes on where it was")]
    UnderWay,
    /// It has ended without results.
    #[error("{}; {}", words(*.0), again(*.0, *.1))]
    Ended(BookingFault, Again),
}

const fn remedy(errno: Errno) -> &'static str {
    match errno {
        Errno::EXIST => "another file lies there under their name, move it away",
        _ => "let this user write there",
    }
}

/// What the command line says of a job that has ended without results.
const fn words(fault: BookingFault) -> &'static str {
    match fault {
        BookingFault::NoReceipt => {
            "the request may have been sent, and there is no receipt for it: it is not sent again by itself. Look at the terminal's \
             screen whether it has the bulk request (一括照会, 照会番号一括登録)"
        }
        BookingFault::Refused => "the terminal refuses the request: look at the terminal's screen",
        BookingFault::Failed => "the terminal says that the processing failed: look at the terminal's screen",
        BookingFault::Packed => {
            "the result is a ZIP archive, which is not opened: have the terminal's vendor let it write OQSmuquc01, OQSmuquc02, \
             OQSmuimm01 and OQSmuimm02 as XML, not encrypted (n)"
        }
        BookingFault::Unreadable => "the result cannot be read: look at the terminal's screen",
        BookingFault::NotInTime => "the terminal has not finished within hours: look at the terminal's screen",
        BookingFault::Elsewhere => {
            "these bookings were asked about before, and their results do not lie beside them: they were moved away, or lie beside \
             another file with the same rows"
        }
        BookingFault::Unwritable => "the results cannot be written beside the bookings: let this user write there",
    }
}

const fn again(fault: BookingFault, again: Again) -> &'static str {
    match (fault, again) {
        (_, Again::Result) => "its reception number is kept: to ask for the result once more, give --again",
        (BookingFault::NoReceipt, Again::Request) => "where it has not, give --again",
        (_, Again::Request) => "to ask again, give --again",
    }
}
