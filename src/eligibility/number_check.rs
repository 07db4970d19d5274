//! A number check: the numbers of a paper, with which a qualification is looked up (資格確認書, 資格情報のお知らせ).
//!
//! It is complete and checked from the moment it exists: what cannot be asked is refused here, field by field, and
//! never reaches a file. It proves nothing about who stands there; it asks about a qualification.

use std::fmt;

use super::date::Date;
use super::insurer::{InsurerKind, InsurerNote, InsurerNumber};
use super::manual::{Item, Manual};
use super::text::Text;
use crate::common::{RequestField, half};

/// Most characters of a symbol or a number in a request.
pub const MAX_CHARACTERS: usize = 20;
/// Digits of a branch.
const BRANCH_DIGITS: usize = 2;
/// Digits of a number of the late-elderly insurance.
const LATE_ELDERLY_DIGITS: usize = 8;
/// No living person was born before so many years.
const OLDEST: i32 = 130;

/// A field of a number check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberField {
    /// Insurer number (保険者番号).
    Insurer,
    /// Symbol (記号).
    Symbol,
    /// Number (番号).
    Number,
    /// Branch (枝番).
    Branch,
    /// Date of birth (生年月日).
    Birthdate,
}

impl NumberField {
    /// Every field, in the order of a paper.
    pub const ALL: [Self; 5] = [Self::Insurer, Self::Symbol, Self::Number, Self::Branch, Self::Birthdate];

    /// A stable word: the name of the option on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.request_field().as_str()
    }

    /// The field of a request that it is sent in.
    const fn request_field(self) -> RequestField {
        match self {
            Self::Insurer => RequestField::Insurer,
            Self::Symbol => RequestField::Symbol,
            Self::Number => RequestField::Number,
            Self::Branch => RequestField::Branch,
            Self::Birthdate => RequestField::Birthdate,
        }
    }
}

/// What is wrong with a field, and what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FieldMistake {
    /// Nothing was given, and without it nothing can be asked.
    #[error("is missing: without it nothing can be asked")]
    Missing,
    /// Another character than a digit.
    #[error("has a character that is no digit: write digits only")]
    Digits,
    /// Too few digits or too many.
    #[error("has the wrong count of digits: an insurer number has 8 or 6, a branch 2, a number of 後期高齢者医療 8")]
    Length,
    /// The check digit does not fit.
    #[error("has a check digit that does not fit: one digit is wrong or two are swapped; compare it with the paper")]
    CheckDigit,
    /// More characters than a request can hold.
    #[error("is longer than 20 characters, which no request can hold: ask at the terminal itself")]
    TooLong,
    /// A control character, or one that nothing shows.
    #[error("has a character that cannot be seen: type it again")]
    Invisible,
    /// No day of the calendar.
    #[error("is no day of the calendar: write it as 1990-04-01 or 平成2年4月1日")]
    NoDay,
    /// After today, or so long ago that no living person can have it.
    #[error("is no birth date of a living person: compare it with the paper")]
    NotPlausible,
    /// This kind of insurance has no such number.
    #[error("does not exist in 後期高齢者医療 (insurer numbers with 39): leave it out")]
    NotOfThisInsurance,
}

/// Why a number check cannot be made. It names the field and never what was typed there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} {mistake}", field.as_str())]
pub struct NumberCheckError {
    /// The field.
    pub field: NumberField,
    /// What is wrong with it.
    pub mistake: FieldMistake,
}

/// What was typed, field by field, before it is checked. `None` and blank are the same.
#[derive(Clone, Copy, Default)]
pub struct TypedNumbers<'a> {
    /// Insurer number (保険者番号).
    pub insurer: Option<&'a str>,
    /// Symbol (記号).
    pub symbol: Option<&'a str>,
    /// Number (番号).
    pub number: Option<&'a str>,
    /// Branch (枝番).
    pub branch: Option<&'a str>,
    /// Date of birth (生年月日), in any form that [`Date::from_japanese`] reads.
    pub birthdate: Option<&'a str>,
}

/// A question that can be asked. Its `Debug` tells nothing; its texts are wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct NumberCheck {
    insurer: InsurerNumber,
    symbol: Option<Text>,
    number: Text,
    branch: Option<Text>,
    birthdate: Date,
    limit_consent: bool,
}

impl NumberCheck {
    /// Checks what was typed. `limit_consent`: the person has agreed that the limit on payments (限度額) is asked for.
    /// `today` is the day in Japan.
    pub fn new(typed: TypedNumbers<'_>, limit_consent: bool, today: Date) -> Result<Self, NumberCheckError> {
        let at = |field| move |mistake| NumberCheckError { field, mistake };
        let insurer = insurer(typed.insurer).map_err(at(NumberField::Insurer))?;
        let late_elderly = insurer.kind() == Some(InsurerKind::LateElderly);
        let number = number(typed.number, late_elderly).map_err(at(NumberField::Number))?;
        let optional = |field, value: Option<Text>| match value {
            Some(_) if late_elderly => Err(at(field)(FieldMistake::NotOfThisInsurance)),
            value => Ok(value),
        };
        let symbol = given(typed.symbol).map(signs).transpose().map_err(at(NumberField::Symbol))?;
        let branch = given(typed.branch).map(|branch| exactly(branch, BRANCH_DIGITS)).transpose();
        Ok(Self {
            symbol: optional(NumberField::Symbol, symbol)?,
            branch: optional(NumberField::Branch, branch.map_err(at(NumberField::Branch))?)?,
            birthdate: birthdate(typed.birthdate, today).map_err(at(NumberField::Birthdate))?,
            insurer,
            number,
            limit_consent,
        })
    }

