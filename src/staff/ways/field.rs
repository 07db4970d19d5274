//! One number of the qualification while it is typed.

use std::fmt;

use crate::common::{EntryNote, Key, TypedChar};
use crate::eligibility::Manual;
use crate::eligibility::manual::{Item, Mistake};
use crate::staff::page::PageInput;

/// The note beside a number's field.
pub type NumberNote = EntryNote<Mistake>;

/// A number while it is typed. Its `Debug` hides what was typed.
pub struct NumberField {
    item: Item,
    typed: String,
    note: Option<NumberNote>,
}

impl NumberField {
    /// The field of this number, with what was put in before.
    pub(super) fn new(item: Item, manual: &Manual) -> Self {
        Self { item, typed: manual.get(item).unwrap_or_default().to_owned(), note: None }
    }

    /// Which number it is.
    #[must_use]
    pub const fn item(&self) -> Item {
        self.item
    }

    /// What has been typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The note about the last key.
    #[must_use]
    pub const fn note(&self) -> Option<NumberNote> {
        self.note
    }

    pub(super) const fn reject(&mut self, mistake: Mistake) {
        self.note = Some(EntryNote::Rejected(mistake));
    }

    pub(super) fn input(&mut self, input: PageInput, manual: &Manual) {
        self.note = match input {
            PageInput::Typed(typed) => self.push(typed, manual),
            PageInput::Key(Key::Erase) => {
                self.typed.pop();
                None
            }
            PageInput::Key(Key::Burst) => {
                self.typed.clear();
                Some(EntryNote::OneByOne)
            }
            PageInput::Key(_) => Some(EntryNote::WrongKey),
        };
    }

    fn push(&mut self, typed: TypedChar, manual: &Manual) -> Option<NumberNote> {
        let typed = typed.char();
        let digits_only = manual.takes_digits_only(self.item);
        match typed {
            // Numbers are often printed with hyphens between groups of digits.
            '-' if digits_only => None,
            _ if digits_only && !typed.is_ascii_digit() => Some(EntryNote::WrongKey),
            _ if self.typed.chars().count() >= manual.max_length(self.item) => Some(EntryNote::TooLong),
            typed => {
                self.typed.push(typed);
                None
            }
        }
    }
}

impl fmt::Debug for NumberField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NumberField").field("item", &self.item).field("note", &self.note).finish_non_exhaustive()
    }
}
