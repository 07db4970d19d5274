//! The last answer.

use super::staff::photographed;
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
                // The words stand beside the code and are broken by it.
                let said = super::words(&buffer).replace(['█', '▀', '▄'], "");
                for sentence in [words.title, &(words.of)(Some((10, 26)), 3), words.no_visit, &(words.verdict)("")] {
                    assert!(
                        said.contains(&squeezed(sentence)),
                        "{} {language:?} {size:?}: {sentence}\n{said}",
                        sample.name
                    );
                }
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

/// The columns of `kiosk/README.md`. The answers of the samples are no real ones.
const SCANNED: &str = "UKETSUKE1-TEST\tconfirmed\t06139992\t試験\t0012345\t01\t1990-04-01\t";

#[test]
fn a_tablet_reads_what_is_copied_off_the_last_step_in_every_theme() {
    for look in Look::ALL {
        for (size, simulation) in [((80, 24), None), ((80, 24), DEMO.simulation), ((128, 40), None), ((160, 45), None)]
        {
            let screen_context = ScreenContext { theme: Theme::of(look), simulation, ..DEMO };
            let buffer = drawn(&sample("staff-last-qr"), Language::Japanese, size, &screen_context);
            let said = rows(&buffer).join("\n");
            assert_eq!(photographed(&buffer), [SCANNED], "{look:?} {size:?}\n{said}");
            let words = words(&buffer).replace(['█', '▀', '▄'], "");
            assert!(words.contains(&squeezed(staff_words().last.scan)), "{said}");
            // Nothing that is copied stands there in letters as well.
            assert!(!said.contains("0012345") && !said.contains("06139992"), "{said}");
        }
    }
}

#[test]
fn where_the_code_has_no_place_the_step_says_what_to_do() {
    for (size, plain) in [((48, 16), false), ((80, 24), true)] {
        let screen_context = ScreenContext { plain, ..DEMO };
        for language in [Language::Japanese, Language::English] {
            let buffer = drawn(&sample("staff-last-qr"), language, size, &screen_context);
            assert!(photographed(&buffer).is_empty());
            if !plain {
                assert_says(&buffer, StaffTexts::of(language).last.no_scan, &format!("{size:?}"));
            }
        }
    }
}

/// The step before the code's is the last one where the settings do not ask for it.
#[test]
fn no_sample_without_the_setting_has_a_code() {
    for sample in pages().iter().filter(|sample| sample.name != "staff-last-qr") {
        for size in SIZES {
            assert!(photographed(&drawn(sample, Language::Japanese, size, &DEMO)).is_empty(), "{}", sample.name);
        }
    }
}
