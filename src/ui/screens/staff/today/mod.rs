//! Today's checks, the latest first, because staff are asked about it most; and one of them, opened.

mod opened;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::list::{CHOSEN, OTHER};
use super::sheet::StaffSheet;
use crate::staff::Facts;
use crate::staff::today::{Filter, TodayPage, Totals};
use crate::ui::layout::{Canvas, cells, clipped};
use crate::ui::texts::StaffTexts;
use crate::ui::widgets::keys::Hint;
use crate::visit::{CheckSummary, CheckedBy, Ended};

/// Cells of the columns before the result: number, time, way. The result has what is left.
const NUMBER: u16 = 5;
const TIME: u16 = 6;
const WAY: u16 = 13;
/// Cells of a K-code, and most cells of a result: on a wide screen the code stays beside
/// it.
const CODE: u16 = 5;
const RESULT: u16 = 24;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &TodayPage, facts: &Facts) {
    match page.opened(facts) {
        Some(check) => opened::draw(sheet, check),
        None => list(sheet, page, facts),
    }
}

fn list(mut sheet: StaffSheet<'_, '_>, page: &TodayPage, facts: &Facts) {
    let (words, theme) = (sheet.words, sheet.canvas.theme);
    let totals = Totals::of(&facts.today);
    let mut head = vec![Line::styled((words.today.totals)(totals), theme.strong)];
    if totals.simulated > 0 {
        head.push(Line::styled((words.today.simulated)(totals.simulated), theme.strong));
    }
    head.push(filters(words, page.filter(), theme.key, theme.paper));
    let air = u16::from(sheet.canvas.roomy());
    head.extend((air > 0).then(Line::default));
    let rows = page.rows(facts);
    let back = Hint::cancel(words.menu.back);
    let arrows = Hint::arrows(&sheet.canvas.texts.keys, words.menu.choose);
    let keys = if rows.is_empty() { vec![back] } else { vec![Hint::enter(words.menu.open), arrows, back] };
    let free = usize::from(sheet.free_rows(&keys).saturating_sub(air));
    let height = free.saturating_sub(head.len()).max(1);
    let chosen = page.chosen(&rows);
    let (shown, pages) = (chosen / height, rows.len().div_ceil(height));
    sheet.canvas.keys(&keys);
    let at_right = if pages > 1 { (sheet.canvas.texts.panel.page)(shown + 1, pages) } else { String::new() };
    sheet.title_with(words.today.title, &at_right);
    let canvas = sheet.canvas;
    canvas.take_top(air);
    let column = Canvas::column(canvas.area);
    let beginning = shown * height;
    let lines = rows.iter().zip(0..).skip(beginning).take(height).map(|(check, place)| {
        let (sign, style) = if place == chosen { (CHOSEN, theme.next_key) } else { (OTHER, theme.paper) };
        Line::styled(format!("{sign}{}", line(words, canvas, check, column.width - cells(sign))), style)
    });
    let lines: Vec<_> = head.into_iter().chain(lines).collect();
    for (line, y) in lines.iter().zip(column.y..column.bottom()) {
        canvas.buffer.set_line(column.x, y, line, column.width);
    }
    if rows.is_empty() {
        canvas.take_top(u16::try_from(lines.len()).unwrap_or(u16::MAX));
        let none = if facts.today.is_empty() { words.today.none } else { words.today.none_of_filter };
        canvas.put(canvas.stack().centred(none, theme.strong));
    }
}

/// The filters, each with its digit; the one that holds is marked.
fn filters(words: &StaffTexts, filter: Filter, chosen: Style, other: Style) -> Line<'static> {
    let spans = (1..).zip(Filter::ALL).flat_map(|(digit, one)| {
        let style = if one == filter { chosen } else { other };
        [Span::styled(format!(" {digit} {} ", (words.today.filter)(one)), style), Span::styled(" ", other)]
    });
    Line::from(spans.collect::<Vec<_>>())
}

/// What came of a check, and its K-code where it has one.
fn result(words: &StaffTexts, canvas: &Canvas<'_>, check: &CheckSummary) -> (String, &'static str) {
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
    (format!("{mark}{result}"), code)
}

fn line(words: &StaffTexts, canvas: &Canvas<'_>, check: &CheckSummary, width: u16) -> String {
    let (hour, minute) = check.at;
    let (result, code) = result(words, canvas, check);
    // Where the row is narrow, the whole result takes cells from the way.
    let taken = (cells(&result) + if code.is_empty() { 0 } else { CODE + 1 }).min(RESULT);
    let way = WAY.min(width.saturating_sub(NUMBER + TIME + taken));
    let free = width.saturating_sub(NUMBER + TIME + way);
    let result = match code {
        "" => clipped(&result, free).to_owned(),
        _ => padded(&result, free.saturating_sub(CODE).min(RESULT)),
    };
    let text =
        format!("{:>4} {hour:02}:{minute:02} {}{result}{code}", check.number, padded((words.today.by)(check.way), way));
    text.trim_end().to_owned()
}

/// The text in so many cells, the last of them blank.
fn padded(text: &str, width: u16) -> String {
    let text = clipped(text, width.saturating_sub(1));
    format!("{text}{}", " ".repeat(usize::from(width.saturating_sub(cells(text)))))
}
