//! Text from top to bottom that gives way where the screen is small.

use ratatui::layout::HorizontalAlignment;
use ratatui::style::Style;
use ratatui::text::Line;

use super::measure::{MARGIN, cells, rows};
use super::{numeral, wrap};
use crate::ui::display::{Blocks, fitting};

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
    /// The same in more rows, the most first.
    larger: Vec<Vec<Line<'a>>>,
}

/// What a piece does where it does not fit.
#[derive(Debug, PartialEq, Eq)]
enum Yields {
    Never,
    /// It is left out.
    Whole,
    /// It loses its last lines.
    Lines,
    /// It is left out before anything else.
    Minor,
    /// It is drawn as large as it fits, and left out where it does not.
    Display,
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
        self.pieces.push(Piece { lines, alignment, gap: 0, yields: Yields::Never, larger: Vec::new() });
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

    /// A drawing in several sizes, the largest first, centred: the largest that leaves everything else as it is.
    #[must_use]
    pub fn drawing_in_sizes(self, mut sizes: Vec<Vec<Line<'a>>>) -> Self {
        let smallest = sizes.pop().unwrap_or_default();
        let mut stack = self.drawing(smallest);
        if let Some(piece) = stack.pieces.last_mut() {
            piece.larger = sizes;
        }
        stack
    }

    /// A word that is drawn large, centred: as large as fits with what else has to be shown.
    #[must_use]
    pub fn display(mut self, word: &str, blocks: Option<Blocks>, style: Style) -> Self {
        let sizes = fitting(word, blocks, self.width);
        let mut sizes: Vec<Vec<_>> =
            sizes.map(|lines| lines.into_iter().map(|line| Line::styled(line, style)).collect()).collect();
        if let Some(lines) = sizes.pop() {
            let (alignment, yields) = (HorizontalAlignment::Center, Yields::Display);
            self.pieces.push(Piece { lines, alignment, gap: 0, yields, larger: sizes });
        }
        self
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

    /// Leaves the last piece out where text is large, which shows one thing at a time, and before anything else where
    /// there is too little space.
    #[must_use]
    pub fn unless_large(mut self) -> Self {
        if self.large {
            self.pieces.pop();
            return self;
        }
        self.yielding(Yields::Minor)
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

    /// Rows below which something that is not minor has to give way; gaps are one row.
    #[must_use]
    pub fn least_height(&self) -> u16 {
        let lasting = self.pieces.iter().filter(|piece| !matches!(piece.yields, Yields::Minor | Yields::Display));
        lasting.map(|piece| piece.gap.min(1) + rows(piece.lines.len())).sum()
    }

    /// The pieces as they fit into so many rows.
    pub fn fitted(self, height: u16) -> Vec<Piece<'a>> {
        let mut pieces = self.pieces;
        display(&mut pieces, height, self.large);
        enlarge(&mut pieces, height);
        // Two rows stay free above and below before any gap is wider than one row.
        for (most, free) in [(1, 2), (0, 0)] {
            if total_height(&pieces) + free > height {
                for piece in &mut pieces {
                    piece.gap = piece.gap.min(most);
                }
            }
        }
        while total_height(&pieces) > height {
            let left_out = [Yields::Minor, Yields::Whole];
            let last = left_out.iter().find_map(|yields| pieces.iter().rposition(|piece| piece.yields == *yields));
            let Some(last) = last else { break };
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

/// Draws the display word in the most rows that fit with everything else, the gaps being narrow; else in the most that
/// fit without what is minor; else not at all. Where text is `large`, what is optional gives way to the word's largest
/// letters.
fn display(pieces: &mut Vec<Piece<'_>>, height: u16, large: bool) {
    let Some(index) = pieces.iter().position(|piece| piece.yields == Yields::Display) else { return };
    if large {
        let tallest = |piece: &Piece<'_>| rows(piece.larger.first().map_or(piece.lines.len(), Vec::len));
        let needed = |pieces: &[Piece<'_>]| -> u16 {
            let with_gap = |piece: &Piece<'_>| piece.gap.min(1) + tallest(piece).max(rows(piece.lines.len()));
            pieces.iter().map(with_gap).sum()
        };
        while needed(pieces) > height
            && let Some(optional) = pieces.iter().rposition(|piece| piece.yields == Yields::Whole)
            && optional > index
        {
            pieces.remove(optional);
        }
    }
    let rows_of = |piece: &Piece<'_>| piece.gap.min(1) + rows(piece.lines.len());
    loop {
        let others = pieces.iter().enumerate().filter(|(at, _)| *at != index);
        let others: u16 = others.map(|(_, piece)| rows_of(piece)).sum();
        let Some(word) = pieces.get_mut(index) else { return };
        let free = height.saturating_sub(others + word.gap);
        if let Some(largest) = word.larger.iter().position(|lines| rows(lines.len()) <= free) {
            word.lines = word.larger.swap_remove(largest);
        }
        if rows(word.lines.len()) <= free {
            return;
        }
        match pieces.iter().rposition(|piece| piece.yields == Yields::Minor) {
            Some(minor) => pieces.remove(minor),
            None => pieces.remove(index),
        };
        if pieces.get(index).is_none_or(|piece| piece.yields != Yields::Display) {
            return;
        }
    }
}

/// Draws what has several sizes in the largest that costs no row, or only rows that are left over where every gap has
/// its width.
fn enlarge(pieces: &mut [Piece<'_>], height: u16) {
    let spare = height.saturating_sub(total_height(pieces) + 2);
    let drawn = pieces.iter_mut().filter(|piece| piece.yields == Yields::Never);
    for piece in drawn {
        let most = rows(piece.lines.len()) + spare;
        if let Some(largest) = piece.larger.iter().position(|lines| rows(lines.len()) <= most) {
            piece.lines = piece.larger.swap_remove(largest);
            return;
        }
    }
}

/// Rows that the pieces need, with their gaps.
pub fn total_height(pieces: &[Piece<'_>]) -> u16 {
    pieces.iter().map(Piece::height).sum()
}
