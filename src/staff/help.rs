//! The help page: contact, set-up at the portal, subsidy, common questions, readers, codes.

use super::codes::CodeEntry;
use super::cursor::Cursor;
use super::page::{MenuItem, PageInput, PageResult};
use crate::common::Key;

/// The portal for facilities (施術所等向け総合ポータルサイト).
pub const PORTAL: &str = "https://iryohokenjyoho.service-now.com/omf";
/// The portal's call centre: weekdays 8-18, Saturdays 8-16, closed on holidays.
pub const CALL_CENTRE: &str = "0800-080-4583";

/// A page of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Whom to ask.
    Contact,
    /// What is done at the portal before the first visit.
    SetUp,
    /// What a reader costs in the end.
    Subsidy,
    /// What happens often.
    Questions,
    /// Which readers can be used.
    Readers,
    /// What a K-code means.
    Codes,
    /// The set-up once more: it has a page of its own.
    Again,
}

impl Topic {
    /// Every one, in its order.
    pub const ALL: [Self; 7] =
        [Self::Contact, Self::SetUp, Self::Subsidy, Self::Questions, Self::Readers, Self::Codes, Self::Again];
}

/// What happens often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// A circle stands in a name.
    Circle,
    /// The qualification is lost.
    Lost,
    /// The reader does not see the card.
    NotRead,
    /// The certificate has expired.
    Expired,
    /// The PIN is locked.
    Locked,
    /// No qualification was found.
    NoMatch,
    /// A visitor shows the insurance card of old (健康保険証).
    OldCard,
    /// A visitor has a certificate of eligibility and no card.
    Certificate,
    /// A visitor of 75 or more has a certificate of eligibility of the late-elderly insurance (後期高齢者医療).
    LateElderly,
    /// A visitor wants to use a phone.
    Phone,
    /// A visitor has a residence card that is a My Number Card as well (特定在留カード).
    ResidenceCard,
    /// A visitor has a paper about publicly funded care (受給者証).
    Subsidised,
    /// The card has no PIN.
    NoPin,
    /// The card of an infant has no photograph.
    NoPhoto,
}

impl Question {
    /// Every one: first what most sites have trouble with (a survey of 10,519 sites by 保団連, end of 2025: circles in
    /// names, lost qualifications, readers, expired certificates), then what changed in the scheme up to 2026.
    pub const ALL: [Self; 14] = [
        Self::Circle,
        Self::Lost,
        Self::NotRead,
        Self::Expired,
        Self::Locked,
        Self::NoMatch,
        Self::OldCard,
        Self::Certificate,
        Self::LateElderly,
        Self::Phone,
        Self::ResidenceCard,
        Self::Subsidised,
        Self::NoPin,
        Self::NoPhoto,
    ];
}

/// The page: a list of topics, or one of them.
#[derive(Debug, Default)]
pub struct HelpPage {
    cursor: Cursor,
    open: bool,
    question: usize,
    price: Option<u32>,
    code: CodeEntry,
}

impl HelpPage {
    /// The topic that is open, if one is.
    #[must_use]
    pub fn open(&self) -> Option<Topic> {
        self.open.then(|| self.chosen())
    }

    /// The topic that Enter opens.
    #[must_use]
    pub fn chosen(&self) -> Topic {
        Topic::ALL.get(self.cursor.place()).copied().unwrap_or(Topic::Contact)
    }

    /// The question that is answered, and its place.
    #[must_use]
    pub fn question(&self) -> (usize, Question) {
        (self.question, Question::ALL.get(self.question).copied().unwrap_or(Question::Circle))
    }

    /// The price as it was typed so far, in yen.
    #[must_use]
    pub const fn price(&self) -> Option<u32> {
        self.price
    }

    /// The code as it was typed so far.
    #[must_use]
    pub const fn code(&self) -> &CodeEntry {
        &self.code
    }

