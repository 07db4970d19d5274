//! What is kept of a visit once it is over: no name, no number, nothing of the card.

use std::time::Duration;

use crate::common::{InquiryFault, InquiryId, Method, Proof, StaffId, SystemCode, TroubleKind, VisitId, Way};
use crate::eligibility::VerdictKind;

/// What a visit came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitOutcome {
    /// How the identity was checked; none where the result came by itself.
    pub method: Option<Method>,
    /// Who among the staff confirmed, where a passcode tells it.
    pub by: Option<StaffId>,
    /// What the answer rests on, where there is one.
    pub proof: Option<Proof>,
    /// How it ended.
    pub end: Ended,
    /// From the card's arrival to this.
    pub took: Duration,
}

/// How a visit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// With an answer.
    Answered(VerdictKind),
    /// With a trouble.
    Failed(TroubleKind),
    /// Asked by numbers, without an answer.
    Unanswered(InquiryFault),
    /// The person, the staff or the next card ended it before there was an answer.
    GivenUp,
}

impl Ended {
    /// The code of what went wrong.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Failed(kind) => Some(kind.code()),
            Self::Unanswered(fault) => Some(fault.code()),
            Self::Answered(_) | Self::GivenUp => None,
        }
    }

    /// The end with this code. A code that is both a trouble's and a fault's is the trouble's.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let failed = TroubleKind::ALL.into_iter().find(|kind| kind.code() == code).map(Self::Failed);
        let fault = || InquiryFault::ALL.into_iter().find(|fault| fault.code() == code);
        failed.or_else(|| fault().map(Self::Unanswered))
    }
}

/// What an inquiry at the qualification terminal came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InquiryOutcome {
    /// The paper.
    pub way: Way,
    /// Who asked, where a passcode tells it.
    pub by: Option<StaffId>,
    /// How it ended.
    pub end: InquiryEnd,
    /// From the question to this.
    pub took: Duration,
}

/// How an inquiry ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InquiryEnd {
    /// With an answer.
    Answered(VerdictKind),
    /// Without one.
    Failed(InquiryFault),
    /// It was withdrawn.
    GivenUp,
}

/// What came of a reference number that the qualification terminal was asked to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentOutcome {
    /// Who assigned it, where a passcode tells it.
    pub by: Option<StaffId>,
    /// How it ended.
    pub end: AssignmentEnd,
    /// Whether it had ended without an answer before.
    pub late: bool,
    /// From the request to this.
    pub took: Duration,
}

/// How an assignment ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentEnd {
    /// The number is kept.
    Kept,
    /// The terminal refuses it.
    Refused,
    /// The terminal has answered and says neither.
    Unclear,
    /// There is no answer.
    Failed(InquiryFault),
}

impl AssignmentEnd {
    /// A stable word; journals of years to come hold it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Refused => "refused",
            Self::Unclear => "unclear",
            Self::Failed(_) => "failed",
        }
    }

    /// The code of what went wrong.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::Kept => None,
            Self::Refused => Some(SystemCode::AssignmentRefused.code()),
            Self::Unclear => Some(SystemCode::AssignmentUnclear.code()),
            Self::Failed(fault) => Some(fault.code()),
        }
    }

    /// The end with this word, and this code where it failed.
    #[must_use]
    pub fn read(word: &str, code: Option<&str>) -> Option<Self> {
        let fault = || InquiryFault::ALL.into_iter().find(|fault| Some(fault.code()) == code);
        match word {
            "kept" => Some(Self::Kept),
            "refused" => Some(Self::Refused),
            "unclear" => Some(Self::Unclear),
            "failed" => fault().map(Self::Failed),
            _ => None,
        }
    }
}

/// What a check of this run of the program was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckId {
    /// A visit.
    Visit(VisitId),
    /// An inquiry at the qualification terminal.
    Inquiry(InquiryId),
}

/// A row of a list of checks. No other row of the list has the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId(pub u64);

/// Which open item: the number of its line in the journal; where none is kept, a running number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub u64);

/// One line of a day's checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckSummary {
    /// Which row it is, as long as it is listed.
    pub row: RowId,
    /// Number of its line in the journal; none: it has no line yet, or no journal is kept.
    pub seq: Option<u64>,
    /// What it is on the list of open items, if it is or was on it.
    pub item: Option<ItemId>,
    /// The visit or inquiry, where it is one of this run of the program.
    pub of: Option<CheckId>,
    /// Running number of the day, from 1.
    pub number: u32,
    /// Hour and minute in Japan.
    pub at: (u8, u8),
    /// How it was done.
    pub way: CheckedBy,
    /// How it ended. A manual entry and an assignment have neither verdict nor trouble.
    pub end: Option<Ended>,
    /// Whether it was made in a simulation.
    pub simulated: bool,
    /// Whether staff have struck it: a wrong entry of theirs.
    pub struck: bool,
}

#[cfg(any(test, feature = "simulator", feature = "fuzzing"))]
impl CheckSummary {
    /// A synthetic row of nine o'clock with this number, of a line that has the number too.
    #[must_use]
    pub fn synthetic(number: u32, way: CheckedBy, end: Option<Ended>) -> Self {
        let (row, seq, item) = (RowId(number.into()), Some(number.into()), Some(ItemId(number.into())));
        Self { row, seq, item, of: None, number, at: (9, 0), way, end, simulated: false, struck: false }
    }
}

/// How a check was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckedBy {
    /// With the card, by this method.
    Card(Method),
    /// By a result that came by itself.
    Folder,
    /// By staff, in another way; nothing was confirmed by the service.
    Staff(Way),
    /// By the numbers of this paper, asked of the qualification terminal.
    Numbers(Way),
    /// Not at all: staff had a reference number kept, and this came of it.
    Assignment(AssignmentEnd),
}

impl CheckedBy {
    /// Whether it may be struck. An answer may not: it was given.
    #[must_use]
    pub const fn may_be_struck(self) -> bool {
        matches!(self, Self::Staff(_))
    }
}
