//! The pages about the other terminal's reader: who is expected to have a card read, and results that are not shown
//! because no rule says whose they are.
//!
//! What is typed here names a person: it is wiped with the page, and leaves it in one effect only.

mod kana;
#[cfg(test)]
mod tests;

use std::fmt;

pub use kana::{KanaField, MAX_NAME, NameMistake, NameNote};

use super::cursor::Cursor;
use super::effect::Effect;
use super::facts::{Facts, ReaderFacts};
use super::page::{PageInput, PageResult};
use super::ways::BirthdateField;
use crate::common::Key;
use crate::eligibility::{Date, Person};

/// The page.
#[derive(Debug)]
pub struct ReaderPage {
    step: ReaderStep,
}

/// What the page shows. Its `Debug` hides the date of birth.
pub enum ReaderStep {
    /// The date of birth is asked for; it may be blank.
    Birthdate(BirthdateField),
    /// The name in kana is asked for; it may be blank where there is a date of birth.
    Name {
        /// What was typed before.
        birthdate: Option<Date>,
        /// What is typed.
        field: KanaField,
    },
    /// A person is expected already: go on waiting, or not.
    Expecting {
        /// Whether "not any more" is chosen.
        end: bool,
    },
    /// Results that are not shown, one of them chosen; behind them the line that gives them to no one.
    Held(HeldList),
}

/// The results that staff may take.
#[derive(Debug, Default)]
pub struct HeldList {
    cursor: Cursor,
}

impl fmt::Debug for ReaderStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Birthdate(field) => f.debug_tuple("Birthdate").field(field).finish(),
            Self::Name { field, .. } => f.debug_struct("Name").field("field", field).finish_non_exhaustive(),
            Self::Expecting { end } => f.debug_struct("Expecting").field("end", end).finish(),
            Self::Held(list) => f.debug_tuple("Held").field(list).finish(),
        }
    }
}

impl HeldList {
    /// The place of the chosen line, from 0. That behind the last result gives them to no one.
    #[must_use]
    pub fn chosen(&self, facts: &ReaderFacts) -> usize {
        self.cursor.place().min(facts.held.len())
    }
}

impl ReaderPage {
    /// The page that asks who is expected, or says that a person is.
    pub(super) fn naming(facts: &Facts) -> Self {
        let expects = facts.reader.as_ref().is_some_and(|reader| reader.expects);
        let step = if expects {
            ReaderStep::Expecting { end: false }
        } else {
            ReaderStep::Birthdate(BirthdateField::default())
        };
        Self { step }
    }

    /// The list of results that are not shown.
    pub(super) fn held() -> Self {
        Self { step: ReaderStep::Held(HeldList::default()) }
    }

    /// What the page shows.
    #[must_use]
    pub const fn step(&self) -> &ReaderStep {
        &self.step
    }

    /// Whether a name is typed, which has Japanese letters.
    pub(super) const fn takes_japanese(&self) -> bool {
        matches!(self.step, ReaderStep::Name { .. })
    }

    pub(super) fn input(&mut self, input: PageInput, facts: &Facts) -> PageResult {
        let Some(reader) = &facts.reader else { return PageResult::Back };
        match (&mut self.step, input) {
            (ReaderStep::Name { field, .. }, input) if field.is_choosing() => field.input(input),
            (ReaderStep::Name { birthdate, .. }, PageInput::Key(Key::Cancel | Key::PreviousPage)) => {
                self.step = ReaderStep::Birthdate(BirthdateField::new(*birthdate));
            }
            (_, PageInput::Key(Key::Cancel)) => return PageResult::Back,
            (ReaderStep::Birthdate(field), PageInput::Key(Key::Enter)) => {
                if let Ok(birthdate) = field.finish(reader.today) {
                    self.step = ReaderStep::Name { birthdate, field: KanaField::default() };
                }
            }
            (ReaderStep::Birthdate(field), input) => field.input(input),
            (ReaderStep::Name { birthdate, field }, PageInput::Key(Key::Enter)) => {
                if field.finish() {
                    match Person::new(*birthdate, field.typed()) {
                        Some(person) => return PageResult::Leave(Effect::Expect(Box::new(person))),
                        None => field.reject(NameMistake::Nothing),
                    }
                }
            }
            (ReaderStep::Name { field, .. }, input) => field.input(input),
            (ReaderStep::Expecting { end }, input) => match super::ways::choice(input, end) {
                Some(true) => return PageResult::Leave(Effect::ExpectNoLonger),
                Some(false) => return PageResult::Back,
                None => {}
            },
            (ReaderStep::Held(list), input) => {
                if let Some(place) = list.cursor.input(input, reader.held.len() + 1) {
                    return PageResult::Leave(match reader.held.get(place) {
                        Some(held) => Effect::TakeHeld(held.number),
                        None => Effect::DropHeld,
                    });
                }
            }
        }
        PageResult::Stay
    }
}
