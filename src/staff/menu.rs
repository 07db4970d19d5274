//! The menu page.

use super::cursor::Cursor;
use super::facts::Facts;
use super::page::{MenuItem, PageInput, PageResult};
use crate::common::Key;

/// The items that are always there, in their order.
const ALWAYS: [MenuItem; 6] =
    [MenuItem::Ways, MenuItem::Today, MenuItem::Settings, MenuItem::Help, MenuItem::Diagnosis, MenuItem::Power];

/// The menu page, with one item chosen.
#[derive(Debug, Default)]
pub struct MenuPage {
    cursor: Cursor,
}

impl MenuPage {
    /// The items that there are now, in their order.
    #[must_use]
    pub fn items(facts: &Facts) -> Vec<MenuItem> {
        let reader = facts.reader.as_ref();
        let sometimes = [
            facts.assigns.then_some(MenuItem::Assign),
            (facts.reshow && !facts.assigns).then_some(MenuItem::Reshow),
            reader.map(|_| MenuItem::Expect),
            reader.filter(|reader| !reader.held.is_empty()).map(|_| MenuItem::Held),
            facts.bookings.is_some().then_some(MenuItem::Bookings),
        ];
        ALWAYS.into_iter().chain(sometimes.into_iter().flatten()).collect()
    }

    /// The item that Enter opens.
    #[must_use]
    pub fn chosen(&self, facts: &Facts) -> MenuItem {
        let items = Self::items(facts);
        items.get(self.cursor.place()).or(items.last()).copied().unwrap_or(MenuItem::Ways)
    }

    pub(super) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        if input == PageInput::Key(Key::Cancel) {
            return PageResult::Back;
        }
        let items = Self::items(facts);
        let taken = self.cursor.input(input, items.len()).and_then(|place| items.get(place));
        taken.map_or(PageResult::Stay, |item| PageResult::Open(*item))
    }
}
