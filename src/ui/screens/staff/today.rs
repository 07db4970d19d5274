//! Today's checks, the latest first, because staff are asked about it most.

use ratatui::text::Line;

use super::listing::Listing;
use super::sheet::StaffSheet;
use crate::staff::today::Totals;
use crate::staff::{Facts, ListPage};
use crate::ui::layout::{Canvas, cells, clipped};
use crate::ui::texts::StaffTexts;
use crate::visit::{CheckSummary, CheckedBy, Ended};

/// Cells of the columns before the result: number, time, way. The result has what is left.
const NUMBER: u16 = 4;
const TIME: u16 = 6;
const WAY: u16 = 13;
/// Cells of a K-code, and most cells of a result: on a wide screen the code stays beside
/// it.
const CODE: u16 = 5;
const RESULT: u16 = 24;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &ListPage, facts: &Facts) {
    let (words, theme) = (sheet.words, sheet.canvas.theme);
    let totals = Totals::of(&facts.today);
    let mut head = vec![Line::styled((words.today.totals)(totals), theme.strong)];
    if totals.simulated > 0 {
        head.push(Line::styled((words.today.simulated)(totals.simulated), theme.strong));
    }
    let width = Canvas::column(sheet.canvas.area).width;
    let rows = facts.today.iter().rev().map(|check| line(words, sheet.canvas, check, width));
    let blocks = rows.map(|row| vec![Line::styled(row, theme.paper)]).collect();
    Listing { title: words.today.title, page, key: None, head, blocks, none: words.today.none }.draw(sheet);
}

fn line(words: &StaffTexts, canvas: &Canvas<'_>, check: &CheckSummary, width: u16) -> String {
    let (hour, minute) = check.at;
    let way = (words.today.by)(check.way);
    let (result, code) = match (check.way, check.end) {
        (CheckedBy::Assignment(end), _) => ((words.assign.end)(end), end.code().unwrap_or_default()),
        (_, Some(Ended::Answered(verdict))) => ((canvas.texts.verdict_of)(verdict).word, ""),
        (_, Some(Ended::Failed(kind))) => (words.today.failed, kind.code()),
        (_, Some(Ended::Unanswered(fault))) => (words.today.failed, fault.code()),
        (_, Some(Ended::GivenUp)) => (words.today.given_up, ""),
        (_, None) => (words.today.not_confirmed, ""),
    };
    // Before the result, so that no 有効 stands without it.
    let mark = if check.simulated { words.today.mark } else { "" };
    let (result, free) = (format!("{mark}{result}"), width.saturating_sub(NUMBER + TIME + WAY));
    let result = match code {
        "" => clipped(&result, free).to_owned(),
        _ => padded(&result, free.saturating_sub(CODE).min(RESULT)),
    };
    let text = format!("{:>3} {hour:02}:{minute:02} {}{result}{code}", check.number, padded(way, WAY));
    text.trim_end().to_owned()
}

/// The text in so many cells, the last of them blank.
fn padded(text: &str, width: u16) -> String {
    let text = clipped(text, width.saturating_sub(1));
    format!("{text}{}", " ".repeat(usize::from(width.saturating_sub(cells(text)))))
}
