//! The plain Linux console: 256 glyphs, none of them Japanese.
//!
//! A screen is laid out as on every terminal, in English; what the console cannot show is replaced in the finished
//! frame, so that no layout knows of it. A run of Japanese becomes Latin letters where it is kana and a marker where it
//! is not: a Chinese character does not tell how it is read, and a guess would be a wrong name. Romaji is about as wide
//! as the kana it stands for; what is longer grows into the blanks behind it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::romaji::romaji;
use crate::common::half;
use crate::ui::theme::{INK, PENCIL};

/// What is in both fonts that a console starts with beside ASCII: the machine's own (code page 437) and Debian's
/// (console-setup's Lat15-Fixed16, by `psfgettable` of kbd).
pub const GLYPHS: &str = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█░▒■";

/// What staff should know of this screen, in the place of the facility's name. In English, as everything here.
pub const NOTE: &str = "Plain console, names in romaji";

/// Stands for characters that only Japanese fonts have.
const KANJI: &str = "(kanji)";
/// The same where the space is too narrow for it.
const SHORT: &str = "#";
/// Stands for any other character.
const UNKNOWN: char = '#';
/// Behind what was cut.
const CUT: char = '~';

/// Stand-ins for narrow characters that our screens draw.
const NARROW: [(char, char); 11] = [
    ('●', '■'),
    ('╲', '\\'),
    ('›', '>'),
    ('╱', '/'),
    ('…', '~'),
    ('–', '-'),
    ('—', '-'),
    ('’', '\''),
    ('“', '"'),
    ('”', '"'),
    ('−', '-'),
];

/// Whether the console has it.
#[must_use]
pub fn has(c: char) -> bool {
    c == ' ' || c.is_ascii_graphic() || GLYPHS.contains(c)
}

/// Replaces what the console cannot show, in the whole frame.
pub fn reduce(buffer: &mut Buffer) {
    buffer.content.iter_mut().for_each(make_legible);
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            x = if is_wide(buffer, x, y) { reduce_run(buffer, x, y) } else { reduce_cell(buffer, x, y) };
        }
    }
}

/// The console shows white as a light grey, a dark grey hardly differs from that, and black that is bold is a dark
/// grey.
fn make_legible(cell: &mut Cell) {
    cell.modifier.remove(Modifier::BOLD | Modifier::DIM);
    if cell.fg == PENCIL {
        cell.fg = INK;
    }
}

fn is_wide(buffer: &Buffer, x: u16, y: u16) -> bool {
    buffer[(x, y)].symbol().width() > 1
}

fn reduce_cell(buffer: &mut Buffer, x: u16, y: u16) -> u16 {
    let cell = &mut buffer[(x, y)];
    // Of a letter with combining marks the letter stays.
    let first = cell.symbol().chars().next().unwrap_or(' ');
    cell.set_char(stand_in(first).unwrap_or(UNKNOWN));
    x + 1
}

/// The character itself where the console has it, else one that stands for it.
#[must_use]
pub fn stand_in(c: char) -> Option<char> {
    if has(c) { Some(c) } else { NARROW.iter().find(|(from, _)| *from == c).map(|(_, to)| *to) }
}

/// Replaces the run of wide characters that begins here, and returns where it went on from.
fn reduce_run(buffer: &mut Buffer, x: u16, y: u16) -> u16 {
    let (right, style) = (buffer.area.right(), buffer[(x, y)].style());
    let (mut end, mut run) = (x, String::new());
    while end + 1 < right && is_wide(buffer, end, y) {
        run.push_str(buffer[(end, y)].symbol());
        end += 2;
    }
    // A wide character in the last column has no cell for its other half.
    let end = end.max(x + 1);
    if let Some(from) = begins_name_of_paper(buffer, x, end, y) {
        return close_up(buffer, from, end + 1, y);
    }
    let limit = end + blanks(buffer, end, y, style);
    let text = fitted(&run, usize::from(limit - x));
    let mut at = x;
    for c in text.chars() {
        buffer[(at, y)].set_char(c).set_style(style);
        at += 1;
    }
    for blank in at..end {
        buffer[(blank, y)].set_char(' ').set_style(style);
    }
    at.max(end)
}

/// Where the run stands in brackets behind an English word of ours, or first in a line behind such a word: the name
/// that is printed on what the word means, and where it begins with the blank before it. A part of a person's name in
/// brackets stands behind characters of that name.
fn begins_name_of_paper(buffer: &Buffer, x: u16, end: u16, y: u16) -> Option<u16> {
    let symbol = |at: Option<u16>| at.and_then(|at| buffer.cell((at, y))).map_or(" ", Cell::symbol);
    let in_brackets = symbol(x.checked_sub(1)) == "(" && symbol(Some(end)) == ")";
    let word = symbol(x.checked_sub(3));
    match symbol(x.checked_sub(2)) == " " && in_brackets {
        true if word == " " => x.checked_sub(1),
        true if word.starts_with(|c: char| c.is_ascii_alphabetic()) => x.checked_sub(2),
        _ => None,
    }
}

