//! What stays open until it is settled: the list, the latest first, and what can be done with a row.

use ratatui::text::Line;

use super::check::CheckWords;
use super::list::{self, CHOSEN, OTHER};
use super::sheet::StaffSheet;
use crate::common::in_japan;
use crate::staff::Facts;
use crate::staff::marking::{Marking, MarkingStage};
use crate::staff::open_items::{OpenItemsPage, OpenStep};
use crate::ui::layout::{Canvas, cells, clipped, wrap};
use crate::ui::sign;
use crate::ui::texts::StaffTexts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;
use crate::visit::{Mark, MarkRefusal, OpenItem, OpenItems, OpenItemsKept};

/// Cells of the columns before the reason: the sign, day and time, way. The reason has what is left.
const WHEN: u16 = 12;
const WAY: u16 = 13;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &OpenItemsPage, facts: &Facts) {
    match page.step() {
        OpenStep::List => rows(sheet, page, &facts.open_items),
        OpenStep::Item(item, chosen) => acts(sheet, &item, chosen),
        OpenStep::Marking(closing) => marking(sheet, &closing),
    }
}

/// Draws the closing of an item, wherever it was chosen.
pub fn marking(sheet: StaffSheet<'_, '_>, Marking { item, mark, stage }: &Marking) {
    let (words, back, mark) = (&sheet.words.open_items, sheet.words.menu.back, *mark);
    match *stage {
        MarkingStage::Sure => {
            let keys = [Hint::enter(words.sure), Hint::cancel(back)];
            says(sheet, &keys, (words.act)(mark), item, &[(words.then)(mark)]);
        }
        MarkingStage::Recording => says(sheet, &[Hint::cancel(back)], (words.act)(mark), item, &[words.recording]),
        MarkingStage::Recorded(Ok(handed)) => {
            let handed = (mark == Mark::Struck).then(|| (words.handed)(handed));
            let said: Vec<_> = std::iter::once((words.recorded)(mark)).chain(handed).collect();
            says(sheet, &[Hint::enter(back)], (words.act)(mark), item, &said);
        }
        MarkingStage::Recorded(Err(refusal)) => refused(sheet, item, refusal),
    }
}

fn rows(mut sheet: StaffSheet<'_, '_>, page: &OpenItemsPage, open: &OpenItems) {
    let words = sheet.words;
    let (title, back) = (words.open_items.title, Hint::cancel(words.menu.back));
    let theme = sheet.canvas.theme;
    let mut head = Vec::new();
    match open.kept {
        OpenItemsKept::InJournal => {}
        OpenItemsKept::Reading => head.push(Line::styled(words.open_items.reading, theme.strong)),
        OpenItemsKept::InPart => head.push(Line::styled(words.open_items.in_part, theme.strong)),
        OpenItemsKept::InMemory => head.push(Line::styled(words.open_items.in_memory, theme.strong)),
    }
    let items = &open.items;
    if items.is_empty() {
        sheet.canvas.keys(&[back]);
        sheet.title(title);
        let canvas = sheet.canvas;
        let none = if open.kept == OpenItemsKept::Reading { "" } else { words.open_items.none };
        return canvas.put(canvas.stack().centred(none, theme.strong).lines(head).below(1));
    }
    head.push(Line::styled((words.open_items.count)(items.len() as u64, open.older), theme.strong));
    head.push(Line::default());
    sheet.choosing(words.open_items.open);
    let air = u16::from(sheet.canvas.roomy());
    let height = usize::from(sheet.free_rows(&[]).saturating_sub(air)).saturating_sub(head.len()).max(1);
    let (chosen, pages) = (page.row(open), items.len().div_ceil(height));
    let shown = chosen / height;
    let at_right = if pages > 1 { (sheet.canvas.texts.panel.page)(shown + 1, pages) } else { String::new() };
    sheet.title_with(title, &at_right);
    let canvas = sheet.canvas;
    canvas.take_top(air);
    let column = Canvas::column(canvas.area);
    let listed = items.iter().rev().enumerate().skip(shown * height).take(height);
    let listed = listed.map(|(row, item)| {
        let (sign, style) = if row == chosen { (CHOSEN, theme.next_key) } else { (OTHER, theme.paper) };
        Line::styled(format!("{sign}{}", line(words, canvas, item, column.width.saturating_sub(cells(sign)))), style)
    });
    for (line, y) in head.into_iter().chain(listed.collect::<Vec<_>>()).zip(column.y..column.bottom()) {
        canvas.buffer.set_line(column.x, y, &line, column.width);
    }
}

