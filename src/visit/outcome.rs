//! What is kept of a visit once it is over: no name, no number, nothing of the card.

use std::time::Duration;

use crate::common::{InquiryFault, Method, Proof, StaffId, TroubleKind, Way};
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
    /// The person, the staff or the next card ended it before there was an answer.
    GivenUp,
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

/// One line of today's checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckSummary {
    /// Running number of the day, from 1.
    pub number: u32,
    /// Hour and minute in Japan.
    pub at: (u8, u8),
    /// How it was done.
    pub way: CheckedBy,
    /// How it ended. A manual entry has neither verdict nor trouble.
    pub end: Option<Ended>,
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
}
