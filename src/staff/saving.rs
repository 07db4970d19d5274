//! The staff menu's side of saving settings: which page hears what became of it.

use super::effect::SaveId;
use super::state::StaffMenu;
use super::view::Page;
use crate::settings::SaveError;

impl StaffMenu {
    /// What became of saving settings, for the page that waits for it.
    pub(super) fn saved(&mut self, id: SaveId, result: Result<(), SaveError>) {
        let last = id == self.last_save;
        match self.open.as_mut().map(|open| &mut open.page) {
            Some(Page::Settings(page)) if last && page.is_saving() => page.saved(result, &self.facts),
            Some(Page::FirstPasscode(page)) if last && page.is_saving() => page.saved(result),
            // Another page of settings has saved them.
            Some(Page::Settings(page)) if result.is_ok() => page.refresh(&self.facts),
            _ => {}
        }
    }
}
