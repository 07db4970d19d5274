//! The canvas that a screen draws on, and the one place where its measures are.
//!
//! A screen takes its keys from the bottom, a band from the top, and what is left holds one centred column. Nothing is
//! drawn over anything else: what is left is always smaller than what was taken.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::measure::{COLUMN, MARGIN, cells, clipped, rows};
use super::stack::{Stack, total_height};
use super::wrap;
use crate::common::{Absence, KeyCaps, ReaderPlace};
use crate::ui::display::{Blocks, DisplayWords, fitting};
use crate::ui::sign;
use crate::ui::texts::{StaffTexts, Texts};
use crate::ui::theme::{Theme, Tone};
use crate::visit::view::Ending;

/// From this height on a screen is spacious: bands of three rows, larger fields.
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
    /// Whether screens show fewer words at a time, in larger spacing (`[ui] large_text`).
    pub large: bool,
    /// The keys that visitors have.
    pub caps: KeyCaps,
    /// Words for the visitor.
    pub texts: &'static Texts,
    /// Words for staff.
    pub staff: &'static StaffTexts,
    /// Whom staff call, if the settings say so.
    pub contact: Option<&'a str>,
    /// Whether the terminal is a plain console.
    pub plain: bool,
    /// What large words are drawn with, where the terminal has it.
    pub blocks: Option<Blocks>,
    /// Where the card reader stands, if the settings say so.
    pub reader_at: Option<ReaderPlace>,
    /// The site's own words of thanks, where this visitor reads their language.
    pub thanks: Option<&'a str>,
    /// Whether it is a visitor's screen.
    pub of_visit: bool,
    /// Staff are called; and whether the bar stands in the colour of a call at this moment.
    pub called: Option<bool>,
    /// Staff are not at the desk, where this screen may say so.
    pub absence: Option<Absence>,
    /// The announcement of the screen's time limit, which stands at the place of the keys.
    pub ending: Option<Ending>,
}

impl Canvas<'_> {
    /// Gives every cell the ground's colours.
    pub fn ground(&mut self) {
        self.buffer.set_style(self.area, self.theme.paper);
    }

    /// Whether the whole screen is high enough for blank rows and larger fields.
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
    pub fn band(&mut self, tone: Tone, sign: &str, word: &str, at_right: &str) {
        let style = self.theme.band(tone);
        let column = Self::column(self.area);
        let free = column.width.saturating_sub(cells(sign) + MARGIN + cells(at_right) + MARGIN);
        let words = wrap::sentence(word, free);
        let air = u16::from(self.roomy());
        let band = self.take_top(rows(words.len()) + 2 * air);
        self.buffer.set_style(band, style);
        let first = Rect { y: band.y + air, height: 1, ..band };
        self.both_ends(first, sign, at_right, style);
        for (line, row) in words.iter().zip(first.y..) {
            self.buffer.set_string(column.x + cells(sign) + MARGIN, row, line, style);
        }
    }

    /// A band across the whole screen with a word that is drawn large below what it says in full.
    pub fn display_band(&mut self, tone: Tone, [sign, word, at_right]: [&str; 3], large: &[String]) {
        let style = self.theme.band(tone);
        let band = self.take_top(rows(large.len()) + 2);
        self.buffer.set_style(band, style);
        let column = Self::column(band);
        let word = word.replace(wrap::PHRASE, "");
        self.both_ends(Rect { height: 1, ..band }, &format!("{sign}  {word}"), at_right, style);
        for (line, y) in large.iter().zip(column.y + 1..) {
            self.buffer.set_string(column.x, y, line, style);
        }
    }

    /// A band with a large word, in the most rows that leave the stack below it whole; else without the word. Then the
    /// stack.
    pub fn put_below_band(&mut self, tone: Tone, words: [&str; 3], word: &str, stack: Stack<'_>) {
        let column = Self::column(self.area);
        let free = self.area.height.saturating_sub(stack.least_height() + 2);
        match fitting(word, self.blocks, column.width).find(|lines| rows(lines.len()) <= free) {
            Some(large) => self.display_band(tone, words, &large),
            None => self.band(tone, words[0], words[1], words[2]),
        }
        self.put(stack);
    }

    /// The band of a staff page in one row also on a high screen, for a page that needs the rows.
    pub fn low_band(&mut self, word: &str) {
        let style = self.theme.band(Tone::Plain);
        let band = self.take_top(1);
        self.buffer.set_style(band, style);
        self.both_ends(band, &format!("{}  {word}", sign::STATEMENT), "", style);
    }

    /// A stack as wide as the column of what is left.
    pub fn stack(&self) -> Stack<'static> {
        Stack::new(Self::column(self.area).width, self.large)
    }

    /// The words that are drawn large, in the visitor's language.
    pub const fn display_words(&self) -> &'static DisplayWords {
        DisplayWords::of(self.texts.language)
    }

    /// A stack that begins with a word that is drawn large, where it fits.
    pub fn stack_below(&self, word: &str) -> Stack<'static> {
        self.stack().display(word, self.blocks, self.theme.strong)
    }

    /// Draws a stack into what is left, the spare rows mostly below it.
    pub fn put(&mut self, stack: Stack<'_>) {
        let column = Self::column(self.area);
        let pieces = stack.fitted(column.height);
        let needed = total_height(&pieces);
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
