//! Each way from the list to its entry, by keys. Numbers are synthetic.

use std::time::{Duration, Instant};

use time::macros::datetime;

use super::super::{Effect, Event, Facts, Page, PageInput, Purpose, StaffMenu};
use super::{NumberField, WaysStep};
use crate::common::{EntryNote, Key, StaffAccess, StaffId, StaffNote, TypedChar, Way};
use crate::eligibility::manual::{Item, Mistake};
use crate::eligibility::{Manual, Verdict, VerdictKind};

/// Staff at the open list.
struct Desk {
    menu: StaffMenu,
    now: Instant,
}

impl Desk {
    fn open(ways: &'static [Way]) -> Self {
        let mut desk = Self { menu: StaffMenu::new(crate::common::language::Language::Japanese), now: Instant::now() };
        desk.menu.inform(Facts { access: StaffAccess::OutOfReach, ways, ..Facts::default() });
        desk.menu.handle(Event::Open(Purpose::Ways), desk.now);
        desk
    }

    fn presses(&mut self, key: Key) -> Option<Effect> {
        // Slower than a key repeats.
        self.now += Duration::from_secs(1);
        self.menu.handle(Event::Input(PageInput::Key(key)), self.now)
    }

    fn types(&mut self, text: &str) {
        for byte in text.bytes() {
            let sign = TypedChar::from_ascii(byte).unwrap();
            assert!(self.menu.handle(Event::Input(PageInput::Typed(sign)), self.now).is_none());
        }
    }

    /// Chooses a way by its place in the list, and reads its guide to the end.
    fn chooses(&mut self, place: &str) {
        self.types(place);
        assert!(matches!(self.step(), WaysStep::Guide(_)), "{:?}", self.step());
        self.presses(Key::Enter);
    }

    fn enters(&mut self, number: &str) {
        self.types(number);
        assert!(self.presses(Key::Enter).is_none());
    }

    fn step(&self) -> &WaysStep {
        match self.menu.view(self.now).expect("an open page").page {
            Page::Ways(ways) => ways.step(),
            other => panic!("{other:?}"),
        }
    }

    fn field(&self) -> &NumberField {
        match self.step() {
            WaysStep::Number { field, .. } => field,
            other => panic!("{other:?}"),
        }
    }

    /// Has the summary kept, and says what was.
    fn keeps(&mut self) -> Manual {
        let Some(Effect::RecordManual(manual, None)) = self.presses(Key::Enter) else { panic!("{:?}", self.step()) };
        *manual
    }
}

fn numbers(manual: &Manual) -> [Option<&str>; 4] {
    [Item::Insurer, Item::Symbol, Item::Number, Item::Branch].map(|item| manual.get(item))
}

#[test]
fn each_paper_comes_to_an_entry_with_its_numbers_that_confirms_nothing() {
    for (place, way) in [("1", Way::Portal), ("2", Way::Notice), ("3", Way::Certificate)] {
        let mut desk = Desk::open(&[]);
        desk.chooses(place);
        for number in ["06139992", "12-34", "0012345", "01"] {
            desk.enters(number);
        }
        let manual = desk.keeps();
        assert_eq!(manual.way(), way);
        assert_eq!(numbers(&manual), [Some("06139992"), Some("12-34"), Some("0012345"), Some("01")]);
        let message = manual.message(&"1319999999".parse().unwrap(), datetime!(2026-11-22 10:00 +9));
        assert_eq!(Verdict::of(&message).kind(), VerdictKind::NotStated);
        let entry = &message.message_body.result_list.entries[0];
        assert_eq!(entry.insurer().unwrap().as_str(), "06139992");
    }
}

#[test]
fn a_statement_and_a_word_are_kept_without_numbers() {
    for (place, way) in [("4", Way::Statement), ("5", Way::Oral)] {
        let mut desk = Desk::open(&[]);
        desk.chooses(place);
        let manual = desk.keeps();
        assert_eq!(manual.way(), way);
        let message = manual.message(&"1319999999".parse().unwrap(), datetime!(2026-11-22 10:00 +9));
        assert!(message.message_body.result_list.is_empty());
    }
}

#[test]
fn numbers_that_are_not_known_are_passed_over_by_enter() {
    let mut desk = Desk::open(&[]);
    desk.chooses("3");
    for _ in 0..4 {
        desk.presses(Key::Enter);
    }
    assert_eq!(numbers(&desk.keeps()), [None; 4]);
}

#[test]
fn the_late_elderly_are_asked_for_two_numbers() {
    let mut desk = Desk::open(&[]);
    desk.chooses("3");
    desk.enters("39139993");
    assert_eq!(desk.field().item(), Item::Number);
    desk.enters("01234567");
    assert_eq!(numbers(&desk.keeps()), [Some("39139993"), None, Some("01234567"), None]);
}

#[test]
fn a_wrong_number_stays_until_it_is_mended_or_erased() {
    let mut desk = Desk::open(&[]);
    desk.chooses("3");
    desk.enters("06139993");
    assert_eq!(desk.field().note(), Some(EntryNote::Rejected(Mistake::CheckDigit)));
    assert_eq!(desk.field().typed(), "06139993");
    desk.presses(Key::Enter);
    assert_eq!(desk.field().item(), Item::Insurer, "a second Enter does not help");
    desk.presses(Key::Erase);
    assert_eq!(desk.field().note(), None);
    desk.enters("2");
    assert_eq!(desk.field().item(), Item::Symbol);
}

