//! Other ways to confirm: the list, a guide, one number at a time, what will be kept. Never green: the service has not
//! confirmed it.

use std::time::Instant;

use ratatui::text::Line;

use super::sheet::StaffSheet;
use super::{inquiry, list, symbol};
use crate::common::{StaffNote, Way};
use crate::eligibility::Manual;
use crate::eligibility::manual::Item;
use crate::staff::Facts;
use crate::staff::ways::symbol::SymbolInput;
use crate::staff::ways::{NumberField, Offer, Question, WaysPage, WaysStep};
use crate::ui::layout::{Canvas, cells, wrap};
use crate::ui::sign;
use crate::ui::texts::WaysTexts;
use crate::ui::theme::Tone;
use crate::ui::widgets::field::{boxed, places};
use crate::ui::widgets::keys::Hint;

/// A field without a fixed number of places is at least so wide.
const FIELD: u16 = 20;
/// Rows of the word beside it.
const NOTE: usize = 2;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &WaysPage, facts: &Facts, now: Instant) {
    match page.step() {
        WaysStep::List => choose(sheet, page, facts),
        WaysStep::Guide(way) => guide(sheet, *way),
        WaysStep::Number { manual, field } => number(sheet, manual, field),
        WaysStep::Birthdate { field, .. } => inquiry::birthdate(sheet, field),
        WaysStep::Consent { yes, .. } => inquiry::consent(sheet, *yes),
        WaysStep::Summary { manual, offer, failed } => summary(sheet, manual, (offer, page.question()), *failed),
        WaysStep::Asking(inquiry) => inquiry::asking(sheet, inquiry, facts, now),
        WaysStep::NotAnswered(none) => inquiry::not_answered(sheet, none),
        WaysStep::Answer(panel) => inquiry::answer(sheet.canvas, panel, facts, now),
        WaysStep::Noted(way) => noted(sheet, *way),
    }
}

fn choose(mut sheet: StaffSheet<'_, '_>, page: &WaysPage, facts: &Facts) {
    let words = &sheet.words.ways;
    sheet.choosing(words.next);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let items = list::numbered(canvas, page.order().iter().map(|way| (words.guide)(*way).name), page.chosen());
    let about = if facts.number_checks.is_some() { words.inquiry.about } else { words.about };
    canvas.put(canvas.stack().drawing(items).centred(about, canvas.theme.quiet).below(1));
}

fn guide(mut sheet: StaffSheet<'_, '_>, way: Way) {
    let words = &sheet.words.ways;
    let guide = (words.guide)(way);
    sheet.canvas.keys(&[Hint::enter(guide.next), Hint::cancel(sheet.words.menu.back)]);
    sheet.title(guide.name);
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    let label = [words.ask, words.look, words.keep].map(cells).into_iter().max().unwrap_or_default() + 2;
    let stack = canvas.stack();
    let step =
        |label_text, text| canvas.beside(label_text, label, &wrap::sentence(text, stack.width - label), theme.paper);
    let (ask, look, keep) = (step(words.ask, guide.ask), step(words.look, guide.look), step(words.keep, guide.keep));
    let stack = stack.lines(ask).lines(look).below(1).lines(keep).below(1);
    canvas.put(stack.text(words.ours, theme.quiet).below(1).optional());
}

fn number(sheet: StaffSheet<'_, '_>, manual: &Manual, field: &NumberField) {
    let more = sheet.more();
    let StaffSheet { canvas, words } = sheet;
    let (keys, back, words) = (&canvas.texts.keys, words.menu.back, &words.ways);
    let (theme, item) = (canvas.theme, field.item());
    let picker = field.symbol().and_then(SymbolInput::picker);
    let hints = match (picker, field.symbol()) {
        (Some(picker), _) if picker.page().1 > 1 => {
            vec![Hint { does: "", ..more }, Hint::plus(more.does), Hint::cancel(back)]
        }
        (Some(_), _) => vec![Hint::cancel(back)],
        (None, Some(symbol)) => vec![
            Hint::enter(words.next),
            Hint::backspace(keys.erase),
            Hint::letters((words.symbol.letters)(symbol.letters().next())),
            Hint::table(words.symbol.table),
            Hint::cancel(back),
        ],
        (None, None) => vec![Hint::enter(words.next), Hint::backspace(keys.erase), Hint::cancel(back)],
    };
    canvas.keys(&hints);
    let place = manual.items().iter().take_while(|each| **each <= item).count();
    canvas.band(Tone::Caution, sign::NOTHING, words.unverified, &format!("{place}/{}", manual.items().len()));

    // The note has its rows also while it is empty, so that nothing moves when it comes.
    let note = field.note().map_or("", |note| (words.note)(item, note));
    let mut note = wrap::balanced(note, canvas.stack().width);
    note.resize(NOTE.max(note.len()), String::new());
    let note = note.into_iter().map(|line| Line::styled(line, theme.strong)).collect();
    let late_elderly = manual.takes_digits_only(Item::Number);
    let before: Vec<Item> = manual.items().iter().copied().filter(|each| *each < item).collect();
    let mut stack = canvas.stack();
    if picker.is_none() && !before.is_empty() {
        stack = stack.lines(rows(canvas, words, manual, &before)).below(1).optional();
    }
    let ask = picker.map_or((words.type_it)(item), |_| words.symbol.choose);
    stack = stack.centred(ask, theme.strong).below(1).drawing(boxed(canvas, &content(manual, field)));
    if let Some(picker) = picker {
        let choices = symbol::choices(canvas, &words.symbol, picker);
        return canvas.put(stack.lines(choices).below(1).drawing(note).below(1).optional());
    }
    stack = stack.below(1).drawing(note).below(1);
    if let Some(symbol) = field.symbol() {
        stack = stack.centred((words.symbol.how)(symbol.letters()), theme.strong);
    }
    stack = stack
        .centred((words.shape)(item, late_elderly), theme.paper)
        .centred(words.may_be_blank, theme.quiet)
        .optional();
    canvas.put(stack);
}

