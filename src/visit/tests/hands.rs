//! Mistakes at the keyboard: none of them sends a PIN, closes an answer or confirms a visitor.

use super::*;
use crate::common::{CardNews, Key, KeyReport, KeyTime, REPEAT_WINDOW, Service, Typing};

#[test]
fn a_pin_of_another_length_is_never_sent() {
    let mut desk = Desk::at_the_pin();
    desk.types("123");
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::Pin { note: Some(PinNote::TooShort), .. }));
    desk.types("45");
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, note: Some(PinNote::TooLong), .. }));
    desk.presses(Key::Enter);
    assert!(!desk.asks_to_prove());
}

#[test]
fn letters_and_pastes_are_not_taken() {
    let mut desk = Desk::at_the_pin();
    desk.types("12");
    desk.presses(Key::Other);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 2, note: Some(PinNote::WrongKey), .. }));
    desk.presses(Key::Burst);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, note: Some(PinNote::OneByOne), .. }));
}

#[test]
fn an_enter_held_too_long_does_not_dismiss_the_answer() {
    let mut desk = Desk::at_the_pin();
    desk.types("1234");
    desk.presses(Key::Enter);
    desk.card(CardNews::Verified);
    desk.card(CardNews::Signed);
    desk.answers(Ok(valid()));
    for _ in 0..100 {
        desk.passes(Duration::from_millis(600));
        desk.hear(Event::Key(Key::Enter));
    }
    assert!(matches!(desk.screen(), Screen::Panel(_)));
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::TakeCard));
}

#[test]
fn where_the_terminal_tells_repeats_a_quick_enter_leaves_the_answer_and_a_held_one_does_not() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    for (report, seen) in [(KeyReport::Repeated, true), (KeyReport::Pressed, false)] {
        desk.passes(Duration::from_millis(200));
        desk.hears_key(Key::Enter, KeyTime::between(desk.now, desk.now, report));
        assert_eq!(matches!(desk.screen(), Screen::Panel(_)), seen, "{report:?}");
    }
}

#[test]
fn an_enter_that_comes_too_soon_is_asked_for_once_more_and_loses_no_digit() {
    let mut desk = Desk::at_the_pin();
    desk.types("1234");
    desk.passes(Duration::from_millis(5));
    desk.hear(Event::Key(Key::Enter));
    let hasty = PinNote::Rejected(PinRejection::HastyEnter);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 4, note: Some(note), .. } if note == hasty));
    assert!(!desk.asks_to_prove());
    desk.passes(Duration::from_millis(400));
    desk.hear(Event::Key(Key::Enter));
    assert!(desk.asks_to_prove(), "the second one counts at once");
}

#[test]
fn a_code_of_nine_digits_and_an_enter_from_a_scanner_is_no_pin() {
    let mut desk = Desk::at_the_pin();
    for byte in *b"123456789" {
        desk.hear(Event::Key(Key::Digit(Digit::from_ascii(byte).unwrap())));
    }
    desk.hear(Event::Key(Key::Enter));
    assert!(!desk.asks_to_prove());
    desk.types("1234");
    desk.presses(Key::Enter);
    assert!(desk.asks_to_prove(), "what comes after Enter is typed afresh");
}

#[test]
fn staff_cannot_confirm_on_a_screen_that_does_not_offer_it() {
    let mut desk = Desk::new();
    desk.hear(Event::Service(Service::Unusable(down())));
    assert!(matches!(desk.screen(), Screen::Waiting { missing: Some(_), .. }));
    assert_eq!(desk.visit.staff_act(), None);
    desk.presses(Key::Staff);
    desk.hear(Event::Service(Service::Open(crate::common::service::Announced::default())));
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: None, .. }));
    assert_eq!(desk.visit.staff_act(), Some(StaffAct::ConfirmEarly));
}

#[test]
fn a_digit_that_is_struck_twice_counts_once_where_the_settings_say_so_and_the_screen_says_it() {
    let mut desk = Desk::at_the_pin();
    desk.typing = Typing::new(Duration::from_millis(300));
    desk.types("1");
    let double = PinNote::Rejected(PinRejection::DoubleStrike);
    desk.passes(Duration::from_millis(80));
    desk.hear(Event::Key(Key::Digit(Digit::from_ascii(b'1').unwrap())));
    assert!(matches!(desk.screen(), Screen::Pin { entered: 1, note: Some(note), .. } if note == double));
    desk.types("234");
    assert!(matches!(desk.screen(), Screen::Pin { entered: 4, note: None, .. }));
    desk.presses(Key::Enter);
    assert!(desk.asks_to_prove());
}

#[test]
fn a_digit_that_is_struck_twice_behind_a_fifth_one_is_no_beginning_of_a_pin() {
    let mut desk = Desk::at_the_pin();
    desk.types("1234");
    for key in [Key::Digit(Digit::from_ascii(b'5').unwrap()), Key::DoubleStrike] {
        desk.visit.handle(Event::Key(key), desk.now);
    }
    desk.passes(REPEAT_WINDOW / 2);
    desk.visit.handle(Event::Key(Key::DoubleStrike), desk.now);
    desk.passes(REPEAT_WINDOW / 2);
    desk.visit.handle(Event::Key(Key::Digit(Digit::from_ascii(b'6').unwrap())), desk.now);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, note: Some(PinNote::TooLong), .. }));
}

#[test]
fn a_language_that_is_struck_twice_is_chosen() {
    let mut desk = Desk::new();
    desk.visit.handle(Event::Key(Key::Digit(Digit::from_ascii(b'3').unwrap())), desk.now);
    desk.visit.handle(Event::Key(Key::DoubleStrike), desk.now);
    let view = desk.visit.view(desk.now);
    assert!(view.note.is_none() && view.language == crate::common::Language::English, "{view:?}");
}
