//! The page that is open, and how long it stays.

use std::time::{Duration, Instant};

use super::event::Purpose;
use super::facts::Facts;
use super::view::Page;
use crate::common::StaffId;
use crate::visit::CardOnReader;

/// The menu closes by itself after this long without a key.
const OPEN_TIMEOUT: Duration = Duration::from_secs(120);
/// An unfinished passcode closes after this long without a key: a card that is put on the reader waits meanwhile.
const PROMPT_TIMEOUT: Duration = Duration::from_secs(30);
/// A card that is put on the reader waits this long without a key.
const CARD_TIMEOUT: Duration = Duration::from_secs(10);
/// Who sets a kiosk up has to look for papers, cables and a card in between.
const SET_UP_TIMEOUT: Duration = Duration::from_secs(5 * 60);

/// The page that is open.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) page: Page,
    /// Leaving this page leads to the menu; otherwise the menu closes.
    pub(super) from_menu: bool,
    /// Whose passcode opened it.
    pub(super) by: Option<StaffId>,
    pub(super) until: Instant,
}

impl Open {
    /// How long it stays open without a key, with this on the reader.
    pub(super) fn timeout(&self, card: CardOnReader, facts: &Facts) -> Duration {
        match (card, &self.page) {
            (CardOnReader::Waits, _) if !self.holds_cards(facts) => CARD_TIMEOUT,
            (_, Page::SetUp(_)) => SET_UP_TIMEOUT,
            (_, Page::Passcode(_)) => PROMPT_TIMEOUT,
            (_, Page::Assign(page)) => page.stays_for(facts).unwrap_or(OPEN_TIMEOUT),
            (_, Page::Ways(ways)) => ways.stays_for(facts).unwrap_or(OPEN_TIMEOUT),
            _ => OPEN_TIMEOUT,
        }
    }

    /// Whether a card on the reader is no visitor's: until the set-up has ended there are no visitors. At a kiosk at
    /// work a test card may as well be one's, and begins a visit unless a key goes on.
    pub(super) const fn holds_cards(&self, facts: &Facts) -> bool {
        matches!(&self.page, Page::SetUp(_)) && facts.set_up.pending.is_some()
    }

    /// Whether it stays when its time is over.
    pub(super) const fn stays(&self, facts: &Facts) -> bool {
        matches!(self.page, Page::SetUp(_)) && facts.set_up_stays()
    }

    /// Whether digits are typed that are not shown, and nothing else.
    pub(super) const fn takes_digits(&self) -> bool {
        match &self.page {
            Page::Passcode(_) => true,
            Page::FirstPasscode(page) => page.takes_digits(),
            Page::SetUp(page) => page.takes_digits(),
            Page::Settings(settings) => settings.takes_digits(),
            _ => false,
        }
    }

    /// What waits for a passcode.
    pub(super) const fn purpose(&self) -> Option<Purpose> {
        match &self.page {
            Page::Passcode(prompt) => Some(prompt.purpose),
            _ => None,
        }
    }
}
