//! A page that only lists: today's checks, bookings, findings. The arrows turn it, Esc leaves it.

use super::page::{PageInput, PageResult};
use crate::common::Key;

/// The page.
#[derive(Debug, Default)]
pub struct ListPage {
    page: usize,
}

impl ListPage {
    /// Page asked for. How many there are depends on the screen, so it is shown modulo that.
    #[must_use]
    pub const fn page(&self) -> usize {
        self.page
    }

    pub(super) const fn input(&mut self, input: PageInput) -> PageResult {
        match input {
            PageInput::Key(Key::Cancel) => return PageResult::Back,
            PageInput::Key(Key::NextPage) => self.page = self.page.saturating_add(1),
            PageInput::Key(Key::PreviousPage) => self.page = self.page.saturating_sub(1),
            _ => {}
        }
        PageResult::Stay
    }
}
