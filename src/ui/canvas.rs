//! The sheet that a screen draws on, and the one place where its measures are.
//!
//! A screen takes its keys from the bottom, a band from the top, and what is left holds one centred column. Nothing is
//! drawn over anything else: what is left is always smaller than what was taken.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::texts::{StaffTexts, Texts};
use super::theme::{Theme, Tone};
use super::widgets::numeral;
use super::wrap;

/// Free cells beside a column and beside the text of a bar.
pub const MARGIN: u16 = 2;
/// A column is never wider: longer lines are hard to follow back.
pub const COLUMN: u16 = 76;
/// From this height on a screen has room for air: bands of three rows, larger fields.
pub const ROOMY: u16 = 20;

/// Where a screen is drawn.
#[derive(Debug)]
pub struct Canvas<'a> {
    /// The frame's cells.
    pub buffer: &'a mut Buffer,
    /// What is not taken yet.
    pub area: Rect,
    /// Colours.
    pub theme: &'static Theme,
    /// Whether screens say less at a time and leave more room.
    pub large: bool,
    /// Words for the person.
    pub texts: &'static Texts,
    /// Words for staff.
    pub staff: &'static StaffTexts,
    /// Whom staff call, if the settings say so.
    pub contact: Option<&'a str>,
    /// Whether the terminal is a plain console.
    pub plain: bool,
}

impl Canvas<'_> {
    /// Gives every cell the ground's colours.
    pub fn ground(&mut self) {
        self.buffer.set_style(self.area, self.theme.paper);
    }

    /// Whether the whole screen is high enough for air.
    pub const fn roomy(&self) -> bool {
        self.buffer.area.height >= ROOMY
    }

    /// Takes rows from the top.
    pub fn take_top(&mut self, rows: u16) -> Rect {
        let rows = rows.min(self.area.height);
        let taken = Rect { height: rows, ..self.area };
        self.area.y += rows;
        self.area.height -= rows;
        taken
    }

    /// Takes rows from the bottom.
    pub fn take_bottom(&mut self, rows: u16) -> Rect {
        let rows = rows.min(self.area.height);
        self.area.height -= rows;
        Rect { y: self.area.bottom(), height: rows, ..self.area }
    }

    /// The part of an area that holds the column; its left edge is even, as wide characters are.
    pub fn column(area: Rect) -> Rect {
        let width = area.width.saturating_sub(2 * MARGIN).min(COLUMN);
        let left = (area.width - width) / 2 / 2 * 2;
        Rect { x: area.x + left, width, ..area }
    }

    /// A line of text at the left of an area's column row, another at its right. The right one wins where both do not
    /// fit.
    pub fn both_ends(&mut self, row: Rect, left: &str, right: &str, style: Style) {
        let column = Self::column(row);
        let right = clipped(right, column.width);
        let right_width = cells(right);
        self.buffer.set_string(column.right() - right_width, row.y, right, style);
        let free = column.width.saturating_sub(right_width + MARGIN);
        self.buffer.set_string(column.x, row.y, clipped(left, free), style);
    }

    /// A band across the whole screen: its sign, its word, and something short at the right.
    pub fn band(&mut self, tone: Tone, sign: &str, word: &str, aside: &str) {
        let style = self.theme.band(tone);
        let column = Self::column(self.area);
        let free = column.width.saturating_sub(cells(sign) + MARGIN + cells(aside) + MARGIN);
        let words = wrap::sentence(word, free);
        let air = u16::from(self.roomy());
        let band = self.take_top(rows(words.len()) + 2 * air);
        self.buffer.set_style(band, style);
        let first = Rect { y: band.y + air, height: 1, ..band };
        self.both_ends(first, sign, aside, style);
        for (line, row) in words.iter().zip(first.y..) {
            self.buffer.set_string(column.x + cells(sign) + MARGIN, row, line, style);
        }
    }

    /// The band of a staff page in one row also where there is room for three: for what needs the rows.
    pub fn low_band(&mut self, word: &str) {
        let style = self.theme.band(Tone::Plain);
        let band = self.take_top(1);
        self.buffer.set_style(band, style);
        self.both_ends(band, &format!("[>>]  {word}"), "", style);
    }

    /// A stack as wide as the column of what is left.
    pub fn stack(&self) -> Stack<'static> {
        Stack { width: Self::column(self.area).width, large: self.large, pieces: Vec::new() }
    }

    /// Draws a stack into what is left, the spare rows mostly below it.
    pub fn put(&mut self, stack: Stack<'_>) {
        let column = Self::column(self.area);
        let pieces = stack.fitted(column.height);
        let needed = total(&pieces);
        let mut y = column.y + column.height.saturating_sub(needed) * 2 / 5;
        for piece in pieces {
            y += piece.gap;
            for line in &piece.lines {
                if y >= column.bottom() {
                    return;
                }
                self.line(Rect { y, height: 1, ..column }, line, piece.alignment);
                y += 1;
            }
        }
    }

    fn line(&mut self, row: Rect, line: &Line<'_>, alignment: HorizontalAlignment) {
        let width = u16::try_from(line.width()).unwrap_or(u16::MAX).min(row.width);
        let indent = match alignment {
            HorizontalAlignment::Left => 0,
            HorizontalAlignment::Center => (row.width - width) / 2,
            HorizontalAlignment::Right => row.width - width,
        };
        self.buffer.set_line(row.x + indent, row.y, line, width);
    }
}

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
struct Piece<'a> {
    lines: Vec<Line<'a>>,
    alignment: HorizontalAlignment,
    /// Blank rows wanted above.
    gap: u16,
    yields: Yields,
}

