//! What must hold of the inquiries that the staff menu asks for, after any sequence of events: part of the observer in
//! [`super::promises`].

use time::macros::date;

use super::ways::WaysStep;
use super::{Effect, InquiryNews, Page};
use crate::common::{InquiryFault, InquiryId};
use crate::eligibility::codes::{ProcessingResultStatus, QualificationValidity, SegmentOfResult};
use crate::eligibility::wire::Wire;
use crate::eligibility::{Assigned, Assignee, Entry, InsurerNumber, Text, XmlMsg};
use crate::visit::{AssignmentEnd, AssignmentOutcome, InquiryEnd};

/// An observer of the inquiries, who knows only effects, what was answered to them, and pages.
#[derive(Debug, Default)]
pub(super) struct WatchedInquiries {
    last: u64,
    /// Asked, and neither answered nor withdrawn.
    open: Option<InquiryId>,
    /// Whose answer may be recorded although its end was told: it may come late.
    ended: Option<InquiryId>,
    /// Whose answer is on the disk and may be shown.
    recorded: Option<InquiryId>,
    /// The reference number that the terminal is asked to keep: it goes on without a page.
    assigning: Option<InquiryId>,
    /// So many of them ended without an answer, which may come late.
    unanswered: u32,
}

/// What is reported of which inquiry.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    /// So many inquiries before the last one.
    pub before: u8,
    /// What.
    pub news: u8,
}

impl WatchedInquiries {
    /// The menu asks for something.
    ///
    /// # Panics
    ///
    /// Where that breaks a promise.
    pub(super) fn sees(&mut self, effect: &Effect) {
        match effect {
            Effect::Inquire(_) => assert_eq!(self.open, None, "two questions at once"),
            Effect::Assign(_) => assert_eq!(self.assigning, None, "two reference numbers at once"),
            Effect::RecordAssignment(AssignmentOutcome { end, late: false, .. }) => {
                assert!(self.assigning.take().is_some(), "the end of an assignment that is over");
                self.unanswered += u32::from(matches!(end, AssignmentEnd::Failed(_)));
            }
            Effect::RecordAssignment(AssignmentOutcome { end, late: true, .. }) => {
                assert!(!matches!(end, AssignmentEnd::Failed(_)), "a late end without an answer");
                assert!(self.unanswered > 0, "a late answer where none is missing");
                self.unanswered -= 1;
            }
            Effect::WithdrawInquiry(id, outcome) => {
                assert_eq!(self.open.take(), Some(*id), "another inquiry is withdrawn");
                assert_eq!(outcome.end, InquiryEnd::GivenUp);
            }
            Effect::RecordInquiry(id, outcome) => {
                let is_open = self.open.take_if(|open| open == id).is_some();
                let may_be_late = matches!(outcome.end, InquiryEnd::Answered(_)) && self.ended == Some(*id);
                assert!(is_open || may_be_late, "the end of an inquiry that is over: {:?}", outcome.end);
                self.ended = Some(*id);
            }
            Effect::HandOnNumbers(message) => {
                assert!(self.is_recorded(message), "handed on before it is recorded, or another's answer");
            }
            Effect::KeepNumbers(message, _) => {
                assert!(self.is_recorded(message), "kept before it is recorded, or another's answer");
            }
            _ => {}
        }
    }

    /// The question is asked, under this number.
    pub(super) fn asks(&mut self) -> InquiryId {
        self.last += 1;
        let id = InquiryId(self.last);
        self.open = Some(id);
        id
    }

    /// The terminal is asked to keep a reference number, under this number of an inquiry.
    pub(super) const fn assigns(&mut self) -> InquiryId {
        self.last += 1;
        let id = InquiryId(self.last);
        self.assigning = Some(id);
        id
    }

    /// The answer of this inquiry is on the disk.
    pub(super) const fn records(&mut self, id: InquiryId) {
        self.recorded = Some(id);
    }

    /// # Panics
    ///
    /// Where the page shows an answer that it must not show.
    pub(super) fn watches(&self, page: &Page) {
        if let Page::Ways(ways) = page
            && let WaysStep::Answer(panel) = ways.step()
        {
            assert!(self.is_recorded(panel.message()), "shown before it is recorded, or another's answer");
        }
    }

    /// # Panics
    ///
    /// Where an inquiry goes on although no page waits for it.
    pub(super) fn ends(&self) {
        assert_eq!(self.open, None, "an inquiry that goes on without a page");
    }

    fn is_recorded(&self, message: &XmlMsg) -> bool {
        let identifier = message.message_header.arbitrary_file_identifier.as_ref();
        self.recorded.is_some_and(|id| identifier.is_some_and(|identifier| identifier.as_str() == id.0.to_string()))
    }

    /// The inquiry of a report, and its news. Each answer bears the number of its inquiry.
    pub(super) fn news(&self, report: Report) -> (InquiryId, InquiryNews) {
        let id = InquiryId(self.last.saturating_sub(report.before.into()));
        let news = match report.news % 9 {
            0 => InquiryNews::Sent,
            1 => InquiryNews::Slow,
            2 => InquiryNews::Failed(InquiryFault::NoAnswer.into()),
            3 => InquiryNews::Late(answer(id, true)),
            4 => InquiryNews::Answer(answer(id, true)),
            5 => InquiryNews::Assigned(Assigned::Kept),
            6 => InquiryNews::Assigned(Assigned::Unclear),
            7 => InquiryNews::Queued,
            _ => InquiryNews::Answer(answer(id, false)),
        };
        (id, news)
    }
}

/// Who may get a reference number: the person of a synthetic answer.
pub(super) fn assignee() -> Option<Box<Assignee>> {
    Assignee::of(&answer(InquiryId(0), true), date!(2026 - 11 - 26).into()).map(Box::new)
}

/// A synthetic answer: valid, or no such person.
fn answer(id: InquiryId, is_valid: bool) -> Box<XmlMsg> {
    let mut message = Box::new(XmlMsg::default());
    message.message_header.arbitrary_file_identifier = Some(Text::from(id.0.to_string().as_str()));
    message.message_header.qualification_confirmation_date = Wire::Read(date!(2026 - 11 - 26).into());
    message.message_header.segment_of_result = Some(SegmentOfResult::Completed);
    message.message_body.processing_result_status = Some(ProcessingResultStatus::Completed);
    message.message_body.qualification_validity =
        Some(if is_valid { QualificationValidity::Valid } else { QualificationValidity::NoMatch });
    message.message_body.result_list.entries = if is_valid { vec![entry()] } else { Vec::new() };
    message
}

fn entry() -> Entry {
    let insurer = InsurerNumber::from(Text::from("06139992"));
    Entry { insurer_number: Some(insurer), number: Some(Text::from("0012345")), ..Entry::default() }
}
