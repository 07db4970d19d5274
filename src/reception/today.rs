//! Today's checks: running number, time, method, verdict, code. Never a name.

use super::facts::Facts;
use super::words::{Input, Turn};
use crate::visit::Key;

/// The page.
#[derive(Debug, Default)]
pub struct Today {}

impl Today {
    pub(super) fn input(&mut self, input: Input, _facts: &Facts) -> Turn {
        match input {
            Input::Key(Key::Cancel) => Turn::Back,
            _ => Turn::Stay,
        }
    }
}
