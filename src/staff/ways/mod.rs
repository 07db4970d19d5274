//! The page of other ways to confirm when the card fails: for each way a guide, its numbers one at a time, and a
//! summary.
//!
//! What staff type is no confirmation. Where a qualification terminal can be asked, the numbers of a paper can become
//! an answer of it (`ask`). What was typed is forgotten as soon as the page is left.

mod ask;
mod birthdate;
mod field;
mod inquiry;
#[cfg(feature = "simulator")]
#[cfg(test)]
mod inquiry_tests;
mod step;
pub mod symbol;
#[cfg(test)]
mod tests;

use std::time::Instant;

pub use birthdate::{BirthdateField, BirthdateMistake, BirthdateNote};
pub use field::{NumberField, NumberNote};
pub use inquiry::{Inquiry, NotAnswered, NumberPanel, Question};
pub use step::{Offer, WaysStep};

use inquiry::can_be_asked;
pub(super) use step::choice;
use step::offer;

use super::cursor::Cursor;
use super::facts::Facts;
use super::page::{PageInput, PageResult};
use crate::common::{Key, StaffNote, Way};
use crate::eligibility::Manual;
use crate::eligibility::manual::Item;

/// The page.
#[derive(Debug)]
pub struct WaysPage {
    order: Vec<Way>,
    cursor: Cursor,
    /// What is asked beside the numbers, where they can be checked.
    question: Question,
    step: WaysStep,
}

impl WaysPage {
    /// The list, with these ways first.
    pub(super) fn new(first: &[Way]) -> Self {
        let others = Way::ALL.into_iter().filter(|way| !first.contains(way));
        Self {
            order: first.iter().copied().chain(others).collect(),
            cursor: Cursor::default(),
            question: Question::default(),
            step: WaysStep::List,
        }
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

    /// What is asked beside the numbers.
    #[must_use]
    pub const fn question(&self) -> &Question {
        &self.question
    }

    /// Whether a symbol is typed, which may have Japanese letters.
    pub(super) fn takes_japanese(&self) -> bool {
        matches!(&self.step, WaysStep::Number { field, .. } if field.symbol().is_some())
    }

    /// Whether staff have entered something here that would be a loss.
    pub(super) const fn is_an_entry(&self) -> bool {
        match &self.step {
            WaysStep::Number { .. }
            | WaysStep::Birthdate { .. }
            | WaysStep::Consent { .. }
            | WaysStep::Summary { .. }
            | WaysStep::Asking(_)
            | WaysStep::NotAnswered(_) => true,
            // An answer is about a person, and the next one may be there already.
            WaysStep::List | WaysStep::Guide(_) | WaysStep::Answer(_) | WaysStep::Noted(_) => false,
        }
    }

    /// The entry is recorded, or why not; answers whether it is. Until it is, the summary stays and Enter tries again.
    pub(super) fn recorded(&mut self, result: Result<(), StaffNote>) -> bool {
        if let WaysStep::Summary { manual, failed, .. } = &mut self.step {
            match result {
                Ok(()) => self.step = WaysStep::Noted(manual.way()),
                Err(note) => *failed = Some(note),
            }
        }
        matches!(self.step, WaysStep::Noted(_))
    }

    pub(super) fn input(&mut self, input: PageInput, facts: &Facts, now: Instant) -> PageResult {
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
                self.question = Question::default();
                self.ask(manual.items().first().copied(), manual, facts);
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
                        self.ask(next, manual, facts);
                    }
                    Err(mistake) => field.reject(mistake),
                }
            }
            (WaysStep::Number { manual, field }, PageInput::Key(Key::Cancel | Key::PreviousPage)) => {
                let before = manual.items().iter().rfind(|item| **item < field.item()).copied();
                let manual = manual.clone();
                self.back(before, manual, facts);
            }
            (WaysStep::Number { manual, field }, input) => field.input(input, manual),
            (WaysStep::Birthdate { .. } | WaysStep::Consent { .. }, input) => self.ask_further(input, facts),
            (WaysStep::Summary { .. }, input) => return self.summary(input, facts, now),
            (WaysStep::Asking(_) | WaysStep::NotAnswered(_) | WaysStep::Answer(_), input) => {
                return self.inquiry_input(input, facts, now);
            }
            (WaysStep::Guide(_) | WaysStep::Noted(_), _) => {}
        }
        PageResult::Stay
    }

    fn summary(&mut self, input: PageInput, facts: &Facts, now: Instant) -> PageResult {
        let WaysStep::Summary { manual, offer, .. } = &mut self.step else { return PageResult::Stay };
        if let PageInput::Key(Key::Cancel) = input {
            let manual = manual.clone();
            self.before_summary(manual, facts);
            return PageResult::Stay;
        }
        let record = match offer {
            Offer::Ask { record, .. } => match choice(input, record) {
                Some(record) => record,
                None => return PageResult::Stay,
            },
            Offer::Record | Offer::Incomplete(_) => match input {
                PageInput::Key(Key::Enter) => true,
                PageInput::Key(Key::PreviousPage) => {
                    let manual = manual.clone();
                    self.before_summary(manual, facts);
                    return PageResult::Stay;
                }
                _ => return PageResult::Stay,
            },
        };
        if record { PageResult::RecordManual(Box::new(manual.clone())) } else { self.inquire(facts, now) }
    }

    /// Asks for a number; after the last one what else the terminal wants to know, or shows what there is.
    fn ask(&mut self, item: Option<Item>, manual: Manual, facts: &Facts) {
        let Some(item) = item else {
            if !can_be_asked(&manual, facts) {
                return self.sum_up(manual, facts);
            }
            let field = BirthdateField::new(self.question.birthdate);
            self.step = WaysStep::Birthdate { field, manual };
            return;
        };
        self.step = WaysStep::Number { field: NumberField::new(item, &manual), manual };
    }

    /// Back to a number; from the first number to the guide, where all numbers are forgotten.
    fn back(&mut self, item: Option<Item>, manual: Manual, facts: &Facts) {
        if item.is_some() {
            return self.ask(item, manual, facts);
        }
        self.question = Question::default();
        self.step = WaysStep::Guide(manual.way());
    }

    /// Shows what there is and what can be done with it.
    pub(super) fn sum_up(&mut self, manual: Manual, facts: &Facts) {
        let offer = offer(&manual, self.question, facts);
        self.step = WaysStep::Summary { manual, offer, failed: None };
    }

    fn before_summary(&mut self, manual: Manual, facts: &Facts) {
        if can_be_asked(&manual, facts) {
            self.step = WaysStep::Consent { manual, yes: self.question.limit_consent };
        } else {
            let last = manual.items().last().copied();
            self.back(last, manual, facts);
        }
    }
}