    /// What staff have typed by hand, as a question.
    pub fn from_manual(
        manual: &Manual,
        birthdate: Option<&str>,
        limit_consent: bool,
        today: Date,
    ) -> Result<Self, NumberCheckError> {
        let typed = TypedNumbers {
            insurer: manual.get(Item::Insurer),
            symbol: manual.get(Item::Symbol),
            number: manual.get(Item::Number),
            branch: manual.get(Item::Branch),
            birthdate,
        };
        Self::new(typed, limit_consent, today)
    }

    /// Insurer number (保険者番号).
    #[must_use]
    pub const fn insurer(&self) -> &InsurerNumber {
        &self.insurer
    }

    /// Symbol (記号), as it was typed.
    #[must_use]
    pub const fn symbol(&self) -> Option<&Text> {
        self.symbol.as_ref()
    }

    /// Number (番号), as it was typed, leading zeros included.
    #[must_use]
    pub const fn number(&self) -> &Text {
        &self.number
    }

    /// Branch (枝番), two digits. `None` is not `00`.
    #[must_use]
    pub const fn branch(&self) -> Option<&Text> {
        self.branch.as_ref()
    }

    /// Date of birth (生年月日).
    #[must_use]
    pub const fn birthdate(&self) -> Date {
        self.birthdate
    }

    /// Whether the person has agreed that the limit on payments (限度額) is asked for.
    #[must_use]
    pub const fn limit_consent(&self) -> bool {
        self.limit_consent
    }
}

/// Personal data.
impl fmt::Debug for NumberCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NumberCheck(..)")
    }
}

fn given(typed: Option<&str>) -> Option<&str> {
    typed.map(str::trim).filter(|typed| !typed.is_empty())
}

fn insurer(typed: Option<&str>) -> Result<InsurerNumber, FieldMistake> {
    let number = InsurerNumber::from(digits(given(typed).ok_or(FieldMistake::Missing)?)?);
    match number.note() {
        Some(InsurerNote::Shape) => Err(FieldMistake::Length),
        Some(InsurerNote::CheckDigit) => Err(FieldMistake::CheckDigit),
        // The list of law codes is no official one: what it lacks may be asked.
        Some(InsurerNote::LawCode) | None => Ok(number),
    }
}

fn number(typed: Option<&str>, late_elderly: bool) -> Result<Text, FieldMistake> {
    let typed = given(typed).ok_or(FieldMistake::Missing)?;
    if late_elderly { exactly(typed, LATE_ELDERLY_DIGITS) } else { signs(typed) }
}

fn birthdate(typed: Option<&str>, today: Date) -> Result<Date, FieldMistake> {
    let day = Date::from_japanese(given(typed).ok_or(FieldMistake::Missing)?).ok_or(FieldMistake::NoDay)?;
    let oldest = time::Date::from(today).year() - OLDEST;
    let plausible = day <= today && time::Date::from(day).year() >= oldest;
    if plausible { Ok(day) } else { Err(FieldMistake::NotPlausible) }
}

/// Digits, full-width ones made half width, without the hyphens that people type between them.
fn digits(typed: &str) -> Result<Text, FieldMistake> {
    let digits = zeroize::Zeroizing::new(typed.chars().map(half).filter(|c| *c != '-').collect::<String>());
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(digits.as_str().into())
    } else {
        Err(FieldMistake::Digits)
    }
}

fn exactly(typed: &str, places: usize) -> Result<Text, FieldMistake> {
    let digits = digits(typed)?;
    if digits.as_str().len() == places { Ok(digits) } else { Err(FieldMistake::Length) }
}

