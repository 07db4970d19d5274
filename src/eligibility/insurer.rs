//! Numbers with a check digit: the insurer's (保険者番号) and the facility's (医療機関コード).
//!
//! The scheme is Luhn's: from the right, body digits count times 2, 1, 2, 1 …; published rule and worked example:
//! `0613048` → `06130488`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::text::Text;

/// An insurer number as received: kept as sent, compared by its digits. It comes from the register, so whatever is odd
/// about it is a [`note`](Self::note) for staff and never a refusal.
#[derive(Clone, Serialize, Deserialize)]
#[serde(from = "Text", into = "Text")]
pub struct InsurerNumber {
    sent: Text,
    digits: Text,
}

impl InsurerNumber {
    /// The number to show: full-width digits made half width; a 6-digit number that arrived padded to 8 (with spaces or
    /// zeros) shown as 6.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.digits.as_str()
    }

    /// The number in the groups in which it is read and copied: law code, prefecture, insurer, check digit.
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits = self.as_str();
        let ends: &[usize] = match digits.len() {
            8 if is_digits(digits) => &[2, 4, 7, 8],
            6 if is_digits(digits) => &[2, 5, 6],
            _ => return digits.to_owned(),
        };
        let begins = std::iter::once(&0).chain(ends);
        begins.zip(ends).filter_map(|(begin, end)| digits.get(*begin..*end)).collect::<Vec<_>>().join(" ")
    }

    /// The number exactly as sent.
    #[must_use]
    pub fn sent(&self) -> &Text {
        &self.sent
    }

    /// What kind of insurer this is. `None` where the number has no usable shape or its law code (法別番号) is not in
    /// the list.
    #[must_use]
    pub fn kind(&self) -> Option<InsurerKind> {
        let digits = self.as_str();
        match digits.len() {
            _ if !is_digits(digits) => None,
            6 if digits.as_bytes().get(2) == Some(&b'3') => Some(InsurerKind::NationalAssociation),
            6 => Some(InsurerKind::National),
            8 => {
                let law = digits.get(..2)?;
                LAW_CODES.iter().find(|(codes, _)| codes.contains(&law)).map(|(_, kind)| *kind)
            }
            _ => None,
        }
    }

    /// What is odd about the number, the gravest first.
    #[must_use]
    pub fn note(&self) -> Option<InsurerNote> {
        let digits = self.as_str();
        if !matches!(digits.len(), 6 | 8) || !is_digits(digits) {
            Some(InsurerNote::Shape)
        } else if !check_digit_fits(digits) {
            Some(InsurerNote::CheckDigit)
        } else if self.kind().is_none() {
            Some(InsurerNote::LawCode)
        } else {
            None
        }
    }
}

impl From<Text> for InsurerNumber {
    fn from(sent: Text) -> Self {
        let digits: String = sent.as_str().nfkc().collect();
        let digits = match digits.strip_prefix("00") {
            Some(six) if six.len() == 6 => six,
            _ => &digits,
        };
        Self { digits: Text::from(digits), sent }
    }
}

impl From<&str> for InsurerNumber {
    fn from(sent: &str) -> Self {
        Self::from(Text::from(sent))
    }
}

impl From<InsurerNumber> for Text {
    fn from(number: InsurerNumber) -> Self {
        number.sent
    }
}

impl PartialEq for InsurerNumber {
    fn eq(&self, other: &Self) -> bool {
        self.digits == other.digits
    }
}

impl Eq for InsurerNumber {}

impl fmt::Debug for InsurerNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InsurerNumber(..)")
    }
}

/// What is odd about a received insurer number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsurerNote {
    /// Not 6 and not 8 digits.
    Shape,
    /// The check digit does not fit.
    CheckDigit,
    /// The law code (法別番号) is not in our list, which is no official one.
    LawCode,
}

/// Who insures, as the law code (法別番号) tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InsurerKind {
    /// 協会けんぽ, `01`.
    HealthInsuranceAssociation,
    /// 船員保険, `02`.
    Seamen,
    /// 日雇, `03` and `04`.
    DayLabourers,
    /// 健康保険組合, `06`.
    HealthInsuranceSociety,
    /// 自衛官等, `07`.
    SelfDefence,
    /// 共済組合, `31` to `34`.
    MutualAid,
    /// 特例退職, `63` and `72` to `75`.
    SpecialRetired,
    /// 国民健康保険, six digits without a law code.
    National,
    /// 国民健康保険組合, six digits of which the third is 3.
    NationalAssociation,
    /// 国保退職者, `67`.
    NationalRetired,
    /// 後期高齢者医療, `39`.
    LateElderly,
    /// 公費負担, the public payers.
    PublicExpense,
}

/// From secondary lists that agree with each other; no official value set is published.
const LAW_CODES: &[(&[&str], InsurerKind)] = &[
    (&["01"], InsurerKind::HealthInsuranceAssociation),
    (&["02"], InsurerKind::Seamen),
    (&["03", "04"], InsurerKind::DayLabourers),
    (&["06"], InsurerKind::HealthInsuranceSociety),
    (&["07"], InsurerKind::SelfDefence),
    (&["31", "32", "33", "34"], InsurerKind::MutualAid),
    (&["63", "72", "73", "74", "75"], InsurerKind::SpecialRetired),
    (&["67"], InsurerKind::NationalRetired),
    (&["39"], InsurerKind::LateElderly),
    (
        &[
            "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "28", "29",
            "30", "38", "51", "52", "53", "54", "62", "66", "79",
        ],
        InsurerKind::PublicExpense,
    ),
];

