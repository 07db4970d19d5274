//! Other ways to confirm when the card way fails: a guide a way, the numbers that it shows one at a time, and a
//! summary.
//!
//! Nothing here is a confirmation by the service. What was typed is gone as soon as the page is left.

mod field;
#[cfg(test)]
mod tests;

pub use field::{Field, Note};

use super::cursor::Cursor;
use super::words::{Input, Turn};
use crate::common::key::Key;
use crate::common::staff::StaffNote;
use crate::common::way::Way;
use crate::eligibility::Manual;
use crate::eligibility::manual::Item;

/// The page.
#[derive(Debug)]
pub struct Ways {
    order: Vec<Way>,
    cursor: Cursor,
    step: Step,
}

/// What the page shows.
#[derive(Debug)]
pub enum Step {
    /// The ways, one of them chosen.
    List,
    /// What to ask for, what to look at, what to note.
    Guide(Way),
    /// One number is asked for.
    Number {
        /// What has been put in before.
        manual: Manual,
        /// The number that is typed.
        field: Field,
    },
    /// All that will be kept, labelled as not confirmed.
    Summary {
        /// The entry.
        manual: Manual,
        /// Why it could not be kept a moment ago.
        failed: Option<StaffNote>,
    },
    /// It is kept.
    Noted(Way),
}

impl Ways {
    /// The list, with these ways first.
    pub(super) fn new(first: &[Way]) -> Self {
        let others = Way::ALL.into_iter().filter(|way| !first.contains(way));
        Self { order: first.iter().copied().chain(others).collect(), cursor: Cursor::default(), step: Step::List }
    }

    /// The ways in the order in which they are offered.
    #[must_use]
    pub fn order(&self) -> &[Way] {
        &self.order
    }

    /// The place of the chosen one, from 0.
    #[must_use]
    pub const fn chosen(&self) -> usize {
        self.cursor.place()
    }

    /// What the page shows.
    #[must_use]
    pub const fn step(&self) -> &Step {
        &self.step
    }

    /// The entry is kept, or why not; answers whether it is. Until it is, the summary stays and Enter tries again.
    pub(super) fn entered(&mut self, result: Result<(), StaffNote>) -> bool {
        if let Step::Summary { manual, failed } = &mut self.step {
            match result {
                Ok(()) => self.step = Step::Noted(manual.way()),
                Err(note) => *failed = Some(note),
            }
        }
        matches!(self.step, Step::Noted(_))
    }

    pub(super) fn input(&mut self, input: Input) -> Turn {
        match (&mut self.step, input) {
            (Step::List, Input::Key(Key::Cancel)) | (Step::Noted(_), Input::Key(Key::Enter | Key::Cancel)) => {
                return Turn::Back;
            }
            (Step::List, input) => {
                let taken = self.cursor.input(input, self.order.len()).and_then(|place| self.order.get(place));
                if let Some(way) = taken {
                    self.step = Step::Guide(*way);
                }
            }
            (Step::Guide(way), Input::Key(Key::Enter)) => {
                let manual = Manual::new(*way);
                self.ask(manual.items().first().copied(), manual);
            }
            (Step::Guide(_), Input::Key(Key::Cancel)) => self.step = Step::List,
            (Step::Number { manual, field }, Input::Key(Key::Enter)) => match manual.put(field.item(), field.typed()) {
                Ok(()) => {
                    let next = manual.items().iter().find(|item| **item > field.item()).copied();
                    let manual = manual.clone();
                    self.ask(next, manual);
                }
                Err(mistake) => field.note(Note::Mistake(mistake)),
            },
            (Step::Number { manual, field }, Input::Key(Key::Cancel | Key::PreviousPage)) => {
                let before = manual.items().iter().rfind(|item| **item < field.item()).copied();
                self.back(before);
            }
            (Step::Number { manual, field }, input) => field.input(input, manual),
            (Step::Summary { manual, .. }, Input::Key(Key::Enter)) => return Turn::Enter(Box::new(manual.clone())),
            (Step::Summary { manual, .. }, Input::Key(Key::Cancel | Key::PreviousPage)) => {
                let last = manual.items().last().copied();
                self.back(last);
            }
            (Step::Guide(_) | Step::Summary { .. } | Step::Noted(_), _) => {}
        }
        Turn::Stay
    }

    /// Asks for a number; after the last one shows what there is.
    fn ask(&mut self, item: Option<Item>, manual: Manual) {
        self.step = match item {
            Some(item) => Step::Number { field: Field::of(item, &manual), manual },
            None => Step::Summary { manual, failed: None },
        };
    }

    /// Back to a number; before the first one to the guide, where nothing of them stays.
    fn back(&mut self, item: Option<Item>) {
        let (Step::Number { manual, .. } | Step::Summary { manual, .. }) = &self.step else { return };
        match item {
            Some(item) => self.ask(Some(item), manual.clone()),
            None => self.step = Step::Guide(manual.way()),
        }
    }
}
