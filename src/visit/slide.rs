//! The card in the drawing of the waiting screen slides to the reader while a person may be near: after a key, and
//! after a visit. Then it stands still: nothing wakes up for it, and nothing beside the words moves for longer than the
//! five seconds that WCAG 2.2.2 (EN 301 549) allows to what no visitor can stop.

use std::time::{Duration, Instant};

use super::state::{State, Visit};

/// So long it slides: twice.
pub(super) const SLIDES_FOR: Duration = Duration::from_secs(4);

impl Visit {
    /// Lets the card slide where the kiosk has begun to wait, or a key was pressed while it waits. What slides already
    /// goes on to its end: a key that is held does not prolong it.
    pub(super) fn invite(&mut self, began: bool, by_hand: bool, now: Instant) {
        let waits = matches!(self.state, State::Waiting { .. }) && !self.menu_open;
        if !waits || !self.rules.motion {
            self.slides_since = None;
        } else if (began || by_hand) && self.sliding(now).is_none() {
            self.slides_since = Some(now);
        }
    }

    /// For how long the card has been sliding, while it does.
    pub(super) fn sliding(&self, now: Instant) -> Option<Duration> {
        self.slides_since.map(|since| now.saturating_duration_since(since)).filter(|slides| *slides < SLIDES_FOR)
    }
}
