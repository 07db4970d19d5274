//! What the visitor reads, a file a language. In Japanese and English the rows of advice have a column for staff as
//! well and stand in a file of their own.
//!
//! A new language is a row in `common::language`, a file here, its two lines below and a snapshot.

mod easy;
pub(super) mod en;
pub(super) mod ja;
mod ko;
mod pt;
mod texts;
mod vi;
mod zh;

pub use texts::{KeyTexts, Texts};

use crate::common::Language;

impl Texts {
    /// The table of a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Japanese => &ja::TEXTS,
            Language::Easy => &easy::TEXTS,
            Language::English => &en::TEXTS,
            Language::Chinese => &zh::TEXTS,
            Language::Korean => &ko::TEXTS,
            Language::Vietnamese => &vi::TEXTS,
            Language::Portuguese => &pt::TEXTS,
        }
    }
}