fn line(words: &StaffTexts, canvas: &Canvas<'_>, item: &OpenItem, width: u16) -> String {
    let at = in_japan(item.at);
    let (month, day, hour, minute) = (u8::from(at.month()), at.day(), at.hour(), at.minute());
    let way = list::padded((words.today.by)(item.way), WAY);
    let why = why(words, canvas, item);
    let why = clipped(&why, width.saturating_sub(WHEN + WAY));
    format!("{month:>2}/{day:<2} {hour:02}:{minute:02} {way}{why}").trim_end().to_owned()
}

/// Why it is open, in few words.
fn why(words: &StaffTexts, canvas: &Canvas<'_>, item: &OpenItem) -> String {
    // What a narrow screen cuts off is the word: the code tells it as well.
    let CheckWords { mark, word, code } = CheckWords::of(words, canvas, item.way, item.end, item.simulated);
    if code.is_empty() { format!("{mark}{word}") } else { format!("{mark}{code} {word}") }
}

/// What an item is: when, how, why it is open.
fn described(words: &StaffTexts, canvas: &Canvas<'_>, item: &OpenItem) -> Vec<Line<'static>> {
    let at = in_japan(item.at);
    let (hour, minute) = (at.hour(), at.minute());
    let when = format!("{} {hour:02}:{minute:02}", (canvas.texts.date)(at.date().into()));
    let label = [words.open_items.when, words.ways.way].map(cells).into_iter().max().unwrap_or_default() + 2;
    let how = format!("{}  {}", (words.today.by)(item.way), why(words, canvas, item));
    let how = wrap::foreign(&how, canvas.stack().width.saturating_sub(label));
    let mut lines = canvas.beside(words.open_items.when, label, &[when], canvas.theme.strong);
    lines.extend(canvas.beside(words.ways.way, label, &how, canvas.theme.strong));
    lines
}

fn acts(mut sheet: StaffSheet<'_, '_>, item: &OpenItem, chosen: usize) {
    let words = sheet.words;
    sheet.choosing(words.ways.next);
    sheet.title(words.open_items.title);
    let canvas = sheet.canvas;
    let acts = OpenItemsPage::acts(item).iter().map(|mark| (words.open_items.act)(*mark));
    let acts = list::numbered(canvas, acts, chosen);
    let why = if item.end.is_none() { words.open_items.entry } else { words.open_items.answer };
    let stack = canvas.stack().lines(described(words, canvas, item));
    canvas.put(stack.text(why, canvas.theme.paper).optional().drawing(acts).below(1));
}

fn says(mut sheet: StaffSheet<'_, '_>, keys: &[Hint], title: &str, item: &OpenItem, said: &[&str]) {
    sheet.canvas.keys(keys);
    sheet.title(title);
    put(sheet, item, said);
}

fn refused(sheet: StaffSheet<'_, '_>, item: &OpenItem, refusal: MarkRefusal) {
    let words = sheet.words;
    sheet.canvas.keys(&[Hint::enter(words.menu.back)]);
    sheet.canvas.band(Tone::Bad, sign::ALERT, words.open_items.refused, "");
    put(sheet, item, &[(words.open_items.refusal)(refusal)]);
}

fn put(sheet: StaffSheet<'_, '_>, item: &OpenItem, said: &[&str]) {
    let StaffSheet { canvas, words } = sheet;
    let mut stack = canvas.stack().lines(described(words, canvas, item));
    for said in said {
        stack = stack.text(said, canvas.theme.strong).below(1);
    }
    canvas.put(stack);
}
