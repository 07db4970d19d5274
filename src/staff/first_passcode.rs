//! The one page of a kiosk on which nothing shows who is staff: it sets a passcode. Until then no act of staff counts.

use super::facts::Facts;
use super::page::{PageInput, PageResult};
use super::passcode::NewCode;
use super::settings::SaveTrouble;
use crate::common::Key;
use crate::settings::{Choices, NewPasscode, SaveError};

/// The page.
#[derive(Debug)]
pub struct FirstPasscodePage {
    /// The settings as they were when the page was opened.
    before: Choices,
    stage: FirstPasscodeStage,
}

/// How far the page is.
#[derive(Debug)]
pub enum FirstPasscodeStage {
    /// The passcode is typed, twice.
    Typing(NewCode),
    /// It is being saved.
    Saving,
    /// It is set.
    Saved,
    /// It is not.
    Failed(SaveTrouble),
}

impl FirstPasscodePage {
    pub(super) fn new(facts: &Facts) -> Self {
        Self { before: facts.choices.clone(), stage: FirstPasscodeStage::Typing(NewCode::default()) }
    }

    /// How far the page is.
    #[must_use]
    pub const fn stage(&self) -> &FirstPasscodeStage {
        &self.stage
    }

    /// Whether digits are typed and nothing else.
    pub(super) const fn takes_digits(&self) -> bool {
        matches!(self.stage, FirstPasscodeStage::Typing(_))
    }

    /// Whether nothing of a passcode is typed yet.
    pub(super) fn nothing_typed(&self) -> bool {
        matches!(&self.stage, FirstPasscodeStage::Typing(code) if code.nothing_typed())
    }

    /// Whether its passcode is set.
    pub(super) const fn is_saved(&self) -> bool {
        matches!(self.stage, FirstPasscodeStage::Saved)
    }

    /// Whether it waits for its passcode to be saved.
    pub(super) const fn is_saving(&self) -> bool {
        matches!(self.stage, FirstPasscodeStage::Saving)
    }

    pub(super) fn saved(&mut self, result: Result<(), SaveError>) {
        self.stage = match result {
            Ok(()) => FirstPasscodeStage::Saved,
            Err(error) => FirstPasscodeStage::Failed(error.into()),
        };
    }

    pub(super) fn input(&mut self, input: PageInput) -> PageResult {
        let leaves = matches!(input, PageInput::Key(Key::Enter | Key::Cancel));
        match &mut self.stage {
            FirstPasscodeStage::Typing(_) if input == PageInput::Key(Key::Cancel) => return PageResult::Back,
            FirstPasscodeStage::Typing(code) => {
                if let Some(passcode) = code.input(input) {
                    self.stage = FirstPasscodeStage::Saving;
                    let after = Choices { passcode: NewPasscode::Set(passcode), ..self.before.clone() };
                    return PageResult::Save(Box::new(after));
                }
            }
            FirstPasscodeStage::Saved if leaves => return PageResult::Back,
            FirstPasscodeStage::Failed(_) if leaves => self.stage = FirstPasscodeStage::Typing(NewCode::default()),
            FirstPasscodeStage::Saving | FirstPasscodeStage::Saved | FirstPasscodeStage::Failed(_) => {}
        }
        PageResult::Stay
    }
}
