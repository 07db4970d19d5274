//! What works and what does not, in one line each.

use super::facts::Facts;
use super::words::{Input, Turn};
use crate::visit::Key;

/// The page.
#[derive(Debug, Default)]
pub struct Diagnosis {}

impl Diagnosis {
    pub(super) fn input(&mut self, input: Input, _facts: &Facts) -> Turn {
        match input {
            Input::Key(Key::Cancel) => Turn::Back,
            _ => Turn::Stay,
        }
    }
}
