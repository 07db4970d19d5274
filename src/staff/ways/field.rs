//! One number while it is typed.

use std::fmt;

use crate::common::key::Key;
use crate::common::typed_char::TypedChar;
use crate::eligibility::Manual;
use crate::eligibility::manual::{Item, Mistake};
use crate::staff::words::Input;

/// A number while it is typed. Its `Debug` hides what was typed.
pub struct Field {
    item: Item,
    typed: String,
    note: Option<Note>,
}

/// A word beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// A key that types nothing that belongs here.
    WrongKey,
    /// There is no place for a further character.
    Full,
    /// Several keys at once, as a paste or a scanner sends them; the field is empty again.
    OneByOne,
    /// Enter came, and the number cannot be right.
    Mistake(Mistake),
}

impl Field {
    /// The field of this number, with what was put in before.
    pub(super) fn of(item: Item, manual: &Manual) -> Self {
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

    /// The word about the last key.
    #[must_use]
    pub const fn noted(&self) -> Option<Note> {
        self.note
    }

    pub(super) const fn note(&mut self, note: Note) {
        self.note = Some(note);
    }

    pub(super) fn input(&mut self, input: Input, manual: &Manual) {
        self.note = match input {
            Input::Typed(sign) => self.push(sign, manual),
            Input::Key(Key::Erase) => {
                self.typed.pop();
                None
            }
            Input::Key(Key::Burst) => {
                self.typed.clear();
                Some(Note::OneByOne)
            }
            Input::Key(_) => Some(Note::WrongKey),
        };
    }

    fn push(&mut self, sign: TypedChar, manual: &Manual) -> Option<Note> {
        let sign = sign.char();
        let digits_only = manual.takes_digits_only(self.item);
        match sign {
            // As it is often printed: between groups of digits.
            '-' if digits_only => None,
            _ if digits_only && !sign.is_ascii_digit() => Some(Note::WrongKey),
            _ if self.typed.chars().count() >= manual.room(self.item) => Some(Note::Full),
            sign => {
                self.typed.push(sign);
                None
            }
        }
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field").field("item", &self.item).field("note", &self.note).finish_non_exhaustive()
    }
}
