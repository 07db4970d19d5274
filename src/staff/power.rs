//! Restart and shut down.

use super::cursor::Cursor;
use super::words::{Effect, Input, Turn};
use crate::common::key::Key;

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

/// Why the machine does not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PowerFault {
    /// There is no `systemctl`.
    Missing,
    /// The system refuses, in its own words.
    Refused(String),
    /// The program would not start again: somebody has made a mistake in the settings file, or it cannot be read.
    Settings(String),
}

/// How far the page is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Stage {
    /// One is chosen.
    #[default]
    Choosing,
    /// Enter once more does it.
    Sure,
    /// The machine is asked.
    Asked,
    /// It does not.
    Failed(PowerFault),
}

/// The page.
#[derive(Debug, Default)]
pub struct Choice {
    cursor: Cursor,
    stage: Stage,
}

impl Choice {
    /// What Enter does.
    #[must_use]
    pub fn chosen(&self) -> Power {
        Power::ALL.get(self.cursor.place()).copied().unwrap_or(Power::Program)
    }

    /// How far the page is.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    pub(super) fn failed(&mut self, fault: PowerFault) {
        self.stage = Stage::Failed(fault);
    }

    pub(super) fn input(&mut self, input: Input) -> Turn {
        match (&self.stage, input) {
            (Stage::Choosing, Input::Key(Key::Cancel)) => return Turn::Back,
            (Stage::Choosing, input) => {
                let taken = self.cursor.input(input, Power::ALL.len());
                if taken.is_some() {
                    self.stage = Stage::Sure;
                }
            }
            (Stage::Sure, Input::Key(Key::Enter)) => {
                self.stage = Stage::Asked;
                return Turn::Do(Effect::Power(self.chosen()));
            }
            (Stage::Sure | Stage::Failed(_), Input::Key(Key::Cancel)) | (Stage::Failed(_), Input::Key(Key::Enter)) => {
                self.stage = Stage::Choosing;
            }
            _ => {}
        }
        Turn::Stay
    }
}
