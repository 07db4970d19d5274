//! The bookings that are checked in bulk: each file with how far it is, and below it the people who need staff.

use ratatui::text::Line;

use super::listing::Listing;
use super::sheet::StaffSheet;
use crate::common::{BookingFile, BookingRow, BookingState, printable_line};
use crate::staff::{Facts, ListPage};
use crate::ui::layout::{Canvas, cells, clipped, wrap};
use crate::ui::texts::BookingsTexts;
use crate::ui::theme::Theme;

/// Cells before what stands below a file's name, and before a person's key.
const INDENT: u16 = 2;
/// Cells of what a person's result needs, with the gap before it.
const NEED: u16 = 20;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &ListPage, facts: &Facts) {
    let (words, theme) = (&sheet.words.bookings, sheet.canvas.theme);
    let width = Canvas::column(sheet.canvas.area).width;
    let gap = sheet.canvas.roomy().then(Line::default);
    let files = facts.bookings.iter().flatten();
    let blocks = files.map(|file| block(words, theme, file, width).into_iter().chain(gap.clone()).collect()).collect();
    Listing { title: words.title, page, key: None, head: Vec::new(), blocks, none: words.none }.draw(sheet);
}

fn block(words: &BookingsTexts, theme: &Theme, file: &BookingFile, width: u16) -> Vec<Line<'static>> {
    let people = (file.people > 0).then(|| (words.people)(file.people));
    let end: Vec<_> = file.other_day.map(words.of_day).into_iter().chain(people).collect();
    let name = beside(&printable_line(&file.name), &end.join("  "), width);
    let indented = |text: &str, depth: u16| format!("{}{text}", " ".repeat(usize::from(depth * INDENT)));
    let state = wrap::sentence(&(words.state)(&file.state), width.saturating_sub(INDENT));
    let needs = match &file.state {
        BookingState::Done(_, rows) => rows.as_slice(),
        _ => &[],
    };
    // As wide as the longest key, so that what is needed stands near each.
    let widest = needs.iter().map(|row| cells(&printable_line(&row.key))).max().unwrap_or_default();
    let free = width.saturating_sub(NEED + 2 * INDENT).min(widest + INDENT);
    let need = |row: &BookingRow| {
        let key = beside(&printable_line(&row.key), "", free);
        indented(&format!("{key}{}", (words.need)(row.need)), 2)
    };
    let below = state.iter().map(|line| indented(line, 1)).chain(needs.iter().map(need));
    let below = below.map(|line| Line::styled(line, theme.paper));
    std::iter::once(Line::styled(name, theme.strong)).chain(below).collect()
}

/// Two texts, the second one at the end of so many cells.
fn beside(text: &str, end: &str, width: u16) -> String {
    let free = width.saturating_sub(cells(end) + 1);
    let text = clipped(text, free);
    let gap = " ".repeat(usize::from((free + 1).saturating_sub(cells(text))));
    format!("{text}{gap}{end}")
}
