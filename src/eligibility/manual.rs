//! What staff type when the card way fails: read off a paper or a phone, not confirmed by the service.
//!
//! Each number is checked when it is put in, so that a wrong one is never held; each may be left blank. Nothing is
//! filled in. A symbol is kept as it was typed, kanji, kana and full-width signs too: the paper is what counts.

use time::OffsetDateTime;

use super::date::Date;
use super::entry::Entry;
use super::insurer::{FacilityCode, InsurerKind, InsurerNote, InsurerNumber};
use super::message::{MessageBody, MessageHeader, ResultList, XmlMsg};
use super::text::Text;
use super::wire::Wire;
use crate::common::{Way, half, in_japan};

/// Most characters of a symbol or a number: a field of a request to the qualification terminal has 20, and one of the
/// claim file 38 bytes.
pub const MAX_LENGTH: usize = 20;
/// Digits of a branch.
const BRANCH_DIGITS: usize = 2;
/// Digits of a number of the late-elderly insurance.
const LATE_ELDERLY_DIGITS: usize = 8;

/// A number of the qualification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// Insurer number (保険者番号): 8 digits, or 6 of the national health insurance.
    Insurer,
    /// Symbol (記号).
    Symbol,
    /// Number (番号).
    Number,
    /// Branch (枝番): two digits. Blank is not `00`.
    Branch,
}

impl Item {
    const ALL: &'static [Self] = &[Self::Insurer, Self::Symbol, Self::Number, Self::Branch];
    /// The late-elderly insurance (後期高齢者医療, law code 39) has neither symbol nor branch.
    const LATE_ELDERLY: &'static [Self] = &[Self::Insurer, Self::Number];
}

/// Why something typed is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// Another character than a digit.
    #[error("this number has digits only")]
    Digits,
    /// Too few digits or too many.
    #[error("this number has another count of digits")]
    Length,
    /// The check digit does not fit: one digit is wrong or two are swapped. The number is refused: staff can compare it
    /// with the paper, and no insurer would accept the claim. A blank number is accepted.
    #[error("the check digit (the last one) does not fit: one digit is wrong or two are swapped")]
    CheckDigit,
}

/// An entry that staff make by hand. Its `Debug` tells the way and hides the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manual {
    way: Way,
    insurer: Option<InsurerNumber>,
    symbol: Option<Text>,
    number: Option<Text>,
    branch: Option<Text>,
}

impl Manual {
    /// An entry without numbers.
    #[must_use]
    pub const fn new(way: Way) -> Self {
        Self { way, insurer: None, symbol: None, number: None, branch: None }
    }

    /// How staff confirmed.
    #[must_use]
    pub const fn way(&self) -> Way {
        self.way
    }

