//! A visitor at a keypad: its own signs stand on the screen beside the keys that do the same.

use super::*;
use crate::visit::view::Screen;

#[test]
fn every_screen_that_asks_a_patient_for_a_key_names_it_as_the_keypad_does() {
    for sample in &samples::all() {
        let Some(view) = sample.view(Language::Japanese) else { continue };
        if view.ending.is_some_and(|ending| ending.extends) {
            continue;
        }
        let expected: &[&str] = match view.screen {
            Screen::Pin { .. } => &["Enter", "Backspace.", "Esc-", "F3/職員を呼ぶ", "F1"],
            Screen::LastTry { .. } | Screen::Trouble { again: true, .. } => &["Enter", "Esc-", "F3/職員を呼ぶ", "F1"],
            Screen::Reading { .. } | Screen::Checking { .. } => &["Esc-", "F3/職員を呼ぶ", "F1"],
            Screen::Staff { .. } => &["Esc-", "/職員を呼ぶ", "F1"],
            Screen::NoRelay => &["Enter", "Esc-", "/職員を呼ぶ", "F1"],
            Screen::Trouble { .. } | Screen::NoPin { .. } | Screen::TakeCard => &["Enter", "F3/職員を呼ぶ", "F1"],
            Screen::Panel(_) => &["Enter", "F1"],
            Screen::Waiting { .. } | Screen::Listening { .. } => {
                &["2やさしい日本語", "3English", "7Português", "職員を呼ぶ", "*文字・色"]
            }
            Screen::Thanks => &[],
        };
        let keys = drawn(sample, Language::Japanese, (80, 24), &DEMO);
        let keys = squeezed(&rows(&keys)[22..].concat());
        for cap in expected {
            assert!(keys.contains(cap), "{}: {cap} not in {keys}", sample.name);
        }
    }
}

#[test]
fn an_answer_with_a_second_page_names_the_keypad_s_digits_for_it() {
    let keys = |size: (u16, u16)| {
        let buffer = drawn(&sample("panel-valid-70s"), Language::Japanese, size, &DEMO);
        squeezed(&rows(&buffer)[usize::from(size.1) - 2..].concat())
    };
    assert!(keys((80, 16)).contains("矢印12続き"), "{}", keys((80, 16)));
}

#[test]
fn on_the_smallest_screen_a_key_has_one_name_rather_than_a_third_row() {
    let buffer = drawn(&sample("pin"), Language::Japanese, (48, 16), &DEMO);
    let keys = rows(&buffer);
    assert!(keys[14].contains("Enter") && keys[15].contains("やさしい日本語"), "{keys:?}");
}

/// Every visitor's screen as it is where visitors have these keys.
fn where_visitors_have(caps: KeyCaps, mut check: impl FnMut(&Sample, &str)) {
    let screen_context = ScreenContext { caps, simulation: None, ..DEMO };
    for sample in samples::all().iter().filter(|sample| sample.view(Language::Japanese).is_some()) {
        for size in &SIZES[..3] {
            check(sample, &rows(&drawn(sample, Language::Japanese, *size, &screen_context)).join("\n"));
        }
    }
}

#[test]
fn where_visitors_have_a_keypad_alone_no_other_key_is_named_but_those_of_staff() {
    where_visitors_have(KeyCaps::Keypad, |sample, shown| {
        for cap in ["Backspace", "矢印", "Esc"] {
            assert!(!shown.contains(cap), "{}: {cap}\n{shown}", sample.name);
        }
        // F3 is staff's on the screen where they compare face and card.
        let staffs = sample.view(Language::Japanese).is_some_and(|view| matches!(view.screen, Screen::Staff { .. }));
        assert!(!shown.contains("F3") || staffs, "{}\n{shown}", sample.name);
    });
    let keypad = ScreenContext { caps: KeyCaps::Keypad, ..DEMO };
    for language in LANGUAGES {
        let pin = Texts::of(language).pin.forgotten;
        assert!(pin.contains("F3"), "{language:?}: {pin}");
        assert_says(&drawn(&sample("pin"), language, (80, 24), &keypad), &pin.replace("F3", "[/]"), "pin");
    }
}