/// Draws what stands from `behind` on, up to a wider gap, from `from` on, which is returned. A mark that would stand
/// in its line alone is left out.
fn close_up(buffer: &mut Buffer, from: u16, behind: u16, y: u16) -> u16 {
    let blank = |x: u16| buffer.cell((x, y)).is_none_or(|cell| cell.symbol() == " ");
    let end = (behind..buffer.area.right()).find(|x| blank(*x) && blank(x + 1)).unwrap_or(buffer.area.right());
    let alone = end == behind + 1 && from.checked_sub(1).is_none_or(blank);
    let behind = if alone { end } else { behind };
    for (x, old) in (from..).zip(behind..end) {
        buffer[(x, y)] = buffer[(old, y)].clone();
    }
    for x in from + (end - behind)..end {
        buffer[(x, y)].set_char(' ');
    }
    from
}

/// Blank cells of the same ground behind a run, but for the one that keeps it apart from what follows.
fn blanks(buffer: &Buffer, from: u16, y: u16, style: Style) -> u16 {
    let ground = |style: Style| (style.bg, style.add_modifier.contains(Modifier::REVERSED));
    let blank = |x: &u16| buffer[(*x, y)].symbol() == " " && ground(buffer[(*x, y)].style()) == ground(style);
    let free = (from..buffer.area.right()).take_while(blank).count();
    u16::try_from(free.saturating_sub(1)).unwrap_or(0)
}

/// A run as the console can show it, at most this many cells wide.
fn fitted(run: &str, width: usize) -> String {
    let long = latin(run, KANJI);
    if long.len() <= width {
        return long;
    }
    let short = latin(run, SHORT);
    if short.len() <= width { short } else { short.chars().take(width.saturating_sub(1)).chain([CUT]).collect() }
}

/// Kana in Latin letters, each word with a capital; other characters as `marker`, once for as many as stand together.
/// ASCII only.
fn latin(run: &str, marker: &str) -> String {
    let mut text = String::new();
    let mut begins = true;
    for c in romaji(run).chars().map(half) {
        if has(c) && c.is_ascii() {
            text.push(if begins { c.to_ascii_uppercase() } else { c });
            begins = !c.is_ascii_alphanumeric() && c != '\'';
        } else if text.trim_end().ends_with(marker) {
            text.truncate(text.trim_end().len());
        } else {
            text.push_str(marker);
            begins = true;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn reduced(text: &str, width: u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        buffer.set_string(0, 0, text, Style::new());
        reduce(&mut buffer);
        buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned()
    }

    #[test]
    fn a_name_in_kana_is_read_in_latin_letters() {
        for (kana, name) in [
            ("シケン　タロウ", "Shiken Tarou"),
            ("キョウトウ　ジュンイチ", "Kyoutou Jun'ichi"),
            ("ハットリ　チヅ", "Hattori Chizu"),
            ("みほん　はなこ", "Mihon Hanako"),
            ("ヴァン　ティエン", "Van Tien"),
        ] {
            assert_eq!(reduced(kana, 40), name);
        }
    }

    #[test]
    fn a_heading_and_a_label_are_black_on_the_consoles_grey() {
        for style in [Style::new().fg(INK).add_modifier(Modifier::BOLD), Style::new().fg(PENCIL)] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
            buffer.set_string(0, 0, "Name シケン", style);
            reduce(&mut buffer);
            assert!(buffer.content.iter().take(10).all(|cell| cell.fg == INK && cell.modifier.is_empty()));
        }
    }

    #[test]
    fn what_is_written_in_kanji_is_not_guessed_at() {
        assert_eq!(reduced("試験　太郎", 40), "(kanji)");
        assert_eq!(reduced("東京都（架空）１－２", 40), "(kanji)((kanji))1-2");
    }

    #[test]
    fn what_does_not_fit_is_cut_and_pushes_nothing_away() {
        assert_eq!(reduced("試験|ツツ|x", 16), "#   |Tsu~|x");
        assert_eq!(reduced("試験    |", 16), "(kanji) |", "one blank stays between");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_drawn_the_console_can_show_it(text in "\\PC{0,30}", width in 1_u16..60) {
            assert!(reduced(&text, width).chars().all(has));
        }

        #[test]
        fn no_kana_however_odd_stops_the_kiosk(text in "[ぁ-ヿーｦ-ﾟ一-三　]{0,30}", width in 1_u16..60) {
            assert!(reduced(&text, width).chars().all(has));
        }
    }
}
