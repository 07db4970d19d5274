//! The drawing of the waiting screen moves while a person may be near, and never for long.

use super::*;
use crate::visit::slide::SLIDES_FOR;

const SECOND: Duration = Duration::from_secs(1);

fn slides(desk: &Desk) -> Option<Duration> {
    match desk.screen() {
        Screen::Waiting { sliding, .. } => sliding,
        _ => None,
    }
}

#[test]
fn a_kiosk_that_no_person_has_used_stands_still() {
    let mut desk = Desk::new();
    assert_eq!(slides(&desk), None);
    desk.passes(3600 * SECOND);
    desk.hear(Event::Elapsed);
    desk.hear(Event::Slot(Slot::Empty));
    assert_eq!(slides(&desk), None);
}

#[test]
fn a_key_lets_the_card_slide_for_less_than_five_seconds() {
    let mut desk = Desk::new();
    desk.presses(Key::Language);
    assert_eq!(slides(&desk), Some(Duration::ZERO));
    desk.passes(SECOND);
    assert_eq!(slides(&desk), Some(SECOND));
    desk.passes(3 * SECOND);
    assert_eq!(slides(&desk), None);
    assert!(SLIDES_FOR < 5 * SECOND, "WCAG 2.2.2");
}

#[test]
fn a_key_while_it_slides_neither_begins_it_again_nor_prolongs_it() {
    let mut desk = Desk::new();
    desk.presses(Key::Other);
    desk.presses(Key::Other);
    assert_eq!(slides(&desk), Some(SECOND));
    desk.passes(3 * SECOND);
    assert_eq!(slides(&desk), None);
}

#[test]
fn it_slides_when_the_card_of_a_visit_has_gone() {
    let mut desk = Desk::answered(rules());
    desk.presses(Key::Enter);
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Thanks));
    desk.waits();
    assert_eq!(slides(&desk), Some(Duration::ZERO));
}

#[test]
fn it_stands_still_behind_the_staff_menu_and_where_the_settings_say_so() {
    let mut desk = Desk::new();
    desk.presses(Key::Other);
    desk.hear(Event::MenuOpen(true));
    assert_eq!(slides(&desk), None);

    let mut desk = Desk::with(Rules { motion: false, ..rules() });
    desk.presses(Key::Other);
    assert_eq!(slides(&desk), None);
    desk.is_answered();
    desk.presses(Key::Enter);
    desk.removes();
    desk.waits();
    assert!(matches!(desk.screen(), Screen::Waiting { sliding: None, .. }));
}

#[test]
fn the_key_that_lights_a_dark_screen_lets_it_slide() {
    let mut desk = Desk::new();
    desk.elapses();
    assert!(desk.visit.is_dimmed() && slides(&desk).is_none());
    desk.presses(Key::Other);
    assert!(!desk.visit.is_dimmed() && slides(&desk).is_some());
}
