//! Restart and shut down.

use super::words::{Effect, Input, Turn};
use crate::visit::Key;

/// What can be done to the running machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Start this program anew.
    Program,
    /// Start the machine anew.
    Restart,
    /// Switch the machine off.
    Off,
}

impl Power {
    /// Every one, in its order.
    pub const ALL: [Self; 3] = [Self::Program, Self::Restart, Self::Off];
}

/// The page.
#[derive(Debug, Default)]
pub struct Choice {
    chosen: usize,
}

impl Choice {
    /// What Enter does.
    #[must_use]
    pub fn chosen(&self) -> Power {
        Power::ALL.get(self.chosen).copied().unwrap_or(Power::Program)
    }

    pub(super) fn input(&mut self, input: Input) -> Turn {
        match input {
            Input::Key(Key::PreviousPage) => self.chosen = self.chosen.saturating_sub(1),
            Input::Key(Key::NextPage) => self.chosen = (self.chosen + 1).min(Power::ALL.len() - 1),
            Input::Key(Key::Enter) => return Turn::Do(Effect::Power(self.chosen())),
            Input::Key(Key::Cancel) => return Turn::Back,
            _ => {}
        }
        Turn::Stay
    }
}
