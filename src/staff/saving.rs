//! The staff menu's side of what is saved or recorded: which page hears what became of it.

use std::time::{Duration, Instant};

use super::effect::{Effect, SaveId};
use super::open::Open;
use super::state::StaffMenu;
use super::view::Page;
use crate::common::StaffNote;
use crate::settings::SaveError;
use crate::visit::{ItemId, MarkRefusal};

/// How long a recorded entry is shown: a card that is put on the reader waits meanwhile.
const RECORDED_TIMEOUT: Duration = Duration::from_secs(10);

impl StaffMenu {
    /// An entry is recorded, or not. Nothing is asked for.
    pub(super) fn manual_recorded(&mut self, result: Result<(), StaffNote>, now: Instant) -> Option<Effect> {
        if let Some(Open { page: Page::Ways(ways), until, .. }) = &mut self.open
            && ways.recorded(result)
        {
            *until = now + RECORDED_TIMEOUT;
        }
        None
    }

    /// An open item is closed, or not, and whether another file says so. Nothing is asked for.
    pub(super) fn marked(&mut self, id: ItemId, result: Result<bool, MarkRefusal>) -> Option<Effect> {
        match self.open.as_mut().map(|open| &mut open.page) {
            Some(Page::OpenItems(page)) => page.marked(id, result),
            Some(Page::Today(page)) => page.marked(id, result),
            _ => {}
        }
        None
    }

    /// What became of saving settings, for the page that waits for it.
    pub(super) fn saved(&mut self, id: SaveId, result: Result<(), SaveError>) -> Option<Effect> {
        let last = id == self.last_save;
        match self.open.as_mut().map(|open| &mut open.page) {
            Some(Page::Settings(page)) if last && page.is_saving() => page.saved(result, &self.facts),
            Some(Page::FirstPasscode(page)) if last && page.is_saving() => page.saved(result),
            Some(Page::SetUp(page)) if last && page.is_saving() => return page.saved(result, &self.facts, self.card),
            // Another page of settings has saved them.
            Some(Page::Settings(page)) if result.is_ok() => page.refresh(&self.facts),
            _ => {}
        }
        None
    }
}
