//! The staff passcode while it is typed.

use secrecy::SecretString;

use super::words::{Door, Effect, Input, Turn};
use crate::setup::CodeEntry;
use crate::visit::Key;

/// A passcode as it was typed.
#[derive(Debug)]
pub struct Typed(pub SecretString);

/// The field.
#[derive(Debug)]
pub struct Prompt {
    pub(super) door: Door,
    entry: CodeEntry,
    wrong: bool,
}

impl Prompt {
    pub(super) fn new(door: Door) -> Self {
        Self { door, entry: CodeEntry::default(), wrong: false }
    }

    /// Characters typed. Never which.
    #[must_use]
    pub fn entered(&self) -> usize {
        self.entry.len()
    }

    /// Whether the last one was wrong.
    #[must_use]
    pub const fn wrong(&self) -> bool {
        self.wrong
    }

    pub(super) fn missed(&mut self) {
        self.wrong = true;
    }

    pub(super) fn input(&mut self, input: Input) -> Turn {
        match input {
            Input::Typed(sign) => {
                self.wrong = false;
                self.entry.push(sign);
            }
            Input::Key(Key::Erase) => self.entry.erase(),
            Input::Key(Key::Enter) => {
                return self.entry.take().map_or(Turn::Stay, |code| Turn::Do(Effect::Check(Typed(code))));
            }
            Input::Key(Key::Cancel) => return Turn::Back,
            Input::Key(_) => {}
        }
        Turn::Stay
    }
}
