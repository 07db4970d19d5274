//! The keys that work now, always at the bottom.

use std::borrow::Cow;

use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::common::{KeyCaps, Language};
use crate::ui::layout::wrap::{self, PHRASE};
use crate::ui::layout::{Canvas, MARGIN, cells, rows};
use crate::ui::texts::KeyTexts;
use crate::ui::theme::Tone;
use crate::ui::{countdown, sign};
use crate::visit::view::Ending;

/// A key and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// The key's caps on a keyboard.
    pub keyboard: &'static [&'static str],
    /// The caps on a ten-key pad that do the same, where they are others.
    pub keypad: &'static [&'static str],
    /// What it does.
    pub does: &'static str,
    /// Whether it leads on.
    pub next: bool,
}

impl Hint {
    /// Enter, which leads on.
    #[must_use]
    pub const fn enter(does: &'static str) -> Self {
        Self { keyboard: &["Enter"], keypad: &[], does, next: true }
    }

    /// Esc.
    #[must_use]
    pub const fn cancel(does: &'static str) -> Self {
        Self { keyboard: &["Esc"], keypad: &[], does, next: false }
    }

    /// Esc on a visit's screen, where the keypad's minus does the same.
    #[must_use]
    pub const fn give_up(does: &'static str) -> Self {
        Self { keyboard: &["Esc"], keypad: &["-"], does, next: false }
    }

    /// Backspace, or the keypad's point.
    #[must_use]
    pub const fn erase(does: &'static str) -> Self {
        Self { keyboard: &["Backspace"], keypad: &["."], does, next: false }
    }

    /// Backspace alone, where the keypad's point is typed itself.
    #[must_use]
    pub const fn backspace(does: &'static str) -> Self {
        Self { keyboard: &["Backspace"], keypad: &[], does, next: false }
    }

    /// The arrows.
    #[must_use]
    pub const fn arrows(keys: &KeyTexts, does: &'static str) -> Self {
        Self { keyboard: keys.arrows, keypad: &[], does, next: false }
    }

    /// The keypad's digits, each for the page of its number.
    #[must_use]
    pub const fn pages(does: &'static str) -> Self {
        Self { keyboard: &[], keypad: &["1", "2"], does, next: false }
    }