    /// The numbers that this way shows, in the order of typing.
    #[must_use]
    pub fn items(&self) -> &'static [Item] {
        match self.way.shows_numbers() {
            false => &[],
            true if self.is_late_elderly() => Item::LATE_ELDERLY,
            true => Item::ALL,
        }
    }

    /// Puts a number in its place, full-width signs made half width but in a symbol; blank takes it away again. What
    /// does not fit changes nothing.
    pub fn put(&mut self, item: Item, typed: &str) -> Result<(), Mistake> {
        let as_typed = typed.trim();
        let typed: String = as_typed.chars().map(half).collect();
        let typed = typed.trim();
        match item {
            _ if typed.is_empty() => self.clear(item),
            Item::Insurer => self.put_insurer(&digits(typed)?)?,
            Item::Symbol => self.symbol = Some(short(as_typed)?),
            Item::Number if self.is_late_elderly() => {
                self.number = Some(exactly(LATE_ELDERLY_DIGITS, &digits(typed)?)?);
            }
            Item::Number => self.number = Some(short(typed)?),
            Item::Branch => self.branch = Some(exactly(BRANCH_DIGITS, &digits(typed)?)?),
        }
        Ok(())
    }

    fn put_insurer(&mut self, digits: &str) -> Result<(), Mistake> {
        let number = InsurerNumber::from(digits);
        match number.note() {
            Some(InsurerNote::Shape) => return Err(Mistake::Length),
            Some(InsurerNote::CheckDigit) => return Err(Mistake::CheckDigit),
            // The list of law codes is no official one: what it lacks is for staff to look at.
            Some(InsurerNote::LawCode) | None => self.insurer = Some(number),
        }
        // A number that was typed before, for another insurer.
        let fits =
            |number: &Text| digits_only(number.as_str()) && exactly(LATE_ELDERLY_DIGITS, number.as_str()).is_ok();
        if self.is_late_elderly() {
            self.number = self.number.take().filter(fits);
        }
        Ok(())
    }

    /// A number as it was put in. `None`: blank, or this qualification has none.
    #[must_use]
    pub fn get(&self, item: Item) -> Option<&str> {
        let text = match item {
            _ if !self.items().contains(&item) => None,
            Item::Insurer => return self.insurer.as_ref().map(InsurerNumber::as_str),
            Item::Symbol => self.symbol.as_ref(),
            Item::Number => self.number.as_ref(),
            Item::Branch => self.branch.as_ref(),
        };
        text.map(Text::as_str)
    }

    /// Most characters that belong into a place.
    #[must_use]
    pub fn max_length(&self, item: Item) -> usize {
        match item {
            Item::Insurer => 8,
            Item::Number if self.is_late_elderly() => LATE_ELDERLY_DIGITS,
            Item::Symbol | Item::Number => MAX_LENGTH,
            Item::Branch => BRANCH_DIGITS,
        }
    }

    /// Whether only digits belong into a place.
    #[must_use]
    pub fn takes_digits_only(&self, item: Item) -> bool {
        match item {
            Item::Insurer | Item::Branch => true,
            Item::Number => self.is_late_elderly(),
            Item::Symbol => false,
        }
    }

    /// Who insures, as the law code tells it. `Some(None)`: an insurer number with a law code that is not in the list.
    #[must_use]
    pub fn insurer_kind(&self) -> Option<Option<InsurerKind>> {
        self.insurer.as_ref().map(InsurerNumber::kind)
    }

    /// The entry as a message, for the journal and the hand-off. It has no segment, no status and no validity, so its
    /// verdict is always [`Verdict::NotStated`](super::Verdict::NotStated); no service made it, so it has no time of
    /// execution either. The day is the day on which staff looked, in Japan.
    #[must_use]
    pub fn message(&self, facility: &FacilityCode, now: OffsetDateTime) -> XmlMsg {
        let text = |item| self.get(item).map(Text::from);
        let entry = Entry {
            insurer_number: self.insurer.clone().filter(|_| self.get(Item::Insurer).is_some()),
            symbol: text(Item::Symbol),
            number: text(Item::Number),
            branch: text(Item::Branch),
            ..Entry::default()
        };
        let entries = if entry == Entry::default() { Vec::new() } else { vec![entry] };
        let header = MessageHeader {
            qualification_confirmation_date: Wire::Read(Date::from(in_japan(now).date())),
            medical_institution_code: facility.as_str().into(),
            ..MessageHeader::default()
        };
        let body = MessageBody { result_list: ResultList { entries }, ..MessageBody::default() };
        XmlMsg { message_header: header, message_body: body, simulation: false }
    }

    fn is_late_elderly(&self) -> bool {
        self.insurer_kind().flatten() == Some(InsurerKind::LateElderly)
    }

    fn clear(&mut self, item: Item) {
        match item {
            Item::Insurer => self.insurer = None,
            Item::Symbol => self.symbol = None,
            Item::Number => self.number = None,
            Item::Branch => self.branch = None,
        }
    }
}

/// Digits without the hyphens that people type between them.
fn digits(typed: &str) -> Result<String, Mistake> {
    let digits = typed.replace('-', "");
    if digits_only(&digits) { Ok(digits) } else { Err(Mistake::Digits) }
}

fn digits_only(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn exactly(places: usize, digits: &str) -> Result<Text, Mistake> {
    if digits.len() == places { Ok(digits.into()) } else { Err(Mistake::Length) }
}

fn short(typed: &str) -> Result<Text, Mistake> {
    if typed.chars().count() <= MAX_LENGTH { Ok(typed.into()) } else { Err(Mistake::Length) }
}
