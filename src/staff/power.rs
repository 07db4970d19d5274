//! The page to restart and shut down.

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
    /// The machine is asked.
    Asked,
    /// It refuses.
    Failed(PowerError),
}

/// The page.
#[derive(Debug, Default)]
pub struct PowerPage {
    cursor: Cursor,
    step: PowerStep,
}

impl PowerPage {
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

    pub(super) fn input(&mut self, input: PageInput) -> PageResult {
        match (&self.step, input) {
            (PowerStep::Choosing, PageInput::Key(Key::Cancel)) => return PageResult::Back,
            (PowerStep::Choosing, input) => {
                let taken = self.cursor.input(input, PowerAction::ALL.len());
                if taken.is_some() {
                    self.step = PowerStep::Sure;
                }
            }
            (PowerStep::Sure, PageInput::Key(Key::Enter)) => {
                self.step = PowerStep::Asked;
                return PageResult::Do(Effect::Power(self.chosen()));
            }
            (PowerStep::Sure | PowerStep::Failed(_), PageInput::Key(Key::Cancel))
            | (PowerStep::Failed(_), PageInput::Key(Key::Enter)) => self.step = PowerStep::Choosing,
            _ => {}
        }
        PageResult::Stay
    }
}
