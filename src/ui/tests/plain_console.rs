//! A console without Japanese letters and without graphics.

use unicode_width::UnicodeWidthStr as _;

use super::super::plain_console::{GLYPHS, NOTE, stand_in};
use super::*;

const CONSOLE: ScreenContext<'static> = ScreenContext { simulation: None, plain: true, ..DEMO };

/// Beyond ASCII, what code page 437 (the kernel's own font) and Lat15-Fixed16 of console-setup 1.221 (`psfgettable` of
/// kbd 2.5.1 prints its table) have in common.
const IN_BOTH_FONTS: &str = "¡¢£¥ª«¬°±²µ·º»¼½¿ÄÅÆÇÉÑÖÜßàáâäåæçèéêëìíîïñòóôö÷ùúûüÿƒπⁿ₧∞∩≈≡≤≥\
                             ─│┌┐└┘├┤┬┴┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬█░▒■";

/// Every screen as the console shows it.
fn on_the_console(mut check: impl FnMut(&Sample, &Buffer, (u16, u16))) {
    for sample in &samples::all() {
        for size in [(48, 16), (80, 25), (128, 48)] {
            check(sample, &drawn(sample, Language::Japanese, size, &CONSOLE), size);
        }
    }
}

#[test]
fn every_screen_is_drawn_with_what_both_fonts_have() {
    assert!(GLYPHS.chars().all(|glyph| IN_BOTH_FONTS.contains(glyph)));
    on_the_console(|sample, buffer, size| {
        for cell in &buffer.content {
            let [c] = cell.symbol().chars().collect::<Vec<_>>()[..] else { panic!("{} {size:?}", sample.name) };
            assert!(c == ' ' || c.is_ascii_graphic() || IN_BOTH_FONTS.contains(c), "{} {size:?}: {c}", sample.name);
        }
    });
}

#[test]
fn what_our_screens_draw_in_english_has_a_stand_in() {
    let elsewhere = ScreenContext { staff: Language::English, plain: false, ..CONSOLE };
    for sample in &samples::all() {
        for cell in &drawn(sample, Language::English, (100, 30), &elsewhere).content {
            let c = cell.symbol().chars().next().unwrap_or(' ');
            // Names of languages and of people, large words and the code for a telephone are not drawn so here.
            let block = matches!(c, '▀'..='▐' | '\u{1fb00}'..='\u{1fb3b}');
            let other = c.is_alphabetic() || block || cell.symbol().width() > 1;
            assert!(other || stand_in(c).is_some(), "{}: {c}", sample.name);
        }
    }
}

#[test]
fn it_speaks_english_and_says_why_and_offers_no_language_that_it_cannot_show() {
    for size in [(48, 16), (80, 25)] {
        let buffer = drawn(&sample("waiting"), Language::Japanese, size, &CONSOLE);
        let ask = Texts::of(Language::English).waiting.ask;
        assert_says(&buffer, &ask.replace(" (マイナンバーカード)", ""), "");
        assert_says(&buffer, NOTE, "");
        assert!(!words(&buffer).contains("F1"));
    }
}

#[test]
fn a_name_of_a_paper_that_it_cannot_show_leaves_no_empty_brackets() {
    for size in [(48, 16), (80, 25)] {
        for name in ["pin", "trouble-K-107", "panel-lost"] {
            let said = rows(&drawn(&sample(name), Language::Japanese, size, &CONSOLE)).join("\n");
            assert!(!said.contains("((") && !said.contains("( "), "{name} {size:?}:\n{said}");
        }
    }
    assert_says(&drawn(&sample("pin"), Language::Japanese, (80, 25), &CONSOLE), "4-digit PIN, then press Enter", "");
}

#[test]
fn staff_read_a_name_by_its_kana() {
    let buffer = drawn(&sample("panel-valid-kumiai"), Language::Japanese, (80, 25), &CONSOLE);
    assert_says(&buffer, "(kanji)", "");
    assert_says(&buffer, "VALID", "");
    let page = drawn(&sample("panel-page-2"), Language::Japanese, (80, 25), &CONSOLE);
    assert_says(&page, "Shiken", "");
}