    pub(super) fn input(&mut self, input: PageInput) -> PageResult {
        match (input, self.open()) {
            (PageInput::Key(Key::Cancel), None) => return PageResult::Back,
            (PageInput::Key(Key::Cancel), Some(_)) => self.open = false,
            (input, None) => {
                let taken = self.cursor.input(input, Topic::ALL.len()).is_some();
                if taken && self.chosen() == Topic::Again {
                    return PageResult::Open(MenuItem::SetUp);
                }
                self.open = taken;
                self.code = CodeEntry::default();
            }
            (input, Some(Topic::Codes)) => self.code.input(input),
            (PageInput::Key(Key::PreviousPage), Some(Topic::Questions)) => {
                self.question = self.question.saturating_sub(1);
            }
            (PageInput::Key(Key::NextPage | Key::Enter), Some(Topic::Questions)) => {
                self.question = (self.question + 1) % Question::ALL.len();
            }
            (PageInput::Typed(typed), Some(Topic::Subsidy)) => {
                let digit = typed.digit().and_then(|digit| digit.to_digit(10));
                self.price = digit.map_or(self.price, |digit| with_digit(self.price, digit));
            }
            (PageInput::Key(Key::Erase), Some(Topic::Subsidy)) => {
                self.price = self.price.map(|price| price / 10).filter(|price| *price > 0);
            }
            _ => {}
        }
        PageResult::Stay
    }
}

/// The price with one more digit; a seventh is not taken.
fn with_digit(price: Option<u32>, digit: u32) -> Option<u32> {
    let longer = price.unwrap_or(0) * 10 + digit;
    if longer < 1_000_000 { Some(longer).filter(|price| *price > 0) } else { price }
}

/// The subsidy for a reader, a telephone or a tablet: three quarters of a price of which 41,000 yen count at most. How
/// fractions of a yen are rounded is not established; they are cut off here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subsidy {
    /// The part of the price that counts, in yen.
    pub base: u32,
    /// What is paid, in yen.
    pub paid: u32,
    /// What remains for the facility, in yen.
    pub own: u32,
}

impl Subsidy {
    /// The most that counts of a price, in yen.
    pub const MOST: u32 = 41_000;

    /// The subsidy for this price in yen.
    #[must_use]
    pub fn of(price: u32) -> Self {
        let base = price.min(Self::MOST);
        let paid = base / 4 * 3 + base % 4 * 3 / 4;
        Self { base, paid, own: price - paid }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::TypedChar;

    fn after(keys: &str) -> HelpPage {
        let mut help = HelpPage::default();
        for byte in keys.bytes() {
            let input = match byte {
                b'\r' => PageInput::Key(Key::Enter),
                0x08 => PageInput::Key(Key::Erase),
                0x1b => PageInput::Key(Key::Cancel),
                b'v' => PageInput::Key(Key::NextPage),
                byte => PageInput::Typed(TypedChar::from_ascii(byte).unwrap()),
            };
            help.input(input);
        }
        help
    }

    #[test]
    fn three_quarters_are_paid_and_no_more_than_of_41_000_yen() {
        let of = |price| (Subsidy::of(price).paid, Subsidy::of(price).own);
        assert_eq!(of(8_000), (6_000, 2_000));
        assert_eq!(of(41_000), (30_750, 10_250));
        assert_eq!(of(60_000), (30_750, 29_250));
        // 3/4 of 9,999 yen is 7,499.25 yen.
        assert_eq!(of(9_999), (7_499, 2_500));
        assert_eq!(of(u32::MAX).0, 30_750);
    }

    #[test]
    fn a_price_is_typed_and_corrected() {
        assert_eq!(after("3012800").price(), Some(12_800));
        assert_eq!(after("3128\x08").price(), Some(12));
        assert_eq!(after("31\x08").price(), None);
        assert_eq!(after("31234567").price(), Some(123_456), "no reader costs a million");
    }

    #[test]
    fn a_code_is_typed_and_forgotten_with_its_page() {
        assert_eq!(after("6107").code().code(), Some("K-107".to_owned()));
        assert_eq!(after("6107\x1b").open(), None);
        assert_eq!(after("6107\x1b6").code().digits(), "");
    }

    #[test]
    fn esc_leads_from_a_topic_to_the_list() {
        assert_eq!(after("v\r").open(), Some(Topic::SetUp));
        assert_eq!(after("v\r\x1b").open(), None);
        assert_eq!(after("v\r\x1b").chosen(), Topic::SetUp);
    }

    #[test]
    fn the_questions_go_round() {
        let last = Question::ALL.len();
        assert_eq!(after(&format!("4{}", "v".repeat(last))).question().0, 0);
    }
}
