//! Time limits: announced before they end anything, extended by a key, and what Enter means on the call to take the
//! card.

use super::super::view::Ending;
use super::*;
use crate::common::{
    CardFacts, CardFault, CardNews, Key, KeyReport, KeyTime, Language, Method, PinState, Slot, TroubleKind,
};

const SECOND: Duration = Duration::from_secs(1);

fn at_the_last_try() -> Desk {
    let mut desk = Desk::new();
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(CardFacts { pin: PinState::Left(1), ..FACTS }));
    desk
}

fn without_a_pin() -> Desk {
    let mut desk = Desk::new();
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(CardFacts { pin: PinState::Absent, ..FACTS }));
    desk
}

fn with_staff() -> Desk {
    let mut desk = Desk::at_the_pin();
    desk.presses(Key::OtherMethod);
    desk
}

fn in_trouble() -> Desk {
    let mut desk = Desk::new();
    desk.inserts();
    desk.fails(CardFault::Trouble(TroubleKind::UnexpectedStatus.into()));
    desk
}

fn in_trouble_without_a_card() -> Desk {
    let mut desk = Desk::at_the_pin();
    desk.removes();
    desk
}

fn confirmed_early() -> Desk {
    let mut desk = Desk::new();
    desk.presses(Key::Staff);
    desk
}

/// Every screen that leaves by itself, and how long it stays.
fn limited() -> [(&'static str, Desk, u32); 8] {
    [
        ("PIN", Desk::at_the_pin(), 120),
        ("last try", at_the_last_try(), 120),
        ("no PIN", without_a_pin(), 120),
        ("staff", with_staff(), 120),
        ("answer", Desk::answered(rules()), 60),
        ("trouble", in_trouble(), 60),
        ("trouble without a card", in_trouble_without_a_card(), 30),
        ("confirmed early", confirmed_early(), 60),
    ]
}

fn ending(desk: &Desk) -> Option<Ending> {
    desk.visit.view(desk.now).ending
}

fn screen(desk: &Desk) -> String {
    format!("{:?}", std::mem::discriminant(&desk.screen()))
}

#[test]
fn every_limit_is_announced_twenty_seconds_before_it_ends_anything() {
    for (name, mut desk, seconds) in limited() {
        let (began, before) = (desk.now, screen(&desk));
        assert_eq!(ending(&desk), None, "{name}");
        desk.elapses();
        assert_eq!(desk.now - began, (seconds - 20) * SECOND, "{name}");
        assert!(matches!(desk.effects[..], [Effect::Bell(Bell::TimeAlmostUp)]), "{name}: {:?}", desk.effects);
        assert_eq!(ending(&desk), Some(Ending { left: 20 * SECOND, extends: true }), "{name}");
        assert_eq!(screen(&desk), before, "{name}");
        desk.elapses();
        assert_eq!(desk.now - began, seconds * SECOND, "{name}");
        assert_eq!(ending(&desk), None, "{name}");
        let confirms = matches!(desk.screen(), Screen::Waiting { confirmed_for: Some(_), .. });
        assert!(!confirms && (name == "confirmed early" || screen(&desk) != before), "{name}");
    }
}

#[test]
fn any_key_extends_a_limit_by_its_whole_length_and_throws_nothing_away() {
    let keys = [Key::Enter, Key::Cancel, Key::Erase, Key::OtherMethod, Key::Other, Key::NextPage, Key::Language];
    for key in keys {
        for (name, mut desk, seconds) in limited() {
            let before = screen(&desk);
            desk.elapses();
            desk.presses(key);
            assert!(desk.effects.is_empty(), "{name} {key:?}: {:?}", desk.effects);
            assert_eq!((ending(&desk), screen(&desk)), (None, before.clone()), "{name} {key:?}");
            let began = desk.now;
            desk.elapses();
            assert_eq!(desk.now - began, (seconds - 20) * SECOND, "{name} {key:?}");
            assert_eq!(screen(&desk), before, "{name} {key:?}");
        }
    }
}

#[test]
fn the_key_that_extends_sends_no_pin_and_drops_no_digit() {
    for key in [Key::Enter, Key::Erase, Key::Cancel, Key::OtherMethod] {
        let mut desk = Desk::at_the_pin();
        desk.types("1234");
        desk.elapses();
        desk.presses(key);
        assert!(!desk.asks_to_prove(), "{key:?}");
        assert!(matches!(desk.screen(), Screen::Pin { entered: 4, .. }), "{key:?}");
        desk.presses(Key::Enter);
        assert!(desk.asks_to_prove(), "{key:?}");
    }
}

#[test]
fn a_digit_that_extends_is_a_digit_as_well() {
    let mut desk = Desk::at_the_pin();
    desk.types("12");
    desk.elapses();
    desk.types("3");
    assert!(matches!(desk.screen(), Screen::Pin { entered: 3, .. }));
    assert_eq!(ending(&desk), None);
}

#[test]
fn staff_who_act_while_a_limit_is_announced_need_no_second_act() {
    let mut desk = with_staff();
    desk.opens(Method::Staff);
    desk.elapses();
    desk.presses(Key::Staff);
    assert!(desk.rechecks());
}

#[test]
fn the_key_that_opens_the_menu_extends_the_limit_too() {
    let mut desk = Desk::answered(rules());
    desk.elapses();
    desk.hear(Event::MenuOpen(true));
    assert_eq!(ending(&desk), None);
}

#[test]
fn a_limit_is_extended_ten_times_and_then_its_keys_do_what_they_did() {
    let mut desk = Desk::answered(rules());
    for _ in 0..10 {
        desk.elapses();
        assert_eq!(ending(&desk).map(|ending| ending.extends), Some(true));
        desk.presses(Key::Other);
    }
    desk.elapses();
    assert_eq!(ending(&desk).map(|ending| ending.extends), Some(false));
    desk.presses(Key::Other);
    assert!(ending(&desk).is_some());
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::TakeCard));
}

