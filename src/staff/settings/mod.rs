//! The settings that staff may change: one line each, changed by Enter, kept by a step of its own.

mod item;

pub use crate::settings::{Choices, FileEncoding, Form};
pub use item::{Item, Value};

use std::path::Path;

use super::effect::Effect;
use super::facts::Facts;
use super::page::{PageInput, PageResult};
use super::passcode::{PasscodeEntry, PasscodeNote, PasscodeRejection};
use crate::common::entry_note::EntryNote;
use crate::common::key::Key;
use crate::settings::{NewPasscode, Passcode, SaveError};

/// The page.
#[derive(Debug)]
pub struct Settings {
    before: Choices,
    after: Choices,
    chosen: usize,
    patterns: Vec<String>,
    stage: Stage,
}

/// How far the page is.
#[derive(Debug)]
pub enum Stage {
    /// One line is chosen.
    List,
    /// The folder of the hand-off is typed.
    Typing(String),
    /// The new passcode is typed, twice.
    NewPasscode(NewCode),
    /// Somebody wants to go, and something is not saved.
    Leaving,
    /// It is being saved.
    Saving,
    /// It is saved.
    Saved,
    /// It is not.
    Failed(Refusal),
}

/// The new passcode while it is typed.
#[derive(Debug, Default)]
pub struct NewCode {
    digits: PasscodeEntry,
    first: Option<Passcode>,
    note: Option<PasscodeNote>,
}

impl NewCode {
    /// Digits typed. Never which.
    #[must_use]
    pub fn entered(&self) -> usize {
        self.digits.len()
    }

    /// Whether it is typed for the second time.
    #[must_use]
    pub const fn again(&self) -> bool {
        self.first.is_some()
    }

    /// A word about the last key.
    #[must_use]
    pub const fn note(&self) -> Option<PasscodeNote> {
        self.note
    }
}

/// Why nothing was saved, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A hand-off needs a folder.
    NoFolder,
    /// Somebody else has changed the file: start the program anew.
    Changed,
    /// The folder of this path is on a disk that may only be read.
    ReadOnly(String),
    /// Its disk is full.
    Full(String),
    /// This user may not write there.
    Denied(String),
    /// Anything else, as the system or the settings say it.
    Other(String),
}

impl From<SaveError> for Refusal {
    fn from(error: SaveError) -> Self {
        use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let shown = |path: &Path| path.display().to_string();
        match &error {
            SaveError::Changed(_) => Self::Changed,
            SaveError::Unwritable { path, source } => match source.kind() {
                ReadOnlyFilesystem => Self::ReadOnly(shown(path)),
                StorageFull | QuotaExceeded => Self::Full(shown(path)),
                PermissionDenied => Self::Denied(shown(path)),
                _ => Self::Other(error.to_string()),
            },
            SaveError::Wrong(_) | SaveError::Hash(_) => Self::Other(error.to_string()),
        }
    }
}

impl Settings {
    pub(super) fn new(facts: &Facts) -> Self {
        let before = facts.choices.clone();
        let patterns = item::patterns(&facts.readers, &before.reader);
        Self { after: before.clone(), before, chosen: 0, patterns, stage: Stage::List }
    }

    /// The line that Enter changes; none: the line that saves.
    #[must_use]
    pub fn chosen(&self) -> Option<Item> {
        Item::ALL.get(self.chosen).copied()
    }

    /// How far the page is.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// What a line is set to, and whether that is not saved yet.
    #[must_use]
    pub fn line(&self, item: Item) -> (Value<'_>, bool) {
        (item.value(&self.after), item.differs(&self.before, &self.after))
    }

