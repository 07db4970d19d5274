//! The date of birth while it is typed: as papers print it, by the western calendar or by an era.

use std::fmt;

use zeroize::Zeroizing;

use crate::common::{EntryNote, Key, TypedChar};
use crate::eligibility::Date;
use crate::staff::page::PageInput;

/// Digits of a date of the western calendar, `YYYYMMDD`.
const DIGITS: usize = 8;
/// Characters of a date of an era: the era, and `YYMMDD`.
const WITH_ERA: usize = 7;

/// The eras by their letter, and those with which no date of the western calendar begins by the digit that claims have
/// for them.
const ERAS: [(char, &str); 8] = [
    ('M', "明治"),
    ('T', "大正"),
    ('S', "昭和"),
    ('H', "平成"),
    ('R', "令和"),
    ('3', "昭和"),
    ('4', "平成"),
    ('5', "令和"),
];

/// Why what was typed is no date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BirthdateMistake {
    /// No day of the calendar, or not of that era.
    NoDay,
    /// After today.
    Future,
}

/// The note beside the field.
pub type BirthdateNote = EntryNote<BirthdateMistake>;

/// A date of birth while it is typed. Its `Debug` hides what was typed, and it is wiped.
pub struct BirthdateField {
    typed: Zeroizing<String>,
    note: Option<BirthdateNote>,
}

impl Default for BirthdateField {
    fn default() -> Self {
        // It never grows: growing would leave a copy behind.
        Self { typed: Zeroizing::new(String::with_capacity(DIGITS)), note: None }
    }
}

impl BirthdateField {
    /// The field with the date that was put in before.
    pub(in crate::staff) fn new(before: Option<Date>) -> Self {
        let mut field = Self::default();
        if let Some(day) = before {
            let day = Zeroizing::new(day.to_string());
            field.typed.extend(day.chars().filter(char::is_ascii_digit));
        }
        field
    }

    /// What has been typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The note about the last key.
    #[must_use]
    pub const fn note(&self) -> Option<BirthdateNote> {
        self.note
    }

    /// The day that was typed, if it is one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self.typed.len() {
            DIGITS => Date::from_japanese(&self.typed),
            WITH_ERA => {
                let mut chars = self.typed.chars();
                let first = chars.next()?.to_ascii_uppercase();
                let (_, era) = ERAS.iter().find(|(sign, _)| first == *sign)?;
                let (year, rest) = chars.as_str().split_at_checked(2)?;
                let (month, day) = rest.split_at_checked(2)?;
                Date::from_japanese(&format!("{era}{year}年{month}月{day}日"))
            }
            _ => None,
        }
    }

    /// Takes the entry: a day, or none where it is blank. Otherwise `Err`, with a note.
    pub(in crate::staff) fn finish(&mut self, today: Date) -> Result<Option<Date>, ()> {
        self.note = match self.day() {
            _ if self.typed.is_empty() => return Ok(None),
            Some(day) if day <= today => return Ok(Some(day)),
            Some(_) => Some(EntryNote::Rejected(BirthdateMistake::Future)),
            None if self.typed.len() < WITH_ERA => Some(EntryNote::TooShort),
            None => Some(EntryNote::Rejected(BirthdateMistake::NoDay)),
        };
        Err(())
    }

    pub(in crate::staff) fn input(&mut self, input: PageInput) {
        self.note = match input {
            PageInput::Typed(typed) => self.push(typed),
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

    fn push(&mut self, typed: TypedChar) -> Option<BirthdateNote> {
        let typed = typed.char().to_ascii_uppercase();
        let letter = ERAS.iter().any(|(sign, _)| *sign == typed);
        let most = if self.typed.starts_with(|first: char| first.is_ascii_alphabetic()) { WITH_ERA } else { DIGITS };
        match typed {
            // Dates are often printed with something between their parts.
            '-' | '/' | '.' => return None,
            _ if !(typed.is_ascii_digit() || letter && self.typed.is_empty()) => return Some(EntryNote::WrongKey),
            _ if self.typed.len() >= most => return Some(EntryNote::TooLong),
            typed => self.typed.push(typed),
        }
        None
    }
}

impl fmt::Debug for BirthdateField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BirthdateField").field("note", &self.note).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    fn typed(text: &str) -> BirthdateField {
        let mut field = BirthdateField::default();
        for c in text.chars() {
            field.input(PageInput::Typed(TypedChar::from_char(c).unwrap()));
        }
        field
    }

    fn taken(text: &str) -> Result<Option<Date>, Option<BirthdateNote>> {
        let mut field = typed(text);
        field.finish(date!(2026 - 11 - 26).into()).map_err(|()| field.note())
    }

    #[test]
    fn a_paper_s_date_is_typed_as_it_is_printed() {
        let april: Date = date!(1990 - 04 - 01).into();
        for text in ["19900401", "1990-04-01", "1990/04/01", "4020401", "H020401", "h020401", "１９９００４０１"]
        {
            assert_eq!(taken(text), Ok(Some(april)), "{text}");
        }
        for (text, day) in [
            ("3640107", date!(1989 - 01 - 07)),
            ("S640107", date!(1989 - 01 - 07)),
            ("R080101", date!(2026 - 01 - 01)),
            ("T151224", date!(1926 - 12 - 24)),
            ("M450729", date!(1912 - 07 - 29)),
        ] {
            assert_eq!(taken(text), Ok(Some(day.into())), "{text}");
        }
        assert_eq!(taken(""), Ok(None));
    }

    #[test]
    fn what_is_no_day_is_said_and_stays_to_be_mended() {
        for (text, note) in [
            ("1990", EntryNote::TooShort),
            ("19900230", EntryNote::Rejected(BirthdateMistake::NoDay)),
            ("2011123", EntryNote::Rejected(BirthdateMistake::NoDay)),
            ("S640108", EntryNote::Rejected(BirthdateMistake::NoDay)),
            ("9020401", EntryNote::Rejected(BirthdateMistake::NoDay)),
            ("20261127", EntryNote::Rejected(BirthdateMistake::Future)),
            ("199004011", EntryNote::TooLong),
            ("H0204011", EntryNote::TooLong),
            ("1H", EntryNote::WrongKey),
            ("船", EntryNote::WrongKey),
        ] {
            let mut field = typed(text);
            let note_of_the_last_key = field.note();
            let _ = field.finish(date!(2026 - 11 - 26).into());
            assert!(note_of_the_last_key == Some(note) || field.note() == Some(note), "{text}: {:?}", field.note());
        }
    }

    #[test]
    fn what_was_typed_before_comes_back_and_is_in_no_debug() {
        let mut field = BirthdateField::new(Some(date!(1990 - 04 - 01).into()));
        assert_eq!(field.typed(), "19900401");
        assert!(!format!("{field:?}").contains("1990"));
        field.input(PageInput::Key(Key::Burst));
        assert_eq!((field.typed(), field.note()), ("", Some(EntryNote::OneByOne)));
    }

    proptest! {
        #[test]
        fn every_day_that_is_taken_is_one_of_the_past_however_it_is_typed(keys in "[0-9MTSHRmtshr/.-]{0,12}") {
            let today: Date = date!(2026 - 11 - 26).into();
            if let Ok(Some(day)) = typed(&keys).finish(today) {
                prop_assert!(day <= today);
            }
        }
    }
}
