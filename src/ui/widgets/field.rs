//! A field for what is typed, in a frame; of a secret only marks.

use ratatui::text::{Line, Span};

use crate::ui::layout::{Canvas, cells};

/// Stands for a character of a secret. Full width in every terminal, unlike the filled circle.
pub const MARK: &str = "＊";
/// Stands for a digit that is not typed yet.
const PLACE: char = '_';

/// Digits with air between them, and the places that are still free.
pub fn places(digits: &str, all: usize) -> String {
    let places: Vec<_> = digits.chars().chain(std::iter::repeat(PLACE)).take(all).map(String::from).collect();
    places.join(" ")
}

/// The field that is asked for, in a double frame, with as much air as fits.
pub fn boxed(canvas: &Canvas<'_>, content: &str) -> Vec<Line<'static>> {
    let theme = canvas.theme;
    let free = Canvas::column(canvas.area).width.saturating_sub(cells(content) + 2);
    let margin = " ".repeat(usize::from(free / 2).min(3));
    let width = usize::from(cells(content)) + 2 * margin.len();
    let side = |middle: String, style| {
        Line::from(vec![Span::styled("║", theme.line), Span::styled(middle, style), Span::styled("║", theme.line)])
    };
    let air = std::iter::repeat_n(side(" ".repeat(width), theme.line), usize::from(canvas.roomy()));
    let mut lines = vec![Line::styled(format!("╔{}╗", "═".repeat(width)), theme.line)];
    lines.extend(air.clone());
    lines.push(side(format!("{margin}{content}{margin}"), theme.strong));
    lines.extend(air);
    lines.push(Line::styled(format!("╚{}╝", "═".repeat(width)), theme.line));
    lines
}
