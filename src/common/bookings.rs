//! What comes of bookings, as staff and the journal see it: without names and without numbers of papers.

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

/// How many people have which answer to a bulk assignment of reference numbers (照会番号).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentCounts {
    /// The number is kept.
    pub kept: usize,
    /// The terminal refuses it.
    pub refused: usize,
    /// The terminal says neither.
    pub unclear: usize,
    /// No answer that is this person's.
    pub unanswered: usize,
    /// Answers about people who were not asked about.
    pub foreign: usize,
    /// Whether a simulator has made them up.
    pub simulated: bool,
}

impl AssignmentCounts {
    /// Whether each number is kept.
    #[must_use]
    pub const fn are_all_kept(&self) -> bool {
        self.refused == 0 && self.unclear == 0 && self.unanswered == 0
    }
}

/// A bulk request that has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkOutcome {
    /// How many people it was about.
    pub people: usize,
    /// What came of it.
    pub end: BulkEnd,
}

impl BulkOutcome {
    /// Whether a simulator has made its results up.
    #[must_use]
    pub const fn is_simulated(&self) -> bool {
        match &self.end {
            BulkEnd::Check(Ok(counts)) => counts.simulated,
            BulkEnd::Assignment(Ok(counts)) => counts.simulated,
            BulkEnd::Check(Err(_)) | BulkEnd::Assignment(Err(_)) => false,
        }
    }
}

/// What came of a bulk request; without results, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkEnd {
    /// A bulk check.
    Check(Result<BookingCounts, BookingFault>),
    /// A bulk assignment.
    Assignment(Result<AssignmentCounts, BookingFault>),
}

stable_words! {
    /// Why a bulk request has ended without results.
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
        /// They were asked about before, and the results that lie beside them, if any, are not theirs.
        Elsewhere: "results-elsewhere";
        /// The results cannot be written beside them.
        Unwritable: "results-unwritable";
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

/// Why the people of a file are not asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingRefusal {
    /// These lines of it are wrong, the header being 1.
    Lines(Vec<u64>),
    /// It is too large.
    TooLarge,
    /// It is in an encoding that is not read.
    Encoding,
    /// It cannot be read.
    Unreadable,
}

/// How far the bulk check of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingState {
    /// The file cannot be asked; why stands in full in a file beside it.
    Refused(BookingRefusal),
    /// Nothing was sent yet; why not, where something is in the way.
    Waiting(Option<InquiryTrouble>),
    /// It was sent; the terminal has not said yet that it has it.
    Sent,
    /// The terminal works on it.
    Working,
    /// It was sent, and goes on by itself once this is over.
    Interrupted(InquiryTrouble),
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
    /// Month and day that were asked about, where that was not today.
    pub other_day: Option<(u8, u8)>,
}

impl BookingFile {
    /// Whether a simulator has made its results up.
    #[must_use]
    pub const fn is_simulated(&self) -> bool {
        matches!(&self.state, BookingState::Done(counts, _) if counts.simulated)
    }
}
