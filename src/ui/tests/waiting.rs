//! The waiting screen: where the reader is, how the card slides there, and the languages to choose from; and the thanks
//! behind it.

use super::*;
use crate::common::ReaderPlace;
use crate::ui::display::{DisplayWords, fitting};
use crate::ui::layout::COLUMN;
use crate::ui::plain_console::stand_in;
use crate::ui::texts::reader_at;

const REAL: ScreenContext<'static> = ScreenContext { simulation: None, ..DEMO };

/// The waiting screen in the three frames of the card's way.
fn frames(size: (u16, u16), context: &ScreenContext<'_>) -> [Buffer; 3] {
    samples(&["waiting", "waiting-slides", "waiting-arrives"])
        .map(|(_, sample)| drawn(&sample, Language::Japanese, size, context))
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

fn samples<'a>(names: &'a [&str]) -> impl Iterator<Item = (&'a str, Sample)> {
    names.iter().map(|name| (*name, sample(name)))
}

fn places() -> impl Iterator<Item = Option<ReaderPlace>> {
    ReaderPlace::ALL.into_iter().map(Some).chain([None])
}

/// The cells that have this background.
fn ground(buffer: &Buffer, of: ratatui::style::Style) -> Vec<(u16, u16)> {
    let area = buffer.area;
    let all = (area.top()..area.bottom()).flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));
    all.filter(|at| Some(buffer[*at].bg) == of.bg && Some(buffer[*at].fg) == of.fg).collect()
}

fn cards(buffer: &Buffer) -> Vec<(u16, u16)> {
    ground(buffer, DEMO.theme.card)
}

#[test]
fn the_card_comes_nearer_to_the_reader_in_each_frame_and_nothing_else_moves() {
    for place in places() {
        for size in SIZES {
            let context = ScreenContext { reader_at: place, ..REAL };
            let [far, near, there] = frames(size, &context);
            let [first, second, third] = [&far, &near, &there].map(|frame| cards(frame)[0]);
            match place {
                Some(ReaderPlace::Right) => assert!(first.0 < second.0 && second.0 < third.0, "{place:?} {size:?}"),
                Some(ReaderPlace::Left) => assert!(first.0 > second.0 && second.0 > third.0, "{place:?} {size:?}"),
                _ => assert!(first.1 < second.1 && second.1 < third.1, "{place:?} {size:?}"),
            }
            let words = |frame: &Buffer| words(frame).replace(['│', '╲', '╱', '─', '┌', '┐', '└', '┘'], "");
            assert!(words(&far) == words(&near) && words(&far) == words(&there), "{place:?} {size:?}");
            assert_eq!(cards(&far).len(), cards(&there).len(), "{place:?} {size:?}");
        }
    }
}

#[test]
fn the_card_touches_the_reader_in_the_last_frame() {
    for (place, (x, y)) in [(None, (0, 1)), (Some(ReaderPlace::Right), (1, 0)), (Some(ReaderPlace::Left), (-1, 0))] {
        let [far, _, there] = frames((80, 24), &ScreenContext { reader_at: place, ..REAL });
        let touches = |frame: &Buffer| {
            cards(frame).iter().any(|(at, row)| {
                let next = (at.checked_add_signed(x), row.checked_add_signed(y));
                let (Some(column), Some(row)) = next else { return false };
                frame[(column, row)].bg == DEMO.theme.reader.bg.unwrap()
            })
        };
        assert!(!touches(&far) && touches(&there), "{place:?}");
    }
}

#[test]
fn a_plain_console_has_every_character_of_the_drawing() {
    for place in places() {
        for frame in frames((80, 25), &ScreenContext { reader_at: place, plain: true, ..REAL }) {
            let shown = rows(&frame).concat();
            assert!(shown.chars().all(|c| stand_in(c) == Some(c)) && !shown.contains('#'), "{place:?}: {shown}");
        }
    }
}

