//! The checks of a month in numbers, in words always, and as bars where the screen has the space.

use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Bar, BarChart, BarGroup, Widget as _};

use super::shared::not_there;
use crate::common::StaffNote;
use crate::staff::Facts;
use crate::staff::past::Export;
use crate::staff::today::{Shown, Totals};
use crate::ui::layout::wrap::PHRASE;
use crate::ui::layout::{Canvas, rows, wrap};
use crate::ui::screens::staff::sheet::StaffSheet;
use crate::ui::texts::StaffTexts;
use crate::ui::widgets::keys::Hint;
use crate::visit::{CountedWay, Counts, Month, MonthCounts};

/// Cells of a day's bar with its gap.
const BAR: u16 = 2;
/// Fewest rows of the bars with the row of the days, and most of them.
const LOWEST: u16 = 5;
const HIGHEST: u16 = 14;

/// Draws them.
pub fn draw(mut sheet: StaffSheet<'_, '_>, month: Month, shown: &Shown<&MonthCounts>, facts: &Facts) {
    let words = sheet.words;
    let can_export = matches!(shown, Shown::There(_)) && facts.exports_counts();
    let export = can_export.then_some(Hint::enter(words.counts.export));
    let turn = Hint::days(words.counts.turn);
    let keys: Vec<_> = export.into_iter().chain([turn, Hint::cancel(words.menu.back)]).collect();
    sheet.canvas.keys(&keys);
    sheet.title_with(words.counts.title, &(words.counts.month)(month));
    let canvas = sheet.canvas;
    let counts = match shown {
        Shown::There(counts) => *counts,
        Shown::Reading => return not_there(canvas, words.today.reading),
        Shown::NoJournal => return not_there(canvas, words.today.no_journal),
        Shown::Failed => return not_there(canvas, words.today.unreadable),
    };
    let air = u16::from(canvas.roomy());
    canvas.take_top(air);
    // What was simulated is never added to what was not: it shows where there is nothing else.
    let (real, simulated) = (counts.total(false), counts.total(true));
    let shows_simulated = real.all == 0 && simulated.all > 0;
    let total = if shows_simulated { &simulated } else { &real };
    let lines = text(canvas, words, total, simulated.all, shows_simulated, facts);
    let column = Canvas::column(canvas.area);
    for (line, y) in lines.iter().zip(column.y..column.bottom()) {
        canvas.buffer.set_line(column.x, y, line, column.width);
    }
    canvas.take_top(rows(lines.len()) + air);
    bars(canvas, counts.days(shows_simulated));
}

fn text(
    canvas: &Canvas<'_>,
    words: &StaffTexts,
    total: &Counts,
    simulated: u32,
    shows_simulated: bool,
    facts: &Facts,
) -> Vec<Line<'static>> {
    let (strong, paper) = (canvas.theme.strong, canvas.theme.paper);
    let width = Canvas::column(canvas.area).width;
    let number = |count: u32| count as usize;
    let totals = Totals {
        all: number(total.all),
        confirmed: number(total.confirmed),
        otherwise: number(total.otherwise),
        open: number(total.open),
        simulated: number(simulated),
        struck: number(total.struck),
    };
    let mark = if shows_simulated { words.today.mark } else { "" };
    let mut lines = vec![Line::styled(format!("{mark}{}", (words.today.totals)(totals)), strong)];
    let mut say = |text: &str, style| {
        lines.extend(wrap::sentence(text, width).into_iter().map(|line| Line::styled(line, style)));
    };
    if total.struck > 0 {
        say(&(words.today.struck_count)(number(total.struck)), strong);
    }
    if simulated > 0 {
        say(if shows_simulated { words.counts.only_simulated } else { words.counts.simulated }, strong);
    }
    let ways = CountedWay::ALL.map(|way| format!("{} {}", (words.counts.way)(way), total.way(way)));
    say(&ways.join(&format!("  {PHRASE}")), paper);
    let codes: Vec<_> = total.codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
    if !codes.is_empty() {
        say(&codes.join(&format!("  {PHRASE}")), paper);
    }
    let remedy = |note: StaffNote| {
        let remedy = (words.note_remedy)(note);
        format!("{} {}{PHRASE}{}", note.code(), remedy.cause, remedy.to_do)
    };
    match &facts.export {
        _ if !facts.exports_counts() => say(words.counts.no_folder, paper),
        Export::Nothing => {}
        Export::Writing => say(words.counts.writing, strong),
        Export::Written(name) => say(&(words.counts.written)(name), strong),
        Export::Failed(note) => say(&remedy(*note), strong),
    }
    lines
}

/// A bar a day with the number of some days below, where there is space. Not on a plain console, which has no bars.
fn bars(canvas: &mut Canvas<'_>, days: &[Counts]) {
    let column = Canvas::column(canvas.area);
    let width = u16::try_from(days.len()).unwrap_or_default() * BAR;
    if canvas.plain || column.height < LOWEST || column.width < width || days.iter().all(|day| day.all == 0) {
        return;
    }
    let height = column.height.min(HIGHEST);
    let bars = days.iter().map(|day| Bar::default().value(day.all.into()).text_value(String::new()));
    let bars: Vec<_> = bars.collect();
    let style = canvas.theme.strong;
    let chart =
        BarChart::default().data(BarGroup::default().bars(&bars)).bar_width(1).bar_gap(BAR - 1).bar_style(style);
    chart.render(Rect { width, height: height - 1, ..column }, canvas.buffer);
    let y = column.y + height - 1;
    for day in (1..).take(days.len()).filter(|day| *day == 1 || day % 5 == 0) {
        canvas.buffer.set_string(column.x + (day - 1) * BAR, y, day.to_string(), canvas.theme.paper);
    }
}