#[test]
fn a_limit_that_is_announced_late_ends_late() {
    let mut desk = Desk::at_the_pin();
    desk.passes(3600 * SECOND);
    desk.hear(Event::Elapsed);
    assert_eq!(ending(&desk), Some(Ending { left: 20 * SECOND, extends: true }));
    desk.passes(19 * SECOND);
    desk.hear(Event::Elapsed);
    assert!(matches!(desk.screen(), Screen::Pin { .. }));
}

#[test]
fn a_limit_shorter_than_its_announcement_has_none() {
    let mut desk = Desk::answered(Rules { panel_for: 10 * SECOND, ..rules() });
    assert_eq!(ending(&desk), None);
    desk.elapses();
    assert!(matches!(desk.screen(), Screen::TakeCard));
}

#[test]
fn staff_have_three_minutes_to_copy_what_they_have_revealed() {
    let mut desk = hidden_answer();
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { masked: false, left, .. }) if left == 180 * SECOND));
}

fn at_take_card() -> Desk {
    let mut desk = Desk::answered(rules());
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::TakeCard));
    desk
}

#[test]
fn enter_on_the_call_to_take_the_card_starts_again_with_it() {
    let mut desk = Desk::at_the_pin();
    desk.presses(Key::Language);
    desk.waits();
    assert!(matches!(desk.screen(), Screen::TakeCard));
    desk.passes(10 * SECOND);
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
    assert_eq!(desk.visit.view(desk.now).language, Language::Easy, "it is the same visitor");
    desk.card(CardNews::Read(FACTS));
    desk.opens(Method::Pin);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, .. }), "the PIN is asked for once more");
}

#[test]
fn an_enter_that_is_pressed_twice_or_held_starts_nothing() {
    let mut desk = at_take_card();
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::TakeCard), "twice");
    let mut desk = Desk::answered(rules());
    desk.passes(SECOND);
    for _ in 0..200 {
        desk.hears_key(Key::Enter, KeyTime::between(desk.now, desk.now, KeyReport::Unsaid));
        desk.passes(Duration::from_millis(33));
    }
    assert!(matches!(desk.screen(), Screen::TakeCard), "held");
}

#[test]
fn no_other_key_starts_anything_on_the_call_to_take_the_card() {
    for key in [Key::Cancel, Key::Staff, Key::OtherMethod, Key::Other, Key::Erase] {
        let mut desk = at_take_card();
        desk.passes(10 * SECOND);
        desk.presses(key);
        assert!(matches!(desk.screen(), Screen::TakeCard), "{key:?}");
    }
}

#[test]
fn a_visitor_who_takes_the_card_behind_an_answer_is_thanked_for_three_seconds() {
    let mut desk = at_take_card();
    desk.presses(Key::Language);
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Thanks));
    assert_eq!(desk.visit.view(desk.now).language, Language::Easy, "it is the same visitor");
    let began = desk.now;
    desk.elapses();
    assert_eq!(desk.now - began, 3 * SECOND);
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
}

#[test]
fn the_next_card_waits_for_no_thanks() {
    let mut desk = at_take_card();
    desk.presses(Key::Language);
    desk.removes();
    desk.inserts();
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese, "it is the next visitor");
}

#[test]
fn a_key_ends_the_thanks_and_does_nothing_else() {
    for key in [Key::Enter, Key::Cancel, Key::Language, Key::Other] {
        let mut desk = at_take_card();
        desk.removes();
        desk.presses(key);
        assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: None, .. }), "{key:?}");
    }
}

#[test]
fn staff_confirm_the_next_visitor_while_the_one_before_is_thanked() {
    let mut desk = at_take_card();
    desk.removes();
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: Some(_), .. }));
}

#[test]
fn who_has_taken_the_card_before_is_thanked_for_closing_the_answer_and_not_once_gone() {
    let mut desk = Desk::answered(rules());
    desk.removes();
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::Thanks));
    let mut desk = Desk::answered(rules());
    desk.removes();
    desk.waits();
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
}

#[test]
fn a_visit_without_an_answer_ends_without_thanks() {
    let mut desk = Desk::at_the_pin();
    desk.presses(Key::Cancel);
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
}

/// An answer that is hidden at first, with the card on the reader.
fn hidden_answer() -> Desk {
    Desk::answered(Rules { detail: crate::common::Detail::Masked, ..rules() })
}

fn is_hidden(desk: &Desk) -> bool {
    matches!(desk.screen(), Screen::Panel(PanelView { masked: true, page: 0, .. }))
}

#[test]
fn when_the_card_is_taken_what_staff_have_revealed_is_hidden_again() {
    let mut desk = hidden_answer();
    desk.presses(Key::Staff);
    desk.presses(Key::NextPage);
    assert!(!is_hidden(&desk));
    desk.removes();
    assert!(is_hidden(&desk));
    // What staff reveal after that, they reveal to themselves.
    desk.presses(Key::Staff);
    assert!(!is_hidden(&desk));
    desk.removes();
    assert!(!is_hidden(&desk), "the reader says once more that it is empty");
}

#[test]
fn an_answer_also_hides_when_the_reader_goes_with_the_card() {
    let mut desk = hidden_answer();
    desk.presses(Key::Staff);
    desk.hear(Event::Slot(Slot::Unusable(TroubleKind::NoReader.into())));
    assert!(is_hidden(&desk));
}
