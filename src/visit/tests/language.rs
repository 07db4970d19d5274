//! Whose language the screen speaks, and for how long.

use super::*;
use crate::common::{Key, Language};

#[test]
fn the_language_key_goes_through_every_language_and_back_to_the_first() {
    let mut desk = Desk::new();
    for language in Language::ALL.into_iter().cycle().skip(1).take(Language::ALL.len()) {
        desk.presses(Key::Language);
        assert_eq!(desk.visit.view(desk.now).language, language);
    }
}

#[test]
fn quick_taps_of_the_language_key_all_count() {
    let mut desk = Desk::new();
    for _ in 0..5 {
        desk.now += Duration::from_millis(150);
        desk.hear(Event::Key(Key::Language));
    }
    assert_eq!(desk.visit.view(desk.now).language, Language::Vietnamese);
}

#[test]
fn a_held_language_key_does_not_run_through_the_languages() {
    let mut desk = Desk::new();
    for millis in [0, 400].into_iter().chain(std::iter::repeat_n(40, 50)) {
        desk.now += Duration::from_millis(millis);
        desk.hear(Event::Key(Key::Language));
    }
    assert_eq!(desk.visit.view(desk.now).language, Language::English);
}

#[test]
fn another_language_lasts_for_the_visit_and_no_longer() {
    let mut desk = Desk::new();
    desk.presses(Key::Language);
    desk.inserts();
    desk.passes(Duration::from_secs(100));
    assert_eq!(desk.visit.view(desk.now).language, Language::Easy);
    desk.presses(Key::Cancel);
    desk.removes();
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
}

#[test]
fn the_next_person_does_not_inherit_the_language_of_the_last() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    desk.presses(Key::Language);
    desk.removes();
    desk.inserts();
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
}

#[test]
fn a_visitor_who_puts_a_pulled_card_back_keeps_the_language() {
    let mut desk = Desk::at_the_pin();
    desk.presses(Key::Language);
    desk.removes();
    desk.inserts();
    assert_eq!(desk.visit.view(desk.now).language, Language::Easy);
}

#[test]
fn another_language_on_the_waiting_screen_goes_back_by_itself() {
    let mut desk = Desk::new();
    desk.presses(Key::Language);
    desk.waits();
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
    assert_eq!(desk.wakes_at(), None);
}

#[test]
fn each_language_is_chosen_by_its_own_digit() {
    let mut desk = Desk::new();
    for (language, digit) in Language::ALL.into_iter().zip("1234567".chars()) {
        desk.passes(Duration::from_secs(2));
        desk.types(&digit.to_string());
        assert_eq!(desk.visit.view(desk.now).language, language);
    }
    for digit in ["8", "9", "0"] {
        desk.passes(Duration::from_secs(2));
        desk.types(digit);
        assert_eq!(desk.visit.view(desk.now).language, Language::Portuguese, "{digit} is no language");
    }
}

#[test]
fn a_pin_that_is_typed_before_the_card_chooses_no_language() {
    let mut desk = Desk::new();
    desk.types("3456");
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
    desk.passes(Duration::from_secs(2));
    desk.types("3");
    assert_eq!(desk.visit.view(desk.now).language, Language::English);
}

#[test]
fn a_digit_after_the_card_is_there_changes_no_language() {
    let mut desk = Desk::at_the_pin();
    desk.types("3");
    assert_eq!(desk.visit.view(desk.now).language, Language::Japanese);
}
