//! What staff type: every rule of a number, and that none of it is ever a confirmation. Numbers are synthetic.

use proptest::prelude::*;
use time::macros::datetime;

use super::manual::{Item, MAX_LENGTH, Mistake};
use super::*;
use crate::common::Way;

const ITEMS: [Item; 4] = [Item::Insurer, Item::Symbol, Item::Number, Item::Branch];

fn with(items: &[(Item, &str)]) -> Manual {
    let mut manual = Manual::new(Way::Certificate);
    for (item, typed) in items {
        manual.put(*item, typed).unwrap();
    }
    manual
}

fn message(manual: &Manual) -> XmlMsg {
    manual.message(&"1319999999".parse().unwrap(), datetime!(2026-11-22 15:30 UTC))
}

fn put(item: Item, typed: &str) -> Result<(), Mistake> {
    Manual::new(Way::Certificate).put(item, typed)
}

#[test]
fn an_insurer_number_with_a_fitting_check_digit_is_taken() {
    let numbers = "01139997 02139996 03139995 04139994 06139992 07139991 31139991 32139990 33139999 34139998 39139993 \
                   63139992 67139998 72139991 73139990 74139999 75139998 06130488";
    for number in numbers.split_whitespace() {
        let manual = with(&[(Item::Insurer, number)]);
        assert_eq!(manual.get(Item::Insurer), Some(number));
        assert!(manual.insurer_kind().flatten().is_some(), "{number}");
    }
    for (typed, number) in [
        ("139998", "139998"),
        ("00139998", "139998"),
        ("  139998", "139998"),
        ("133991", "133991"),
        ("06-139992", "06139992"),
    ] {
        assert_eq!(with(&[(Item::Insurer, typed)]).get(Item::Insurer), Some(number));
    }
}

#[test]
fn a_number_typed_in_full_width_is_the_same_number_and_a_symbol_stays_as_it_was_typed() {
    let manual = with(&[(Item::Insurer, "０６１３９９９２"), (Item::Number, "００１２３４５"), (Item::Branch, "０１")]);
    assert!(manual == with(&[(Item::Insurer, "06139992"), (Item::Number, "0012345"), (Item::Branch, "01")]));
    for symbol in ["１２－３４", "12-34", "船員・あ１２", "髙﨑", "試験"] {
        assert_eq!(with(&[(Item::Symbol, symbol)]).get(Item::Symbol), Some(symbol));
    }
    assert_eq!(with(&[(Item::Insurer, "０６ー１３９９９２")]).get(Item::Insurer), Some("06139992"));
}

#[test]
fn a_wrong_insurer_number_is_not_taken_and_the_one_before_stays() {
    for (typed, mistake) in [
        ("06139993", Mistake::CheckDigit),
        ("60139992", Mistake::CheckDigit),
        ("0613999", Mistake::Length),
        ("061399920", Mistake::Length),
        ("0613999A", Mistake::Digits),
        ("保険者", Mistake::Digits),
    ] {
        let mut manual = with(&[(Item::Insurer, "06139992")]);
        assert_eq!(manual.put(Item::Insurer, typed), Err(mistake), "{typed}");
        assert_eq!(manual.get(Item::Insurer), Some("06139992"));
    }
}

#[test]
fn a_law_code_that_is_not_listed_is_accepted() {
    let manual = with(&[(Item::Insurer, "90139999")]);
    assert_eq!(manual.get(Item::Insurer), Some("90139999"));
    assert_eq!(manual.insurer_kind(), Some(None));
}

#[test]
fn a_branch_has_two_digits_and_a_blank_one_is_not_00() {
    assert_eq!(with(&[(Item::Branch, "00")]).get(Item::Branch), Some("00"));
    assert_eq!(put(Item::Branch, "1"), Err(Mistake::Length));
    assert_eq!(put(Item::Branch, "001"), Err(Mistake::Length));
    assert_eq!(put(Item::Branch, "1A"), Err(Mistake::Digits));
    let blank = with(&[(Item::Number, "1"), (Item::Branch, "01"), (Item::Branch, " ")]);
    assert!(message(&blank).message_body.result_list.entries[0].branch.is_none());
}

#[test]
fn a_symbol_and_a_number_are_as_long_as_a_request_allows() {
    assert_eq!(put(Item::Symbol, &"船".repeat(MAX_LENGTH)), Ok(()));
    let full = "1".repeat(MAX_LENGTH);
    for item in [Item::Symbol, Item::Number] {
        assert_eq!(put(item, &full), Ok(()));
        assert_eq!(put(item, &format!("{full}1")), Err(Mistake::Length));
        assert_eq!(with(&[(item, "0012-A")]).get(item), Some("0012-A"), "zeros and hyphens stay");
    }
}

#[test]
fn the_late_elderly_have_neither_symbol_nor_branch_and_eight_digits() {
    let mut manual =
        with(&[(Item::Symbol, "12"), (Item::Number, "345"), (Item::Branch, "01"), (Item::Insurer, "39139993")]);
    assert_eq!(manual.items(), [Item::Insurer, Item::Number]);
    assert_eq!(ITEMS.map(|item| manual.get(item)), [Some("39139993"), None, None, None]);
    assert_eq!(manual.put(Item::Number, "1234567"), Err(Mistake::Length));
    assert_eq!(manual.put(Item::Number, "1234567A"), Err(Mistake::Digits));
    manual.put(Item::Number, "01234567").unwrap();
    let entry = &message(&manual).message_body.result_list.entries[0];
    assert!(entry.symbol.is_none() && entry.branch.is_none());
    assert_eq!(entry.number.as_ref().unwrap().as_str(), "01234567");
}

#[test]
fn a_statement_and_a_word_show_no_numbers() {
    for way in [Way::Statement, Way::Oral] {
        let mut manual = Manual::new(way);
        manual.put(Item::Insurer, "06139992").unwrap();
        assert!(manual.items().is_empty());
        assert!(message(&manual).message_body.result_list.is_empty());
    }
}

#[test]
fn the_message_says_what_was_typed_and_on_which_day_in_japan() {
    let message = message(&with(&[(Item::Insurer, "139998"), (Item::Number, "0012345")]));
    let header = &message.message_header;
    assert_eq!(header.qualification_confirmation_date.read().unwrap().to_string(), "2026-11-23");
    assert_eq!(header.medical_institution_code.as_str(), "1319999999");
    assert!(header.process_execution_time.is_empty() && header.segment_of_result.is_none());
    let expected = Entry { insurer_number: Some("139998".into()), number: Some("0012345".into()), ..Entry::default() };
    assert!(message.message_body.result_list.entries == [expected]);
}

#[test]
fn nothing_typed_is_in_debug() {
    let manual =
        with(&[(Item::Insurer, "06139992"), (Item::Symbol, "987"), (Item::Number, "0012345"), (Item::Branch, "01")]);
    let said = format!("{manual:?}");
    assert!(said.contains("Certificate"));
    for number in ["06139992", "987", "0012345", "01"] {
        assert!(!said.contains(number), "{said}");
    }
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{0,9}",
        Just("06139992".to_owned()),
        Just("39139993".to_owned()),
        Just("1".to_owned()),
        Just("有効".to_owned())
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_typed_nothing_is_ever_confirmed(
        way in prop::sample::select(&Way::ALL),
        puts in prop::collection::vec((prop::sample::select(&ITEMS), typed()), 0..8),
    ) {
        let mut manual = Manual::new(way);
        for (item, typed) in puts {
            let _mistaken = manual.put(item, &typed);
        }
        prop_assert_eq!(Verdict::of(&message(&manual)).kind(), VerdictKind::NotStated);
    }
}
