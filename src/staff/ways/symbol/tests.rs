//! Symbols by keys alone: letters, readings, the table. Symbols are synthetic.

use proptest::prelude::*;

use super::super::field::NumberField;
use super::romaji::readings;
use super::{Choices, Group, Letters, Picker, Shelf, digit_of};
use crate::common::{EntryNote, Key, TypedChar, Way};
use crate::eligibility::Manual;
use crate::eligibility::kana::katakana;
use crate::eligibility::manual::{Item, MAX_LENGTH};
use crate::staff::page::PageInput;

/// A symbol that is typed.
struct Typed(NumberField, Manual);

impl Typed {
    fn nothing() -> Self {
        let manual = Manual::new(Way::Certificate);
        Self(NumberField::new(Item::Symbol, &manual), manual)
    }

    /// After these characters.
    fn after(keys: &str) -> Self {
        let mut field = Self::nothing();
        field.types(keys);
        field
    }

    fn types(&mut self, keys: &str) {
        for key in keys.chars() {
            self.0.input(PageInput::Typed(TypedChar::from_char(key).unwrap()), &self.1);
        }
    }

    fn presses(&mut self, key: Key) {
        self.0.input(PageInput::Key(key), &self.1);
    }

    fn shows(&self) -> (&str, &str) {
        (self.0.typed(), self.0.symbol().unwrap().pending())
    }

    fn letters(&self) -> Letters {
        self.0.symbol().unwrap().letters()
    }

    fn choices(&self) -> Option<Choices> {
        self.0.symbol().unwrap().picker().map(Picker::choices)
    }
}

#[test]
fn a_symbol_is_typed_with_signs_of_ascii_unless_other_letters_are_asked_for() {
    assert_eq!(Typed::after("12-34A").shows(), ("12-34A", ""));
    assert_eq!(Typed::after("１２－３４Ａ").shows(), ("12-34A", ""), "a keyboard in a Japanese mode");
    assert_eq!(Typed::after("***12-34A").shows(), ("１２－３４Ａ", ""), "full width was asked for");
}

#[test]
fn every_reading_gives_its_kana_in_both_kana() {
    let all = readings();
    assert!(all.len() > 180, "{}", all.len());
    for (reading, kana) in all {
        assert_eq!(Typed::after(&format!("*{reading}")).shows(), (kana.as_str(), ""), "{reading}");
        let other: String = kana.chars().map(katakana).collect();
        assert_eq!(Typed::after(&format!("**{reading}")).shows(), (other.as_str(), ""), "{reading}");
        let upper = reading.to_ascii_uppercase();
        assert_eq!(Typed::after(&format!("*{upper}")).shows(), (kana.as_str(), ""), "{reading} with Caps Lock");
    }
}

#[test]
fn readings_run_on_as_people_type_them() {
    for (typed, shown) in [
        ("sen'in", ("せn", "")),
        ("hokkaidou", ("ほっかいどう", "")),
        ("shinbashi", ("しんばし", "")),
        ("sennin", ("せんいn", "")),
        ("senninn", ("せんいん", "")),
        ("itabashi-12", ("いたばし-12", "")),
        ("matcha", ("まっちゃ", "")),
        ("kon1", ("こん1", "")),
        ("nya", ("にゃ", "")),
        ("k", ("", "k")),
        ("ky", ("", "ky")),
    ] {
        let field = Typed::after(&format!("*{typed}"));
        // A single n at the end is still open.
        let (text, pending) = field.shows();
        match shown.0.strip_suffix('n') {
            Some(before) if typed == "sennin" => assert_eq!((text, pending), (before, "n"), "{typed}"),
            Some(_) => assert_eq!(field.0.note(), None),
            None => assert_eq!((text, pending), shown, "{typed}"),
        }
    }
}

#[test]
fn what_is_no_reading_is_not_taken_and_enter_does_not_send_half_of_one() {
    let mut field = Typed::after("*kq");
    assert_eq!((field.shows(), field.0.note()), (("", "k"), Some(EntryNote::WrongKey)));
    field.types("1");
    assert_eq!((field.shows(), field.0.note()), (("", "k"), Some(EntryNote::WrongKey)));
    assert!(!field.0.finish());
    assert_eq!(field.0.note(), Some(EntryNote::TooShort));
    field.presses(Key::Erase);
    assert_eq!((field.shows(), field.0.note()), (("", ""), None));
    field.types("n");
    assert!(field.0.finish());
    assert_eq!(field.shows(), ("ん", ""));
}

#[test]
fn the_key_of_a_long_vowel_is_a_hyphen_but_behind_a_kana() {
    assert_eq!(Typed::after("12ー34").shows().0, "12-34");
    assert_eq!(Typed::after("**su-ー").shows().0, "ス--", "a hyphen stands before it");
    assert_eq!(Typed::after("**suーpa").shows().0, "スーパ");
}

#[test]
fn japanese_letters_that_the_terminal_sends_are_taken_as_they_are() {
    assert_eq!(Typed::after("船員・あア１２").shows().0, "船員・あア12");
    assert_eq!(Typed::after("*n船").shows().0, "ん船");
    assert_eq!(Typed::after("髙𠮟ｱ").shows().0, "髙𠮟ｱ");
}

