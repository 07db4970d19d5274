//! The last answer.

use super::*;

/// Every page of it.
fn pages() -> Vec<Sample> {
    samples::all().into_iter().filter(|sample| sample.name.starts_with("staff-last")).collect()
}

#[test]
fn every_step_says_of_when_it_is_that_no_visit_runs_and_what_the_verdict_was_then() {
    for size in SIZES {
        for language in [Language::Japanese, Language::English] {
            let words = &StaffTexts::of(language).last;
            for sample in pages().iter().filter(|sample| sample.name != "staff-last-gone") {
                let buffer = drawn(sample, language, size, &DEMO);
                let context = format!("{} {language:?} {size:?}", sample.name);
                assert_says(&buffer, words.title, &context);
                assert_says(&buffer, &(words.of)(Some((10, 26)), 3), &context);
                assert_says(&buffer, words.no_visit, &context);
                assert_says(&buffer, &(words.verdict)(""), &context);
            }
        }
    }
}

/// No band in a verdict's colour, no large word: nothing that could be taken for the answer of a visit.
#[test]
fn it_does_not_look_like_an_answer() {
    for size in SIZES {
        for sample in pages() {
            let buffer = drawn(&sample, Language::Japanese, size, &DEMO);
            for tone in [Tone::Good, Tone::Bad] {
                let ground = Theme::of(Look::Standard).band(tone).bg;
                let coloured = buffer.content.iter().any(|cell| Some(cell.bg) == ground);
                assert!(!coloured, "{} {size:?}: {tone:?}", sample.name);
            }
            let said = rows(&buffer).join("\n");
            assert!(!said.contains("[OK]") && !said.contains("[NG]"), "{said}");
            let valid = said.matches("有効").count();
            assert!(valid <= 1 && (valid == 0 || said.contains("そのときの判定：有効")), "{said}");
        }
    }
}

#[test]
fn the_name_stands_there_in_part_and_no_number_beside_it() {
    for size in SIZES {
        let said = words(&drawn(&sample("staff-last"), Language::Japanese, size, &DEMO));
        assert!(said.contains("試＊花＊") && !said.contains("花子"), "{said}");
        assert!(!said.contains("0012345") && !said.contains("06139992") && !said.contains("平成2年"), "{said}");
    }
}

#[test]
fn each_value_stands_alone_and_is_drawn_in_large_digits() {
    for (name, value, other) in [
        ("staff-last-insurer", "06 13 999 2", "0012345"),
        ("staff-last-number", "0012345", "06139992"),
        ("staff-last-birthdate", "平成2年4月1日", "0012345"),
        ("staff-last-ratio", "2割", "0012345"),
    ] {
        for size in SIZES {
            let buffer = drawn(&sample(name), Language::Japanese, size, &DEMO);
            assert_says(&buffer, value, &format!("{name} {size:?}"));
            let said = words(&buffer);
            assert!(!said.contains(other), "{name} {size:?}: {said}");
            assert_eq!(said.contains('█'), name != "staff-last-ratio", "{name} {size:?}: {said}");
        }
    }
}

#[test]
fn where_it_is_gone_the_page_says_so() {
    let buffer = drawn(&sample("staff-last-gone"), Language::Japanese, (48, 16), &DEMO);
    assert_says(&buffer, staff_words().last.gone, "");
}
