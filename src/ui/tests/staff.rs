//! The staff's pages.

use super::*;
use crate::common::Code;
use crate::staff::help::{PORTAL, Question, Topic};

const SMALL: [(u16, u16); 3] = [(48, 16), (80, 24), (100, 30)];

/// What a camera in front of the screen sees: each cell as two pixels above each other, magnified.
pub(super) fn photographed(buffer: &Buffer) -> Vec<String> {
    const PIXELS: usize = 4;
    let (width, height) = (usize::from(buffer.area.width) * PIXELS, usize::from(buffer.area.height) * 2 * PIXELS);
    let bright = |color| match color {
        ratatui::style::Color::Indexed(16) => 0,
        _ => 255,
    };
    let pixel = |x: usize, y: usize| {
        let (column, half) = (x / PIXELS, y / PIXELS);
        let cell = &buffer.content[half / 2 * usize::from(buffer.area.width) + column];
        let upper = half % 2 == 0;
        let inked = match cell.symbol() {
            "█" => true,
            "▀" => upper,
            "▄" => !upper,
            _ => false,
        };
        bright(if inked { cell.fg } else { cell.bg })
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, pixel);
    image.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

#[test]
fn a_telephone_reads_the_portal_s_address_off_the_screen_in_every_theme() {
    for look in Look::ALL {
        for size in [(80, 24), (100, 30), (128, 40)] {
            for simulation in [None, DEMO.simulation] {
                let screen_context = ScreenContext { theme: Theme::of(look), simulation, ..DEMO };
                let buffer = drawn(&sample("staff-help-portal"), Language::Japanese, size, &screen_context);
                assert_eq!(photographed(&buffer), [PORTAL], "{look:?} {size:?}\n{}", rows(&buffer).join("\n"));
            }
        }
    }
}

#[test]
fn the_code_keeps_its_quiet_zone_of_four_modules() {
    let code = crate::ui::widgets::qr::lines(PORTAL).unwrap();
    let text = |place: usize| code[place].to_string();
    // 29 modules (version 3) and four on every side.
    assert_eq!((code.len(), text(0).chars().count()), (19, 37));
    for edge in [0, 1, 17, 18] {
        assert_eq!(text(edge), "█".repeat(37), "row {edge}");
    }
    assert!(code.iter().all(|line| line.to_string().starts_with("████") && line.to_string().ends_with("████")));
}

#[test]
fn where_the_code_does_not_fit_the_address_stands_alone() {
    for size in SMALL {
        for language in LANGUAGES {
            let buffer = drawn(&sample("staff-help-portal"), language, size, &DEMO);
            // The words stand beside the code and are broken by it.
            let said = words(&buffer).replace(['█', '▀', '▄'], "");
            for part in [PORTAL, "0800-080-4583", "03-0000-0000"] {
                assert!(said.contains(part), "{language:?} {size:?}: {part} not in {said}");
            }
        }
    }
    let buffer = drawn(&sample("staff-help-portal"), Language::Japanese, (48, 16), &DEMO);
    assert!(!words(&buffer).contains('█'));
}

#[test]
fn help_is_whole_on_the_smallest_screen() {
    for size in SMALL {
        for language in LANGUAGES {
            let help = &StaffTexts::of(language).help;
            let says = |name: &str, sentence: &str| {
                assert_says(&drawn(&sample(name), language, size, &DEMO), sentence, &format!("{name} {size:?}"));
            };
            for (place, question) in Question::ALL.into_iter().enumerate() {
                let (asked, answer) = (help.asked)(question);
                says(&format!("staff-help-question-{}", place + 1), asked);
                says(&format!("staff-help-question-{}", place + 1), answer);
            }
            for topic in Topic::ALL {
                says("staff-help", (help.topic)(topic));
            }
            says("staff-help-subsidy-typed", help.rule);
            says("staff-help-subsidy-typed", help.assumed);
            for rule in help.readers {
                says("staff-help-readers", rule);
            }
            // Lines that stand beside their number are broken; their beginnings are enough.
            for step in help.steps {
                let beginning: String = squeezed(step).chars().take(8).collect();
                says("staff-help-set-up", &beginning);
            }
        }
    }
}

#[test]
fn every_code_is_explained_whole_on_the_smallest_screen() {
    for language in [Language::Japanese, Language::English] {
        let (texts, staff) = (Texts::of(language), StaffTexts::of(language));
        for code in Code::all() {
            for size in SMALL {
                let buffer = drawn(&samples::code(code.as_str()), language, size, &DEMO);
                let context = format!("{} {language:?} {size:?}", code.as_str());
                assert_says(&buffer, code.as_str(), &context);
                if let Code::Trouble(kind) = code {
                    let advice = (texts.trouble_of)(kind);
                    for words in [advice.cause, advice.visitor, (staff.trouble_of)(kind)] {
                        assert_says(&buffer, words, &context);
                    }
                }
            }
        }
    }
}

#[test]
fn an_unknown_code_is_said_to_be_none() {
    let buffer = drawn(&sample("staff-help-code-unknown"), Language::Japanese, (48, 16), &DEMO);
    assert_says(&buffer, "K-199 というコードはありません。", "");
}

#[test]
fn a_price_of_12_800_yen_costs_3_200() {
    for size in SMALL {
        let said = words(&drawn(&sample("staff-help-subsidy-typed"), Language::Japanese, size, &DEMO));
        assert!(said.contains("補助金9,600円") && said.contains("自己負担3,200円"), "{said}");
    }
}

#[test]
fn the_latest_check_is_the_first_line_and_all_of_them_are_counted() {
    for size in SMALL {
        let buffer = drawn(&sample("staff-today"), Language::Japanese, size, &DEMO);
        assert_says(&buffer, "計 7  有効 2  有効以外 1  未確認 4", "");
        let rows = rows(&buffer);
        let first = rows.iter().find(|row| row.contains(':') && !row.contains("10:30")).unwrap();
        assert!(
            first.starts_with('>') && first.contains(" 7 ") && first.contains("番号照会") && first.contains("K-514"),
            "{first}"
        );
        assert!(rows.iter().any(|row| row.contains("資格確認書") && row.contains("未確認")), "{rows:?}");
        assert!(rows.iter().any(|row| row.contains("K-107")), "{rows:?}");
    }
}

#[test]
fn a_long_day_has_pages() {
    for size in SMALL {
        let buffer = drawn(&sample("staff-today-later"), Language::Japanese, size, &DEMO);
        let said = words(&buffer);
        assert!(said.contains("計40") && !said.contains("1/"), "{said}");
        let chosen = rows(&buffer).into_iter().find(|row| row.starts_with("> ")).unwrap();
        assert!(chosen.contains("9 10:03"), "{chosen}");
        let rows = rows(&buffer);
        let keys = rows[rows.len() - 2..].concat();
        assert!(keys.contains("矢印") && keys.contains("Esc"), "{keys}");
    }
}

#[test]
fn a_row_of_a_simulation_has_its_mark_and_its_whole_verdict_on_the_smallest_screen() {
    for (language, row) in [(Language::Japanese, "模擬 無効（資格喪失）"), (Language::English, "SIM ")] {
        let context = ScreenContext { staff: language, simulation: None, ..DEMO };
        assert_says(&drawn(&sample("staff-today-simulated"), language, (48, 16), &context), row, "48x16");
    }
    let none = words(&drawn(
        &sample("staff-today"),
        Language::Japanese,
        (80, 24),
        &ScreenContext { simulation: None, ..DEMO },
    ));
    assert!(!none.contains("模擬"), "{none}");
}

#[test]
fn the_keys_of_bookings_are_whole_and_each_has_its_need_beside_it() {
    let buffer = drawn(&sample("staff-bookings-list"), Language::Japanese, (80, 24), &DEMO);
    assert_says(&buffer, &format!("{} 回答なし", "K".repeat(50)), "80x24");
}

#[test]
fn each_open_item_says_when_how_and_why_on_the_smallest_screen_and_a_long_list_counts_what_is_not_shown() {
    for size in SMALL {
        let buffer = drawn(&sample("staff-open-items"), Language::Japanese, size, &DEMO);
        for said in ["残り 5", "11/29 17:10 申立書 未確認", "無効（資格喪失）", "K-412", "模擬 K-515"]
        {
            assert_says(&buffer, said, &format!("{size:?}"));
        }
        let rows = rows(&buffer);
        assert!(rows.iter().any(|row| row.contains("> 11/29 15:33")), "{rows:?}");
        let said = words(&drawn(&sample("staff-open-items-page-2"), Language::Japanese, size, &DEMO));
        assert!(said.contains("残り1434（古い1234は記録にだけあります）") && said.contains('>'), "{said}");
        for language in [Language::Japanese, Language::English] {
            let words = &StaffTexts::of(language).open_items;
            for (name, said) in [("in-part", words.in_part), ("memory", words.in_memory)] {
                let name = format!("staff-open-items-{name}");
                assert_says(&drawn(&sample(&name), language, size, &DEMO), said, &name);
            }
        }
        assert_says(
            &drawn(&sample("staff-menu-open-items"), Language::Japanese, size, &DEMO),
            "7 確認が残っているもの (3)",
            "",
        );
    }
}
