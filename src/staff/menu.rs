//! The menu page.

use super::cursor::Cursor;
use super::facts::Facts;
use super::page::{MenuItem, PageInput, PageResult};
use crate::common::Key;

/// The items that are always there, in their order.
const ALWAYS: [MenuItem; 7] = [
    MenuItem::Ways,
    MenuItem::Today,
    MenuItem::Settings,
    MenuItem::Help,
    MenuItem::Diagnosis,
    MenuItem::Power,
    MenuItem::OpenItems,
];

/// The menu page, with one item chosen.
#[derive(Debug, Default)]
pub struct MenuPage {
    /// Where the arrows have chosen none, or the chosen one has gone: what is there for this moment, else the first.
    chosen: Option<MenuItem>,
}

impl MenuPage {
    /// The items that there are now, in their order: those that come and go stand last, but for the last answer.
    #[must_use]
    pub fn items(facts: &Facts) -> Vec<MenuItem> {
        let reader = facts.reader.as_ref();
        // What a site always has keeps its number, whatever comes and goes behind it: a digit opens an item at once.
        let of_site = [
            reader.map(|_| MenuItem::Expect),
            facts.bookings.is_some().then_some(MenuItem::Bookings),
            Some(MenuItem::Absence),
        ];
        let last = facts.last.then_some(MenuItem::Last);
        let items = last.into_iter().chain(ALWAYS).chain(of_site.into_iter().flatten());
        items.chain(Self::sometimes(facts)).collect()
    }

    /// Those that are there for what happens at this moment.
    fn sometimes(facts: &Facts) -> impl Iterator<Item = MenuItem> {
        let held = facts.reader.as_ref().is_some_and(|reader| !reader.held.is_empty());
        [facts.assigns.then_some(MenuItem::Assign), held.then_some(MenuItem::Held)].into_iter().flatten()
    }

    /// The number of the first item: the last answer is 0, so that it takes no number from another item when it comes
    /// or goes.
    #[must_use]
    pub fn first_number(facts: &Facts) -> usize {
        usize::from(!facts.last)
    }

    /// The item that Enter opens.
    #[must_use]
    pub fn chosen(&self, facts: &Facts) -> MenuItem {
        let items = Self::items(facts);
        let chosen = self.chosen.filter(|chosen| items.contains(chosen));
        chosen.or_else(|| Self::sometimes(facts).next()).or(items.first().copied()).unwrap_or(MenuItem::Ways)
    }

    pub(super) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        if input == PageInput::Key(Key::Cancel) {
            return PageResult::Back;
        }
        let (items, chosen) = (Self::items(facts), self.chosen(facts));
        let mut cursor = Cursor::at(items.iter().position(|item| *item == chosen).unwrap_or_default());
        let taken = cursor.input_from(Self::first_number(facts), input, items.len());
        self.chosen = items.get(cursor.place()).copied();
        taken.and_then(|place| items.get(place)).map_or(PageResult::Stay, |item| PageResult::Open(*item))
    }
}
