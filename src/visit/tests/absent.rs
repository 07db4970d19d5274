//! Staff are not at the desk: the screens say so, and every visit goes on as ever.

use super::*;
use crate::common::{Absence, AbsenceKind, BackAt};

const AWAY: Absence = Absence { kind: AbsenceKind::Away, back: Some(BackAt { day: None, hour: 13, minute: 0 }) };

fn away() -> Desk {
    let mut desk = Desk::new();
    desk.hear(Event::Absent(Some(AWAY)));
    desk
}

fn shown(desk: &Desk) -> Option<Absence> {
    desk.visit.view(desk.now).absence
}

#[test]
fn the_waiting_screen_says_so_until_staff_are_back() {
    let mut desk = away();
    assert!(desk.effects.is_empty());
    assert_eq!(shown(&desk), Some(AWAY));
    desk.hear(Event::Absent(None));
    assert_eq!(shown(&desk), None);
}

#[test]
fn a_card_that_is_put_on_meanwhile_gets_its_answer_which_says_nothing_of_it() {
    let mut desk = away();
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(FACTS));
    assert!(matches!(desk.screen(), Screen::Pin { .. }));
    desk.types("1234");
    desk.presses(Key::Enter);
    desk.card(CardNews::Verified);
    desk.card(CardNews::Signed);
    desk.answers(Ok(valid()));
    assert!(matches!(desk.screen(), Screen::Panel(_)));
    assert_eq!(shown(&desk), None);
    desk.presses(Key::Enter);
    desk.removes();
    desk.waits();
    assert_eq!(shown(&desk), Some(AWAY), "it goes on behind the visit");
}

#[test]
fn a_visit_that_needs_staff_says_when_they_are_back() {
    let mut desk = away();
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(CardFacts { pin: PinState::Blocked, ..FACTS }));
    assert!(matches!(desk.screen(), Screen::NoPin { .. }));
    assert_eq!(shown(&desk), Some(AWAY));
}

#[test]
fn it_begins_and_ends_without_touching_a_visit() {
    let mut desk = Desk::new();
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(FACTS));
    desk.types("12");
    for absence in [Some(AWAY), None] {
        let deadline = desk.visit.deadline();
        desk.hear(Event::Absent(absence));
        assert!(desk.effects.is_empty());
        assert!(matches!(desk.screen(), Screen::Pin { entered: 2, .. }));
        assert_eq!(desk.visit.deadline(), deadline);
    }
}

#[test]
fn a_fault_stays_on_the_waiting_screen_and_a_face_that_staff_confirm_shows_that_they_are_there() {
    let mut desk = away();
    desk.hear(Event::Service(Service::Unusable(down())));
    assert!(matches!(desk.screen(), Screen::Waiting { missing: Some(_), .. }));
    let mut desk = away();
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: Some(_), .. }));
    assert_eq!(shown(&desk), None);
}
