//! A name in kana while it is typed.

use std::fmt;

use zeroize::{Zeroize as _, Zeroizing};

use crate::common::{EntryNote, Key, TypedChar};
use crate::staff::page::PageInput;
use crate::staff::ways::symbol::{Composed, SymbolInput};

/// Most characters of a name.
pub const MAX_NAME: usize = 40;

/// Why what was typed cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMistake {
    /// Neither a date of birth nor a name was typed.
    Nothing,
}

/// The note beside the field.
pub type NameNote = EntryNote<NameMistake>;

/// A name in kana while it is typed, in the way in which symbols are typed. Its `Debug` hides it, and it is wiped.
pub struct KanaField {
    typed: Zeroizing<String>,
    input: SymbolInput,
    note: Option<NameNote>,
}

impl Default for KanaField {
    fn default() -> Self {
        // It never grows: growing would leave a copy behind.
        let typed = Zeroizing::new(String::with_capacity(4 * MAX_NAME));
        Self { typed, input: SymbolInput::of_a_name(), note: None }
    }
}

impl KanaField {
    /// What has been typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// How it is typed.
    #[must_use]
    pub const fn how(&self) -> &SymbolInput {
        &self.input
    }

    /// The note about the last key.
    #[must_use]
    pub const fn note(&self) -> Option<NameNote> {
        self.note
    }

    /// Whether the table is open, which takes the keys that lead on and back.
    pub(super) const fn is_choosing(&self) -> bool {
        self.input.picker().is_some()
    }

    pub(super) const fn reject(&mut self, mistake: NameMistake) {
        self.note = Some(EntryNote::Rejected(mistake));
    }

    /// Completes what was typed; `false`, with a note: a reading in Latin letters is not complete.
    pub(super) fn finish(&mut self) -> bool {
        let Some(rest) = self.input.finish() else {
            self.note = Some(EntryNote::TooShort);
            return false;
        };
        self.typed.push_str(&rest);
        true
    }

    pub(super) fn input(&mut self, input: PageInput) {
        self.note = match input {
            PageInput::Typed(typed) => self.push(typed),
            PageInput::Key(Key::Burst) => {
                self.typed.zeroize();
                self.input.clear();
                Some(EntryNote::OneByOne)
            }
            PageInput::Key(key) if self.is_choosing() => match key {
                Key::Cancel | Key::Erase => {
                    self.input.picker_back();
                    None
                }
                Key::NextPage | Key::PreviousPage => {
                    if let Some(picker) = self.input.picker_mut() {
                        picker.turn(key == Key::NextPage);
                    }
                    None
                }
                _ => Some(EntryNote::WrongKey),
            },
            PageInput::Key(Key::Erase) => {
                if !self.input.erase() {
                    self.typed.pop();
                }
                None
            }
            PageInput::Key(_) => Some(EntryNote::WrongKey),
        };
    }

    fn push(&mut self, typed: TypedChar) -> Option<NameNote> {
        match self.input.push(typed, self.typed.chars().last()) {
            Composed::Wrong => Some(EntryNote::WrongKey),
            Composed::Add(more) => {
                let length = self.typed.chars().count() + more.chars().count() + self.input.pending().len();
                if length > MAX_NAME {
                    self.input.clear();
                    return Some(EntryNote::TooLong);
                }
                self.typed.push_str(&more);
                None
            }
        }
    }
}

impl fmt::Debug for KanaField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KanaField").field("note", &self.note).finish_non_exhaustive()
    }
}
