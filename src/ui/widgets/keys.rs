//! The keys that work now, always at the bottom.

use std::borrow::Cow;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::common::Language;
use crate::ui::layout::wrap::PHRASE;
use crate::ui::layout::{Canvas, rows};
use crate::ui::texts::KeyTexts;

/// A key and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// The key's cap, and the caps of a number pad that do the same.
    pub caps: &'static [&'static str],
    /// What it does.
    pub does: &'static str,
    /// Whether it leads on.
    pub next: bool,
}

impl Hint {
    /// Enter, which leads on.
    #[must_use]
    pub const fn enter(does: &'static str) -> Self {
        Self { caps: &["Enter"], does, next: true }
    }

    /// Esc.
    #[must_use]
    pub const fn cancel(does: &'static str) -> Self {
        Self { caps: &["Esc"], does, next: false }
    }

    /// Esc on a visit's screen, where the keypad's minus does the same.
    #[must_use]
    pub const fn give_up(does: &'static str) -> Self {
        Self { caps: &["Esc", "-"], does, next: false }
    }

    /// Backspace, or the keypad's point.
    #[must_use]
    pub const fn erase(does: &'static str) -> Self {
        Self { caps: &["Backspace", "."], does, next: false }
    }

    /// Backspace alone, where the keypad's point is typed itself.
    #[must_use]
    pub const fn backspace(does: &'static str) -> Self {
        Self { caps: &["Backspace"], does, next: false }
    }

    /// The arrows.
    #[must_use]
    pub const fn arrows(keys: &KeyTexts, does: &'static str) -> Self {
        Self { caps: keys.arrows, does, next: false }
    }

    /// The keypad's sign for the next page.
    #[must_use]
    pub const fn plus(does: &'static str) -> Self {
        Self { caps: &["+"], does, next: false }
    }

    /// The sign that changes what the keys type.
    #[must_use]
    pub const fn letters(does: &'static str) -> Self {
        Self { caps: &["*"], does, next: false }
    }

    /// The sign that opens a table of characters.
    #[must_use]
    pub const fn table(does: &'static str) -> Self {
        Self { caps: &["/"], does, next: false }
    }

    /// F2, for staff.
    #[must_use]
    pub const fn staff(does: &'static str) -> Self {
        Self { caps: &["F2"], does, next: false }
    }

    /// F3: the other method.
    #[must_use]
    pub const fn other(does: &'static str) -> Self {
        Self { caps: &["F3", "/"], does, next: false }
    }

    /// F3 on a page of staff.
    #[must_use]
    pub const fn third(does: &'static str) -> Self {
        Self { caps: &["F3"], does, next: false }
    }

    /// F4, for staff: other ways to confirm.
    #[must_use]
    pub const fn ways(does: &'static str) -> Self {
        Self { caps: &["F4"], does, next: false }
    }

    /// F1: the language that comes next, by its own name.
    #[must_use]
    pub const fn language(next: Language) -> Self {
        Self { caps: &["F1", "*"], does: next.own_name(), next: false }
    }

    /// Whether it is F1's.
    fn is_language(&self) -> bool {
        self.caps.first() == Some(&"F1")
    }

    /// The same hint as the one that leads on.
    #[must_use]
    pub const fn leading(mut self) -> Self {
        self.next = true;
        self
    }

    fn width(&self, caps: usize) -> usize {
        let caps: usize = self.caps.iter().take(caps).map(|cap| cap.width() + 3).sum();
        caps + self.does.width()
    }
}

const GAP: usize = 2;

/// Rows of hints, and how many caps of each are shown: the number pad's caps are left out where they would cost a row
/// too many.
fn arranged(hints: &[Hint], width: usize, roomy: bool) -> (Vec<Vec<Hint>>, usize) {
    let lines = |caps| {
        let mut lines: Vec<Vec<Hint>> = vec![Vec::new()];
        let mut used = 0;
        for hint in hints {
            let wanted = hint.width(caps);
            if used > 0 && used + GAP + wanted > width {
                lines.push(Vec::new());
                used = 0;
            }
            used += wanted + if used > 0 { GAP } else { 0 };
            if let Some(line) = lines.last_mut() {
                line.push(*hint);
            }
        }
        lines
    };
    let (all, few) = (lines(usize::MAX), lines(1));
    let most = if roomy { few.len().max(2) } else { few.len() };
    if all.len() <= most { (all, usize::MAX) } else { (few, 1) }
}

impl Canvas<'_> {
    /// F1, on what a visitor reads.
    pub const fn language_key(&self) -> Hint {
        Hint::language(self.texts.language.next())
    }

    /// A plain console has one language.
    fn shown<'a>(&self, hints: &'a [Hint]) -> Cow<'a, [Hint]> {
        if self.plain { hints.iter().filter(|hint| !hint.is_language()).copied().collect() } else { hints.into() }
    }

    /// Rows that these keys need.
    pub fn key_rows(&self, hints: &[Hint]) -> u16 {
        rows(arranged(&self.shown(hints), usize::from(Self::column(self.area).width), self.roomy()).0.len())
    }

    /// Draws the keys at the bottom of what is left.
    pub fn keys(&mut self, hints: &[Hint]) {
        let (lines, caps) = arranged(&self.shown(hints), usize::from(Self::column(self.area).width), self.roomy());
        let bar = self.take_bottom(rows(lines.len()));
        let column = Self::column(bar);
        self.buffer.set_style(bar, self.theme.bar);
        for (line, y) in lines.iter().zip(bar.y..) {
            let mut x = column.x;
            for hint in line {
                let style = if hint.next { self.theme.next_key } else { self.theme.key };
                for cap in hint.caps.iter().take(caps) {
                    x = self.buffer.set_stringn(x, y, format!(" {cap} "), usize::from(column.right() - x), style).0 + 1;
                }
                x = self
                    .buffer
                    .set_stringn(x, y, hint.does, usize::from(column.right().saturating_sub(x)), self.theme.bar)
                    .0;
                x = (x + 2).min(column.right());
            }
        }
    }

    /// A key with what it leads to, large enough to choose by.
    pub fn choice(&self, cap: &str, words: &str, next: bool) -> Line<'static> {
        let theme = self.theme;
        let (key, style) = if next { (theme.next_key, theme.strong) } else { (theme.key, theme.paper) };
        let words = words.replace(PHRASE, "");
        Line::from(vec![Span::styled(format!("{cap:^9}"), key), Span::raw("  "), Span::styled(words, style)])
    }
}
