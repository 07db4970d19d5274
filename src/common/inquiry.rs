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
}

/// Why an inquiry has no answer, with what the terminal or the system said of it, verbatim. That may be about a person,
/// therefore it has no readable `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct InquiryTrouble {
    /// Why.
    pub fault: InquiryFault,
    /// What was received, for staff alone; empty where nothing was.
    pub received: String,
}

impl From<InquiryFault> for InquiryTrouble {
    fn from(fault: InquiryFault) -> Self {
        Self { fault, received: String::new() }
    }
}

impl std::fmt::Debug for InquiryTrouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InquiryTrouble").field("fault", &self.fault).finish_non_exhaustive()
    }
}
