//! How screens are drawn for one visitor, and for how long.

use super::*;
use crate::common::{Appearance, Drawing, Key, Language, Look};
use crate::visit::view::KeyNote;

fn shown(desk: &Desk) -> Appearance {
    desk.visit.appearance()
}

#[test]
fn its_key_goes_through_every_appearance_and_says_each() {
    let mut desk = Desk::new();
    for appearance in Appearance::ALL.into_iter().cycle().skip(1).take(Appearance::ALL.len()) {
        desk.presses(Key::Appearance);
        assert_eq!(shown(&desk), appearance);
        assert_eq!(desk.visit.view(desk.now).note, Some(KeyNote::Appearance(appearance)));
    }
}

#[test]
fn an_appearance_lasts_for_the_visit_and_no_longer() {
    let mut desk = Desk::new();
    desk.presses(Key::Appearance);
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(FACTS));
    desk.types("1234");
    desk.presses(Key::Appearance);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 4, .. }), "its key takes no digit back");
    desk.presses(Key::Enter);
    desk.card(CardNews::Verified);
    desk.card(CardNews::Signed);
    desk.answers(Ok(valid()));
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::TakeCard));
    assert_eq!(shown(&desk), Appearance::HighContrast);
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Thanks));
    assert_eq!(shown(&desk), Appearance::HighContrast, "the thanks are the visitor's as well");
    desk.waits();
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
    assert_eq!(shown(&desk), Appearance::Standing);
}

#[test]
fn the_next_person_does_not_inherit_it() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    desk.presses(Key::Appearance);
    desk.removes();
    desk.inserts();
    assert_eq!(shown(&desk), Appearance::Standing);
}

#[test]
fn a_visitor_who_puts_a_pulled_card_back_keeps_it() {
    let mut desk = Desk::at_the_pin();
    desk.presses(Key::Appearance);
    desk.removes();
    desk.inserts();
    assert_eq!(shown(&desk), Appearance::Large);
}

#[test]
fn on_the_waiting_screen_it_goes_back_by_itself_and_with_it_the_language() {
    let mut desk = Desk::new();
    desk.presses(Key::Language);
    desk.passes(Duration::from_secs(59));
    desk.presses(Key::Appearance);
    desk.passes(Duration::from_secs(59));
    assert_eq!(shown(&desk), Appearance::Large);
    desk.passes(Duration::from_secs(1));
    desk.hear(Event::Elapsed);
    assert_eq!(shown(&desk), Appearance::Standing);
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
    desk.waits();
    assert_eq!(desk.wakes_at(), None);
}

#[test]
fn a_language_that_is_chosen_leaves_it() {
    let mut desk = Desk::new();
    desk.presses(Key::Appearance);
    desk.types("3");
    assert_eq!(shown(&desk), Appearance::Large);
    assert_eq!(desk.visit.view(desk.now).language, Language::English);
}

#[test]
fn the_key_that_lights_the_dark_screen_changes_nothing() {
    let mut desk = Desk::new();
    desk.elapses();
    assert!(desk.visit.is_dimmed());
    desk.presses(Key::Appearance);
    assert_eq!(shown(&desk), Appearance::Standing);
    desk.presses(Key::Appearance);
    assert_eq!(shown(&desk), Appearance::Large);
}

#[test]
fn what_the_settings_have_already_is_passed_over() {
    let mut desk = Desk::with(Rules { drawing: Drawing { look: Look::Standard, large: true }, ..rules() });
    desk.presses(Key::Appearance);
    assert_eq!(shown(&desk), Appearance::HighContrast);
}

#[test]
fn a_key_that_extends_a_limit_changes_the_appearance_as_well() {
    let mut desk = Desk::at_the_pin();
    desk.passes(Duration::from_secs(100));
    desk.hear(Event::Elapsed);
    assert!(desk.visit.view(desk.now).ending.is_some());
    desk.presses(Key::Appearance);
    assert!(desk.visit.view(desk.now).ending.is_none());
    assert_eq!(shown(&desk), Appearance::Large);
}