    /// Lines that are not saved yet.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        Item::ALL.iter().filter(|item| item.differs(&self.before, &self.after)).count()
    }

    /// Whether digits are typed and nothing else: a keypad with Num Lock off is one of digits then.
    pub(super) const fn takes_digits(&self) -> bool {
        matches!(self.stage, Stage::NewPasscode(_))
    }

    pub(super) fn saved(&mut self, result: Result<(), SaveError>, facts: &Facts) {
        self.stage = match result {
            Ok(()) => {
                self.before = facts.choices.clone();
                self.after = facts.choices.clone();
                Stage::Saved
            }
            Err(error) => Stage::Failed(error.into()),
        };
    }

    /// Whether leaving the list would lose something that nobody has been told of yet.
    pub(super) fn has_unsaved(&self) -> bool {
        matches!(self.stage, Stage::List) && self.unsaved() > 0
    }

    pub(super) fn ask_before_leaving(&mut self) {
        self.stage = Stage::Leaving;
    }

    pub(super) fn input(&mut self, input: PageInput) -> PageResult {
        match &mut self.stage {
            Stage::List => return self.list(input),
            Stage::Typing(_) => self.typing(input),
            Stage::NewPasscode(_) => self.new_passcode(input),
            Stage::Leaving => match input {
                PageInput::Key(Key::Enter) => self.stage = Stage::List,
                PageInput::Key(Key::Cancel) => return PageResult::Back,
                _ => {}
            },
            Stage::Saving => {}
            Stage::Saved => {
                if matches!(input, PageInput::Key(Key::Enter | Key::Cancel)) {
                    return PageResult::Back;
                }
            }
            Stage::Failed(_) => {
                if matches!(input, PageInput::Key(Key::Enter | Key::Cancel)) {
                    self.stage = Stage::List;
                }
            }
        }
        PageResult::Stay
    }

    fn list(&mut self, input: PageInput) -> PageResult {
        let lines = Item::ALL.len() + 1;
        match (input, self.chosen()) {
            // Upwards from the first line is the shortest way to the one that saves.
            (PageInput::Key(Key::PreviousPage), _) => self.chosen = (self.chosen + lines - 1) % lines,
            (PageInput::Key(Key::NextPage), _) => self.chosen = (self.chosen + 1) % lines,
            (PageInput::Key(Key::Enter), None) => return self.save(),
            (PageInput::Key(Key::Enter), Some(Item::HandOffDir)) => {
                self.stage = Stage::Typing(self.after.handoff_dir.clone());
            }
            (PageInput::Key(Key::Enter), Some(Item::Passcode)) => self.stage = Stage::NewPasscode(NewCode::default()),
            (PageInput::Key(Key::Enter), Some(item)) => item.turn(&mut self.after, &self.before, &self.patterns),
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
        if self.after.handoff.is_some() && self.after.handoff_dir.is_empty() {
            self.stage = Stage::Failed(Refusal::NoFolder);
            return PageResult::Stay;
        }
        self.stage = Stage::Saving;
        PageResult::Do(Effect::SaveSettings(Box::new(self.after.clone())))
    }

    /// The blank is a key of the list; a folder with one in its name has to be written into the file by hand.
    fn typing(&mut self, input: PageInput) {
        let Stage::Typing(text) = &mut self.stage else { return };
        match input {
            PageInput::Typed(typed) if text.len() < LONGEST_PATH => text.push(typed.char()),
            PageInput::Key(Key::Erase) => drop(text.pop()),
            PageInput::Key(Key::Enter) => {
                self.after.handoff_dir = std::mem::take(text);
                self.stage = Stage::List;
            }
            PageInput::Key(Key::Cancel) => self.stage = Stage::List,
            _ => {}
        }
    }

    fn new_passcode(&mut self, input: PageInput) {
        let Stage::NewPasscode(code) = &mut self.stage else { return };
        let nothing_typed = code.digits.len() == 0 && code.first.is_none();
        match input {
            PageInput::Key(Key::Cancel) => self.stage = Stage::List,
            PageInput::Key(Key::Erase)
                if nothing_typed && Item::Passcode.value(&self.after) == Value::Passcode(true) =>
            {
                let was_set = Item::Passcode.value(&self.before) == Value::Passcode(true);
                self.after.passcode = if was_set { NewPasscode::Removed } else { NewPasscode::Same(false) };
                self.stage = Stage::List;
            }
            input => match code.digits.input(input) {
                Ok(None) => code.note = None,
                Err(note) => code.note = Some(note),
                Ok(Some(typed)) => match code.first.take() {
                    None => *code = NewCode { first: Some(typed), ..NewCode::default() },
                    Some(first) if first.is_same(&typed) => {
                        self.after.passcode = NewPasscode::Set(typed);
                        self.stage = Stage::List;
                    }
                    Some(_) => {
                        *code = NewCode {
                            note: Some(EntryNote::Rejected(PasscodeRejection::Different)),
                            ..NewCode::default()
                        }
                    }
                },
            },
        }
    }
}

/// Longer than a folder's name in a settings file makes sense.
const LONGEST_PATH: usize = 200;
