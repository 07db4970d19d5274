//! A waiting screen that is not used turns dark, once, and the next key or card lights it.

use super::*;
use crate::common::{CardNews, Key, Language, Method};

fn dark() -> Desk {
    let mut desk = Desk::new();
    desk.elapses();
    assert!(desk.visit.is_dimmed());
    desk
}

#[test]
fn five_minutes_without_a_key_or_a_card_and_nothing_wakes_up_after_that() {
    let mut desk = Desk::new();
    let began = desk.now;
    desk.elapses();
    assert_eq!(desk.now - began, Duration::from_secs(300));
    assert!(desk.effects.is_empty());
    assert!(desk.visit.view(desk.now).dimmed);
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
    assert_eq!(desk.visit.deadline(), None);
}

#[test]
fn every_key_begins_the_time_again() {
    let mut desk = Desk::new();
    desk.passes(Duration::from_secs(299));
    desk.hear(Event::Key(Key::Other));
    let began = desk.now;
    desk.elapses();
    assert!(desk.visit.is_dimmed());
    assert_eq!(desk.now - began, Duration::from_secs(300));
}

#[test]
fn the_key_that_lights_the_screen_does_nothing_else() {
    for key in [Key::Staff, Key::Language, Key::Appearance, Key::Enter, Key::Cancel, Key::Menu, Key::Ways, Key::Other] {
        let mut desk = dark();
        desk.presses(key);
        let view = desk.visit.view(desk.now);
        assert!(!view.dimmed && view.language == Language::Japanese, "{key:?}");
        assert!(matches!(view.screen, Screen::Waiting { confirmed_for: None, .. }), "{key:?}");
        assert!(desk.effects.is_empty(), "{key:?}");
    }
}

#[test]
fn a_digit_lights_the_screen_and_chooses_a_language() {
    let mut desk = dark();
    desk.types("3");
    assert!(!desk.visit.is_dimmed());
    assert_eq!(desk.visit.view(desk.now).language, Language::English);
}

#[test]
fn a_card_lights_the_screen_and_begins_its_visit() {
    let mut desk = dark();
    desk.inserts();
    assert!(!desk.visit.is_dimmed());
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(FACTS));
    assert!(matches!(desk.screen(), Screen::Pin { .. }));
}

#[test]
fn nothing_but_a_screen_that_waits_turns_dark() {
    let mut desk = Desk::at_the_pin();
    desk.passes(Duration::from_secs(3600));
    desk.hear(Event::Elapsed);
    assert!(!desk.visit.is_dimmed());
    let mut desk = Desk::new();
    desk.hear(Event::MenuOpen(true));
    desk.passes(Duration::from_secs(3600));
    desk.hear(Event::Elapsed);
    assert!(!desk.visit.is_dimmed());
}
