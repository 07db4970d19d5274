//! The settings that staff may change: one line each, changed by Enter, kept by a step of its own.

use super::trouble::SaveTrouble;
use super::turn;
use crate::common::Key;
use crate::settings::{Choices, HandOffKind, NewPasscode, SaveError, SettingItem, SettingValue};
use crate::staff::facts::Facts;
use crate::staff::page::{PageInput, PageResult};
use crate::staff::passcode::NewCode;

/// The page.
#[derive(Debug)]
pub struct SettingsPage {
    before: Choices,
    after: Choices,
    chosen: usize,
    patterns: Vec<String>,
    stage: SettingsStage,
}

/// How far the page is.
#[derive(Debug)]
pub enum SettingsStage {
    /// One line is chosen.
    List,
    /// The folder of the hand-off is typed.
    Typing(String),
    /// The new passcode is typed, twice.
    NewPasscode(NewCode),
    /// Staff want to leave, and something is not saved.
    Leaving,
    /// It is being saved.
    Saving,
    /// It is saved.
    Saved,
    /// It is not.
    Failed(SaveTrouble),
}

impl SettingsPage {
    pub(in crate::staff) fn new(facts: &Facts) -> Self {
        let before = facts.choices.clone();
        let patterns = turn::patterns(&facts.readers, &before.reader);
        Self { after: before.clone(), before, chosen: 0, patterns, stage: SettingsStage::List }
    }

    /// The line that Enter changes; none: the line that saves.
    #[must_use]
    pub fn chosen(&self) -> Option<SettingItem> {
        SettingItem::ALL.get(self.chosen).copied()
    }

    /// How far the page is.
    #[must_use]
    pub const fn stage(&self) -> &SettingsStage {
        &self.stage
    }

    /// What a line is set to, and whether that is not saved yet.
    #[must_use]
    pub fn line(&self, item: SettingItem) -> (SettingValue<'_>, bool) {
        (item.value(&self.after), item.differs(&self.before, &self.after))
    }

    /// Whether the passcode that is set is removed by the erase key now.
    #[must_use]
    pub fn passcode_is_removable(&self) -> bool {
        matches!(&self.stage, SettingsStage::NewPasscode(code) if code.nothing_typed()) && self.after.passcode.is_set()
    }

