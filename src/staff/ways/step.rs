//! What the page shows, and what can be done with an entry.

use super::birthdate::BirthdateField;
use super::field::NumberField;
use super::inquiry::{Inquiry, NotAnswered, NumberPanel, Question, can_be_asked, check};
use crate::common::{Key, StaffNote, Way};
use crate::eligibility::{Manual, NumberCheck, NumberCheckError};
use crate::staff::facts::{Facts, NumberChecks};
use crate::staff::page::PageInput;

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
    /// The date of birth is asked for, without which the numbers cannot be checked.
    Birthdate {
        /// The numbers.
        manual: Manual,
        /// What is typed.
        field: BirthdateField,
    },
    /// Whether the person agrees that the limit on payments is asked for.
    Consent {
        /// The numbers.
        manual: Manual,
        /// Whether yes is chosen.
        yes: bool,
    },
    /// All that will be recorded, labelled as not confirmed.
    Summary {
        /// The entry.
        manual: Manual,
        /// What can be done with it.
        offer: Offer,
        /// Why it could not be recorded a moment ago.
        failed: Option<StaffNote>,
    },
    /// The terminal is asked.
    Asking(Inquiry),
    /// It has no answer.
    NotAnswered(NotAnswered),
    /// Its answer.
    Answer(NumberPanel),
    /// It is recorded.
    Noted(Way),
}

/// What can be done with an entry.
#[derive(Debug)]
pub enum Offer {
    /// It is recorded, and nothing else.
    Record,
    /// The numbers lack something without which the terminal cannot be asked.
    Incomplete(NumberCheckError),
    /// The terminal is asked, or the entry is recorded without.
    Ask {
        /// The question.
        check: Box<NumberCheck>,
        /// Whether recording is chosen.
        record: bool,
    },
}

/// What can be done with this entry.
pub(super) fn offer(manual: &Manual, question: Question, facts: &Facts) -> Offer {
    match &facts.number_checks {
        Some(NumberChecks { today, .. }) if can_be_asked(manual, facts) => match check(manual, question, *today) {
            Ok(check) => Offer::Ask { check: Box::new(check), record: false },
            Err(error) => Offer::Incomplete(error),
        },
        _ => Offer::Record,
    }
}

/// One of two lines is chosen as in every list: by its digit, or with the arrows and Enter. Answers whether the second
/// is taken.
pub(in crate::staff) fn choice(input: PageInput, second: &mut bool) -> Option<bool> {
    match input {
        PageInput::Key(Key::PreviousPage) => *second = false,
        PageInput::Key(Key::NextPage) => *second = true,
        PageInput::Key(Key::Enter) => return Some(*second),
        PageInput::Typed(typed) => match typed.digit() {
            Some('1') => return Some(false),
            Some('2') => return Some(true),
            _ => {}
        },
        PageInput::Key(_) => {}
    }
    None
}
