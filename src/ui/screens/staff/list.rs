//! Lines of which one is chosen. The chosen one has a sign, not only a colour.

use ratatui::text::Line;

use crate::ui::layout::{Canvas, cells, clipped};

/// Stands before the chosen line.
pub const CHOSEN: &str = "> ";
/// Stands before every other line.
pub const OTHER: &str = "  ";

/// The lines, numbered from 1, as wide as the widest, so that they can stand centred.
pub fn numbered<'a>(
    canvas: &Canvas<'_>,
    items: impl Iterator<Item = &'a str> + Clone,
    chosen: usize,
) -> Vec<Line<'static>> {
    numbered_from(1, canvas, items, chosen)
}

/// The same where the first line has this number.
pub fn numbered_from<'a>(
    first: usize,
    canvas: &Canvas<'_>,
    items: impl Iterator<Item = &'a str> + Clone,
    chosen: usize,
) -> Vec<Line<'static>> {
    keyed(canvas, (first..).map(|number| number.to_string()).zip(items), chosen)
}

/// The same, each line behind what opens it.
pub fn keyed<'a>(
    canvas: &Canvas<'_>,
    items: impl Iterator<Item = (String, &'a str)> + Clone,
    chosen: usize,
) -> Vec<Line<'static>> {
    let widest = items.clone().map(|(_, item)| cells(item)).max().unwrap_or_default();
    let width = Canvas::column(canvas.area).width.saturating_sub(6);
    let lines = items.enumerate().map(|(place, (key, item))| {
        let (sign, style) = if place == chosen { (CHOSEN, canvas.theme.next_key) } else { (OTHER, canvas.theme.paper) };
        let item = clipped(item, width);
        let air = " ".repeat(usize::from(widest.min(width).saturating_sub(cells(item))));
        Line::styled(format!("{sign}{key} {item}{air} "), style)
    });
    lines.collect()
}

/// The text in so many cells, the last of them blank.
pub fn padded(text: &str, width: u16) -> String {
    let text = clipped(text, width.saturating_sub(1));
    format!("{text}{}", " ".repeat(usize::from(width.saturating_sub(cells(text)))))
}
