//! An inquiry at the qualification terminal (資格確認端末) by the numbers of a paper, as several modules speak of it.

use super::trouble::{SystemCode, TroubleKind};

/// Number of an inquiry, unique within this process. Each report carries it, so that an answer is never taken for that
/// of another question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InquiryId(pub u64);

/// Why an inquiry has no answer. Only staff see it, so that the catalogue of visitors' troubles does not have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InquiryFault {
    /// A folder of the terminal is missing.
    FolderMissing,
    /// A folder of the terminal refuses.
    FolderRefuses,
    /// The folders do not answer.
    FolderSilent,
    /// The terminal has not taken the request.
    NotTaken,
    /// It has taken the request and does not answer.
    NoAnswer,
    /// It refuses the request (`.err`).
    Refused,
    /// Under the name of the answer lies another's.
    OtherAnswer,
    /// The answer does not fit the question.
    DoesNotFit,
    /// The answer cannot be read.
    Unreadable,
    /// The answer is packed into an archive.
    Packed,
    /// A character of the question cannot be sent.
    Unsendable,
    /// This machine's clock is not right.
    Clock,
    /// All numbers of the day are used up.
    NumbersUsedUp,
    /// What the kiosk itself knows of its requests cannot be kept.
    OwnState,
    /// Another inquiry of this kiosk is under way.
    Busy,
    /// The journal cannot be written, and the settings say that nothing is shown then.
    JournalFull,
}

impl InquiryFault {
    /// Every fault.
    pub const ALL: [Self; 16] = [
        Self::FolderMissing,
        Self::FolderRefuses,
        Self::FolderSilent,
        Self::NotTaken,
        Self::NoAnswer,
        Self::Refused,
        Self::OtherAnswer,
        Self::DoesNotFit,
        Self::Unreadable,
        Self::Packed,
        Self::Unsendable,
        Self::Clock,
        Self::NumbersUsedUp,
        Self::OwnState,
        Self::Busy,
        Self::JournalFull,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FolderMissing => SystemCode::ExchangeMissing.code(),
            Self::FolderRefuses => SystemCode::ExchangeRefuses.code(),
            Self::FolderSilent => SystemCode::ExchangeSilent.code(),
            Self::NotTaken => SystemCode::RequestNotTaken.code(),
            Self::NoAnswer => SystemCode::RequestNotAnswered.code(),
            Self::Refused => SystemCode::RequestRefused.code(),
            Self::OtherAnswer => SystemCode::AnswerOfAnother.code(),
            Self::DoesNotFit => SystemCode::AnswerDoesNotFit.code(),
            Self::Unreadable => SystemCode::AnswerUnreadable.code(),
            Self::Packed => SystemCode::AnswerPacked.code(),
            Self::Unsendable => SystemCode::CharacterUnsendable.code(),
            Self::Clock => SystemCode::ExchangeClock.code(),
            Self::NumbersUsedUp => SystemCode::RequestNumbersUsedUp.code(),
            Self::OwnState => SystemCode::RequestState.code(),
            Self::Busy => SystemCode::RequestUnderWay.code(),
            Self::JournalFull => TroubleKind::JournalFull.code(),
        }
    }

    /// Whether the answer may still come, or can be had another day: what ended so stays open. The other faults are
    /// remedied at once, or leave the question unasked.
    #[must_use]
    pub const fn asks_for_later_check(self) -> bool {
        match self {
            Self::FolderSilent | Self::NoAnswer | Self::NumbersUsedUp => true,
            Self::FolderMissing
            | Self::FolderRefuses
            | Self::NotTaken
            | Self::Refused
            | Self::OtherAnswer
            | Self::DoesNotFit
            | Self::Unreadable
            | Self::Packed
            | Self::Unsendable
            | Self::Clock
            | Self::OwnState
            | Self::Busy
            | Self::JournalFull => false,
        }
    }
}

/// Why an inquiry has no answer, with what else is known of it. That may be about a person, therefore it has no
/// readable `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct InquiryTrouble {
    /// Why.
    pub fault: InquiryFault,
    /// What else is known.
    pub detail: InquiryDetail,
}

impl From<InquiryFault> for InquiryTrouble {
    fn from(fault: InquiryFault) -> Self {
        Self { fault, detail: InquiryDetail::None }
    }
}

/// What is known of a fault, for staff alone. The words to it are in `ui::texts`, but for those that were received.
#[derive(Clone, PartialEq, Eq)]
pub enum InquiryDetail {
    /// No more than the fault.
    None,
    /// The terminal's words, or a file's path: verbatim.
    Received(String),
    /// This folder refuses so.
    Folder(String, FolderRefusal),
    /// What is wrong with the answer's file.
    Answer(AnswerFlaw),
    /// The field that holds a character that cannot be sent.
    Field(RequestField),
}

/// How a folder of the terminal refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderRefusal {
    /// It can only be read.
    ReadOnly,
    /// Its disk is full.
    Full,
    /// This user may not.
    NotPermitted,
    /// Another program holds the file.
    InUse,
    /// Another number of the system (`errno`).
    Other(i32),
}

/// What is wrong with an answer's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFlaw {
    /// Its writer has not finished.
    #[error("it was not finished within the deadline")]
    Unfinished,
    /// A link, a pipe, a folder, a device.
    #[error("it is no regular file")]
    NotAFile,
    /// Larger than a file of its kind may be.
    #[error("it is larger than any answer")]
    TooLarge,
    /// It declares an encoding other than UTF-8 and Shift JIS.
    #[error("it is in an encoding that is not expected here")]
    Encoding,
    /// Its bytes are not of the encoding that it declares.
    #[error("its bytes are not of the encoding that it declares")]
    Bytes,
    /// It stops before the message does.
    #[error("the message is cut off")]
    CutOff,
    /// It is no XML.
    #[error("the message is not well-formed")]
    Malformed,
    /// An element is missing, doubled or of another shape.
    #[error("the message lacks a mandatory element or has one of another shape")]
    Shape,
}

impl AnswerFlaw {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Unfinished,
        Self::NotAFile,
        Self::TooLarge,
        Self::Encoding,
        Self::Bytes,
        Self::CutOff,
        Self::Malformed,
        Self::Shape,
    ];
}

/// A field of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestField {
    /// Insurer number.
    Insurer,
    /// Symbol.
    Symbol,
    /// Number.
    Number,
    /// Branch.
    Branch,
    /// Date of birth.
    Birthdate,
    /// Consent to the limit on payments.
    Consent,
    /// The key of a booking.
    Key,
    /// The facility's own number of the person.
    Reference,
}

impl RequestField {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Insurer,
        Self::Symbol,
        Self::Number,
        Self::Branch,
        Self::Birthdate,
        Self::Consent,
        Self::Key,
        Self::Reference,
    ];

    /// The word of the command line and of a CSV.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Insurer => "insurer",
            Self::Symbol => "symbol",
            Self::Number => "number",
            Self::Branch => "branch",
            Self::Birthdate => "birth",
            Self::Consent => "consent",
            Self::Key => "key",
            Self::Reference => "reference number",
        }
    }
}

impl std::fmt::Debug for InquiryTrouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InquiryTrouble").field("fault", &self.fault).finish_non_exhaustive()
    }
}
