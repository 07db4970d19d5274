//! One number of the qualification while it is typed.

use std::fmt;

use super::symbol::{Composed, SymbolInput};
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
    /// How it is typed, where it is a symbol.
    symbol: Option<SymbolInput>,
    note: Option<NumberNote>,
}

impl NumberField {
    /// The field of this number, with what was put in before.
    pub(super) fn new(item: Item, manual: &Manual) -> Self {
        let symbol = (item == Item::Symbol).then(SymbolInput::default);
        Self { item, typed: manual.get(item).unwrap_or_default().to_owned(), symbol, note: None }
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

    /// How it is typed, where it is a symbol.
    #[must_use]
    pub const fn symbol(&self) -> Option<&SymbolInput> {
        self.symbol.as_ref()
    }

    /// The note about the last key.
    #[must_use]
    pub const fn note(&self) -> Option<NumberNote> {
        self.note
    }

    pub(super) const fn reject(&mut self, mistake: Mistake) {
        self.note = Some(EntryNote::Rejected(mistake));
    }

    /// Whether a table is open, which takes the keys that lead on and back.
    pub(super) fn is_choosing(&self) -> bool {
        self.symbol.as_ref().is_some_and(|symbol| symbol.picker().is_some())
    }

    /// Completes what was typed; `false`, with a note: a reading in Latin letters is not complete.
    pub(super) fn finish(&mut self) -> bool {
        let rest = match &mut self.symbol {
            Some(symbol) => symbol.finish(),
            None => Some(String::new()),
        };
        match &rest {
            Some(rest) => self.typed.push_str(rest),
            None => self.note = Some(EntryNote::TooShort),
        }
        rest.is_some()
    }

    pub(super) fn input(&mut self, input: PageInput, manual: &Manual) {
        self.note = match input {
            PageInput::Typed(typed) => self.push(typed, manual),
            PageInput::Key(key) if self.is_choosing() => self.leaf(key),
            PageInput::Key(Key::Erase) => {
                if !self.symbol.as_mut().is_some_and(SymbolInput::erase) {
                    self.typed.pop();
                }
                None
            }
            PageInput::Key(Key::Burst) => {
                self.clear();
                Some(EntryNote::OneByOne)
            }
            PageInput::Key(_) => Some(EntryNote::WrongKey),
        };
    }

    fn clear(&mut self) {
        self.typed.clear();
        if let Some(symbol) = &mut self.symbol {
            symbol.clear();
        }
    }

    /// A key while the table is open.
    fn leaf(&mut self, key: Key) -> Option<NumberNote> {
        let symbol = self.symbol.as_mut()?;
        match key {
            Key::Cancel | Key::Erase => symbol.picker_back(),
            Key::NextPage | Key::PreviousPage => symbol.picker_mut()?.turn(key == Key::NextPage),
            Key::Burst => {
                self.clear();
                return Some(EntryNote::OneByOne);
            }
            _ => return Some(EntryNote::WrongKey),
        }
        None
    }

    fn push(&mut self, typed: TypedChar, manual: &Manual) -> Option<NumberNote> {
        let most = manual.max_length(self.item);
        let length = self.typed.chars().count();
        if let Some(symbol) = &mut self.symbol {
            return match symbol.push(typed, self.typed.chars().last()) {
                Composed::Wrong => Some(EntryNote::WrongKey),
                Composed::Add(more) if length + more.chars().count() + symbol.pending().len() > most => {
                    symbol.clear();
                    Some(EntryNote::TooLong)
                }
                Composed::Add(more) => {
                    self.typed.push_str(&more);
                    None
                }
            };
        }
        let typed = typed.char();
        let digits_only = manual.takes_digits_only(self.item);
        match typed {
            // Numbers are often printed with hyphens between groups of digits.
            '-' if digits_only => None,
            _ if digits_only && !typed.is_ascii_digit() => Some(EntryNote::WrongKey),
            _ if length >= most => Some(EntryNote::TooLong),
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
