//! What is spoken.

use crate::common::Language;

/// Words in a language. Never about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    pub language: Language,
    pub words: String,
}