fn summary(
    mut sheet: StaffSheet<'_, '_>,
    manual: &Manual,
    (offer, question): (&Offer, &Question),
    failed: Option<StaffNote>,
) {
    match offer {
        Offer::Ask { .. } => sheet.choosing(sheet.words.ways.next),
        Offer::Record | Offer::Incomplete(_) => {
            sheet.canvas.keys(&[Hint::enter(sheet.words.ways.save), Hint::cancel(sheet.words.menu.back)]);
        }
    }
    let StaffSheet { canvas, words } = sheet;
    let (note, words) = (words.note_of, &words.ways);
    let theme = canvas.theme;
    canvas.band(Tone::Caution, sign::NOTHING, words.unverified, "");
    let stack = canvas.stack();
    let label = label(words);
    let way = wrap::sentence((words.guide)(manual.way()).name, stack.width - label);
    let mut stack = stack.lines(canvas.beside(words.way, label, &way, theme.strong));
    stack = stack.lines(rows(canvas, words, manual, manual.items()));
    if !matches!(offer, Offer::Record) {
        let day = question.birthdate.map(|day| (canvas.texts.date)(day));
        let (day, style) = day.map_or((words.blank.to_owned(), theme.quiet), |day| (day, theme.strong));
        stack = stack.lines(canvas.beside(words.inquiry.birthdate, label, &[day], style));
        let limit = if question.limit_consent { words.inquiry.yes } else { words.inquiry.no };
        stack = stack.lines(canvas.beside(words.inquiry.limit, label, &[limit.to_owned()], theme.strong));
    }
    if let Offer::Ask { record, .. } = offer {
        let lines = list::numbered(canvas, [words.inquiry.ask, words.inquiry.record].into_iter(), usize::from(*record));
        stack = stack.drawing(lines).below(1);
    }
    stack = match (failed, offer) {
        (None, Offer::Record) => stack.text(words.nobody_confirmed, theme.paper).below(1),
        (None, Offer::Incomplete(error)) => {
            let lacks = (words.inquiry.lacks)(error.field);
            stack.text(lacks, theme.strong).below(1).text(words.nobody_confirmed, theme.paper).below(1)
        }
        (None, Offer::Ask { .. }) => stack.text(words.inquiry.proves, theme.paper).below(1).optional(),
        (Some(why), _) => {
            let why = format!("{} {} {}", sign::ALERT, why.code(), note(why));
            stack.text(&why, theme.strong).below(1).text(words.not_kept, theme.strong)
        }
    };
    canvas.put(stack);
}

fn noted(sheet: StaffSheet<'_, '_>, way: Way) {
    let StaffSheet { canvas, words } = sheet;
    let words = &words.ways;
    let theme = canvas.theme;
    canvas.keys(&[Hint::enter(words.done)]);
    canvas.band(Tone::Caution, sign::NOTHING, words.unverified, "");
    let stack =
        canvas.stack().centred(words.noted, theme.strong).centred((words.guide)(way).name, theme.paper).below(1);
    canvas.put(stack.centred(words.not_an_answer, theme.paper).below(1));
}

/// Numbers with their labels; beside the insurer's whose it is.
fn rows(canvas: &Canvas<'_>, words: &WaysTexts, manual: &Manual, items: &[Item]) -> Vec<Line<'static>> {
    let (label, theme) = (label(words), canvas.theme);
    let width = canvas.stack().width - label;
    let row = |item: &Item| {
        let (text, style) = match manual.get(*item) {
            Some(number) => (number.to_owned(), theme.strong),
            None => (words.blank.to_owned(), theme.quiet),
        };
        let kind = manual.insurer_kind().filter(|_| *item == Item::Insurer);
        let kind = kind.map(|kind| kind.map_or(words.unlisted, words.kind));
        let text = kind.map_or_else(|| text.clone(), |kind| format!("{text}  {kind}"));
        canvas.beside((words.label)(*item), label, &wrap::foreign(&text, width), style)
    };
    items.iter().flat_map(row).collect()
}

/// Cells of the label column, the gap included.
fn label(words: &WaysTexts) -> u16 {
    let items = [Item::Insurer, Item::Symbol, Item::Number, Item::Branch].map(words.label);
    items
        .into_iter()
        .chain([words.way, words.inquiry.birthdate, words.inquiry.limit])
        .map(cells)
        .max()
        .unwrap_or_default()
        + 2
}

/// What stands in the field: every place of a number that has a fixed length, else what is typed and where the next
/// goes.
fn content(manual: &Manual, field: &NumberField) -> String {
    let (item, typed) = (field.item(), field.typed());
    let length = manual.max_length(item);
    if manual.takes_digits_only(item) {
        return places(typed, length);
    }
    let pending = field.symbol().map_or("", SymbolInput::pending);
    let next = if typed.chars().count() < length { "_" } else { "" };
    let content = format!("{typed}{pending}{next}");
    format!("{content}{}", " ".repeat(usize::from(FIELD.saturating_sub(cells(&content)))))
}
