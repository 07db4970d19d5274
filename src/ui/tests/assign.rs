//! A reference number: seen before it is sent, never green, and every word whole on the smallest screen.

use super::*;
use crate::staff::Page;
use crate::staff::assign::AssignStep;
use crate::ui::theme::Tone;

/// Every sample of the page, drawn everywhere.
fn every_page(mut check: impl FnMut(&AssignStep, &'static StaffTexts, &Buffer, &str)) {
    let mut pages = 0;
    for sample in samples::all().into_iter().chain(samples::assign_faults()) {
        for language in [Language::Japanese, Language::English] {
            let Some(view) = sample.staff_menu(language) else { continue };
            let Page::Assign(page) = view.page else { continue };
            pages += 1;
            for size in SIZES {
                let buffer = drawn(&sample, language, size, &DEMO);
                let context = format!("{} {language:?} {size:?}", sample.name);
                check(page.step(), StaffTexts::of(language), &buffer, &context);
            }
        }
    }
    assert!(pages > 40);
}

#[test]
fn every_sentence_and_code_of_the_page_is_on_the_smallest_screen() {
    every_page(|step, words, buffer, context| {
        let words = &words.assign;
        let (sentences, code) = match step {
            AssignStep::Number(note) => {
                ([words.title, words.type_it].into_iter().chain(note.map(words.note)).collect(), "")
            }
            AssignStep::Sure(_) => (vec![words.title, words.sure, words.for_good], ""),
            AssignStep::Asking { .. } => (vec![words.asking, words.goes_on], ""),
            AssignStep::Kept(_) => (vec![words.kept, words.later], ""),
            AssignStep::Refused(_) => (vec![words.refused.cause, words.refused.to_do], "K-526"),
            AssignStep::Unclear => (vec![words.unclear.cause, words.unclear.to_do], "K-527"),
            AssignStep::Failed(trouble) => {
                let remedy = (words.fault)(trouble.fault);
                (vec![remedy.cause, remedy.to_do], trouble.fault.code())
            }
        };
        for sentence in sentences.into_iter().chain([code]) {
            assert_says(buffer, sentence, context);
        }
    });
}

#[test]
fn nothing_of_it_is_green_or_called_valid() {
    let green = Theme::of(Look::Standard).band(Tone::Good).bg;
    every_page(|_, _, buffer, context| {
        assert!(buffer.content().iter().all(|cell| Some(cell.bg) != green), "{context}");
        let said = words(buffer).replace("valid-kumiai", "");
        assert!(!said.contains("有効") && !said.to_lowercase().contains("valid"), "{context}");
    });
}

#[test]
fn of_the_person_only_a_part_of_the_name_shows() {
    every_page(|_, _, buffer, context| {
        let said = words(buffer);
        for hidden in ["花子", "06139992", "0012345", "1990"] {
            assert!(!said.contains(hidden), "{context}: {hidden}");
        }
    });
}

#[test]
fn a_number_is_seen_whole_and_large_before_it_is_sent_and_after() {
    let digits = crate::ui::layout::numeral::digits("000123").unwrap();
    for size in SIZES {
        for name in ["sure", "kept"] {
            let buffer = drawn(&sample(&format!("staff-assign-{name}")), Language::Japanese, size, &DEMO);
            let shown = rows(&buffer);
            for row in &digits {
                assert!(shown.iter().any(|shown| shown.contains(row.trim())), "{name} {size:?}: {shown:?}");
            }
        }
        for (name, number) in [("sure-letters", "P-000123".to_owned()), ("sure-long", "K123456789".repeat(5))] {
            let buffer = drawn(&sample(&format!("staff-assign-{name}")), Language::Japanese, size, &DEMO);
            assert_says(&buffer, &number, &format!("{name} {size:?}"));
        }
    }
}

#[test]
fn today_s_list_says_how_each_assignment_ended_and_counts_none_of_them() {
    for size in [(48, 16), (80, 24)] {
        let said = words(&drawn(&sample("staff-assign-today"), Language::Japanese, size, &DEMO));
        for part in ["計0", "照会番号登録した", "登録できずK-526", "登録は不明K-527", "登録できずK-514"]
        {
            assert!(said.contains(part), "{size:?}: {part} in {said}");
        }
    }
}

#[test]
fn the_menu_offers_it_only_while_a_person_may_get_one() {
    let item = StaffTexts::of(Language::Japanese).menu.item;
    let item = item(crate::staff::MenuItem::Assign);
    assert_says(&drawn(&sample("staff-assign-menu"), Language::Japanese, (48, 16), &DEMO), item, "menu");
    assert!(!words(&drawn(&sample("staff-menu"), Language::Japanese, (80, 24), &DEMO)).contains(item));
}
