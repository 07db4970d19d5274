//! Screens as they were last read and accepted: the words in every language, three sizes, and every theme's styles.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --lib snapshots` rewrites them; `git diff` then shows what has to be read. A style
//! is a letter for each cell of a row, repeated letters as a count; what the letters are stands below.

use std::fmt::Write as _;
use std::path::Path;

use super::*;

/// What a visitor meets on the way.
const VISIT: [&str; 15] = [
    "waiting",
    "waiting-away",
    "waiting-closed",
    "pin-ending",
    "pin-wrong",
    "last-try",
    "no-pin",
    "staff",
    "staff-away",
    "checking-slow",
    "panel-valid-kumiai",
    "panel-lost",
    "trouble-K-107",
    "take-card",
    "thanks",
];
/// What staff meet.
const DESK: [&str; 26] = [
    "staff-menu",
    "staff-passcode-wrong",
    "staff-settings-changed",
    "staff-today",
    "staff-today-row-entry",
    "staff-today-struck",
    "staff-ways-notice",
    "staff-diagnosis",
    "staff-help-code-107",
    "staff-help-code-unknown",
    "staff-menu-last",
    "staff-last",
    "staff-last-insurer",
    "staff-menu-open-items",
    "staff-open-items",
    "staff-open-items-strike",
    "staff-open-items-not-written",
    "staff-set-up-list",
    "staff-set-up-registration",
    "staff-set-up-passcode",
    "staff-set-up-statement",
    "staff-set-up-card-read",
    "staff-last-qr",
    "staff-diagnosis-file",
    "staff-absence",
    "staff-absence-away",
];
/// Between them they have every style of a theme.
const STYLED: [&str; 4] = ["waiting", "panel-valid-kumiai", "trouble-K-107", "staff-settings-changed"];

#[test]
fn the_words_of_every_language_are_those_that_were_read() {
    for language in LANGUAGES {
        let desk: &[&str] = if language == language.of_staff() { &DESK } else { &[] };
        // Staff keep their own language, whatever a visitor chose.
        let staff = if language == Language::English { language } else { Language::Japanese };
        let screen_context = ScreenContext { staff, ..DEMO };
        let screens = VISIT.iter().chain(desk).map(|name| words_of(name, language, (80, 24), &screen_context));
        accepted(&format!("{language:?}-80x24"), &screens.collect::<String>());
    }
}

#[test]
fn the_smallest_and_a_larger_screen_are_those_that_were_read() {
    for size in [(48, 16), (100, 30)] {
        let screens = VISIT.iter().chain(&DESK).map(|name| words_of(name, Language::Japanese, size, &DEMO));
        accepted(&format!("Japanese-{}x{}", size.0, size.1), &screens.collect::<String>());
    }
}

#[test]
fn the_styles_of_every_theme_are_those_that_were_seen() {
    for look in Look::ALL {
        let screen_context = ScreenContext { theme: Theme::of(look), ..DEMO };
        let mut letters = Vec::new();
        let mut shown = String::new();
        for name in STYLED {
            let buffer = drawn(&sample(name), Language::Japanese, (80, 24), &screen_context);
            let _ = writeln!(shown, "=== {name}");
            for cells in buffer.content.chunks(usize::from(buffer.area.width)) {
                let _ = writeln!(shown, "{}", runs(cells, &mut letters));
            }
        }
        for (letter, style) in ('a'..).zip(&letters) {
            let _ = writeln!(shown, "{letter} {style}");
        }
        accepted(&format!("styles-{look:?}"), &shown);
    }
}

fn words_of(name: &str, language: Language, size: (u16, u16), screen_context: &ScreenContext<'_>) -> String {
    let buffer = drawn(&sample(name), language, size, screen_context);
    let rows: Vec<String> = (0..size.1).map(|y| row(&buffer, y)).collect();
    format!("=== {name}\n{}\n", rows.join("\n"))
}

/// A row with its indent, for a fault of a column is a fault.
fn row(buffer: &Buffer, y: u16) -> String {
    let mut row = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        row.push_str(symbol);
        x += u16::try_from(unicode_width::UnicodeWidthStr::width(symbol)).unwrap().max(1);
    }
    row.trim_end().to_owned()
}

fn runs(cells: &[ratatui::buffer::Cell], letters: &mut Vec<String>) -> String {
    let mut letter = |cell: &ratatui::buffer::Cell| {
        let style = format!("{:?} on {:?} {:?}", cell.fg, cell.bg, cell.modifier);
        let place = letters.iter().position(|known| *known == style).unwrap_or_else(|| {
            letters.push(style);
            letters.len() - 1
        });
        ('a'..).nth(place).unwrap()
    };
    // The second cell of a wide character has the style of the first in a terminal, whatever the buffer says.
    let mut row = Vec::new();
    while let Some(cell) = cells.get(row.len()) {
        let width = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1);
        row.extend(std::iter::repeat_n(letter(cell), width));
    }
    row.chunk_by(|one, next| one == next).map(|run| format!("{}{}", run[0], run.len())).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn accepted(name: &str, shown: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/ui/tests/snapshots/{name}.txt"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return std::fs::write(file, shown).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let same = kept.lines().zip(shown.lines()).take_while(|(kept, shown)| kept == shown).count();
    let from = same.saturating_sub(24);
    let part = |text: &str| text.lines().skip(from).take(48).collect::<Vec<_>>().join("\n");
    assert!(kept == shown, "{name}, line {}: accepted was\n{}\nnow it is\n{}", same + 1, part(&kept), part(shown));
}
