//! Mistakes at the keyboard: none of them sends a PIN, closes an answer or confirms a visitor.

use super::*;
use crate::common::{CardNews, Key, Service};

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
fn a_code_of_nine_digits_and_an_enter_from_a_scanner_is_no_pin() {
    let mut desk = Desk::at_the_pin();
    for byte in *b"123456789" {
        desk.hear(Event::Key(Key::Digit(Digit::from_ascii(byte).unwrap())));
    }
    desk.hear(Event::Key(Key::Enter));
    assert!(!desk.asks_to_prove());
    for byte in *b"1234" {
        desk.hear(Event::Key(Key::Digit(Digit::from_ascii(byte).unwrap())));
    }
    desk.presses(Key::Enter);
    assert!(desk.asks_to_prove(), "what comes after Enter is typed afresh");
}

#[test]
fn staff_cannot_confirm_on_a_screen_that_does_not_offer_it() {
    let mut desk = Desk::new();
    desk.hear(Event::Service(Service::Unusable(down())));
    assert!(matches!(desk.screen(), Screen::Waiting { missing: Some(_), staff_may_confirm: false, .. }));
    desk.presses(Key::Staff);
    desk.hear(Event::Service(Service::Open(crate::common::service::Announced::default())));
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: None, staff_may_confirm: true, .. }));
}
