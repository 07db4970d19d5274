//! The input of a symbol (記号): kanji, kana, full-width and half-width signs, by a keyboard with letters or by a
//! keypad alone.
//!
//! `*` changes which letters the keys type, `/` opens a table of the characters that symbols are written with, of which
//! a digit takes one. A Japanese letter that the terminal sends itself is taken as it is.

mod romaji;
mod table;
#[cfg(test)]
mod tests;

pub use romaji::Romaji;
pub use table::{Choices, Group, Picker, Region, Shelf, digit_of};

use crate::common::TypedChar;
use crate::eligibility::kana::katakana;

/// The key that changes the letters.
const MODE: u8 = b'*';
/// The key that opens the table, and closes it.
const TABLE: u8 = b'/';

/// What the keys type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    /// Signs of ASCII, as the keys send them.
    #[default]
    Latin,
    /// Hiragana, by their readings in Latin letters; digits and hyphens are themselves.
    Hiragana,
    /// Katakana in the same way.
    Katakana,
    /// Signs of ASCII in full width.
    Wide,
}

impl Letters {
    /// Every kind, in the order in which the key goes through them.
    pub const ALL: [Self; 4] = [Self::Latin, Self::Hiragana, Self::Katakana, Self::Wide];

    /// What the key changes to.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Latin => Self::Hiragana,
            Self::Hiragana => Self::Katakana,
            Self::Katakana => Self::Wide,
            Self::Wide => Self::Latin,
        }
    }
}

/// How a symbol is typed just now. Its `Debug` has nothing of the symbol.
#[derive(Debug, Default)]
pub struct SymbolInput {
    letters: Letters,
    romaji: Romaji,
    picker: Option<Picker>,
}

/// What comes of a key.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::staff) enum Composed {
    /// These characters are added; none where more keys are needed first.
    Add(String),
    /// The key types nothing that belongs here.
    Wrong,
}

impl SymbolInput {
    /// The input of a name, which begins with katakana.
    pub(in crate::staff) fn of_a_name() -> Self {
        Self { letters: Letters::Katakana, ..Self::default() }
    }

    /// What the keys type.
    #[must_use]
    pub const fn letters(&self) -> Letters {
        self.letters
    }

    /// Letters of a reading that is not complete.
    #[must_use]
    pub fn pending(&self) -> &str {
        self.romaji.pending()
    }

    /// The table, while it is open.
    #[must_use]
    pub const fn picker(&self) -> Option<&Picker> {
        self.picker.as_ref()
    }

    /// The same, to be leafed through.
    pub(in crate::staff) const fn picker_mut(&mut self) -> Option<&mut Picker> {
        self.picker.as_mut()
    }

    /// One step back in the table; behind the first it closes.
    pub(in crate::staff) fn picker_back(&mut self) {
        self.picker = self.picker.take().and_then(Picker::back);
    }

    /// Forgets what is not complete.
    pub(in crate::staff) fn clear(&mut self) {
        (self.romaji, self.picker) = (Romaji::default(), None);
    }

    /// Takes the last letter of an unfinished reading back; `false`: there is none.
    pub(in crate::staff) fn erase(&mut self) -> bool {
        self.romaji.erase()
    }

    /// Completes what can be: a single `n`. `None`: letters are left that are no reading.
    pub(in crate::staff) fn finish(&mut self) -> Option<String> {
        let rest = self.romaji.finish()?;
        Some(self.in_letters(rest))
    }

    /// Takes a typed character that stands behind `before`.
    pub(in crate::staff) fn push(&mut self, typed: TypedChar, before: Option<char>) -> Composed {
        if let Some(picker) = &mut self.picker {
            return match typed.ascii() {
                Some(TABLE) => {
                    self.picker_back();
                    Composed::Add(String::new())
                }
                Some(digit @ b'0'..=b'9') => match picker.take(digit) {
                    table::Taken::Character(taken) => {
                        self.picker = None;
                        Composed::Add(taken.to_owned())
                    }
                    table::Taken::Opened => Composed::Add(String::new()),
                    table::Taken::Nothing => Composed::Wrong,
                },
                Some(b'+') => {
                    picker.turn(true);
                    Composed::Add(String::new())
                }
                _ => Composed::Wrong,
            };
        }
        match typed.ascii() {
            Some(MODE | TABLE) if !self.romaji.pending().is_empty() && self.romaji.pending() != "n" => Composed::Wrong,
            Some(MODE) => {
                let rest = self.finish().unwrap_or_default();
                self.letters = self.letters.next();
                Composed::Add(rest)
            }
            Some(TABLE) => {
                let rest = self.finish().unwrap_or_default();
                self.picker = Some(Picker::default());
                Composed::Add(rest)
            }
            Some(letter) if letter.is_ascii_alphabetic() && self.composes() => match self.romaji.push(letter) {
                Some(kana) => Composed::Add(self.in_letters(kana)),
                None => Composed::Wrong,
            },
            ascii => match self.finish() {
                Some(mut rest) => {
                    rest.push(self.sign(typed, ascii, rest.chars().last().or(before)));
                    Composed::Add(rest)
                }
                None => Composed::Wrong,
            },
        }
    }

    const fn composes(&self) -> bool {
        matches!(self.letters, Letters::Hiragana | Letters::Katakana)
    }

    /// A sign that is no reading. The key of a long vowel is that of a hyphen: it is the former behind a kana only.
    fn sign(&self, typed: TypedChar, ascii: Option<u8>, before: Option<char>) -> char {
        match (ascii, self.letters) {
            (None, _) => typed.as_typed(),
            (Some(_), _) if typed.as_typed() == 'ー' && before.is_some_and(is_kana) => 'ー',
            (Some(byte), Letters::Wide) => char::from_u32(u32::from(byte) + 0xfee0).unwrap_or(char::from(byte)),
            (Some(byte), Letters::Latin | Letters::Hiragana | Letters::Katakana) => char::from(byte),
        }
    }

    fn in_letters(&self, hiragana: String) -> String {
        if self.letters == Letters::Katakana { hiragana.chars().map(katakana).collect() } else { hiragana }
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{ff66}'..='\u{ff9f}')
}