/// A symbol or a number that may hold any character that can be seen. It is never changed here, nor cut.
fn signs(typed: &str) -> Result<Text, FieldMistake> {
    let text = Text::from(typed);
    if text.as_str() != typed {
        Err(FieldMistake::Invisible)
    } else if typed.chars().count() > MAX_CHARACTERS {
        Err(FieldMistake::TooLong)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::common::Way;

    const TYPED: TypedNumbers<'_> = TypedNumbers {
        insurer: Some("06139992"),
        symbol: Some("試験"),
        number: Some("0012345"),
        branch: Some("01"),
        birthdate: Some("1990-04-01"),
    };

    fn check(typed: TypedNumbers<'_>) -> Result<NumberCheck, NumberCheckError> {
        NumberCheck::new(typed, false, date!(2026 - 11 - 26).into())
    }

    fn mistake(typed: TypedNumbers<'_>) -> (NumberField, FieldMistake) {
        let NumberCheckError { field, mistake } = check(typed).unwrap_err();
        (field, mistake)
    }

    #[test]
    fn what_stands_on_a_paper_can_be_asked_as_it_stands_there() {
        let asked = check(TYPED).unwrap();
        assert_eq!((asked.insurer().as_str(), asked.number().as_str()), ("06139992", "0012345"));
        assert_eq!(asked.symbol().map(Text::as_str), Some("試験"));
        assert_eq!(asked.branch().map(Text::as_str), Some("01"));
        assert_eq!(asked.birthdate(), date!(1990 - 04 - 01).into());
        let wide = TypedNumbers { insurer: Some("０６１３－９９９２"), branch: Some(" ０１ "), ..TYPED };
        assert!(check(wide).unwrap() == asked, "full-width digits and hyphens are how people type");
        let era = TypedNumbers { birthdate: Some("平成2年4月1日"), ..TYPED };
        assert!(check(era).unwrap() == asked);
    }

    #[test]
    fn a_blank_symbol_and_a_blank_branch_stay_out_and_nothing_is_made_up() {
        let asked = check(TypedNumbers { symbol: Some(" "), branch: None, ..TYPED }).unwrap();
        assert!(asked.symbol().is_none() && asked.branch().is_none());
    }

    #[test]
    fn what_cannot_be_asked_is_refused_with_its_field() {
        use FieldMistake::*;
        use NumberField::*;
        let long = "試".repeat(21);
        let number = "1".repeat(21);
        for (typed, wrong) in [
            (TypedNumbers { insurer: None, ..TYPED }, (Insurer, Missing)),
            (TypedNumbers { insurer: Some("0613999x"), ..TYPED }, (Insurer, Digits)),
            (TypedNumbers { insurer: Some("0613999"), ..TYPED }, (Insurer, Length)),
            (TypedNumbers { insurer: Some("06139993"), ..TYPED }, (Insurer, CheckDigit)),
            (TypedNumbers { insurer: Some("139997"), ..TYPED }, (Insurer, CheckDigit)),
            (TypedNumbers { symbol: Some(&long), ..TYPED }, (Symbol, TooLong)),
            (TypedNumbers { symbol: Some("試\u{1b}[2J"), ..TYPED }, (Symbol, Invisible)),
            (TypedNumbers { number: Some("  "), ..TYPED }, (Number, Missing)),
            (TypedNumbers { number: Some(&number), ..TYPED }, (Number, TooLong)),
            (TypedNumbers { branch: Some("1"), ..TYPED }, (Branch, Length)),
            (TypedNumbers { branch: Some("a1"), ..TYPED }, (Branch, Digits)),
            (TypedNumbers { birthdate: None, ..TYPED }, (Birthdate, Missing)),
            (TypedNumbers { birthdate: Some("20260230"), ..TYPED }, (Birthdate, NoDay)),
            (TypedNumbers { birthdate: Some("2026-11-27"), ..TYPED }, (Birthdate, NotPlausible)),
            (TypedNumbers { birthdate: Some("1880-01-01"), ..TYPED }, (Birthdate, NotPlausible)),
            (TypedNumbers { insurer: Some("39139993"), ..TYPED }, (Number, Length)),
        ] {
            assert_eq!(mistake(typed), wrong);
        }
    }

    #[test]
    fn the_late_elderly_insurance_has_neither_symbol_nor_branch() {
        let typed = TypedNumbers { insurer: Some("39139993"), number: Some("00000018"), ..TYPED };
        assert_eq!(mistake(typed), (NumberField::Symbol, FieldMistake::NotOfThisInsurance));
        let typed = TypedNumbers { symbol: None, ..typed };
        assert_eq!(mistake(typed), (NumberField::Branch, FieldMistake::NotOfThisInsurance));
        assert!(check(TypedNumbers { branch: None, ..typed }).is_ok());
    }

    #[test]
    fn what_staff_have_typed_by_hand_becomes_the_same_question() {
        let mut manual = Manual::new(Way::Certificate);
        manual.put(Item::Insurer, "06139992").unwrap();
        manual.put(Item::Symbol, "試験").unwrap();
        manual.put(Item::Number, "0012345").unwrap();
        manual.put(Item::Branch, "01").unwrap();
        let today = date!(2026 - 11 - 26).into();
        let asked = NumberCheck::from_manual(&manual, Some("19900401"), false, today).unwrap();
        assert!(asked == check(TYPED).unwrap());
        let blank = NumberCheck::from_manual(&Manual::new(Way::Certificate), None, false, today).unwrap_err();
        assert_eq!((blank.field, blank.mistake), (NumberField::Insurer, FieldMistake::Missing));
    }

    #[test]
    fn neither_a_question_nor_its_mistake_tells_what_was_typed() {
        let said =
            format!("{:?} {}", check(TYPED), check(TypedNumbers { insurer: Some("06139993"), ..TYPED }).unwrap_err());
        for secret in ["0613", "試験", "12345", "1990"] {
            assert!(!said.contains(secret), "{said}");
        }
    }
}
