//! The menu: one item a job.

use super::cursor::Cursor;
use super::facts::Facts;
use super::words::{Input, Turn};
use crate::common::key::Key;

/// An item of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// Other ways to confirm.
    Ways,
    /// Today's checks.
    Today,
    /// Settings.
    Settings,
    /// Help, contact, subsidy.
    Help,
    /// What works and what does not.
    Diagnosis,
    /// Restart and shut down.
    Power,
    /// The answer that was closed last, once more. Only while there is one.
    Reshow,
}

impl Item {
    const ALL: [Self; 7] =
        [Self::Ways, Self::Today, Self::Settings, Self::Help, Self::Diagnosis, Self::Power, Self::Reshow];

    /// The items that there are now, in their order.
    #[must_use]
    pub fn all(facts: &Facts) -> &'static [Self] {
        let [always @ .., _] = &Self::ALL;
        if facts.reshow { &Self::ALL } else { always }
    }
}

/// The menu, with one item chosen.
#[derive(Debug, Default)]
pub struct Menu {
    cursor: Cursor,
}

impl Menu {
    /// The item that Enter opens.
    #[must_use]
    pub fn chosen(&self, facts: &Facts) -> Item {
        let items = Item::all(facts);
        items.get(self.cursor.place()).or(items.last()).copied().unwrap_or(Item::Ways)
    }

    pub(super) fn input(&mut self, input: Input, facts: &Facts) -> Turn {
        if input == Input::Key(Key::Cancel) {
            return Turn::Back;
        }
        let items = Item::all(facts);
        let taken = self.cursor.input(input, items.len()).and_then(|place| items.get(place));
        taken.map_or(Turn::Stay, |item| Turn::To(*item))
    }
}
