//! Contact, set-up at the portal, subsidy, common questions, readers.

use super::facts::Facts;
use super::words::{Input, Turn};
use crate::visit::Key;

/// The page.
#[derive(Debug, Default)]
pub struct Help {}

impl Help {
    pub(super) fn input(&mut self, input: Input, _facts: &Facts) -> Turn {
        match input {
            Input::Key(Key::Cancel) => Turn::Back,
            _ => Turn::Stay,
        }
    }
}
