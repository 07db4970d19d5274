//! Other ways to confirm when the card way fails: what to ask for, what to look at, what to note.

use super::facts::Facts;
use super::words::{Input, Turn};
use crate::visit::Key;

/// The page.
#[derive(Debug, Default)]
pub struct Ways {}

impl Ways {
    pub(super) fn input(&mut self, input: Input, _facts: &Facts) -> Turn {
        match input {
            Input::Key(Key::Cancel) => Turn::Back,
            _ => Turn::Stay,
        }
    }
}
