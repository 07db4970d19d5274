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

/// What opens the absence.
const ABSENCE: u8 = b'*';

/// The menu page, with one item chosen.
#[derive(Debug, Default)]
pub struct MenuPage {
    /// The first one where the arrows have chosen none, or the chosen one has gone.
    chosen: Option<MenuItem>,
}

impl MenuPage {
    /// The items that there are now, in their order: those that come and go stand behind the others, but for the last
    /// answer, and for the absence, which has a key in place of a number.
    #[must_use]
    pub fn items(facts: &Facts) -> Vec<MenuItem> {
        let reader = facts.reader.as_ref();
        // What a site always has keeps its number, whatever comes and goes behind it: a digit opens an item at once.
        let of_site = [reader.map(|_| MenuItem::Expect), facts.bookings.is_some().then_some(MenuItem::Bookings)];
        let sometimes = [
            facts.assigns.then_some(MenuItem::Assign),
            reader.filter(|reader| !reader.held.is_empty()).map(|_| MenuItem::Held),
        ];
        let last = facts.last.then_some(MenuItem::Last);
        let numbered = last.into_iter().chain(ALWAYS).chain(of_site.into_iter().chain(sometimes).flatten());
        numbered.chain([MenuItem::Absence]).collect()
    }

    /// What opens an item that has no number. Every number up to 9 may be taken by an item that comes and goes.
    #[must_use]
    pub fn key(item: MenuItem) -> Option<char> {
        (item == MenuItem::Absence).then_some(char::from(ABSENCE))
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
        chosen.or(items.first().copied()).unwrap_or(MenuItem::Ways)
    }

    pub(super) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        if input == PageInput::Key(Key::Cancel) {
            return PageResult::Back;
        }
        if matches!(input, PageInput::Typed(typed) if typed.is(ABSENCE)) {
            self.chosen = Some(MenuItem::Absence);
            return PageResult::Open(MenuItem::Absence);
        }
        let (items, chosen) = (Self::items(facts), self.chosen(facts));
        let mut cursor = Cursor::at(items.iter().position(|item| *item == chosen).unwrap_or_default());
        let numbered = items.iter().filter(|item| Self::key(**item).is_none()).count();
        let lines = if matches!(input, PageInput::Typed(_)) { numbered } else { items.len() };
        let taken = cursor.input_from(Self::first_number(facts), input, lines);
        self.chosen = items.get(cursor.place()).copied();
        taken.and_then(|place| items.get(place)).map_or(PageResult::Stay, |item| PageResult::Open(*item))
    }
}