    /// The digit of something that a page of staff can do.
    #[must_use]
    pub const fn digit(cap: &'static [&'static str], does: &'static str) -> Self {
        Self { keyboard: cap, keypad: &[], does, next: false }
    }

    /// The keypad's sign for the next page, on a page of staff.
    #[must_use]
    pub const fn plus(does: &'static str) -> Self {
        Self { keyboard: &["+"], keypad: &[], does, next: false }
    }

    /// The signs that lead to what was before and after.
    #[must_use]
    pub const fn days(does: &'static str) -> Self {
        Self { keyboard: &["-", "+"], keypad: &[], does, next: false }
    }

    /// The sign that changes what the keys type.
    #[must_use]
    pub const fn letters(does: &'static str) -> Self {
        Self { keyboard: &["*"], keypad: &[], does, next: false }
    }

    /// The sign that opens a table of characters.
    #[must_use]
    pub const fn table(does: &'static str) -> Self {
        Self { keyboard: &["/"], keypad: &[], does, next: false }
    }

    /// F2, for staff.
    #[must_use]
    pub const fn staff(does: &'static str) -> Self {
        Self { keyboard: &["F2"], keypad: &[], does, next: false }
    }

    /// F3, or the keypad's sign: calls staff.
    #[must_use]
    pub const fn call(does: &'static str) -> Self {
        Self { keyboard: &[CALL], keypad: &[CALL_SIGN], does, next: false }
    }

    /// The keypad's sign alone, where F3 leads to the PIN.
    #[must_use]
    pub const fn call_by_sign(does: &'static str) -> Self {
        Self { keyboard: &["/"], keypad: &[], does, next: false }
    }

    /// F3 on a page of staff.
    #[must_use]
    pub const fn third(does: &'static str) -> Self {
        Self { keyboard: &["F3"], keypad: &[], does, next: false }
    }

    /// F4, for staff: other ways to confirm.
    #[must_use]
    pub const fn ways(does: &'static str) -> Self {
        Self { keyboard: &["F4"], keypad: &[], does, next: false }
    }

    /// F1: the language that comes next, by its own name.
    #[must_use]
    pub const fn language(next: Language) -> Self {
        Self { keyboard: &[LANGUAGE], keypad: &[], does: next.own_name(), next: false }
    }

    /// The keypad's sign for how screens are drawn.
    #[must_use]
    pub const fn appearance(does: &'static str) -> Self {
        Self { keyboard: &["*"], keypad: &[], does, next: false }
    }

    /// A language by its digit and its own name.
    #[must_use]
    pub const fn chosen_language(language: Language) -> Self {
        const DIGITS: [&[&str]; 9] = [&["1"], &["2"], &["3"], &["4"], &["5"], &["6"], &["7"], &["8"], &["9"]];
        Self {
            keyboard: DIGITS[(language.digit() - b'1') as usize],
            keypad: &[],
            does: language.own_name(),
            next: false,
        }
    }

    /// Whether it leads to another language.
    fn is_language(&self) -> bool {
        Language::ALL.iter().any(|language| language.own_name() == self.does)
    }

    /// The same with the caps of these keys alone, where it has any.
    const fn on(mut self, caps: KeyCaps) -> Self {
        match caps {
            KeyCaps::Keypad if !self.keypad.is_empty() => self.keyboard = &[],
            KeyCaps::Keyboard if !self.keyboard.is_empty() => self.keypad = &[],
            KeyCaps::Keypad | KeyCaps::Keyboard | KeyCaps::Both => {}
        }
        self
    }

    /// Its first caps, at most so many.
    fn caps(&self, most: usize) -> impl Iterator<Item = &'static str> {
        self.keyboard.iter().chain(self.keypad).take(most).copied()
    }

    fn width(&self, caps: usize) -> usize {
        let caps: usize = self.caps(caps).map(|cap| cap.width() + 3).sum();
        caps + self.does.width()
    }
}

