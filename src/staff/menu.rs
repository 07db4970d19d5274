//! The menu page.

use super::cursor::Cursor;
use super::facts::Facts;
use super::page::{MenuItem, PageInput, PageResult};
use crate::common::Key;

/// The items, in their order; the last only while there is an answer to show again. In its place, while an answer
/// shows, stands [`MenuItem::Assign`].
const ITEMS: [MenuItem; 7] = [
    MenuItem::Ways,
    MenuItem::Today,
    MenuItem::Settings,
    MenuItem::Help,
    MenuItem::Diagnosis,
    MenuItem::Power,
    MenuItem::Reshow,
];

/// The same while a reference number may be assigned.
const ASSIGNING: [MenuItem; 7] = {
    let [ways, today, settings, help, diagnosis, power, _] = ITEMS;
    [ways, today, settings, help, diagnosis, power, MenuItem::Assign]
};

/// The menu page, with one item chosen.
#[derive(Debug, Default)]
pub struct MenuPage {
    cursor: Cursor,
}

impl MenuPage {
    /// The items that there are now, in their order.
    #[must_use]
    pub fn items(facts: &Facts) -> Vec<MenuItem> {
        let [always @ .., _] = &ITEMS;
        let items: &[MenuItem] = match (facts.assigns, facts.reshow) {
            (true, _) => &ASSIGNING,
            (false, true) => &ITEMS,
            (false, false) => always,
        };
        let bookings = facts.bookings.is_some().then_some(MenuItem::Bookings);
        items.iter().copied().chain(bookings).collect()
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
