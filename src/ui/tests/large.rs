//! Large text: one thing at a time, and numbers that can be read from further away.

use super::*;

const LARGE: ScreenContext<'static> = ScreenContext { large: true, simulation: None, ..DEMO };

#[test]
fn tries_left_and_seconds_left_are_drawn_large() {
    for (name, number) in [("pin-wrong", 2), ("waiting-confirmed", 60)] {
        for size in [(48, 16), (80, 24)] {
            let buffer = drawn(&sample(name), Language::Japanese, size, &LARGE);
            let rows = rows(&buffer);
            let numeral = crate::ui::layout::numeral::rows(number);
            let first = rows.iter().position(|row| row.contains(numeral[0].trim_end()));
            let first = first.unwrap_or_else(|| panic!("{name} {size:?}: {rows:?}"));
            for (row, numeral) in numeral.iter().enumerate() {
                assert!(rows[first + row].contains(numeral.trim()), "{name} {size:?}: {rows:?}");
            }
            assert!(rows[first + 1].contains(&number.to_string()), "beside its sentence: {rows:?}");
        }
    }
}

#[test]
fn the_word_that_is_asked_is_as_high_as_letters_are() {
    for language in Language::ALL {
        let height = |screen_context: &ScreenContext<'_>| {
            let drawn = rows(&drawn(&sample("waiting"), language, (80, 24), screen_context));
            drawn.iter().filter(|row| row.chars().any(|c| matches!(c, '\u{1fb00}'..='\u{1fb3b}'))).count()
        };
        let small = ScreenContext { large: false, ..LARGE };
        assert!(height(&LARGE) >= height(&small), "{language:?}");
        assert!(language != Language::Japanese || height(&LARGE) >= 6, "{}", height(&LARGE));
    }
}

#[test]
fn the_waiting_screen_names_the_key_in_every_language() {
    for language in LANGUAGES {
        for screen_context in [&DEMO, &LARGE] {
            let buffer = drawn(&sample("waiting"), language, (80, 24), screen_context);
            let key = format!("*{}", squeezed(Texts::of(language).keys.appearance));
            assert!(words(&buffer).contains(&key), "{language:?}: {:?}", rows(&buffer));
        }
    }
}

#[test]
fn what_is_only_good_to_know_is_left_out() {
    let said = |screen_context| words(&drawn(&sample("waiting"), Language::Japanese, (80, 24), screen_context));
    let then = squeezed(Texts::of(Language::Japanese).waiting.then_pin);
    let small = ScreenContext { large: false, ..LARGE };
    assert!(said(&small).contains(&then) && !said(&LARGE).contains(&then));
}
