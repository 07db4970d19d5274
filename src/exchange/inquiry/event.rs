//! What an inquiry reports.

use std::time::{Duration, SystemTime};

use super::error::InquiryError;
use crate::common::{FileEncoding, in_japan};
use crate::eligibility::{Assigned, Verdict, XmlMsg};
use crate::settings::Padding;

pub use crate::common::InquiryId;

/// An answer that passed every check: it bears the identifier of the question and the code of this facility, repeats
/// the question word for word, and is of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberAnswer {
    /// The message. Without consent it holds nothing about the limit on payments.
    pub message: Box<XmlMsg>,
    /// From the request to its answer.
    pub took: Duration,
    /// The terminal's clock differs by so much from this one's, where it differs by more than a minute.
    pub clock_difference: Option<Duration>,
    /// What the settings can be judged by.
    pub observed: Observed,
}

/// How a request was taken and how its answer was written: by this the open settings of a site can be judged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observed {
    /// When the request was first seen to be gone, after it was sent. `None`: the answer came before.
    pub taken_after: Option<Duration>,
    /// The encoding that the answer declares.
    pub encoding: Option<FileEncoding>,
    /// How an insurer number of six digits is padded in the result. `None`: there is none of six digits.
    pub padding: Option<Padding>,
    /// Whether the answer's file is named in the case in which requests are.
    pub usual_case: bool,
    /// Whether the answer could be removed. `None`: the settings leave it there.
    pub removed: Option<bool>,
}

/// The terminal's clock may differ by so much before it is said.
const CLOCKS: Duration = Duration::from_secs(60);

impl NumberAnswer {
    /// A message that came so long after its request, read at this moment.
    pub(super) fn new(message: Box<XmlMsg>, took: Duration, observed: Observed, now: SystemTime) -> Self {
        let now = in_japan(now);
        // Made between the request and now, if the two clocks agree.
        let difference = message.message_header.executed_at().map(|made| {
            let earliest = now - took;
            let outside = if made > now { made - now } else { (earliest - made).max(time::Duration::ZERO) };
            outside.unsigned_abs()
        });
        let clock_difference = difference.filter(|difference| *difference > CLOCKS);
        if let Some(difference) = clock_difference {
            tracing::warn!(seconds = difference.as_secs(), "the terminal's clock differs from this machine's");
        }
        Self { message, took, clock_difference, observed }
    }

    /// What it means.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.message)
    }
}

/// What is reported. Of each inquiry: `Queued`, `Sent` and `Slow` at most once each, and exactly one of `Answer`,
/// `Assigned`, `Failed` and `Withdrawn`; after one of the latter two at most once `Late`, or `AssignedLate` of an
/// assignment.
#[derive(Debug)]
pub enum InquiryEvent {
    /// Another inquiry is under way; this one follows it by itself.
    Queued(InquiryId),
    /// The request lies in its folder.
    Sent(InquiryId),
    /// There is no answer yet after the time of `[exchange] notice`.
    Slow(InquiryId),
    /// The answer to the numbers of a paper.
    Answer(InquiryId, NumberAnswer),
    /// The answer to an assignment.
    Assigned(InquiryId, Assigned),
    /// There is no answer.
    Failed(InquiryId, InquiryError),
    /// It was withdrawn as it was asked to be. Nothing follows but perhaps `Late`.
    Withdrawn(InquiryId),
    /// The answer of an inquiry that failed or was withdrawn came after all, in this process. Only where the same visit
    /// is still open and staff ask for it may it be shown; otherwise it is dropped.
    Late(InquiryId, NumberAnswer),
    /// The answer to an assignment that failed came after all, in this process.
    AssignedLate(InquiryId, Assigned),
}

impl InquiryEvent {
    /// Which inquiry it is about.
    #[must_use]
    pub const fn id(&self) -> InquiryId {
        match self {
            Self::Queued(id)
            | Self::Sent(id)
            | Self::Slow(id)
            | Self::Answer(id, _)
            | Self::Assigned(id, _)
            | Self::Failed(id, _)
            | Self::Withdrawn(id)
            | Self::Late(id, _)
            | Self::AssignedLate(id, _) => *id,
        }
    }

    /// Whether nothing but a late answer can follow.
    #[must_use]
    pub const fn is_last(&self) -> bool {
        match self {
            Self::Answer(..) | Self::Assigned(..) | Self::Failed(..) | Self::Withdrawn(_) => true,
            Self::Queued(_) | Self::Sent(_) | Self::Slow(_) | Self::Late(..) | Self::AssignedLate(..) => false,
        }
    }
}