#[test]
fn where_the_reader_is_stands_on_the_screen_in_every_language_and_only_where_the_settings_say_it() {
    let waiting: Vec<_> = samples(&["waiting", "waiting-confirmed", "waiting-notices"]).collect();
    for language in LANGUAGES {
        for place in ReaderPlace::ALL {
            let sentence = reader_at(place, language);
            for size in SIZES {
                for large in [false, true] {
                    let context = ScreenContext { reader_at: Some(place), large, ..REAL };
                    for (name, sample) in &waiting {
                        let buffer = drawn(sample, language, size, &context);
                        assert_says(&buffer, sentence, &format!("{name} {language:?} {size:?}"));
                        assert_says(&buffer, Texts::of(language).waiting.ask, &format!("{name} {language:?} {size:?}"));
                    }
                }
            }
            let buffer = drawn(&waiting[0].1, language, (80, 24), &REAL);
            assert!(!words(&buffer).contains(&squeezed(sentence)), "{language:?}");
        }
    }
}

#[test]
fn every_language_but_the_one_that_shows_is_there_by_its_own_name_beside_its_digit() {
    let names = ["waiting", "waiting-notices", "waiting-dimmed", "listening", "waiting-K-401"];
    let all: Vec<_> = samples(&names).collect();
    for language in LANGUAGES {
        for size in SIZES {
            for context in [DEMO, REAL, ScreenContext { large: true, ..REAL }] {
                for (name, sample) in &all {
                    let buffer = drawn(sample, language, size, &context);
                    for other in LANGUAGES.into_iter().filter(|other| *other != language) {
                        let hint = format!("{}  {}", char::from(other.digit()), other.own_name());
                        let there = rows(&buffer).iter().any(|row| row.contains(&hint));
                        assert!(there, "{name} {language:?} {size:?}: {hint}\n{}", rows(&buffer).join("\n"));
                    }
                }
            }
        }
    }
}

#[test]
fn the_thanks_are_drawn_large_wherever_the_smaller_letters_fit() {
    let thanks = sample("thanks");
    for language in LANGUAGES {
        let word = DisplayWords::of(language).finished;
        for size in SIZES {
            let shown = rows(&drawn(&thanks, language, size, &REAL));
            let is_there = fitting(word, Some(Blocks::Sextants), size.0.saturating_sub(4).min(COLUMN))
                .any(|lines| lines.iter().all(|line| shown.iter().any(|row| row.contains(line.trim()))));
            let fits = fitting(word, Some(Blocks::Sextants), size.0.saturating_sub(4).min(COLUMN)).next().is_some();
            assert_eq!(is_there, fits, "{language:?} {size:?}: {}", shown.join("\n"));
        }
    }
}

#[test]
fn the_sites_own_words_of_thanks_are_whole_and_in_their_own_language_only() {
    let own = "次の方の受付が終わりましたら、|あちらの窓口までおこしください。|お待ちください";
    assert_eq!(own.replace('|', "").chars().count(), 38);
    let context = ScreenContext { thanks: Some(own), ..REAL };
    let thanks = sample("thanks");
    for size in SIZES {
        let ours = Texts::of(Language::Japanese).thanks.detail;
        let buffer = drawn(&thanks, Language::Japanese, size, &context);
        assert_says(&buffer, own, &format!("{size:?}"));
        assert_says(&buffer, Texts::of(Language::Japanese).thanks.ask, &format!("{size:?}"));
        assert!(!words(&buffer).contains(&squeezed(ours)), "{size:?}");
        let english = drawn(&thanks, Language::English, size, &context);
        assert_says(&english, Texts::of(Language::English).thanks.detail, &format!("{size:?}"));
        assert!(!words(&english).contains("窓口"), "{size:?}");
        let console = drawn(&thanks, Language::Japanese, size, &ScreenContext { plain: true, ..context });
        assert_says(&console, Texts::of(Language::English).thanks.detail, &format!("{size:?}"));
    }
}

#[test]
fn a_card_whose_pin_cannot_be_used_always_has_a_key_that_calls_staff() {
    for (name, sample) in samples(&["blocked", "blocked-pin-only", "no-pin", "no-pin-pin-only"]) {
        for language in LANGUAGES {
            for size in SIZES {
                let buffer = drawn(&sample, language, size, &REAL);
                let texts = Texts::of(language);
                let call = if name.ends_with("only") { texts.keys.call_staff } else { texts.no_pin.staff_instead };
                let choice = squeezed(&format!("F3{call}"));
                let there = rows(&buffer).iter().any(|row| squeezed(row) == choice);
                assert!(there, "{name} {language:?} {size:?}: {}", rows(&buffer).join("\n"));
            }
        }
    }
}