/// The key to the next language.
const LANGUAGE: &str = "F1";
/// The key that calls staff, as the texts name it.
const CALL: &str = "F3";
/// The same on a ten-key pad.
const CALL_SIGN: &str = "/";

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

    /// All languages but the one that is shown, each by its digit.
    pub fn language_digits(&self) -> Vec<Hint> {
        let others = Language::ALL.into_iter().filter(|language| *language != self.texts.language);
        others.map(Hint::chosen_language).collect()
    }

    /// These keys and the one that calls staff, where there is a place for it: it works anyway.
    pub fn with_call(&self, hints: Vec<Hint>) -> Vec<Hint> {
        let mut all = hints.clone();
        // Before the key to the next language; behind all languages, where they are a list.
        let lists = hints.len() > 2 && hints.iter().rev().take(2).all(Hint::is_language);
        let place = if lists { hints.len() } else { hints.len().saturating_sub(1) };
        all.insert(place, Hint::call(self.texts.keys.call_staff));
        let rows = self.key_rows(&hints);
        let most = if self.roomy() { rows.max(2) } else { rows };
        if self.key_rows(&all) > most { hints } else { all }
    }

    /// These keys and the one for the appearance, where a visitor has it and there is a place for it: it works anyway.
    fn with_appearance(&self, hints: &[Hint]) -> Vec<Hint> {
        let mut all = hints.to_vec();
        if self.of_visit && hints.iter().any(Hint::is_language) {
            all.push(Hint::appearance(self.texts.keys.appearance));
            if self.key_rows(&all) > self.key_rows(hints) || self.names_all(&all) != self.names_all(hints) {
                all.pop();
            }
        }
        all
    }

    /// The key that calls staff, as the visitors' keys have it.
    pub const fn call_cap(&self) -> &'static str {
        match self.caps {
            KeyCaps::Keypad => CALL_SIGN,
            KeyCaps::Keyboard | KeyCaps::Both => CALL,
        }
    }

    /// A sentence with the key that calls staff, as the visitors' keys have it; in brackets where it is a mere sign.
    pub fn naming_the_call(&self, sentence: &'static str) -> Cow<'static, str> {
        match self.caps {
            KeyCaps::Keypad => sentence.replace(CALL, &format!("[{CALL_SIGN}]")).into(),
            KeyCaps::Keyboard | KeyCaps::Both => sentence.into(),
        }
    }

    /// A plain console has one language, and a ten-key pad no key for the next one: there a digit of the waiting screen
    /// chooses it. A key is named as the visitors' keys have it.
    fn shown(&self, hints: &[Hint]) -> Vec<Hint> {
        let has_none = self.caps == KeyCaps::Keypad && self.of_visit;
        let names =
            |hint: &&Hint| !(hint.is_language() && (self.plain || has_none && hint.keyboard.contains(&LANGUAGE)));
        hints.iter().filter(names).map(|hint| hint.on(self.caps)).collect()
    }

    /// Rows that these keys need.
    pub fn key_rows(&self, hints: &[Hint]) -> u16 {
        let keys = rows(arranged(&self.shown(hints), usize::from(Self::column(self.area).width), self.roomy()).0.len());
        match self.ending {
            Some(Ending { extends: true, .. }) => keys.max(rows(self.announcement().len())),
            Some(Ending { extends: false, .. }) => keys + rows(self.announcement().len()),
            None => keys,
        }
    }

    /// Whether there is a place for all caps of these keys.
    pub fn names_all(&self, hints: &[Hint]) -> bool {
        arranged(&self.shown(hints), usize::from(Self::column(self.area).width), self.roomy()).1 == usize::MAX
    }

    /// The announcement of the screen's time limit: how long it is, and that any key extends it.
    fn announcement(&self) -> Vec<String> {
        let words = &self.texts.ending;
        let Some(Ending { left, extends }) = self.ending else { return Vec::new() };
        let left = (words.left)(countdown::shown(left));
        let all = if extends { format!("{left}{PHRASE}{}", words.go_on) } else { left };
        wrap::sentence(&all, Self::column(self.area).width.saturating_sub(cells(sign::ALERT) + MARGIN))
    }

    /// Draws it in so many rows at the bottom.
    fn announce(&mut self, height: u16) {
        let lines = self.announcement();
        let style = self.theme.band(Tone::Caution);
        let bar = self.take_bottom(height.max(rows(lines.len())));
        let column = Self::column(bar);
        self.buffer.set_style(bar, style);
        self.buffer.set_string(column.x, column.y, sign::ALERT, style);
        for (line, y) in lines.iter().zip(column.top()..column.bottom()) {
            self.buffer.set_string(column.x + cells(sign::ALERT) + MARGIN, y, line, style);
        }
    }

    /// Draws the keys at the bottom of what is left. While any key extends a time limit, that is said in their place:
    /// what they do otherwise, they do not do now.
    pub fn keys(&mut self, hints: &[Hint]) {
        if self.ending.is_some_and(|ending| ending.extends) {
            return self.announce(self.key_rows(hints));
        }
        let hints = self.with_appearance(hints);
        let (lines, caps) = arranged(&self.shown(&hints), usize::from(Self::column(self.area).width), self.roomy());
        let bar = self.take_bottom(rows(lines.len()));
        let column = Self::column(bar);
        self.buffer.set_style(bar, self.theme.bar);
        for (line, y) in lines.iter().zip(bar.y..) {
            let mut x = column.x;
            for hint in line {
                let style = if hint.next { self.theme.next_key } else { self.theme.key };
                for cap in hint.caps(caps) {
                    x = self.buffer.set_stringn(x, y, format!(" {cap} "), usize::from(column.right() - x), style).0 + 1;
                }
                x = self
                    .buffer
                    .set_stringn(x, y, hint.does, usize::from(column.right().saturating_sub(x)), self.theme.bar)
                    .0;
                x = (x + 2).min(column.right());
            }
        }
        if self.ending.is_some() {
            self.announce(1);
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
