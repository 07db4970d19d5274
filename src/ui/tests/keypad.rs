//! A visitor at a keypad: its own signs stand on the screen beside the keys that do the same.

use super::*;
use crate::visit::view::Screen;

#[test]
fn every_screen_that_asks_a_patient_for_a_key_names_it_as_the_keypad_does() {
    for sample in &samples::all() {
        let Some(view) = sample.view(Language::Japanese) else { continue };
        let expected: &[&str] = match view.screen {
            Screen::Pin { other: true, .. } => &["Enter", "Backspace.", "Esc-", "F3/", "F1*"],
            Screen::Pin { other: false, .. } => &["Enter", "Backspace.", "Esc-", "F1*"],
            Screen::LastTry { .. } | Screen::Trouble { again: true, .. } => &["Enter", "Esc-", "F1*"],
            Screen::Reading | Screen::Checking { .. } | Screen::Staff { .. } => &["Esc-", "F1*"],
            Screen::Trouble { .. } | Screen::NoPin { .. } | Screen::NoRelay | Screen::Panel(_) => &["Enter", "F1*"],
            Screen::Waiting { .. } | Screen::Listening { .. } | Screen::TakeCard => &["F1*"],
        };
        let keys = drawn(sample, Language::Japanese, (80, 24), &DEMO);
        let keys = squeezed(&rows(&keys)[22..].concat());
        for cap in expected {
            assert!(keys.contains(cap), "{}: {cap} not in {keys}", sample.name);
        }
    }
}

#[test]
fn an_answer_with_a_second_page_names_the_keypad_s_sign_for_it() {
    let keys = |size: (u16, u16)| {
        let buffer = drawn(&sample("panel-valid-70s"), Language::Japanese, size, &DEMO);
        squeezed(&rows(&buffer)[usize::from(size.1) - 2..].concat())
    };
    assert!(keys((80, 16)).contains("矢印+続き"), "{}", keys((80, 16)));
}

#[test]
fn on_the_smallest_screen_a_key_has_one_name_rather_than_a_third_row() {
    let buffer = drawn(&sample("pin"), Language::Japanese, (48, 16), &DEMO);
    let keys = rows(&buffer);
    assert!(keys[14].contains("Enter") && keys[15].contains("やさしい日本語"), "{keys:?}");
}
