//! The bulk checks of bookings, as staff see them: without names and without numbers of papers.

use super::inquiry::InquiryTrouble;
use super::stable_words::stable_words;

/// How many people have which kind of result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookingCounts {
    /// Confirmed (有効), and as it was typed.
    pub ok: usize,
    /// Confirmed, and something differs from what was typed.
    pub changed: usize,
    /// Answered otherwise.
    pub invalid: usize,
    /// No answer that is this person's.
    pub unanswered: usize,
    /// Answers about people who were not asked about.
    pub foreign: usize,
    /// Whether a simulator has made them up.
    pub simulated: bool,
}

impl BookingCounts {
    /// Whether each person is confirmed.
    #[must_use]
    pub const fn are_all_confirmed(&self) -> bool {
        self.invalid == 0 && self.unanswered == 0
    }
}

stable_words! {
    /// Why a bulk check has ended without results.
    BookingFault {
        /// The request may have been sent, and has no receipt.
        NoReceipt: "no-receipt";
        /// The terminal refuses the request.
        Refused: "refused";
        /// The terminal says that the processing failed.
        Failed: "failed";
        /// The result is an archive, which is not opened.
        Packed: "packed";
        /// The result cannot be read.
        Unreadable: "unreadable";
        /// There is no result within the hours in which it is asked for.
        NotInTime: "not-in-time";
    }
}

/// A person whose result needs staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingRow {
    /// The site's own key of the booking.
    pub key: String,
    /// What is to be looked at.
    pub need: BookingNeed,
}

/// What a result needs staff for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookingNeed {
    /// Something differs from what was typed.
    Changed,
    /// Not confirmed.
    Invalid,
    /// Not answered.
    Unanswered,
}

/// How far the bulk check of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingState {
    /// The file cannot be asked; why stands in a file beside it.
    Refused,
    /// Nothing was sent yet; why not, where something is in the way.
    Waiting(Option<InquiryTrouble>),
    /// It was sent; the terminal has not said yet that it has it.
    Sent,
    /// The terminal works on it.
    Working,
    /// It has ended without results.
    Failed(BookingFault),
    /// The results lie beside it.
    Done(BookingCounts, Vec<BookingRow>),
}

/// The bulk check of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookingFile {
    /// The file's name.
    pub name: String,
    /// How many people it is about, where it can be asked.
    pub people: usize,
    /// How far it is.
    pub state: BookingState,
}

impl BookingFile {
    /// Whether a simulator has made its results up.
    #[must_use]
    pub const fn is_simulated(&self) -> bool {
        matches!(&self.state, BookingState::Done(counts, _) if counts.simulated)
    }
}
