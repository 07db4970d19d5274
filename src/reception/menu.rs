//! The menu: one item a job.

use super::words::{Input, Turn};
use crate::visit::Key;

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
}

impl Item {
    /// Every item, in its order.
    pub const ALL: [Self; 6] = [Self::Ways, Self::Today, Self::Settings, Self::Help, Self::Diagnosis, Self::Power];
}

/// The menu, with one item chosen.
#[derive(Debug, Default)]
pub struct Menu {
    chosen: usize,
}

impl Menu {
    /// The item that Enter opens.
    #[must_use]
    pub fn chosen(&self) -> Item {
        Item::ALL.get(self.chosen).copied().unwrap_or(Item::Ways)
    }

    pub(super) fn input(&mut self, input: Input) -> Turn {
        match input {
            Input::Key(Key::PreviousPage) => self.chosen = self.chosen.saturating_sub(1),
            Input::Key(Key::NextPage) => self.chosen = (self.chosen + 1).min(Item::ALL.len() - 1),
            Input::Key(Key::Enter) => return Turn::To(self.chosen()),
            Input::Key(Key::Cancel) => return Turn::Back,
            Input::Typed(sign) => {
                let place = sign.digit().and_then(|digit| digit.to_digit(10)).unwrap_or(0);
                let item = (place as usize).checked_sub(1).and_then(|place| Item::ALL.get(place));
                return item.map_or(Turn::Stay, |item| Turn::To(*item));
            }
            Input::Key(_) => {}
        }
        Turn::Stay
    }
}
