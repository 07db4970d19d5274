//! The ten-key pad, drawn so that a visitor finds each key by its place.
//!
//! It is the same whatever is pressed: which digits were typed is not to be seen.

use ratatui::text::{Line, Span};

use crate::ui::layout::cells;
use crate::ui::texts::KeyTexts;
use crate::ui::theme::Theme;

/// What a key is to who types a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PadKey {
    /// It types a digit.
    Digit,
    /// It does something else that is needed here.
    Act,
    /// It is not needed here.
    Idle,
}

/// A cell of a row, as wide as it is drawn.
type Cell = (&'static str, PadKey);

/// Rows from the top. The place of Num Lock stays empty.
const KEYS: [&[Cell]; 5] = [
    &[("   ", PadKey::Idle), (" / ", PadKey::Act), (" * ", PadKey::Idle), (MINUS, PadKey::Act)],
    &[(" 7 ", PadKey::Digit), (" 8 ", PadKey::Digit), (" 9 ", PadKey::Digit), ("   +   ", PadKey::Idle)],
    &[(" 4 ", PadKey::Digit), (" 5 ", PadKey::Digit), (" 6 ", PadKey::Digit), ("       ", PadKey::Idle)],
    &[(" 1 ", PadKey::Digit), (" 2 ", PadKey::Digit), (" 3 ", PadKey::Digit), (ENTER, PadKey::Act)],
    &[("   0   ", PadKey::Digit), (" . ", PadKey::Act), (UNDER_ENTER, PadKey::Act)],
];
const MINUS: &str = "   -   ";
const ENTER: &str = " Enter ";
/// Enter is two keys high.
const UNDER_ENTER: &str = "       ";

/// Between two keys of a row, where there is space for lines.
const SIDE: &str = "│";

/// The lines between the rows, where there is space for them.
const FRAME: [&str; 6] = [
    "┌───┬───┬───┬───────┐",
    "├───┼───┼───┼───────┤",
    "├───┼───┼───┤       │",
    "├───┼───┼───┼───────┤",
    "├───┴───┼───┤       │",
    "└───────┴───┴───────┘",
];

/// Rows of keys alone.
pub fn small(theme: &'static Theme) -> Vec<Line<'static>> {
    KEYS.iter().map(|row| Line::from(spans(theme, row, " "))).collect()
}

/// Rows of keys with frames around them.
pub fn framed(theme: &'static Theme) -> Vec<Line<'static>> {
    let frame = |line: &'static str| Line::styled(line, theme.line);
    let [top, below @ ..] = FRAME;
    let mut lines = vec![frame(top)];
    for (row, below) in KEYS.iter().zip(below) {
        let mut spans = spans(theme, row, SIDE);
        spans.insert(0, Span::styled(SIDE, theme.line));
        spans.push(Span::styled(SIDE, theme.line));
        // Enter goes on between its two rows.
        let is_enter = row.last().is_some_and(|(cap, _)| *cap == ENTER);
        let below = match below.strip_suffix(&format!("{UNDER_ENTER}{SIDE}")) {
            Some(left) if is_enter => Line::from(vec![
                Span::styled(left, theme.line),
                Span::styled(UNDER_ENTER, theme.next_key),
                Span::styled(SIDE, theme.line),
            ]),
            _ => frame(below),
        };
        lines.extend([Line::from(spans), below]);
    }
    lines
}

fn spans(theme: &Theme, row: &[Cell], between: &'static str) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    for (text, key) in row {
        if !spans.is_empty() {
            spans.push(Span::styled(between, theme.line));
        }
        let style = match key {
            PadKey::Digit => theme.strong,
            PadKey::Act if matches!(*text, ENTER | UNDER_ENTER) => theme.next_key,
            PadKey::Act => theme.key,
            PadKey::Idle => theme.quiet,
        };
        spans.push(Span::styled(*text, style));
    }
    spans
}

/// What the keys do that type no digit, two in a row.
pub fn legend(theme: &Theme, words: &KeyTexts) -> Vec<Line<'static>> {
    let left = [(ENTER, words.send_pin, theme.next_key), (MINUS, words.cancel, theme.key)];
    let right = [(" . ", words.erase), (" / ", words.call_staff)];
    let widest = left.iter().map(|(_, does, _)| cells(does)).max().unwrap_or_default();
    let row = |((cap, does, style), (right_cap, right_does))| {
        Line::from(vec![
            Span::styled(cap, style),
            Span::styled(format!(" {does}{}", " ".repeat((widest - cells(does) + 3).into())), theme.paper),
            Span::styled(right_cap, theme.key),
            Span::styled(format!(" {right_does}"), theme.paper),
        ])
    };
    let [first, last] = [0, 1].map(|index| row((left[index], right[index])));
    vec![first, Line::default(), last]
}

/// A drawing and another one beside it, so many cells apart; what is lower stands in the middle of its side.
pub fn side_by_side(mut left: Vec<Line<'static>>, mut right: Vec<Line<'static>>, gap: u16) -> Vec<Line<'static>> {
    let width = left.iter().map(Line::width).max().unwrap_or_default();
    let height = left.len().max(right.len());
    for side in [&mut left, &mut right] {
        let above = (height - side.len()) / 2;
        side.splice(0..0, std::iter::repeat_n(Line::default(), above));
    }
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..height)
        .map(|_| {
            let mut line = left.next().unwrap_or_default();
            let blanks = " ".repeat(width - line.width() + usize::from(gap));
            line.spans.push(Span::raw(blanks));
            line.spans.extend(right.next().unwrap_or_default().spans);
            line
        })
        .collect()
}
