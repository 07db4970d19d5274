//! A screen that waits and is not used turns dark: once, so that nothing wakes up for it after that.

use std::time::Instant;

use super::state::{State, Visit};

impl Visit {
    /// Whether the waiting screen is dark. The next key does nothing but light it, a digit excepted.
    #[must_use]
    pub const fn is_dimmed(&self) -> bool {
        self.dimmed
    }

    /// The time begins when the kiosk begins to wait, and with every key.
    pub(super) fn is_used(&mut self, by_hand: bool, now: Instant) {
        let waits = matches!(self.state, State::Waiting { confirmed: None }) && !self.menu_open;
        if !waits {
            (self.dims_at, self.dimmed) = (None, false);
        } else if by_hand || (self.dims_at.is_none() && !self.dimmed) {
            (self.dims_at, self.dimmed) = (Some(now + self.rules.dim_after), false);
        }
    }

    pub(super) fn dim(&mut self, now: Instant) {
        if self.dims_at.is_some_and(|at| at <= now) {
            (self.dims_at, self.dimmed) = (None, true);
        }
    }
}
