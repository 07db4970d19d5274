//! The person whom staff expect at the desk, and whether a result is of that person.
//!
//! What is given must be equal: the date of birth, and the name in kana. Names are compared as registers differ in
//! writing them: width, blanks, hiragana or katakana, small or large kana (`ｼﾞﾕﾘ` stands for ジュリ), voiced marks of
//! their own. Only the person's own kana counts, never that of the insured person whose family it is.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize as _, Zeroizing};

use super::date::Date;
use super::kana::katakana;
use super::message::XmlMsg;
use super::text::Text;
use super::wire::OnWire as _;

/// The person whom staff expect, by what they have typed. Wiped when dropped, and without a readable `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// `YYYYMMDD`, as a message has it.
    birthdate: Option<Zeroizing<String>>,
    kana: Option<Zeroizing<String>>,
}

impl Person {
    /// By date of birth, kana, or both; none where neither is given.
    #[must_use]
    pub fn new(birthdate: Option<Date>, kana: &str) -> Option<Self> {
        let kana = Some(folded(kana)).filter(|kana| !kana.is_empty());
        let birthdate = birthdate.map(|day| Zeroizing::new(day.to_wire()));
        (birthdate.is_some() || kana.is_some()).then_some(Self { birthdate, kana })
    }

    /// Whether this result is of that person. One without a single entry, and one that lacks what is compared, is not.
    #[must_use]
    pub fn is_of(&self, message: &XmlMsg) -> bool {
        let [entry] = message.message_body.result_list.entries.as_slice() else { return false };
        let born = self.birthdate.as_ref().is_none_or(|birthdate| {
            entry.birthdate.read().map(|day| Zeroizing::new(day.to_wire())).as_ref() == Some(birthdate)
        });
        let named = self
            .kana
            .as_ref()
            .is_none_or(|kana| entry.name_kana.as_ref().map(Text::as_str).map(folded).as_ref() == Some(kana));
        born && named
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(..)")
    }
}

/// Kana as they are compared.
fn folded(text: &str) -> Zeroizing<String> {
    // A voiced mark of its own comes with a blank, so that it is composed once that is out. Reserved is all that
    // a name takes: growing would leave a copy behind.
    let most = 4 * text.len();
    let mut wide = String::with_capacity(most);
    wide.extend(text.nfkc().filter(|c| !c.is_whitespace()));
    let mut kana = String::with_capacity(most);
    kana.extend(wide.nfc().map(|c| large(katakana(c))));
    wide.zeroize();
    Zeroizing::new(kana)
}