/// A facility's code (医療機関コード), 10 digits: prefecture 2, fee table 1, district 2, number 4, check digit 1. A
/// site that bills no insurance uses `9` and the last nine digits of its telephone number, without a check digit.
///
/// It is typed by people, so a wrong check digit is an error. Whether the official rule also covers the codes of
/// midwifery homes is not established.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FacilityCode(String);

/// Why something typed is no facility code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FacilityCodeError {
    /// Not ten digits.
    #[error("a facility code has 10 digits")]
    Shape,
    /// One digit was mistyped or two were swapped.
    #[error("the check digit (the last of the 10) does not fit: one digit is wrong or two are swapped")]
    CheckDigit,
}

impl FacilityCode {
    /// The ten digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FacilityCode {
    type Err = FacilityCodeError;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let code: String = typed.trim().nfkc().filter(|c| *c != '-').collect();
        if code.len() != 10 || !is_digits(&code) {
            Err(FacilityCodeError::Shape)
        } else if code.starts_with('9') || check_digit_fits(&code) {
            Ok(Self(code))
        } else {
            Err(FacilityCodeError::CheckDigit)
        }
    }
}

impl TryFrom<String> for FacilityCode {
    type Error = FacilityCodeError;

    fn try_from(typed: String) -> Result<Self, Self::Error> {
        typed.parse()
    }
}

impl From<FacilityCode> for String {
    fn from(code: FacilityCode) -> Self {
        code.0
    }
}

impl fmt::Display for FacilityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the last of the digits is the check digit of those before it. Leading zeros change nothing.
fn check_digit_fits(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .zip([1, 2].into_iter().cycle())
        .map(|(b, weight)| u32::from(b - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(sent: &str) -> Option<InsurerNote> {
        InsurerNumber::from(sent).note()
    }

    #[test]
    fn numbers_with_a_fitting_check_digit_raise_no_note() {
        let insurers = "01139997 02139996 03139995 04139994 06139992 07139991 31139991 32139990 33139999 34139998 39139993 \
                        63139992 67139998 72139991 73139990 74139999 75139998 139998 00139998 133991 06130488";
        let public = "10139996 12139994 15139991 16139990 21139993 23139991 25139999 28139996 52139995 54139993";
        for number in insurers.split_whitespace().chain(public.split_whitespace()) {
            assert_eq!(note(number), None, "{number}");
        }
    }

    #[test]
    fn a_wrong_digit_is_noted_and_the_number_still_shown() {
        assert_eq!(note("06139993"), Some(InsurerNote::CheckDigit));
        assert_eq!(InsurerNumber::from("06139993").as_str(), "06139993");
        for digit in (0..=9).filter(|digit| *digit != 2) {
            assert_eq!(note(&format!("0613999{digit}")), Some(InsurerNote::CheckDigit));
        }
    }

    #[test]
    fn a_number_of_another_shape_is_noted() {
        for sent in ["", "0613999", "061399920", "06-139992", "0613999A", "保険者"] {
            assert_eq!(note(sent), Some(InsurerNote::Shape), "{sent:?}");
        }
    }

    #[test]
    fn an_unlisted_law_code_is_only_noted() {
        assert_eq!(note("90139999"), Some(InsurerNote::LawCode));
        assert_eq!(InsurerNumber::from("90139999").kind(), None);
    }

    #[test]
    fn six_digits_are_the_same_number_however_they_were_padded() {
        let plain = InsurerNumber::from("139998");
        for sent in ["  139998", "00139998", "１３９９９８", " 139998 "] {
            let number = InsurerNumber::from(sent);
            assert_eq!((&number, number.as_str()), (&plain, "139998"));
        }
        assert_eq!(InsurerNumber::from("00139998").sent().as_str(), "00139998");
        assert_eq!(InsurerNumber::from("０６１３９９９２").as_str(), "06139992");
    }

    #[test]
    fn the_number_tells_who_insures() {
        for (number, kind) in [
            ("01139997", InsurerKind::HealthInsuranceAssociation),
            ("06139992", InsurerKind::HealthInsuranceSociety),
            ("39139993", InsurerKind::LateElderly),
            ("34139998", InsurerKind::MutualAid),
            ("12139994", InsurerKind::PublicExpense),
            ("00139998", InsurerKind::National),
            ("133991", InsurerKind::NationalAssociation),
        ] {
            assert_eq!(InsurerNumber::from(number).kind(), Some(kind), "{number}");
        }
    }

    #[test]
    fn facility_codes_are_accepted_as_people_type_them() {
        for typed in [
            "1319999999",
            "1339999995",
            "1349999993",
            "1369999998",
            "0110113719",
            " 13-1999-9999 ",
            "１３１９９９９９９９",
        ] {
            assert!(typed.parse::<FacilityCode>().is_ok(), "{typed}");
        }
        assert_eq!("13-1999-9999".parse::<FacilityCode>().unwrap().as_str(), "1319999999");
        assert!("9312345678".parse::<FacilityCode>().is_ok(), "a telephone number has no check digit");
    }

    #[test]
    fn a_mistyped_facility_code_is_refused_with_its_reason() {
        for typed in ["0110012345", "1312345678", "1311234567", "3119999999"] {
            assert_eq!(typed.parse::<FacilityCode>(), Err(FacilityCodeError::CheckDigit), "{typed}");
        }
        for typed in ["", "131999999", "13199999990", "131999999A", "医療機関コード十桁で"] {
            assert_eq!(typed.parse::<FacilityCode>(), Err(FacilityCodeError::Shape), "{typed}");
        }
    }
}