    /// Lines that are not saved yet.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        SettingItem::ALL.iter().filter(|item| item.differs(&self.before, &self.after)).count()
    }

    /// Whether digits are typed and nothing else: a keypad with Num Lock off is one of digits then.
    pub(in crate::staff) const fn takes_digits(&self) -> bool {
        matches!(self.stage, SettingsStage::NewPasscode(_))
    }

    pub(in crate::staff) fn saved(&mut self, result: Result<(), SaveError>, facts: &Facts) {
        self.stage = match result {
            Ok(()) => {
                self.before = facts.choices.clone();
                self.after = facts.choices.clone();
                SettingsStage::Saved
            }
            Err(error) => SettingsStage::Failed(error.into()),
        };
    }

    /// Whether it waits for its settings to be saved.
    pub(in crate::staff) const fn is_saving(&self) -> bool {
        matches!(self.stage, SettingsStage::Saving)
    }

    /// The settings were changed from elsewhere. What this page holds of the old ones must not bring them back.
    pub(in crate::staff) fn refresh(&mut self, facts: &Facts) {
        if !self.is_saving() {
            self.before = facts.choices.clone();
            self.after = facts.choices.clone();
        }
    }

    /// Whether leaving the list would lose a change without a warning.
    pub(in crate::staff) fn has_unsaved(&self) -> bool {
        matches!(self.stage, SettingsStage::List) && self.unsaved() > 0
    }

    /// Whether something is entered that is neither saved nor secret.
    pub(in crate::staff) fn is_an_entry(&self) -> bool {
        self.has_unsaved() || matches!(self.stage, SettingsStage::Typing(_))
    }

    pub(in crate::staff) fn ask_before_leaving(&mut self) {
        self.stage = SettingsStage::Leaving;
    }

    pub(in crate::staff) fn input(&mut self, input: PageInput) -> PageResult {
        match &mut self.stage {
            SettingsStage::List => return self.list(input),
            SettingsStage::Typing(_) => self.typing(input),
            SettingsStage::NewPasscode(_) => self.new_passcode(input),
            SettingsStage::Leaving => match input {
                PageInput::Key(Key::Enter) => self.stage = SettingsStage::List,
                PageInput::Key(Key::Cancel) => return PageResult::Back,
                _ => {}
            },
            SettingsStage::Saving => {}
            SettingsStage::Saved => {
                if matches!(input, PageInput::Key(Key::Enter | Key::Cancel)) {
                    return PageResult::Back;
                }
            }
            SettingsStage::Failed(_) => {
                if matches!(input, PageInput::Key(Key::Enter | Key::Cancel)) {
                    self.stage = SettingsStage::List;
                }
            }
        }
        PageResult::Stay
    }

    fn list(&mut self, input: PageInput) -> PageResult {
        let lines = SettingItem::ALL.len() + 1;
        match (input, self.chosen()) {
            // Upwards from the first line is the shortest way to the one that saves.
            (PageInput::Key(Key::PreviousPage), _) => self.chosen = (self.chosen + lines - 1) % lines,
            (PageInput::Key(Key::NextPage), _) => self.chosen = (self.chosen + 1) % lines,
            (PageInput::Key(Key::Enter), None) => return self.save(),
            (PageInput::Key(Key::Enter), Some(SettingItem::HandOffDir)) => {
                self.stage = SettingsStage::Typing(self.after.handoff_dir.clone());
            }
            (PageInput::Key(Key::Enter), Some(SettingItem::Passcode)) => {
                self.stage = SettingsStage::NewPasscode(NewCode::default());
            }
            (PageInput::Key(Key::Enter), Some(item)) => turn::turn(item, &mut self.after, &self.before, &self.patterns),
            (PageInput::Key(Key::Cancel), _) if self.has_unsaved() => self.ask_before_leaving(),
            (PageInput::Key(Key::Cancel), _) => return PageResult::Back,
            _ => {}
        }
        PageResult::Stay
    }

    fn save(&mut self) -> PageResult {
        if self.unsaved() == 0 {
            return PageResult::Stay;
        }
        if self.after.handoff != HandOffKind::None && self.after.handoff_dir.is_empty() {
            self.stage = SettingsStage::Failed(SaveTrouble::NoFolder);
            return PageResult::Stay;
        }
        self.stage = SettingsStage::Saving;
        PageResult::Save(Box::new(self.after.clone()))
    }

    /// The blank is a key of the list; a folder with one in its name has to be written into the file by hand.
    fn typing(&mut self, input: PageInput) {
        let SettingsStage::Typing(text) = &mut self.stage else { return };
        match input {
            PageInput::Typed(typed) if text.len() < MAX_PATH_LENGTH => text.push(typed.char()),
            PageInput::Key(Key::Erase) => drop(text.pop()),
            PageInput::Key(Key::Enter) => {
                self.after.handoff_dir = std::mem::take(text);
                self.stage = SettingsStage::List;
            }
            PageInput::Key(Key::Cancel) => self.stage = SettingsStage::List,
            _ => {}
        }
    }

    fn new_passcode(&mut self, input: PageInput) {
        let SettingsStage::NewPasscode(code) = &mut self.stage else { return };
        let removable = code.nothing_typed() && self.after.passcode.is_set();
        match input {
            PageInput::Key(Key::Cancel) => self.stage = SettingsStage::List,
            PageInput::Key(Key::Erase) if removable => {
                self.after.passcode =
                    if self.before.passcode.is_set() { NewPasscode::Removed } else { NewPasscode::Same(false) };
                self.stage = SettingsStage::List;
            }
            input => {
                if let Some(passcode) = code.input(input) {
                    self.after.passcode = NewPasscode::Set(passcode);
                    self.stage = SettingsStage::List;
                }
            }
        }
    }
}

/// Longer than a folder's name in a settings file makes sense.
const MAX_PATH_LENGTH: usize = 200;