#[test]
fn where_visitors_have_a_keyboard_alone_no_sign_of_a_keypad_is_named_that_a_key_does() {
    where_visitors_have(KeyCaps::Keyboard, |sample, shown| {
        let staff = sample.view(Language::Japanese).is_some_and(|view| matches!(view.screen, Screen::Staff { .. }));
        for cap in [" .  ", " -  ", " +  ", " 7   8   9 "] {
            assert!(!shown.contains(cap), "{}: {cap:?}\n{shown}", sample.name);
        }
        // There F3 leads to the PIN, and the sign alone calls.
        assert!(staff || !shown.contains(" /  ") || shown.contains("Enter"), "{}\n{shown}", sample.name);
    });
}

/// Whether the ten-key pad is drawn, and whether with lines around its keys.
fn pad(buffer: &Buffer) -> Option<bool> {
    let row = rows(buffer).into_iter().find(|row| row.contains('7') && row.contains('8') && row.contains('9'))?;
    Some(row.contains("│ 7 │ 8 │ 9 │"))
}

#[test]
fn the_screen_that_asks_for_a_pin_shows_the_pad_where_there_is_space_and_visitors_have_one() {
    for (size, seen) in [((48, 16), None), ((80, 24), Some(false)), ((100, 30), Some(false)), ((128, 40), Some(true))] {
        for language in LANGUAGES {
            let pads = KeyCaps::ALL.map(|caps| {
                let context = ScreenContext { caps, ..DEMO };
                pad(&drawn(&sample("pin"), language, size, &context))
            });
            assert_eq!(pads, [seen, None, seen], "{language:?} {size:?}");
        }
    }
    let console = ScreenContext { plain: true, ..DEMO };
    assert_eq!(pad(&drawn(&sample("pin"), Language::Japanese, (80, 25), &console)), Some(false));
    assert_eq!(pad(&drawn(&sample("pin"), Language::Japanese, (128, 48), &console)), Some(true));
}

#[test]
fn the_pad_costs_nothing_of_what_is_asked() {
    let is_large = |row: &&String| row.chars().any(|c| matches!(c, '\u{1fb00}'..='\u{1fb3b}'));
    let large_rows = |buffer: &Buffer| rows(buffer).iter().filter(is_large).count();
    let box_rows = |buffer: &Buffer| rows(buffer).iter().filter(|row| row.contains(['╔', '║'])).count();
    // Rows of keys at the bottom, which are fewer where a key has one cap.
    let key_rows = |buffer: &Buffer| {
        let ground = |y: &u16| buffer[(0, *y)].bg == Theme::of(Look::Standard).bar.bg.unwrap();
        (0..buffer.area.height).rev().take_while(ground).count()
    };
    let mut compared = 0;
    for name in ["pin-two-digits", "pin-double-strike", "pin-wrong"] {
        for language in LANGUAGES {
            for (width, height) in [(48, 16), (65, 20), (80, 24), (87, 24), (100, 30), (128, 40)] {
                for large in [false, true] {
                    let on = |caps| {
                        let context = ScreenContext { large, caps, ..DEMO };
                        drawn(&sample(name), language, (width, height), &context)
                    };
                    let (with, without) = (on(KeyCaps::Keypad), on(KeyCaps::Keyboard));
                    if key_rows(&with) != key_rows(&without) {
                        continue;
                    }
                    compared += 1;
                    let context = format!("{name} {language:?} {width}x{height}");
                    assert_eq!(large_rows(&with), large_rows(&without), "{context}");
                    assert_eq!(box_rows(&with), box_rows(&without), "{context}");
                    let texts = &Texts::of(language).pin;
                    for sentence in [texts.ask, &(texts.left)(3), texts.forgotten] {
                        if words(&without).contains(&squeezed(sentence)) {
                            assert_says(&with, &sentence.replace("F3", "[/]"), &context);
                        }
                    }
                }
            }
        }
    }
    assert!(compared > 120, "{compared}");
}

#[test]
fn the_pad_does_not_show_which_keys_are_pressed() {
    for size in [(80, 24), (128, 40)] {
        let right = |name: &str| {
            let buffer = drawn(&sample(name), Language::Japanese, size, &DEMO);
            let right = buffer.area.width / 2 + 8;
            let cells = (0..size.1).flat_map(|y| (right..size.0).map(move |x| (x, y)));
            cells.map(|place| buffer[place].clone()).collect::<Vec<_>>()
        };
        assert!(right("pin") == right("pin-four-digits") && right("pin") == right("pin-two-digits"));
    }
}
