//! Today's checks, the latest first, because staff are asked about it most; and one of them, opened.

mod counts;
mod opened;
mod shared;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use self::shared::not_there;
use super::check::CheckWords;
use super::list::{CHOSEN, OTHER, padded};
use super::open_items;
use super::sheet::StaffSheet;
use crate::staff::Facts;
use crate::staff::today::{Filter, Shown, TodayPage, Totals};
use crate::ui::layout::{Canvas, cells, clipped};
use crate::ui::texts::StaffTexts;
use crate::ui::widgets::keys::Hint;
use crate::visit::CheckSummary;

/// Cells of the columns before the result: number, time, way. The result has what is left.
const NUMBER: u16 = 5;
const TIME: u16 = 6;
const WAY: u16 = 13;
/// Cells of the initials, where a row is wide enough for them beside the way.
const WHOSE: u16 = 14;
const WIDE: u16 = 66;
/// Cells of a K-code, and most cells of a result: on a wide screen the code stays beside
/// it.
const CODE: u16 = 5;
const RESULT: u16 = 24;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &TodayPage, facts: &Facts) {
    if let Some((month, shown)) = page.counts(facts) {
        return counts::draw(sheet, month, &shown, facts);
    }
    if let Some(marking) = page.marking() {
        return open_items::marking(sheet, marking);
    }
    match page.opened(facts) {
        Some(check) => opened::draw(sheet, check, page.strikable(facts).is_some(), initials(check, facts)),
        None => list(sheet, page, facts),
    }
}

/// Whose check it was, where that is known.
fn initials<'a>(check: &CheckSummary, facts: &'a Facts) -> Option<&'a str> {
    facts.initials.of(check.of?)
}

fn list(mut sheet: StaffSheet<'_, '_>, page: &TodayPage, facts: &Facts) {
    let (words, theme) = (sheet.words, sheet.canvas.theme);
    let (checks, missing, absent) = match page.checks(facts) {
        Shown::There((checks, missing)) => (checks, missing, None),
        Shown::Reading => (&[][..], 0, Some(words.today.reading)),
        Shown::NoJournal => (&[][..], 0, Some(words.today.no_journal)),
        Shown::Failed => (&[][..], 0, Some(words.today.unreadable)),
    };
    let totals = Totals::of(checks);
    let mut head = vec![Line::styled((words.today.totals)(totals), theme.strong)];
    if totals.simulated > 0 {
        head.push(Line::styled((words.today.simulated)(totals.simulated), theme.strong));
    }
    if totals.struck > 0 {
        head.push(Line::styled((words.today.struck_count)(totals.struck), theme.strong));
    }
    if missing > 0 {
        head.push(Line::styled((words.today.too_many)(missing), theme.strong));
    }
    head.push(filters(words, page.filter(), theme.key, theme.paper));
    let air = u16::from(sheet.canvas.roomy());
    head.extend((air > 0).then(Line::default));
    let rows = page.rows(facts);
    let (turn, back) = (Hint::days(words.today.turn), Hint::cancel(words.menu.back));
    let arrows = Hint::arrows(&sheet.canvas.texts.keys, words.menu.choose);
    let choosing = [Hint::enter(words.menu.open), arrows].into_iter().take(if rows.is_empty() { 0 } else { 2 });
    let keys: Vec<_> = choosing.chain([turn, back]).collect();
    let free = usize::from(sheet.free_rows(&keys).saturating_sub(air));
    let height = free.saturating_sub(head.len()).max(1);
    let chosen = page.chosen(&rows);
    let (shown, pages) = (chosen / height, rows.len().div_ceil(height));
    sheet.canvas.keys(&keys);
    let at_right = if pages > 1 { (sheet.canvas.texts.panel.page)(shown + 1, pages) } else { String::new() };
    let title = page.day().map_or_else(|| words.today.title.to_owned(), words.today.of_day);
    sheet.title_with(&title, &at_right);
    let canvas = sheet.canvas;
    canvas.take_top(air);
    let column = Canvas::column(canvas.area);
    // The column of the initials is there where it has any.
    let beside = column.width >= WIDE && rows.iter().any(|check| initials(check, facts).is_some());
    let lines = rows.iter().zip(0..).skip(shown * height).take(height).map(|(check, place)| {
        let (sign, style) = if place == chosen { (CHOSEN, theme.next_key) } else { (OTHER, theme.paper) };
        let whose = initials(check, facts);
        let whose = if beside { Whose::Beside(whose.unwrap_or_default()) } else { Whose::Instead(whose) };
        Line::styled(format!("{sign}{}", line(words, canvas, check, whose, column.width - cells(sign))), style)
    });
    let lines: Vec<_> = head.into_iter().chain(lines).collect();
    for (line, y) in lines.iter().zip(column.y..column.bottom()) {
        canvas.buffer.set_line(column.x, y, line, column.width);
    }
    if rows.is_empty() {
        canvas.take_top(u16::try_from(lines.len()).unwrap_or(u16::MAX));
        let none = match page.day() {
            _ if !checks.is_empty() => words.today.none_of_filter,
            None => words.today.none,
            Some(_) => words.today.none_of_day,
        };
        not_there(canvas, absent.unwrap_or(none));
    }
}

/// The filters, each with its digit, and the counts behind them; the one that holds is marked, not by colour alone.
fn filters(words: &StaffTexts, filter: Filter, chosen: Style, other: Style) -> Line<'static> {
    let spans = (1..).zip(Filter::ALL).map(|(digit, one)| {
        let word = (words.today.filter)(one);
        if one == filter {
            Span::styled(format!("[{digit} {word}]"), chosen)
        } else {
            Span::styled(format!(" {digit} {word} "), other)
        }
    });
    let counts = Span::styled(format!(" {} {}", Filter::ALL.len() + 1, words.today.counts), other);
    Line::from(spans.chain([counts]).collect::<Vec<_>>())
}

/// Where the initials stand: in a column of their own, or on a narrow screen in the place of the way.
#[derive(Clone, Copy)]
enum Whose<'a> {
    Beside(&'a str),
    Instead(Option<&'a str>),
}

fn line(words: &StaffTexts, canvas: &Canvas<'_>, check: &CheckSummary, whose: Whose<'_>, width: u16) -> String {
    let (hour, minute) = check.at;
    let CheckWords { mark, word, code } = CheckWords::of_row(words, canvas, check);
    let result = format!("{mark}{word}");
    let way = (words.today.by)(check.way);
    // The whole result takes cells from whatever stands there.
    let (whose, way) = match whose {
        Whose::Beside(whose) => (padded(whose, WHOSE), way),
        Whose::Instead(whose) => (String::new(), whose.unwrap_or(way)),
    };
    let free = width.saturating_sub(NUMBER + TIME + cells(&whose));
    let taken = (cells(&result) + if code.is_empty() { 0 } else { CODE + 1 }).min(RESULT);
    let way = padded(way, WAY.min(free.saturating_sub(taken)));
    let free = free.saturating_sub(cells(&way));
    let result = match code {
        "" => clipped(&result, free).to_owned(),
        _ => padded(&result, free.saturating_sub(CODE).min(RESULT)),
    };
    let text = format!("{:>4} {hour:02}:{minute:02} {whose}{way}{result}{code}", check.number);
    text.trim_end().to_owned()
}
