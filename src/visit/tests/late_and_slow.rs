//! What comes twice, late or slowly.

use super::*;
use crate::common::{CardNews, Key, Method, Slot, TroubleKind};

#[test]
fn a_card_that_is_told_of_twice_is_one_card() {
    let mut desk = Desk::at_the_pin();
    desk.types("12");
    desk.hear(Event::Slot(Slot::Card(desk.insertion)));
    assert!(matches!(desk.screen(), Screen::Pin { entered: 2, .. }));
}

#[test]
fn a_check_of_the_method_that_was_left_does_not_serve_the_other() {
    let mut desk = Desk::new();
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    desk.presses(Key::OtherMethod);
    desk.opens(Method::Pin);
    desk.presses(Key::Staff);
    assert!(!desk.rechecks() && !desk.attests());
    desk.opens(Method::Staff);
    assert!(desk.rechecks());
}

/// Only what the service owes is the service's delay.
#[test]
fn a_card_that_falls_silent_after_enter_is_not_called_a_slow_service() {
    let mut desk = Desk::at_the_pin();
    desk.types("1234");
    desk.presses(Key::Enter);
    while desk.trouble().is_none() {
        desk.waits();
    }
    assert_eq!(desk.trouble(), Some(TroubleKind::MuteCard));
    let mut desk = Desk::signed();
    while desk.trouble().is_none() {
        desk.waits();
    }
    assert_eq!(desk.trouble(), Some(TroubleKind::TimedOut));
}

#[test]
fn a_visitor_who_types_slowly_is_not_sent_away() {
    let mut desk = Desk::at_the_pin();
    for _ in 0..4 {
        desk.passes(Duration::from_secs(110));
        desk.types("1");
        desk.hear(Event::Elapsed);
    }
    assert!(matches!(desk.screen(), Screen::Pin { entered: 4, .. }));
}
