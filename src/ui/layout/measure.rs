//! Widths and heights in cells of the terminal.

use unicode_width::UnicodeWidthStr;

/// Free cells beside a column and beside the text of a bar.
pub const MARGIN: u16 = 2;
/// A column is never wider: longer lines are hard to follow back.
pub const COLUMN: u16 = 76;

/// Width of a text in cells.
#[must_use]
pub fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// A number of lines as rows of a screen.
#[must_use]
pub fn rows(lines: usize) -> u16 {
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// As much of a text as fits, never half a character.
#[must_use]
pub fn clipped(text: &str, width: u16) -> &str {
    let mut end = 0;
    for (start, c) in text.char_indices() {
        let next = start + c.len_utf8();
        match text.get(..next) {
            Some(head) if cells(head) <= width => end = next,
            _ => break,
        }
    }
    text.get(..end).unwrap_or_default()
}
