//! Inquiries at the qualification terminal, as the open menu hears of them.

use std::time::Instant;

use zeroize::Zeroizing;

use super::assign::{AssignNews, Assigning};
use super::effect::Effect;
use super::event::InquiryNews;
use super::open::Open;
use super::state::StaffMenu;
use super::view::Page;
use super::ways::WaysStep;
use crate::common::{InquiryId, StaffId, Way};
use crate::eligibility::Assigned;
use crate::visit::{AssignmentEnd, AssignmentOutcome, CardOnReader, CheckId, InquiryEnd, InquiryOutcome};

/// So many assignments whose answers may come late are remembered; a late answer comes within minutes.
const MAX_UNANSWERED: usize = 8;

/// An inquiry without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnderWay {
    id: InquiryId,
    way: Way,
    since: Instant,
    by: Option<StaffId>,
}

impl UnderWay {
    /// It is withdrawn.
    pub(super) fn withdrawn(self, now: Instant) -> Effect {
        let Self { id, way, since, by } = self;
        let took = now.saturating_duration_since(since);
        Effect::WithdrawInquiry(id, InquiryOutcome { way, by, end: InquiryEnd::GivenUp, took })
    }
}

impl Assigning {
    fn outcome(&self, end: AssignmentEnd, late: bool, now: Instant) -> AssignmentOutcome {
        AssignmentOutcome { by: self.by.clone(), end, late, took: now.saturating_duration_since(self.since) }
    }
}

/// What the terminal's answer is to an assignment.
const fn end(said: &Assigned) -> AssignmentEnd {
    match said {
        Assigned::Kept => AssignmentEnd::Kept,
        Assigned::Refused(_) => AssignmentEnd::Refused,
        Assigned::Unclear => AssignmentEnd::Unclear,
    }
}

impl StaffMenu {
    /// The inquiry that the open page waits for.
    pub(super) fn under_way(&self) -> Option<UnderWay> {
        let Open { page: Page::Ways(ways), by, .. } = self.open.as_ref()? else { return None };
        let (id, way, since) = ways.asks()?;
        Some(UnderWay { id, way, since, by: by.clone() })
    }

    /// Since when the terminal is asked, for the seconds on the screen.
    #[must_use]
    pub fn asks_since(&self) -> Option<Instant> {
        match &self.open.as_ref()?.page {
            Page::Assign(page) => page.asks_since(),
            _ => self.under_way().map(|inquiry| inquiry.since),
        }
    }

    /// When an answer leaves the screen, for its countdown.
    #[must_use]
    pub fn answer_until(&self) -> Option<Instant> {
        match &self.open.as_ref()?.page {
            Page::Ways(ways) => ways.answer_until(),
            _ => None,
        }
    }

    /// The initials of the person whose answer by numbers shows.
    #[must_use]
    pub fn shown_initials(&self) -> Option<(CheckId, Zeroizing<String>)> {
        match &self.open.as_ref()?.page {
            Page::Ways(ways) => match ways.step() {
                WaysStep::Answer(panel) => panel.initials(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The answer by numbers that closes with the page: staff may look at it as the last one.
    pub(super) fn closed_answer(&mut self) -> Option<Effect> {
        let Open { page: Page::Ways(ways), .. } = self.open.as_mut()? else { return None };
        ways.take_answer().map(|(message, since)| Effect::KeepNumbers(message, since))
    }

    pub(super) fn inquiry_began(&mut self, id: InquiryId, now: Instant) {
        let Some(open) = &mut self.open else { return };
        let is_assignment = match &mut open.page {
            Page::Ways(ways) => {
                ways.inquiry_began(id);
                false
            }
            Page::Assign(page) => page.began(id),
            _ => false,
        };
        if is_assignment {
            self.assigning = Some(Assigning { id, by: open.by.clone(), since: now });
        }
    }

    /// A report about the reference number that is to be kept. Its end is recorded whatever shows by then.
    fn hear_assignment(&mut self, id: InquiryId, news: InquiryNews, now: Instant) -> Option<Effect> {
        let (end, shown) = match news {
            InquiryNews::Queued | InquiryNews::Sent | InquiryNews::Answer(_) | InquiryNews::Late(_) => return None,
            InquiryNews::Slow => (None, AssignNews::Slow),
            InquiryNews::Assigned(said) => (Some(end(&said)), AssignNews::Said(said)),
            InquiryNews::Failed(trouble) => (Some(AssignmentEnd::Failed(trouble.fault)), AssignNews::Failed(trouble)),
        };
        if let Some(Open { page: Page::Assign(page), .. }) = &mut self.open
            && page.hear(id, shown)
        {
            self.stay(now);
        }
        let end = end?;
        let assigning = self.assigning.take()?;
        let outcome = assigning.outcome(end, false, now);
        if let AssignmentEnd::Failed(_) = end {
            self.unanswered.truncate(MAX_UNANSWERED - 1);
            self.unanswered.push_front(assigning);
        }
        Some(Effect::RecordAssignment(outcome))
    }

    /// The answer to an assignment that had none. Staff were told to look at the terminal; it is recorded alone.
    fn hear_late_assignment(&mut self, id: InquiryId, said: &Assigned, now: Instant) -> Option<Effect> {
        let place = self.unanswered.iter().position(|assigning| assigning.id == id)?;
        let assigning = self.unanswered.remove(place)?;
        Some(Effect::RecordAssignment(assigning.outcome(end(said), true, now)))
    }

    pub(super) fn hear_inquiry(&mut self, id: InquiryId, news: InquiryNews, now: Instant) -> Option<Effect> {
        if self.assigning.as_ref().is_some_and(|assigning| assigning.id == id) {
            return self.hear_assignment(id, news, now);
        }
        if let InquiryNews::Assigned(said) = &news {
            return self.hear_late_assignment(id, said, now);
        }
        let Some(Open { page: Page::Ways(ways), by, .. }) = &mut self.open else { return None };
        if let InquiryNews::Sent = news {
            if ways.turn_has_come(id, now) {
                self.stay(now);
            }
            return None;
        }
        let heard = ways.hear(id, news)?;
        let took = now.saturating_duration_since(heard.since);
        let outcome = InquiryOutcome { way: heard.way, by: by.clone(), end: heard.end, took };
        self.stay(now);
        Some(Effect::RecordInquiry(id, outcome))
    }

    /// An answer is on the disk, or must not be shown.
    pub(super) fn inquiry_recorded(&mut self, id: InquiryId, shown: bool, now: Instant) -> Option<Effect> {
        let card_waits = self.card == CardOnReader::Waits;
        let Some(Open { page: Page::Ways(ways), .. }) = &mut self.open else { return None };
        let hands_on = ways.inquiry_recorded(id, shown, (&self.facts, card_waits), now);
        self.stay(now);
        hands_on.map(Effect::HandOnNumbers)
    }

    /// The page has changed by itself and stays as long as after a key; where a card waits, no longer for that.
    fn stay(&mut self, now: Instant) {
        if let Some(open) = self.open.as_mut().filter(|_| self.card != CardOnReader::Waits) {
            open.until = now + open.timeout(self.card, &self.facts);
        }
    }
}
