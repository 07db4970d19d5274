//! Words that are drawn large, out of block characters, so that they can be read from two metres.
//!
//! The letters are bitmaps, made by `kiosk/letters` from free fonts. A terminal that draws sextants itself (foot) shows
//! each dot; on others, whose fonts lack them, three rows of dots become two of quadrants.

mod words;

use super::layout::cells;

pub use words::{DisplayWords, shape};

/// The heights at which there are letters, in rows of cells, the largest first.
const HEIGHTS: [u8; 2] = [7, 5];

/// A letter at a height after the other, as `kiosk/letters` says.
const LETTERS: &[u8] = include_bytes!("letters.bin");

/// The characters that a word is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blocks {
    /// Two by three dots a cell (U+1FB00 and on).
    Sextants,
    /// Two by two dots a cell, which every font for terminals has (U+2596 and on).
    Quadrants,
}

/// A word in lines of equal width. `None`: a letter of it is not drawn at this height.
#[must_use]
fn drawn(word: &str, height: u8, blocks: Blocks) -> Option<Vec<String>> {
    let mut lines = vec![String::new(); height.into()];
    for letter in word.chars() {
        let (width, cells) = cells_of(letter, height)?;
        for (line, row) in lines.iter_mut().zip(cells.chunks(width)) {
            line.extend(row.iter().map(|dots| blocks.cell(*dots)));
        }
    }
    Some(lines)
}

/// A word at every height at which it is no wider than so many cells, the largest first.
pub fn fitting(word: &str, blocks: Option<Blocks>, width: u16) -> impl Iterator<Item = Vec<String>> {
    let sizes = blocks
        .into_iter()
        .flat_map(move |blocks| HEIGHTS.into_iter().filter_map(move |height| drawn(word, height, blocks)));
    sizes.filter(move |lines| lines.iter().all(|line| cells(line) <= width))
}

/// A letter's width in cells, and the dots of each cell, row by row.
fn cells_of(letter: char, height: u8) -> Option<(usize, &'static [u8])> {
    let mut rest = LETTERS;
    while let Some((&[tall, a, b, c, d, width], behind)) = rest.split_first_chunk() {
        let (cells, behind) = behind.split_at_checked(usize::from(width) * usize::from(tall))?;
        if tall == height && u32::from_le_bytes([a, b, c, d]) == u32::from(letter) {
            return Some((width.into(), cells));
        }
        rest = behind;
    }
    None
}

impl Blocks {
    /// Sextants where the terminal draws them itself.
    #[must_use]
    pub const fn where_drawn(sextants: bool) -> Self {
        if sextants { Self::Sextants } else { Self::Quadrants }
    }

    /// The character for the dots of a cell: a bit for each that is set, from the upper left to the lower right.
    fn cell(self, dots: u8) -> char {
        match self {
            Self::Sextants => sextant(dots),
            Self::Quadrants => {
                let [upper, middle, lower] = [dots & 3, dots >> 2 & 3, dots >> 4 & 3];
                // A stroke between the halves belongs to the upper one, and to the lower one where it goes on there.
                QUADRANTS.get(usize::from(upper | middle & !lower | lower << 2)).map_or(' ', |cell| *cell)
            }
        }
    }
}

/// By the dots that are set: upper left 1, upper right 2, lower left 4, lower right 8.
const QUADRANTS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// Unicode counts the sextants in the order of their dots and leaves out the four that it had already.
fn sextant(dots: u8) -> char {
    match dots {
        0 => ' ',
        21 => '▌',
        42 => '▐',
        63 => '█',
        _ => {
            let before = u32::from(dots) - 1 - u32::from(dots > 21) - u32::from(dots > 42);
            char::from_u32(0x1_FB00 + before).unwrap_or(' ')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::Language;
    use crate::eligibility::VerdictKind;
    use crate::ui::layout::COLUMN;

    fn words(language: Language) -> Vec<&'static str> {
        let words = DisplayWords::of(language);
        let asked =
            [words.place_card, words.pin, words.last_try, words.wait, words.checking, words.take_card, words.finished];
        let asked = asked.into_iter().chain([words.again, words.ask_staff]);
        asked.chain(VerdictKind::ALL.map(|kind| words.verdict(kind))).collect()
    }

    #[test]
    fn every_word_is_drawn_in_every_language_and_the_smaller_fits_a_column() {
        for word in Language::ALL.into_iter().flat_map(words) {
            for (height, blocks) in
                HEIGHTS.into_iter().flat_map(|height| [(height, Blocks::Sextants), (height, Blocks::Quadrants)])
            {
                let lines = drawn(word, height, blocks).unwrap_or_else(|| panic!("{word}: run kiosk/letters"));
                assert_eq!(lines.len(), usize::from(height), "{word}");
                assert!(lines.iter().all(|line| cells(line) == cells(&lines[0])), "{word}");
                assert!(height > 5 || cells(&lines[0]) <= COLUMN, "{word} is {} cells wide", cells(&lines[0]));
            }
        }
    }

    #[test]
    fn nothing_is_drawn_for_a_letter_that_is_not_there() {
        assert!(drawn("有効", 7, Blocks::Sextants).is_some());
        assert!(drawn("有効☃", 7, Blocks::Sextants).is_none());
        assert!(drawn("有効", 6, Blocks::Sextants).is_none());
    }

    #[test]
    fn the_same_dots_are_set_in_every_kind_of_block() {
        let set = |blocks| {
            let lines = drawn("ー", 7, blocks).unwrap();
            lines.iter().map(|line| line.chars().any(|c| c != ' ')).collect::<Vec<_>>()
        };
        assert_eq!(set(Blocks::Sextants), set(Blocks::Quadrants));
        assert_eq!(sextant(1), '\u{1fb00}');
        assert_eq!(sextant(62), '\u{1fb3b}');
        assert_eq!([20, 22, 41, 43].map(sextant), ['\u{1fb13}', '\u{1fb14}', '\u{1fb27}', '\u{1fb28}']);
    }
}
