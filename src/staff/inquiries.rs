//! Inquiries at the qualification terminal, as the open menu hears of them.

use std::time::Instant;

use super::effect::Effect;
use super::event::InquiryNews;
use super::open::Open;
use super::state::StaffMenu;
use super::view::Page;
use crate::common::{InquiryId, StaffId, Way};
use crate::visit::{CardOnReader, InquiryEnd, InquiryOutcome};

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
        self.under_way().map(|inquiry| inquiry.since)
    }

    /// When an answer leaves the screen, for its countdown.
    #[must_use]
    pub fn answer_until(&self) -> Option<Instant> {
        match &self.open.as_ref()?.page {
            Page::Ways(ways) => ways.answer_until(),
            _ => None,
        }
    }

    pub(super) const fn inquiry_began(&mut self, id: InquiryId) {
        if let Some(Open { page: Page::Ways(ways), .. }) = &mut self.open {
            ways.inquiry_began(id);
        }
    }

    pub(super) fn hear_inquiry(&mut self, id: InquiryId, news: InquiryNews, now: Instant) -> Option<Effect> {
        let Some(Open { page: Page::Ways(ways), by, .. }) = &mut self.open else { return None };
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
