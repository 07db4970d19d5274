//! Another terminal's reader: who is expected, and results that no rule gives to a person.

use ratatui::text::Line;

use super::sheet::StaffSheet;
use super::{inquiry, list, symbol};
use crate::staff::ReaderFacts;
use crate::staff::reader::{HeldList, KanaField, ReaderPage, ReaderStep};
use crate::ui::layout::{cells, wrap};
use crate::ui::widgets::field::boxed;
use crate::ui::widgets::keys::Hint;

/// The field of a name is at least so wide.
const FIELD: u16 = 24;
/// Rows of the note beside it.
const NOTE: usize = 2;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &ReaderPage, facts: Option<&ReaderFacts>) {
    let words = &sheet.words.reader;
    match page.step() {
        ReaderStep::Birthdate(field) => {
            let (keys, back) = (&sheet.canvas.texts.keys, sheet.words.menu.back);
            let hints = [Hint::enter(sheet.words.ways.next), Hint::backspace(keys.erase), Hint::cancel(back)];
            sheet.canvas.keys(&hints);
            sheet.title_with(words.title, "1/2");
            let StaffSheet { canvas, words } = sheet;
            let stack = inquiry::birthdate_field(canvas, &words.ways.inquiry, field);
            let quiet = canvas.theme.quiet;
            canvas.put(
                stack.centred(words.reader.may_be_blank, quiet).centred(words.reader.about, quiet).below(1).optional(),
            );
        }
        ReaderStep::Name { field, .. } => name(sheet, field),
        ReaderStep::Expecting { end } => {
            sheet.choosing(sheet.words.ways.next);
            sheet.title(words.title);
            let canvas = sheet.canvas;
            let lines = list::numbered(canvas, [words.go_on, words.end].into_iter(), usize::from(*end));
            let stack = canvas.stack().centred(words.expecting, canvas.theme.strong);
            canvas.put(stack.drawing(lines).below(1));
        }
        ReaderStep::Held(list) => held(sheet, list, facts),
    }
}

fn name(mut sheet: StaffSheet<'_, '_>, field: &KanaField) {
    let more = sheet.more();
    let (keys, back, ways) = (&sheet.canvas.texts.keys, sheet.words.menu.back, &sheet.words.ways);
    let (words, how) = (&sheet.words.reader, field.how());
    let hints = match how.picker() {
        Some(picker) if picker.page().1 > 1 => {
            vec![Hint { does: "", ..more }, Hint::plus(more.does), Hint::cancel(back)]
        }
        Some(_) => vec![Hint::cancel(back)],
        None => vec![
            Hint::enter(words.expect),
            Hint::backspace(keys.erase),
            Hint::letters((ways.symbol.letters)(how.letters().next())),
            Hint::table(ways.symbol.table),
            Hint::cancel(back),
        ],
    };
    sheet.canvas.keys(&hints);
    sheet.title_with(words.title, "2/2");
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    // The note has its rows also while it is empty, so that nothing moves when it comes.
    let note = field.note().map_or("", |note| (words.name_note)(note));
    let mut note = wrap::balanced(note, canvas.stack().width);
    note.resize(NOTE.max(note.len()), String::new());
    let note = note.into_iter().map(|line| Line::styled(line, theme.strong)).collect();
    let content = format!("{}{}_", field.typed(), how.pending());
    let content = format!("{content}{}", " ".repeat(usize::from(FIELD.saturating_sub(cells(&content)))));
    let ask = how.picker().map_or(words.type_name, |_| ways.symbol.choose);
    let stack = canvas.stack().centred(ask, theme.strong).drawing(boxed(canvas, &content)).below(1);
    if let Some(picker) = how.picker() {
        let choices = symbol::choices(canvas, &ways.symbol, picker);
        return canvas.put(stack.lines(choices).below(1).drawing(note).below(1).optional());
    }
    let stack = stack.drawing(note).below(1).centred((ways.symbol.how)(how.letters()), theme.strong);
    let stack = stack.centred(words.name_shape, theme.paper).centred(words.may_be_blank, theme.quiet);
    canvas.put(stack.optional());
}

fn held(mut sheet: StaffSheet<'_, '_>, list: &HeldList, facts: Option<&ReaderFacts>) {
    let Some(facts) = facts else { return };
    let words = &sheet.words.reader;
    sheet.choosing(words.show);
    sheet.title(words.held);
    let canvas = sheet.canvas;
    let widest = facts.held.iter().map(|held| cells(&held.initials)).max().unwrap_or_default();
    let mut lines: Vec<String> = facts
        .held
        .iter()
        .map(|held| {
            let time = held.made.map_or_else(
                || words.no_time.to_owned(),
                |(hour, minute, second)| format!("{hour:02}:{minute:02}:{second:02}"),
            );
            let air = " ".repeat(usize::from(widest.saturating_sub(cells(&held.initials))));
            format!("{time}  {}{air}  {}", *held.initials, (words.why)(held.why))
        })
        .collect();
    lines.push(words.none_of_them.to_owned());
    let lines = list::numbered(canvas, lines.iter().map(String::as_str), list.chosen(facts));
    let stack = canvas.stack().drawing(lines);
    canvas.put(stack.text(words.held_about, canvas.theme.paper).below(1));
}
