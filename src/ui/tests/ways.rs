//! Other ways to confirm: never green, never called valid, and nothing moves while a number is typed.

use super::*;
use crate::staff::Page;
use crate::staff::ways::WaysStep;
use crate::ui::theme::Tone;

/// Every sample of the pages, drawn everywhere.
fn every_page(mut check: impl FnMut(&WaysStep, &'static StaffTexts, &Buffer, &str)) {
    for sample in samples::all() {
        for language in LANGUAGES {
            let Some(view) = sample.staff_menu(language) else { continue };
            let Page::Ways(ways) = view.page else { continue };
            for size in SIZES {
                let buffer = drawn(&sample, language, size, &DEMO);
                check(
                    ways.step(),
                    StaffTexts::of(language),
                    &buffer,
                    &format!("{} {language:?} {size:?}", sample.name),
                );
            }
        }
    }
}

#[test]
fn nothing_entered_by_hand_is_ever_green_or_called_valid() {
    let green = Theme::of(Look::Standard).band(Tone::Good).bg;
    every_page(|_, _, buffer, context| {
        let real = words(buffer).replace("valid-kumiai", "");
        assert!(!real.contains("有効") && !real.to_lowercase().contains("valid"), "{context}: {real}");
        assert!(buffer.content().iter().all(|cell| Some(cell.bg) != green), "{context}");
    });
}

#[test]
fn whatever_is_typed_is_labelled_as_not_confirmed() {
    every_page(|step, words, buffer, context| {
        if !matches!(step, WaysStep::List | WaysStep::Guide(_)) {
            assert_says(buffer, &format!("[--]{}", words.ways.unverified), context);
        }
    });
}

#[test]
fn every_sentence_of_a_page_is_on_the_smallest_screen_unbroken() {
    every_page(|step, words, buffer, context| {
        let words = &words.ways;
        let sentences = match step {
            WaysStep::List => vec![words.about],
            WaysStep::Guide(way) => {
                let guide = (words.guide)(*way);
                vec![guide.name, guide.ask, guide.look, guide.keep, words.ours]
            }
            WaysStep::Number { field, .. } if field.symbol().is_some_and(|symbol| symbol.picker().is_some()) => {
                let note = field.note().map(|note| (words.note)(field.item(), note));
                [words.symbol.choose].into_iter().chain(note).collect()
            }
            WaysStep::Number { manual, field } => {
                let note = field.note().map(|note| (words.note)(field.item(), note));
                let how = field.symbol().map(|symbol| (words.symbol.how)(symbol.letters()));
                let shape =
                    (words.shape)(field.item(), manual.takes_digits_only(crate::eligibility::manual::Item::Number));
                [(words.type_it)(field.item()), shape].into_iter().chain(note).chain(how).collect()
            }
            WaysStep::Summary { failed: None, .. } => vec![words.nobody_confirmed],
            WaysStep::Summary { .. } => vec![words.not_kept],
            WaysStep::Noted(_) => vec![words.noted, words.not_an_answer],
        };
        for sentence in sentences {
            assert_says(buffer, sentence, context);
        }
    });
}

#[test]
fn the_keys_that_lead_on_and_back_are_always_in_the_last_rows() {
    every_page(|step, words, buffer, context| {
        let rows = rows(buffer);
        let keys = squeezed(&rows[rows.len() - 2..].concat());
        let next = match step {
            // The table takes a digit and nothing else.
            WaysStep::Number { field, .. } if field.symbol().is_some_and(|symbol| symbol.picker().is_some()) => {
                assert!(keys.contains(&squeezed(&format!("Esc{}", words.menu.back))), "{context}: {keys}");
                return;
            }
            WaysStep::List | WaysStep::Number { .. } => words.ways.next,
            WaysStep::Guide(way) => (words.ways.guide)(*way).next,
            WaysStep::Summary { .. } => words.ways.save,
            WaysStep::Noted(_) => words.ways.done,
        };
        assert!(keys.contains(&squeezed(&format!("Enter{next}"))), "{context}: {keys}");
        let back = squeezed(&format!("Esc{}", words.menu.back));
        assert_eq!(keys.contains(&back), !matches!(step, WaysStep::Noted(_)), "{context}: {keys}");
    });
}

#[test]
fn nothing_moves_when_a_word_about_a_number_comes() {
    for language in LANGUAGES {
        for size in SIZES {
            let frame = |name: &str| {
                let rows = rows(&drawn(&sample(name), language, size, &DEMO));
                ['╔', '8'].map(|first| rows.iter().position(|row| row.starts_with(first)).unwrap())
            };
            let quiet = frame("staff-ways-insurer");
            for name in ["insurer-typed", "insurer-short", "insurer-wrong", "insurer-letter", "insurer-burst"] {
                assert_eq!(frame(&format!("staff-ways-{name}")), quiet, "{name} {language:?} {size:?}");
            }
        }
    }
}

#[test]
fn the_key_to_other_ways_is_shown_where_it_helps_and_nowhere_else() {
    everywhere(|sample, texts, buffer, context| {
        use crate::visit::view::{PanelView, Screen};
        let Some(view) = sample.view(texts.language) else { return };
        let rows = rows(buffer);
        let keys = squeezed(&rows[rows.len() - 2..].concat());
        let helps = match view.screen {
            Screen::Trouble { .. } => true,
            Screen::Waiting { missing, .. } | Screen::Listening { missing } => missing.is_some(),
            Screen::Panel(PanelView { verdict, .. }) => !verdict.is_confirmed(),
            _ => false,
        };
        let shown = keys.contains(&squeezed(&format!("F4{}", staff_words().keys.other_ways)));
        assert_eq!(shown, helps, "{context}: {keys}");
    });
}
