//! What an inquiry at the qualification terminal (資格確認端末) is to the page: what is asked beside the numbers of a
//! paper, the wait, and what comes of it.

use std::fmt;
use std::time::Instant;

use zeroize::Zeroizing;

use crate::common::{InquiryId, InquiryTrouble, Way};
use crate::eligibility::{Assignee, Date, Manual, NumberCheck, NumberCheckError, Verdict, XmlMsg};
use crate::staff::facts::Facts;
use crate::visit::{CheckId, InquiryEnd, initials_of};

/// What the terminal wants to know beside the numbers. Its `Debug` hides it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Question {
    /// The date of birth.
    pub birthdate: Option<Date>,
    /// The person agrees that the limit on payments (限度額) is asked for.
    pub limit_consent: bool,
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Question(..)")
    }
}

/// The terminal is being asked.
#[derive(Debug)]
pub struct Inquiry {
    pub(super) manual: Manual,
    /// None until the request is on its way.
    pub(super) id: Option<InquiryId>,
    pub(super) since: Instant,
    /// It waits until another inquiry has ended.
    pub(super) queued: bool,
    pub(super) slow: bool,
    /// The answer, while it is being recorded.
    pub(super) answer: Option<Box<XmlMsg>>,
}

impl Inquiry {
    /// The entry.
    #[must_use]
    pub const fn manual(&self) -> &Manual {
        &self.manual
    }

    /// When it was asked, or its turn came.
    #[must_use]
    pub const fn since(&self) -> Instant {
        self.since
    }

    /// Whether it waits until another inquiry has ended.
    #[must_use]
    pub const fn is_queued(&self) -> bool {
        self.queued
    }

    /// Whether it takes longer than usual.
    #[must_use]
    pub const fn is_slow(&self) -> bool {
        self.slow
    }
}

/// The terminal has not answered.
#[derive(Debug)]
pub struct NotAnswered {
    pub(super) manual: Manual,
    pub(super) id: InquiryId,
    pub(super) since: Instant,
    pub(super) trouble: InquiryTrouble,
    /// The answer came after all.
    pub(super) late: Option<Box<XmlMsg>>,
    /// It is being recorded, because staff want to see it.
    pub(super) recording: bool,
}

impl NotAnswered {
    pub(super) const fn new(manual: Manual, id: InquiryId, since: Instant, trouble: InquiryTrouble) -> Self {
        Self { manual, id, since, trouble, late: None, recording: false }
    }

    /// Why.
    #[must_use]
    pub const fn trouble(&self) -> &InquiryTrouble {
        &self.trouble
    }

    /// The entry.
    #[must_use]
    pub const fn manual(&self) -> &Manual {
        &self.manual
    }

    /// Whether the answer came after all.
    #[must_use]
    pub const fn is_late(&self) -> bool {
        self.late.is_some()
    }
}

/// The answer.
#[derive(Debug)]
pub struct NumberPanel {
    pub(super) id: InquiryId,
    pub(super) manual: Manual,
    pub(super) verdict: Verdict,
    pub(super) message: Box<XmlMsg>,
    pub(super) page: usize,
    pub(super) masked: bool,
    /// When it was shown first.
    pub(super) since: Instant,
    pub(super) until: Instant,
}

impl NumberPanel {
    /// What it means.
    #[must_use]
    pub const fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// The initials of the person whose answer shows.
    #[must_use]
    pub fn initials(&self) -> Option<(CheckId, Zeroizing<String>)> {
        Some((CheckId::Inquiry(self.id), initials_of(&self.verdict)?))
    }

    /// The message as it came.
    #[must_use]
    pub const fn message(&self) -> &XmlMsg {
        &self.message
    }

    /// Page asked for; the screen shows it modulo the pages that there are.
    #[must_use]
    pub const fn page(&self) -> usize {
        self.page
    }

    /// Whether all but the verdict and a part of the name is hidden.
    #[must_use]
    pub const fn is_masked(&self) -> bool {
        self.masked
    }

    /// The person, where a reference number may be assigned: on the day of the answer only.
    #[must_use]
    pub fn assignee(&self, facts: &Facts) -> Option<Assignee> {
        Assignee::of(&self.message, facts.number_checks?.today)
    }

    /// When it leaves by itself.
    #[must_use]
    pub const fn until(&self) -> Instant {
        self.until
    }
}

/// Whether this way shows a paper's numbers that the terminal can be asked about.
pub(super) const fn can_be_asked(manual: &Manual, facts: &Facts) -> bool {
    facts.number_checks.is_some() && matches!(manual.way(), Way::Certificate | Way::Notice)
}

pub(super) fn check(manual: &Manual, question: Question, today: Date) -> Result<NumberCheck, NumberCheckError> {
    let birthdate = question.birthdate.map(|day| day.to_string());
    NumberCheck::from_manual(manual, birthdate.as_deref(), question.limit_consent, today)
}

/// What an inquiry of this entry came to.
pub(in crate::staff) struct Heard {
    pub(in crate::staff) way: Way,
    pub(in crate::staff) since: Instant,
    pub(in crate::staff) end: InquiryEnd,
}
