//! The pages by their keys: the menu, and what it asks for. Names are synthetic.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use time::macros::date;

use super::*;
use crate::common::{Language, StaffAccess, TypedChar};
use crate::eligibility::Person;
use crate::staff::{Event, Page, Purpose, StaffMenu};
use crate::visit::{HeldResult, Withheld};

struct Staff {
    menu: StaffMenu,
    now: Instant,
}

impl Staff {
    fn opens(expects: bool, held: u64) -> Self {
        let held = (1..=held).map(|number| HeldResult {
            number: 10 + number,
            made: Some((10, 15, 34)),
            initials: "試＊".to_owned().into(),
            why: Withheld::Other,
        });
        let reader = ReaderFacts { today: date!(2026 - 11 - 22).into(), expects, held: held.collect() };
        let mut menu = StaffMenu::new(Language::Japanese);
        menu.inform(Facts { access: StaffAccess::OutOfReach, reader: Some(reader), ..Facts::default() });
        let now = Instant::now();
        menu.handle(Event::Open(Purpose::Menu), now);
        Self { menu, now }
    }

    fn types(&mut self, typed: &str) -> Option<Effect> {
        typed.chars().fold(None, |_, sign| {
            self.now += Duration::from_secs(1);
            let input = match sign {
                '\r' => PageInput::Key(Key::Enter),
                '\x1b' => PageInput::Key(Key::Cancel),
                '\x08' => PageInput::Key(Key::Erase),
                sign => PageInput::Typed(TypedChar::from_char(sign).unwrap()),
            };
            self.menu.handle(Event::Input(input), self.now)
        })
    }

    fn named(&mut self, typed: &str) -> Person {
        match self.types(typed) {
            Some(Effect::Expect(person)) => *person,
            other => panic!("{other:?}"),
        }
    }

    fn step(&self) -> &ReaderStep {
        let Page::Reader(page) = self.menu.view(self.now).unwrap().page else { panic!("another page") };
        page.step()
    }
}

fn person(birthdate: bool, kana: &str) -> Person {
    Person::new(birthdate.then(|| date!(1990 - 04 - 01).into()), kana).unwrap()
}

#[test]
fn a_person_is_named_by_date_of_birth_and_kana_or_by_one_of_the_two_and_the_menu_closes() {
    for (typed, expected) in [
        ("819900401\rshikenhanako\r", person(true, "シケンハナコ")),
        ("8H020401\r\r", person(true, "")),
        ("8\r*shikenn\r", person(false, "シケン")),
        ("8\rｼﾞｭﾘ\r", person(false, "ジュリ")),
        ("8\rシケン\x08\x08モン\r", person(false, "シモン")),
    ] {
        let mut staff = Staff::opens(false, 0);
        // `*` changes from katakana to another alphabet: three more lead to hiragana.
        let typed = typed.replace('*', "***");
        assert!(staff.named(&typed) == expected, "{typed}");
        assert!(!staff.menu.is_open());
    }
}

#[test]
fn without_either_no_one_is_named_and_esc_leads_back_with_what_was_typed() {
    let mut staff = Staff::opens(false, 0);
    assert!(staff.types("8\r\r").is_none());
    let ReaderStep::Name { field, .. } = staff.step() else { panic!("{:?}", staff.step()) };
    assert_eq!(field.note(), Some(NameNote::Rejected(NameMistake::Nothing)));
    staff.types("\x1b19900401\r\x1b");
    let ReaderStep::Birthdate(field) = staff.step() else { panic!("{:?}", staff.step()) };
    assert_eq!(field.typed(), "19900401");
    staff.types("\x1b");
    assert!(matches!(staff.menu.view(staff.now).unwrap().page, Page::Menu(_)));
}

#[test]
fn a_reading_that_is_not_complete_names_no_one() {
    let mut staff = Staff::opens(false, 0);
    assert!(staff.types("8\rshik\r").is_none());
    let ReaderStep::Name { field, .. } = staff.step() else { panic!("{:?}", staff.step()) };
    assert_eq!((field.typed(), field.note()), ("シ", Some(NameNote::TooShort)));
}

#[test]
fn staff_can_end_a_naming_and_go_on_with_it() {
    let mut staff = Staff::opens(true, 0);
    assert!(matches!(staff.types("82"), Some(Effect::ExpectNoLonger)));
    assert!(!staff.menu.is_open());
    let mut staff = Staff::opens(true, 0);
    assert!(staff.types("81").is_none());
    assert!(staff.menu.is_open());
}

#[test]
fn one_of_the_held_results_is_taken_or_none() {
    for (typed, taken) in [("91", Some(11)), ("93", Some(13)), ("94", None), ("9\r", Some(11))] {
        let mut staff = Staff::opens(false, 3);
        match (staff.types(typed), taken) {
            (Some(Effect::TakeHeld(number)), Some(taken)) => assert_eq!(number, taken),
            (Some(Effect::DropHeld), None) => {}
            (other, _) => panic!("{typed}: {other:?}"),
        }
        assert!(!staff.menu.is_open());
    }
}

#[test]
fn a_result_that_is_gone_meanwhile_is_not_taken_for_the_one_behind_it() {
    let mut staff = Staff::opens(false, 2);
    staff.types("9");
    let reader = ReaderFacts { today: date!(2026 - 11 - 22).into(), expects: false, held: Vec::new() };
    staff.menu.inform(Facts { access: StaffAccess::OutOfReach, reader: Some(reader), ..Facts::default() });
    assert!(staff.types("2").is_none(), "there is only the last line, which has another digit");
}

#[test]
fn where_cards_are_read_here_there_is_neither() {
    let facts = Facts { access: StaffAccess::OutOfReach, ..Facts::default() };
    let items = crate::staff::menu::MenuPage::items(&facts);
    assert!(!items.iter().any(|item| matches!(item, crate::staff::MenuItem::Expect | crate::staff::MenuItem::Held)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_typed_a_name_stays_short_and_is_in_no_debug(keys in "[a-zァ-ン*/0-9]{0,60}") {
        let mut staff = Staff::opens(false, 0);
        staff.types("819900401\r");
        staff.types(&keys);
        let ReaderStep::Name { field, .. } = staff.step() else { panic!("{:?}", staff.step()) };
        let length = field.typed().chars().count();
        prop_assert!(length + field.how().pending().len() <= MAX_NAME);
        let debug = format!("{:?}", staff.menu);
        let kana = field.typed().chars().filter(|typed| !typed.is_ascii());
        prop_assert!(kana.clone().all(|kana| !debug.contains(kana)), "{}", debug);
        prop_assert!(!debug.contains("19900401") && !debug.contains("1990-04-01"), "{}", debug);
    }
}
