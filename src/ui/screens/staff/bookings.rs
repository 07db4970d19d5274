//! The bookings that are checked in bulk: each file in two lines, and below it the people who need staff.

use ratatui::text::Line;

use super::sheet::StaffSheet;
use crate::common::{BookingFile, BookingState, printable_line};
use crate::staff::Facts;
use crate::staff::bookings::BookingsPage;
use crate::ui::layout::{Canvas, cells, clipped};
use crate::ui::texts::BookingsTexts;
use crate::ui::widgets::keys::Hint;

/// Cells of what a person's result needs, with the gap before it.
const NEED: u16 = 20;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &BookingsPage, facts: &Facts) {
    let words = sheet.words;
    let files = facts.bookings.as_deref().unwrap_or_default();
    let (back, more) = (Hint::cancel(words.menu.back), sheet.more());
    let rows = sheet.free_rows(&[more, back]);
    let column = Canvas::column(sheet.canvas.area);
    let theme = sheet.canvas.theme;
    let lines: Vec<Line<'static>> = files
        .iter()
        .flat_map(|file| {
            let text = lines(&words.bookings, file, column.width);
            text.into_iter()
                .enumerate()
                .map(|(place, text)| Line::styled(text, if place == 0 { theme.strong } else { theme.paper }))
        })
        .collect();
    let per_page = usize::from(rows.max(1));
    let pages = lines.len().div_ceil(per_page).max(1);
    if pages > 1 {
        sheet.canvas.keys(&[more, back]);
    } else {
        sheet.canvas.keys(&[back]);
    }
    let shown = page.page() % pages;
    let at_right = if pages > 1 { (sheet.canvas.texts.panel.page)(shown + 1, pages) } else { String::new() };
    sheet.title_with(words.bookings.title, &at_right);
    let canvas = sheet.canvas;
    if files.is_empty() {
        return canvas.put(canvas.stack().centred(words.bookings.none, canvas.theme.strong));
    }
    let column = Canvas::column(canvas.area);
    for (line, y) in lines.iter().skip(shown * per_page).take(per_page).zip(column.y..column.bottom()) {
        canvas.buffer.set_line(column.x, y, line, column.width);
    }
}

fn lines(words: &BookingsTexts, file: &BookingFile, width: u16) -> Vec<String> {
    let people = if file.people > 0 { (words.people)(file.people) } else { String::new() };
    let name = beside(&printable_line(&file.name), &people, width);
    let state = clipped(&(words.state)(&file.state), width.saturating_sub(2)).to_string();
    let needs = match &file.state {
        BookingState::Done(_, rows) => rows.as_slice(),
        _ => &[],
    };
    let row = |row: &crate::common::BookingRow| {
        let key = beside(&printable_line(&row.key), "", width.saturating_sub(NEED + 4));
        format!("    {key}{}", (words.need)(row.need))
    };
    [name, format!("  {state}")].into_iter().chain(needs.iter().map(row)).collect()
}

/// Two texts, the second one at the end of so many cells.
fn beside(text: &str, end: &str, width: u16) -> String {
    let free = width.saturating_sub(cells(end) + 1);
    let text = clipped(text, free);
    let gap = " ".repeat(usize::from((free + 1).saturating_sub(cells(text))));
    format!("{text}{gap}{end}")
}
