//! The page to restart and shut down, and to remove all that is the site's.

use std::fmt;

use super::cursor::Cursor;
use super::effect::{Effect, PowerAction};
use super::event::PowerError;
use super::page::{PageInput, PageResult};
use crate::common::Key;

/// How far the page is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PowerStep {
    /// An action is chosen.
    #[default]
    Choosing,
    /// Enter once more carries it out.
    Sure,
    /// The digits that show are typed, then Enter carries it out.
    Typing(ResetEntry),
    /// The machine is asked.
    Asked,
    /// It refuses.
    Failed(PowerError),
}

/// Digits that are typed before all that is the site's is removed. No two that stand side by side are the same: a key
/// that something lies on does not type them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResetCode([u8; Self::LENGTH]);

impl ResetCode {
    /// Digits of it.
    pub const LENGTH: usize = 6;

    /// One of the codes, by a number that was drawn.
    #[must_use]
    pub fn drawn(mut number: u64) -> Self {
        let mut before = None;
        Self([(); Self::LENGTH].map(|()| {
            // Nine digits are left beside the one before.
            let digit = u8::try_from(number % 9).unwrap_or_default();
            number /= 9;
            let digit = if before.is_some_and(|before| digit >= before) { digit + 1 } else { digit };
            before = Some(digit);
            b'0' + digit
        }))
    }

    fn is(self, typed: &str) -> bool {
        typed.as_bytes() == self.0
    }
}

impl fmt::Display for ResetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

/// The digits while they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResetEntry {
    code: ResetCode,
    typed: String,
    wrong: bool,
}

impl ResetEntry {
    /// What is to be typed.
    #[must_use]
    pub const fn code(&self) -> ResetCode {
        self.code
    }

    /// What was.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether what was typed last was something else.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        self.wrong
    }

    /// Takes a key; answers whether the digits were typed as they show.
    fn input(&mut self, input: PageInput) -> bool {
        match input {
            PageInput::Typed(typed) => {
                let Some(digit) = typed.digit() else { return false };
                self.wrong = false;
                // One too many, and none of it counts.
                if self.typed.len() == ResetCode::LENGTH {
                    self.begin_again();
                } else {
                    self.typed.push(digit);
                }
            }
            PageInput::Key(Key::Erase) => drop(self.typed.pop()),
            PageInput::Key(Key::Enter) if self.code.is(&self.typed) => return true,
            PageInput::Key(Key::Burst | Key::Enter) => self.begin_again(),
            PageInput::Key(_) => {}
        }
        false
    }

    fn begin_again(&mut self) {
        self.typed.clear();
        self.wrong = true;
    }
}

/// The page.
#[derive(Debug, Default)]
pub struct PowerPage {
    cursor: Cursor,
    step: PowerStep,
}

impl PowerPage {
    /// In front of the digits of this code; without one, at the list.
    pub(super) fn before_reset(code: Option<ResetCode>) -> Self {
        let Some(code) = code else { return Self::default() };
        let step = PowerStep::Typing(ResetEntry { code, typed: String::new(), wrong: false });
        let place = PowerAction::ALL.iter().position(|action| *action == PowerAction::FactoryReset);
        Self { cursor: Cursor::at(place.unwrap_or_default()), step }
    }

    /// What Enter does.
    #[must_use]
    pub fn chosen(&self) -> PowerAction {
        PowerAction::ALL.get(self.cursor.place()).copied().unwrap_or(PowerAction::Program)
    }

    /// How far the page is.
    #[must_use]
    pub const fn step(&self) -> &PowerStep {
        &self.step
    }

    pub(super) fn failed(&mut self, error: PowerError) {
        self.step = PowerStep::Failed(error);
    }

    pub(super) fn input(&mut self, input: PageInput, factory_reset: Option<ResetCode>) -> PageResult {
        match (&mut self.step, input) {
            (PowerStep::Choosing, PageInput::Key(Key::Cancel)) => return PageResult::Back,
            (PowerStep::Choosing, input) => {
                let offered = PowerAction::offered(factory_reset.is_some());
                // The list may have become shorter.
                let Some(place) = self.cursor.input(input, offered.len()) else { return PageResult::Stay };
                self.cursor = Cursor::at(place);
                match self.chosen() {
                    PowerAction::FactoryReset => return PageResult::BeginReset,
                    PowerAction::Program | PowerAction::Restart | PowerAction::Off => self.step = PowerStep::Sure,
                }
            }
            (PowerStep::Sure, PageInput::Key(Key::Enter)) => return self.carry_out(),
            (PowerStep::Sure | PowerStep::Typing(_) | PowerStep::Failed(_), PageInput::Key(Key::Cancel))
            | (PowerStep::Failed(_), PageInput::Key(Key::Enter)) => self.step = PowerStep::Choosing,
            // The machine does not offer it any more, or by other digits.
            (PowerStep::Typing(entry), _) if Some(entry.code) != factory_reset => self.step = PowerStep::Choosing,
            (PowerStep::Typing(entry), input) => {
                if entry.input(input) {
                    return self.carry_out();
                }
            }
            (PowerStep::Sure | PowerStep::Asked | PowerStep::Failed(_), _) => {}
        }
        PageResult::Stay
    }

    fn carry_out(&mut self) -> PageResult {
        self.step = PowerStep::Asked;
        PageResult::Do(Effect::Power(self.chosen()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::common::TypedChar;

    fn digit(digit: u8) -> PageInput {
        PageInput::Typed(TypedChar::from_ascii(digit).unwrap())
    }

    proptest! {
        #[test]
        fn no_two_digits_side_by_side_are_the_same(number: u64) {
            let code = ResetCode::drawn(number).to_string();
            prop_assert_eq!(code.len(), 6);
            prop_assert!(code.bytes().all(|digit| digit.is_ascii_digit()));
            prop_assert!(code.as_bytes().windows(2).all(|pair| pair[0] != pair[1]), "{}", code);
        }

        /// Leaning on a key, and on Enter too.
        #[test]
        fn a_key_that_is_held_removes_nothing(number: u64, held in b'0'..=b'9', enters in prop::collection::vec(any::<bool>(), 0..60)) {
            let code = Some(ResetCode::drawn(number));
            let mut page = PowerPage::before_reset(code);
            for enter in enters {
                let input = if enter { PageInput::Key(Key::Enter) } else { digit(held) };
                prop_assert!(!matches!(page.input(input, code), PageResult::Do(_)));
            }
        }
    }
}
