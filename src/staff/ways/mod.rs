//! The page of other ways to confirm when the card fails: for each way a guide, its numbers one at a time, and a
//! summary.
//!
//! Nothing here is a confirmation by the service. What was typed is forgotten as soon as the page is left.

mod field;
pub mod symbol;
#[cfg(test)]
mod tests;

pub use field::{NumberField, NumberNote};

use super::cursor::Cursor;
use super::page::{PageInput, PageResult};
use crate::common::{Key, StaffNote, Way};
use crate::eligibility::Manual;
use crate::eligibility::manual::Item;

/// The page.
#[derive(Debug)]
pub struct WaysPage {
    order: Vec<Way>,
    cursor: Cursor,
    step: WaysStep,
}

/// What the page shows.
#[derive(Debug)]
pub enum WaysStep {
    /// The ways, one of them chosen.
    List,
    /// What to ask for, what to look at, what to note.
    Guide(Way),
    /// One number is asked for.
    Number {
        /// What has been put in before.
        manual: Manual,
        /// The number that is typed.
        field: NumberField,
    },
    /// All that will be recorded, labelled as not confirmed.
    Summary {
        /// The entry.
        manual: Manual,
        /// Why it could not be recorded a moment ago.
        failed: Option<StaffNote>,
    },
    /// It is recorded.
    Noted(Way),
}

impl WaysPage {
    /// The list, with these ways first.
    pub(super) fn new(first: &[Way]) -> Self {
        let others = Way::ALL.into_iter().filter(|way| !first.contains(way));
        Self { order: first.iter().copied().chain(others).collect(), cursor: Cursor::default(), step: WaysStep::List }
    }

    /// The ways in the order in which they are offered.
    #[must_use]
    pub fn order(&self) -> &[Way] {
        &self.order
    }

    /// The place of the chosen way, from 0.
    #[must_use]
    pub const fn chosen(&self) -> usize {
        self.cursor.place()
    }

    /// What the page shows.
    #[must_use]
    pub const fn step(&self) -> &WaysStep {
        &self.step
    }

    /// Whether a symbol is typed, which may have Japanese letters.
    pub(super) fn takes_japanese(&self) -> bool {
        matches!(&self.step, WaysStep::Number { field, .. } if field.symbol().is_some())
    }

    /// The entry is recorded, or why not; answers whether it is. Until it is, the summary stays and Enter tries again.
    pub(super) fn recorded(&mut self, result: Result<(), StaffNote>) -> bool {
        if let WaysStep::Summary { manual, failed } = &mut self.step {
            match result {
                Ok(()) => self.step = WaysStep::Noted(manual.way()),
                Err(note) => *failed = Some(note),
            }
        }
        matches!(self.step, WaysStep::Noted(_))
    }

    pub(super) fn input(&mut self, input: PageInput) -> PageResult {
        match (&mut self.step, input) {
            (WaysStep::List, PageInput::Key(Key::Cancel))
            | (WaysStep::Noted(_), PageInput::Key(Key::Enter | Key::Cancel)) => {
                return PageResult::Back;
            }
            (WaysStep::List, input) => {
                let taken = self.cursor.input(input, self.order.len()).and_then(|place| self.order.get(place));
                if let Some(way) = taken {
                    self.step = WaysStep::Guide(*way);
                }
            }
            (WaysStep::Guide(way), PageInput::Key(Key::Enter)) => {
                let manual = Manual::new(*way);
                self.ask(manual.items().first().copied(), manual);
            }
            (WaysStep::Guide(_), PageInput::Key(Key::Cancel)) => self.step = WaysStep::List,
            (WaysStep::Number { manual, field }, input) if field.is_choosing() => field.input(input, manual),
            (WaysStep::Number { manual, field }, PageInput::Key(Key::Enter)) => {
                if !field.finish() {
                    return PageResult::Stay;
                }
                match manual.put(field.item(), field.typed()) {
                    Ok(()) => {
                        let next = manual.items().iter().find(|item| **item > field.item()).copied();
                        let manual = manual.clone();
                        self.ask(next, manual);
                    }
                    Err(mistake) => field.reject(mistake),
                }
            }
            (WaysStep::Number { manual, field }, PageInput::Key(Key::Cancel | Key::PreviousPage)) => {
                let before = manual.items().iter().rfind(|item| **item < field.item()).copied();
                self.back(before);
            }
            (WaysStep::Number { manual, field }, input) => field.input(input, manual),
            (WaysStep::Summary { manual, .. }, PageInput::Key(Key::Enter)) => {
                return PageResult::RecordManual(Box::new(manual.clone()));
            }
            (WaysStep::Summary { manual, .. }, PageInput::Key(Key::Cancel | Key::PreviousPage)) => {
                let last = manual.items().last().copied();
                self.back(last);
            }
            (WaysStep::Guide(_) | WaysStep::Summary { .. } | WaysStep::Noted(_), _) => {}
        }
        PageResult::Stay
    }

    /// Asks for a number; after the last one shows what there is.
    fn ask(&mut self, item: Option<Item>, manual: Manual) {
        self.step = match item {
            Some(item) => WaysStep::Number { field: NumberField::new(item, &manual), manual },
            None => WaysStep::Summary { manual, failed: None },
        };
    }

    /// Back to a number; from the first number to the guide, where all numbers are forgotten.
    fn back(&mut self, item: Option<Item>) {
        let (WaysStep::Number { manual, .. } | WaysStep::Summary { manual, .. }) = &self.step else { return };
        match item {
            Some(item) => self.ask(Some(item), manual.clone()),
            None => self.step = WaysStep::Guide(manual.way()),
        }
    }
}
