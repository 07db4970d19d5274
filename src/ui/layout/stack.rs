//! Text from top to bottom that gives way where the screen is small.

use ratatui::layout::HorizontalAlignment;
use ratatui::style::Style;
use ratatui::text::Line;

use super::measure::{MARGIN, cells, rows};
use super::{numeral, wrap};

/// Pieces of text from top to bottom, which give way where the screen is small: first the gaps, then what is
/// optional, then the end of what can be shortened.
#[derive(Debug)]
pub struct Stack<'a> {
    /// Cells in a line.
    pub width: u16,
    large: bool,
    pieces: Vec<Piece<'a>>,
}

#[derive(Debug)]
pub struct Piece<'a> {
    pub lines: Vec<Line<'a>>,
    pub alignment: HorizontalAlignment,
    /// Blank rows wanted above.
    pub gap: u16,
    yields: Yields,
}

/// What a piece does where it does not fit.
#[derive(Debug, PartialEq, Eq)]
enum Yields {
    Never,
    /// It is left out.
    Whole,
    /// It loses its last lines.
    Lines,
}

impl Piece<'_> {
    fn height(&self) -> u16 {
        self.gap + rows(self.lines.len())
    }
}

impl<'a> Stack<'a> {
    /// An empty stack of this width.
    #[must_use]
    pub const fn new(width: u16, large: bool) -> Self {
        Self { width, large, pieces: Vec::new() }
    }

    fn piece(mut self, lines: Vec<Line<'a>>, alignment: HorizontalAlignment) -> Self {
        self.pieces.push(Piece { lines, alignment, gap: 0, yields: Yields::Never });
        self
    }

    /// A sentence from the texts, centred.
    #[must_use]
    pub fn centred(self, text: &str, style: Style) -> Self {
        let lines = wrap::balanced(text, self.width).into_iter();
        self.piece(lines.map(|line| Line::styled(line, style)).collect(), HorizontalAlignment::Center)
    }

    /// A sentence from the texts, from the left.
    #[must_use]
    pub fn text(self, text: &str, style: Style) -> Self {
        let lines = wrap::sentence(text, self.width).into_iter();
        self.lines(lines.map(|line| Line::styled(line, style)).collect())
    }

    /// Lines that are broken already, from the left.
    #[must_use]
    pub fn lines(self, lines: Vec<Line<'a>>) -> Self {
        self.piece(lines, HorizontalAlignment::Left)
    }

    /// Lines that are broken already, centred.
    #[must_use]
    pub fn drawing(self, lines: Vec<Line<'a>>) -> Self {
        self.piece(lines, HorizontalAlignment::Center)
    }

    /// Wants blank rows above the last piece.
    #[must_use]
    pub fn below(mut self, gap: u16) -> Self {
        if let Some(piece) = self.pieces.last_mut() {
            piece.gap = gap;
        }
        self
    }

    /// Lets the last piece be left out where it does not fit.
    #[must_use]
    pub fn optional(self) -> Self {
        self.yielding(Yields::Whole)
    }

    /// Leaves the last piece out where text is large, which shows one thing at a time, and where it does not fit.
    #[must_use]
    pub fn unless_large(mut self) -> Self {
        if self.large {
            self.pieces.pop();
            return self;
        }
        self.optional()
    }

    /// A sentence from the texts with a number in it, centred. Where text is large the number stands before it once
    /// more, three rows high.
    #[must_use]
    pub fn counted(self, number: u64, sentence: &str, style: Style) -> Self {
        if !self.large {
            return self.centred(sentence, style);
        }
        let numeral = numeral::rows(number);
        let free = self.width.saturating_sub(cells(&numeral[0]) + MARGIN);
        let words = wrap::balanced(sentence, free);
        let widest = words.iter().map(|line| cells(line)).max().unwrap_or_default();
        let above = numeral::HEIGHT.saturating_sub(words.len()) / 2;
        let lines = numeral.into_iter().enumerate().map(|(row, numeral)| {
            let words = row.checked_sub(above).and_then(|row| words.get(row)).map_or("", String::as_str);
            let blanks = " ".repeat((widest - cells(words)).into());
            Line::styled(format!("{numeral}  {words}{blanks}"), style)
        });
        self.drawing(lines.collect())
    }

    /// Lets the last piece lose its last lines where they do not fit; its first always stays.
    #[must_use]
    pub fn shortened(self) -> Self {
        self.yielding(Yields::Lines)
    }

    fn yielding(mut self, yields: Yields) -> Self {
        if let Some(piece) = self.pieces.last_mut() {
            piece.yields = yields;
        }
        self
    }

    /// The pieces as they fit into so many rows.
    pub fn fitted(self, height: u16) -> Vec<Piece<'a>> {
        let mut pieces = self.pieces;
        // Two rows stay free above and below before any gap is wider than one row.
        for (most, free) in [(1, 2), (0, 0)] {
            if total_height(&pieces) + free > height {
                for piece in &mut pieces {
                    piece.gap = piece.gap.min(most);
                }
            }
        }
        while total_height(&pieces) > height {
            let Some(last) = pieces.iter().rposition(|piece| piece.yields == Yields::Whole) else {
                break;
            };
            pieces.remove(last);
        }
        while total_height(&pieces) > height {
            let long = pieces.iter_mut().find(|piece| piece.yields == Yields::Lines && piece.lines.len() > 1);
            let Some(piece) = long else { break };
            piece.lines.pop();
        }
        pieces
    }
}

/// Rows that the pieces need, with their gaps.
pub fn total_height(pieces: &[Piece<'_>]) -> u16 {
    pieces.iter().map(Piece::height).sum()
}