#[test]
fn what_does_not_belong_into_a_field_is_not_typed() {
    let mut desk = Desk::open(&[]);
    desk.chooses("3");
    desk.types("06-13A");
    assert_eq!((desk.field().typed(), desk.field().note()), ("0613", Some(EntryNote::WrongKey)));
    desk.types("99921");
    assert_eq!((desk.field().typed(), desk.field().note()), ("06139992", Some(EntryNote::TooLong)));
    desk.presses(Key::Burst);
    assert_eq!((desk.field().typed(), desk.field().note()), ("", Some(EntryNote::OneByOne)));
    desk.presses(Key::Other);
    assert_eq!(desk.field().note(), Some(EntryNote::WrongKey));
}

#[test]
fn going_back_keeps_what_was_entered_and_leaving_the_numbers_forgets_it() {
    let mut desk = Desk::open(&[]);
    desk.chooses("3");
    for number in ["06139992", "12", "345", "01"] {
        desk.enters(number);
    }
    for (item, typed) in
        [(Item::Branch, "01"), (Item::Number, "345"), (Item::Symbol, "12"), (Item::Insurer, "06139992")]
    {
        desk.presses(Key::Cancel);
        assert_eq!((desk.field().item(), desk.field().typed()), (item, typed));
    }
    desk.presses(Key::Cancel);
    assert!(matches!(desk.step(), WaysStep::Guide(Way::Certificate)));
    desk.presses(Key::Enter);
    assert_eq!(desk.field().typed(), "");
    desk.presses(Key::Cancel);
    desk.presses(Key::Cancel);
    assert!(matches!(desk.step(), WaysStep::List));
    desk.presses(Key::Cancel);
    assert!(!desk.menu.is_open());
}

#[test]
fn what_could_not_be_kept_stays_and_is_tried_again() {
    let mut desk = Desk::open(&[]);
    desk.chooses("5");
    desk.keeps();
    desk.menu.handle(Event::ManualRecorded(Err(StaffNote::HandOffFull)), desk.now);
    assert!(matches!(desk.step(), WaysStep::Summary { failed: Some(StaffNote::HandOffFull), .. }));
    desk.keeps();
    desk.menu.handle(Event::ManualRecorded(Ok(())), desk.now);
    assert!(matches!(desk.step(), WaysStep::Noted(Way::Oral)));
    assert!(desk.presses(Key::Enter).is_none());
    assert!(!desk.menu.is_open());
}

#[test]
fn an_entry_that_was_kept_holds_up_no_card_for_long_and_a_forgotten_one_is_gone_after_two_minutes() {
    let mut desk = Desk::open(&[]);
    desk.chooses("3");
    desk.enters("06139992");
    assert_eq!(desk.menu.deadline(), Some(desk.now + Duration::from_secs(120)));
    desk.menu.handle(Event::Elapsed, desk.now + Duration::from_secs(120));
    assert!(!desk.menu.is_open());

    let mut desk = Desk::open(&[]);
    desk.chooses("5");
    desk.keeps();
    desk.menu.handle(Event::ManualRecorded(Ok(())), desk.now);
    assert_eq!(desk.menu.deadline(), Some(desk.now + Duration::from_secs(10)));
}

#[test]
fn the_list_begins_with_what_fits_the_trouble_and_lacks_no_way() {
    let desk = Desk::open(&[Way::Certificate, Way::Statement]);
    let Page::Ways(ways) = desk.menu.view(desk.now).unwrap().page else { panic!() };
    assert_eq!(ways.order(), [Way::Certificate, Way::Statement, Way::Portal, Way::Notice, Way::Oral]);
}

#[test]
fn the_way_is_chosen_with_arrows_too() {
    let mut desk = Desk::open(&[]);
    for key in [Key::PreviousPage, Key::NextPage, Key::NextPage, Key::PreviousPage, Key::Enter] {
        desk.presses(key);
    }
    assert!(matches!(desk.step(), WaysStep::Guide(Way::Notice)));
}

#[test]
fn nothing_typed_at_the_menu_is_in_debug() {
    let mut desk = Desk::open(&[]);
    desk.chooses("3");
    desk.enters("06139992");
    desk.types("98765");
    let said = format!("{:?}", desk.menu);
    assert!(!said.contains("06139992") && !said.contains("98765"), "{said}");
}

#[test]
fn behind_a_passcode_the_entry_says_who_made_it() {
    let mut desk = Desk { menu: StaffMenu::new(crate::common::language::Language::Japanese), now: Instant::now() };
    desk.menu.inform(Facts { access: StaffAccess::Passcode, ways: &[Way::Oral], ..Facts::default() });
    desk.menu.handle(Event::Open(Purpose::Ways), desk.now);
    assert!(matches!(desk.menu.view(desk.now).unwrap().page, Page::Passcode(_)));
    desk.types("246813");
    assert!(matches!(desk.presses(Key::Enter), Some(Effect::CheckPasscode(_))));
    let by = StaffId::new("nurse-1");
    desk.menu.handle(Event::PasscodeChecked(by.clone()), desk.now);
    desk.chooses("1");
    let Some(Effect::RecordManual(manual, who)) = desk.presses(Key::Enter) else { panic!() };
    assert_eq!((manual.way(), who), (Way::Oral, by));
}
