//! Today's checks, the latest first, because staff are asked about it most.

use ratatui::text::Line;

use super::sheet::StaffSheet;
use crate::staff::Facts;
use crate::staff::today::{TodayPage, Totals};
use crate::ui::layout::{Canvas, cells, clipped};
use crate::ui::texts::TodayTexts;
use crate::ui::widgets::keys::Hint;
use crate::visit::{AssignmentEnd, CheckSummary, CheckedBy, Ended};

/// Cells of the columns before the result: number, time, way. The result has what is left.
const NUMBER: u16 = 4;
const TIME: u16 = 7;
const WAY: u16 = 13;
/// Cells of a K-code, with the gap before it, and most cells of a result: on a wide screen the code stays beside
/// it.
const CODE: u16 = 6;
const RESULT: u16 = 24;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &TodayPage, facts: &Facts) {
    let words = sheet.words;
    let (back, more) = (Hint::cancel(words.menu.back), sheet.more());
    // Keys of two pages fit one row, so the rows are the same with and without them.
    let rows = sheet.free_rows(&[more, back]).saturating_sub(2);
    let per_page = usize::from(rows.max(1));
    let pages = facts.today.len().div_ceil(per_page).max(1);
    if pages > 1 {
        sheet.canvas.keys(&[more, back]);
    } else {
        sheet.canvas.keys(&[back]);
    }
    let shown = page.page() % pages;
    let at_right = if pages > 1 { (sheet.canvas.texts.panel.page)(shown + 1, pages) } else { String::new() };
    sheet.title_with(words.today.title, &at_right);
    let canvas = sheet.canvas;
    if facts.today.is_empty() {
        return canvas.put(canvas.stack().centred(words.today.none, canvas.theme.strong));
    }
    let totals = (words.today.totals)(Totals::of(&facts.today));
    let column = Canvas::column(canvas.area);
    canvas.buffer.set_stringn(column.x, column.y, totals, usize::from(column.width), canvas.theme.strong);
    let checks = facts.today.iter().rev().skip(shown * per_page).take(per_page);
    for (check, y) in checks.zip(column.y + 2..column.bottom()) {
        let line = line(canvas, (&words.today, words.assign.end), check, column.width);
        canvas.buffer.set_line(column.x, y, &line, column.width);
    }
}

fn line(
    canvas: &Canvas<'_>,
    (words, assigned): (&TodayTexts, fn(AssignmentEnd) -> &'static str),
    check: &CheckSummary,
    width: u16,
) -> Line<'static> {
    let (hour, minute) = check.at;
    let way = (words.by)(check.way);
    let (result, code) = match (check.way, check.end) {
        (CheckedBy::Assignment(end), _) => (assigned(end), end.code().unwrap_or_default()),
        (_, Some(Ended::Answered(verdict))) => ((canvas.texts.verdict_of)(verdict).word, ""),
        (_, Some(Ended::Failed(kind))) => (words.failed, kind.code()),
        (_, Some(Ended::Unanswered(fault))) => (words.failed, fault.code()),
        (_, Some(Ended::GivenUp)) => (words.given_up, ""),
        (_, None) => (words.not_confirmed, ""),
    };
    let free = width.saturating_sub(NUMBER + TIME + WAY + if code.is_empty() { 0 } else { CODE });
    let free = if code.is_empty() { free } else { free.min(RESULT) };
    let text =
        format!("{:>3} {hour:02}:{minute:02}  {}{} {code}", check.number, padded(way, WAY), padded(result, free));
    Line::styled(text.trim_end().to_owned(), canvas.theme.paper)
}

/// The text in so many cells, the last of them blank.
fn padded(text: &str, width: u16) -> String {
    let text = clipped(text, width.saturating_sub(1));
    format!("{text}{}", " ".repeat(usize::from(width.saturating_sub(cells(text)))))
}