#[test]
fn the_letters_change_in_a_circle_and_a_reading_that_is_begun_keeps_them() {
    let mut field = Typed::nothing();
    for letters in [Letters::Hiragana, Letters::Katakana, Letters::Wide, Letters::Latin] {
        field.types("*");
        assert_eq!(field.letters(), letters);
    }
    field.types("*k*");
    assert_eq!((field.letters(), field.0.note()), (Letters::Hiragana, Some(EntryNote::WrongKey)));
}

#[test]
fn every_character_of_the_table_is_reached_with_digits_alone() {
    let mut reached = std::collections::BTreeSet::new();
    for group in 0..Group::ALL.len() {
        let open = format!("/{}", digit_of(group));
        let shelves = match Typed::after(&open).choices() {
            Some(Choices::Shelves(shelves)) => (0..shelves.len()).map(|place| digit_of(place).to_string()).collect(),
            Some(Choices::Characters(_)) => vec![String::new()],
            other => panic!("{other:?}"),
        };
        for shelf in shelves {
            let pages = Typed::after(&format!("{open}{shelf}")).0.symbol().unwrap().picker().unwrap().page().1;
            for page in 0..pages {
                let keys = format!("{open}{shelf}{}", "+".repeat(page));
                let Some(Choices::Characters(characters)) = Typed::after(&keys).choices() else { panic!("{keys}") };
                assert!((1..=10).contains(&characters.len()), "{keys}");
                for (place, character) in characters.into_iter().enumerate() {
                    let field = Typed::after(&format!("{keys}{}", digit_of(place)));
                    assert_eq!((field.shows(), field.choices()), ((character, ""), None), "{keys}");
                    reached.insert(character);
                }
            }
        }
    }
    for wanted in
        ["船", "試験", "自営", "共済", "公", "警", "文", "地", "国", "市", "町", "村", "日雇", "東京", "沖", "ん", "ヴ"]
    {
        assert!(reached.contains(wanted), "{wanted}");
    }
}

#[test]
fn the_table_is_left_step_by_step_and_its_pages_go_round() {
    let mut field = Typed::after("12/62");
    assert!(matches!(field.choices(), Some(Choices::Characters(_))));
    field.presses(Key::Cancel);
    assert!(matches!(field.choices(), Some(Choices::Shelves(shelves)) if shelves[0] == Shelf::Kana("あ")));
    field.types("/");
    assert!(matches!(field.choices(), Some(Choices::Groups(_))));
    field.presses(Key::Enter);
    assert_eq!(field.0.note(), Some(EntryNote::WrongKey));
    field.presses(Key::Erase);
    assert_eq!((field.choices(), field.shows()), (None, ("12", "")), "nothing that was typed is lost");

    field.types("/4");
    let pages: Vec<_> = (0..4)
        .map(|_| {
            field.presses(Key::NextPage);
            field.0.symbol().unwrap().picker().unwrap().page()
        })
        .collect();
    assert_eq!(pages, [(1, 4), (2, 4), (3, 4), (0, 4)]);
    field.presses(Key::PreviousPage);
    field.types("0");
    assert_eq!(field.0.note(), Some(EntryNote::WrongKey), "the last page has nine");
    field.types("9");
    assert_eq!(field.shows().0, "12沖");
}

#[test]
fn several_keys_at_once_leave_neither_table_nor_reading() {
    for keys in ["12/6", "*shik"] {
        let mut field = Typed::after(keys);
        field.presses(Key::Burst);
        assert_eq!((field.shows(), field.choices(), field.0.note()), (("", ""), None, Some(EntryNote::OneByOne)));
    }
}

#[test]
fn a_full_symbol_takes_nothing_more_by_any_way() {
    let full = "1".repeat(MAX_LENGTH);
    for more in ["2", "船", "*k", "/11", "/621"] {
        let field = Typed::after(&format!("{full}{more}"));
        assert_eq!((field.shows(), field.0.note()), ((full.as_str(), ""), Some(EntryNote::TooLong)), "{more}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_typed_a_symbol_stays_short_and_enter_keeps_all_of_it_or_says_why(
        keys in prop::collection::vec(prop_oneof![
            6 => "[ -~ぁ-んァ-ヶー一-龠！-～]".prop_map(|typed| Ok(typed.chars().next().unwrap())),
            1 => prop::sample::select(vec![
                Key::Erase, Key::Cancel, Key::Burst, Key::NextPage, Key::PreviousPage, Key::Other,
            ]).prop_map(Err),
        ], 0..60),
    ) {
        let mut field = Typed::nothing();
        for key in keys {
            match key {
                Ok(typed) => match TypedChar::from_char(typed) {
                    Some(typed) => field.0.input(PageInput::Typed(typed), &field.1),
                    None => continue,
                },
                Err(key) => field.presses(key),
            }
            let (typed, pending) = field.shows();
            prop_assert!(typed.chars().count() + pending.len() <= MAX_LENGTH);
            prop_assert!(typed.chars().all(|c| TypedChar::from_char(c).is_some()), "{:?}", typed);
        }
        if !field.0.is_choosing() && field.0.finish() {
            let typed = field.0.typed().to_owned();
            prop_assert_eq!(field.1.put(Item::Symbol, &typed), Ok(()));
            prop_assert_eq!(field.1.get(Item::Symbol).unwrap_or_default(), typed);
        }
    }
}
