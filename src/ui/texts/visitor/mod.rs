//! What the visitor reads, a file a language. In Japanese and English the rows of advice have a column for staff as
//! well and stand in a file of their own.
//!
//! A new language is a row in `common::language`, a file here, its two lines below and a snapshot.

mod absence;
mod easy;
pub(super) mod en;
pub(super) mod ja;
mod ko;
mod pt;
mod reader_place;
mod staff_word;
mod texts;
mod vi;
mod zh;

pub use absence::{absence_back, absence_called, absence_notice, absence_sentences};
pub use reader_place::reader_at;
pub use texts::{KeyTexts, Texts};

use crate::common::{Language, StaffWord};
use crate::visit::view::KeyNote;

impl Texts {
    /// A word to a key.
    #[must_use]
    pub fn key_note(&self, note: KeyNote) -> &'static str {
        match note {
            KeyNote::StaffCalled => self.staff_come.ask,
            KeyNote::CardFirst => self.notes.card_first,
            KeyNote::PleaseWait => self.staff_come.detail,
            KeyNote::TakeCard => self.take_card.ask,
            KeyNote::NoDigits => self.notes.no_digits,
            KeyNote::Appearance(appearance) => (self.notes.appearance)(appearance),
        }
    }

    /// The table of a language, with the word for staff that is used where the settings have none.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        Self::with(language, StaffWord::Employees)
    }

    /// The table of a language, with this word for staff.
    #[must_use]
    pub const fn with(language: Language, word: StaffWord) -> &'static Self {
        let tables = match language {
            Language::Japanese => &ja::TEXTS,
            Language::Easy => &easy::TEXTS,
            Language::English => &en::TEXTS,
            Language::Chinese => &zh::TEXTS,
            Language::Korean => &ko::TEXTS,
            Language::Vietnamese => &vi::TEXTS,
            Language::Portuguese => &pt::TEXTS,
        };
        &tables[word as usize]
    }
}