/// What a piece does where there is no room for it.
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
    fn piece(mut self, lines: Vec<Line<'a>>, alignment: HorizontalAlignment) -> Self {
        self.pieces.push(Piece { lines, alignment, gap: 0, yields: Yields::Never });
        self
    }

    /// A sentence of ours, centred.
    #[must_use]
    pub fn centred(self, text: &str, style: Style) -> Self {
        let lines = wrap::balanced(text, self.width).into_iter();
        self.piece(lines.map(|line| Line::styled(line, style)).collect(), HorizontalAlignment::Center)
    }

    /// A sentence of ours, from the left.
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

    /// Lets the last piece be left out where there is no room.
    #[must_use]
    pub fn optional(self) -> Self {
        self.yielding(Yields::Whole)
    }

    /// Leaves the last piece out where text is large: there one thing is said at a time.
    #[must_use]
    pub fn aside(mut self) -> Self {
        if self.large {
            self.pieces.pop();
            return self;
        }
        self.optional()
    }

    /// A sentence of ours with a number in it, centred. Where text is large the number stands before it once more,
    /// three rows high.
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

    /// Lets the last piece lose its last lines where there is no room; its first always stays.
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

    fn fitted(self, height: u16) -> Vec<Piece<'a>> {
        let mut pieces = self.pieces;
        // Two rows stay free above and below before any gap is wider than one row.
        for (most, free) in [(1, 2), (0, 0)] {
            if total(&pieces) + free > height {
                for piece in &mut pieces {
                    piece.gap = piece.gap.min(most);
                }
            }
        }
        while total(&pieces) > height {
            let Some(last) = pieces.iter().rposition(|piece| piece.yields == Yields::Whole) else {
                break;
            };
            pieces.remove(last);
        }
        while total(&pieces) > height {
            let long = pieces.iter_mut().find(|piece| piece.yields == Yields::Lines && piece.lines.len() > 1);
            let Some(piece) = long else { break };
            piece.lines.pop();
        }
        pieces
    }
}

fn total(pieces: &[Piece<'_>]) -> u16 {
    pieces.iter().map(Piece::height).sum()
}

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