/// The large kana of a small katakana.
const fn large(c: char) -> char {
    match c {
        'ァ' => 'ア',
        'ィ' => 'イ',
        'ゥ' => 'ウ',
        'ェ' => 'エ',
        'ォ' => 'オ',
        'ッ' => 'ツ',
        'ャ' => 'ヤ',
        'ュ' => 'ユ',
        'ョ' => 'ヨ',
        'ヮ' => 'ワ',
        'ヵ' => 'カ',
        'ヶ' => 'ケ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;
    use crate::eligibility::Wire;

    /// A result of one person. Synthetic.
    fn result(kana: Option<&str>, birthdate: &str) -> XmlMsg {
        let sample = include_str!("../../config/samples/OQSsiquc01res_face_utf-8.xml");
        let mut message = XmlMsg::from_xml(sample).unwrap();
        let [entry] = message.message_body.result_list.entries.as_mut_slice() else { panic!("one entry") };
        entry.name_kana = kana.map(Text::from);
        entry.birthdate = Wire::from(Text::from(birthdate));
        message
    }

    fn april() -> Date {
        date!(1990 - 04 - 01).into()
    }

    fn is_of(person: Option<Person>, kana: Option<&str>, birthdate: &str) -> bool {
        person.unwrap().is_of(&result(kana, birthdate))
    }

    #[test]
    fn kana_are_equal_however_registers_and_keyboards_write_them() {
        for (typed, registered) in [
            ("シケン　ハナコ", "ｼｹﾝ ﾊﾅｺ"),
            ("しけんはなこ", "ｼｹﾝ ﾊﾅｺ"),
            ("ジュリ", "ｼﾞﾕﾘ"),
            ("じゅり", "ｼﾞｭﾘ"),
            ("ハットリ", "ﾊﾂﾄﾘ"),
            ("ガギグ パピ ヴ", "ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟ ｳﾞ"),
            ("カ゛", "ガ"),
            ("か\u{3099}", "ｶﾞ"),
            ("は゜", "ﾊﾟ"),
            ("オーノ", "ｵｰﾉ"),
            ("ヵヶヮ", "カケワ"),
        ] {
            assert!(is_of(Person::new(None, typed), Some(registered), "19900401"), "{typed} {registered}");
        }
        for (typed, registered) in
            [("シケン ハナコ", "ｼｹﾝ ﾊﾅ"), ("ハナ", "ﾊﾞﾅ"), ("オノ", "ｵｰﾉ"), ("ハル", "ﾊﾙｺ"), ("アヲ", "ｱｵ")]
        {
            assert!(!is_of(Person::new(None, typed), Some(registered), "19900401"), "{typed} {registered}");
        }
    }

    #[test]
    fn all_that_is_given_must_be_equal_and_what_a_result_lacks_is_no_match() {
        let both = || Person::new(Some(april()), "シケンハナコ");
        assert!(is_of(both(), Some("ｼｹﾝ ﾊﾅｺ"), "19900401"));
        assert!(!is_of(both(), Some("ｼｹﾝ ﾊﾅｺ"), "19900402"));
        assert!(!is_of(both(), Some("ｼｹﾝ ﾀﾛｳ"), "19900401"));
        assert!(!is_of(both(), None, "19900401"), "kana missing");
        for birthdate in ["", "199004", "19900230", "1990-04-01", "********"] {
            assert!(!is_of(both(), Some("ｼｹﾝ ﾊﾅｺ"), birthdate), "{birthdate}");
            assert!(!is_of(Person::new(Some(april()), ""), Some("ｼｹﾝ ﾊﾅｺ"), birthdate), "{birthdate}");
        }
        assert!(is_of(Person::new(Some(april()), " "), None, "19900401"), "only the birth date was given");
    }

    #[test]
    fn the_name_of_the_insured_person_is_no_name_of_the_person() {
        let mut message = result(None, "19900401");
        message.message_body.result_list.entries[0].insured_name = Some("シケンハナコ".into());
        message.message_body.result_list.entries[0].name = "シケンハナコ".into();
        message.message_body.result_list.entries[0].name_of_other_kana = Some("ｼｹﾝ ﾊﾅｺ".into());
        assert!(!Person::new(None, "シケンハナコ").unwrap().is_of(&message));
    }

    #[test]
    fn a_result_of_several_persons_or_of_none_is_of_no_person() {
        let mut message = result(Some("ｼｹﾝ ﾊﾅｺ"), "19900401");
        let person = Person::new(Some(april()), "").unwrap();
        let again = message.message_body.result_list.entries.clone();
        message.message_body.result_list.entries.extend(again);
        assert!(!person.is_of(&message));
        message.message_body.result_list.entries.clear();
        assert!(!person.is_of(&message));
    }

    #[test]
    fn nothing_given_names_no_person_and_no_debug_shows_one() {
        assert_eq!(Person::new(None, " \u{3000}"), None);
        assert_eq!(format!("{:?}", Person::new(Some(april()), "シケン").unwrap()), "Person(..)");
    }

    proptest! {
        #[test]
        fn a_name_is_equal_to_itself_in_either_kana_and_folding_twice_changes_nothing(name in "[ぁ-ゖァ-ヺー 　]{0,12}") {
            let once = folded(&name);
            prop_assert_eq!(&folded(&once), &once);
            let other: String = name.chars().map(katakana).collect();
            prop_assert_eq!(folded(&other), once);
        }
    }
}
