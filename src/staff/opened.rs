//! What the loop asks of the menu that is open.

use std::time::{Duration, Instant};

use super::event::Purpose;
use super::state::StaffMenu;
use super::view::Page;
use crate::common::StaffId;
use crate::visit::StaffAct;

impl StaffMenu {
    /// How long no passcode can be typed yet, where one is asked for.
    #[must_use]
    pub fn paused_for(&self, now: Instant) -> Option<Duration> {
        match &self.open.as_ref()?.page {
            Page::Passcode(prompt) => prompt.paused_for(now),
            _ => None,
        }
    }

    /// Who opened it, where a passcode tells it.
    #[must_use]
    pub fn by(&self) -> Option<&StaffId> {
        self.open.as_ref()?.by.as_ref()
    }

    /// What a passcode is typed for, where that is something on the visit's screen.
    #[must_use]
    pub fn confirms(&self) -> Option<StaffAct> {
        match self.open.as_ref()?.purpose()? {
            Purpose::Confirm(act) => Some(act),
            Purpose::Menu | Purpose::Ways | Purpose::FactoryReset => None,
        }
    }
}
