//! A card on the reader while the menu is open: which keys may be a PIN, and which pages are worth keeping.

use super::page::PageInput;
use super::view::Page;
use crate::common::Key;

impl Page {
    /// Whether Japanese letters are typed: they may come several at a time.
    pub(super) fn takes_japanese(&self) -> bool {
        match self {
            Self::Ways(ways) => ways.takes_japanese(),
            Self::Reader(reader) => reader.takes_japanese(),
            _ => false,
        }
    }

    /// Whether staff have entered something here that would be a loss. What is secret is never kept.
    pub(super) fn is_an_entry(&self) -> bool {
        match self {
            Self::Ways(ways) => ways.is_an_entry(),
            Self::Settings(settings) => settings.is_an_entry(),
            _ => false,
        }
    }
}

/// Whether this key may belong to a PIN: a digit, and behind one that was `withheld` also what ends or mends a PIN.
pub(super) fn may_be_a_pin(input: PageInput, withheld: bool) -> bool {
    match input {
        PageInput::Typed(typed) => typed.digit().is_some(),
        PageInput::Key(Key::Digit(_)) => true,
        PageInput::Key(Key::Enter | Key::Erase | Key::Burst) => withheld,
        PageInput::Key(_) => false,
    }
}
