//! A reference number for the person whose result shows: typed, seen large, sent, and what comes of it.

use std::time::Instant;

use ratatui::text::Line;

use super::inquiry;
use super::sheet::StaffSheet;
use crate::common::{InquiryDetail, SystemCode};
use crate::eligibility::Text;
use crate::staff::Facts;
use crate::staff::assign::{AssignPage, AssignStep};
use crate::ui::layout::{Canvas, MARGIN, cells, numeral, wrap};
use crate::ui::sign;
use crate::ui::texts::Remedy;
use crate::ui::theme::Tone;
use crate::ui::widgets::field::boxed;
use crate::ui::widgets::keys::Hint;

/// The field is at least so wide.
const FIELD: u16 = 20;
/// Rows of the word beside it.
const NOTE: usize = 2;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &AssignPage, facts: &Facts, now: Instant) {
    match page.step() {
        AssignStep::Number(note) => {
            let note = note.map_or("", |note| (sheet.words.assign.note)(note));
            number(sheet, page, note);
        }
        AssignStep::Sure(reference) => sure(sheet, page, reference.as_str()),
        AssignStep::Asking { since, slow, .. } => {
            let passed = now.saturating_duration_since(*since).as_secs();
            asking(sheet, passed, *slow, facts);
        }
        AssignStep::Kept(reference) => kept(sheet, page, reference.as_str()),
        AssignStep::Refused(notice) => {
            let shown = |text: &Option<Text>| text.as_ref().map(Text::shown).unwrap_or_default();
            let words = format!("{} {}", shown(&notice.code), shown(&notice.message));
            let (code, remedy) = (SystemCode::AssignmentRefused.code(), sheet.words.assign.refused);
            failed(sheet, code, remedy, &InquiryDetail::Received(words.trim().to_owned()), true);
        }
        AssignStep::Unclear => {
            let (code, remedy) = (SystemCode::AssignmentUnclear.code(), sheet.words.assign.unclear);
            failed(sheet, code, remedy, &InquiryDetail::None, false);
        }
        AssignStep::Failed(trouble) => {
            let remedy = (sheet.words.assign.fault)(trouble.fault);
            failed(sheet, trouble.fault.code(), remedy, &trouble.detail, true);
        }
    }
}

fn number(sheet: StaffSheet<'_, '_>, page: &AssignPage, note: &str) {
    let StaffSheet { canvas, words } = sheet;
    let (theme, texts) = (canvas.theme, &words.assign);
    canvas.keys(&[
        Hint::enter(words.ways.next),
        Hint::backspace(canvas.texts.keys.erase),
        Hint::cancel(words.menu.back),
    ]);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.title, "");
    // The note has its rows also while it is empty, so that nothing moves when it comes.
    let mut note = wrap::balanced(note, canvas.stack().width);
    note.resize(NOTE.max(note.len()), String::new());
    let note = note.into_iter().map(|line| Line::styled(line, theme.strong)).collect();
    // Of a number that is longer than the screen the end is what is being typed.
    let most = usize::from(canvas.stack().width.saturating_sub(4));
    let typed = format!("{}_", page.typed());
    let end: String = typed.chars().skip(typed.chars().count().saturating_sub(most)).collect();
    let content = format!("{end}{}", " ".repeat(usize::from(FIELD.saturating_sub(cells(&end)))));
    let stack = canvas
        .stack()
        .drawing(person(canvas, texts.person, page))
        .below(1)
        .centred(texts.type_it, theme.strong)
        .below(1)
        .drawing(boxed(canvas, &content))
        .below(1)
        .drawing(note)
        .below(1)
        .centred(texts.shape, theme.paper)
        .optional();
    canvas.put(stack);
}

fn sure(sheet: StaffSheet<'_, '_>, page: &AssignPage, reference: &str) {
    let StaffSheet { canvas, words } = sheet;
    let (theme, texts) = (canvas.theme, &words.assign);
    canvas.keys(&[Hint::enter(texts.send), Hint::cancel(words.menu.back)]);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.title, "");
    let stack = canvas
        .stack()
        .drawing(person(canvas, texts.person, page))
        .below(1)
        .drawing(large(canvas, reference))
        .below(1)
        .centred(texts.sure, theme.strong)
        .below(1)
        .centred(texts.for_good, theme.paper)
        .below(1);
    canvas.put(stack);
}

fn asking(sheet: StaffSheet<'_, '_>, passed: u64, slow: bool, facts: &Facts) {
    let StaffSheet { canvas, words } = sheet;
    let (theme, texts, inquiry) = (canvas.theme, &words.assign, &words.ways.inquiry);
    canvas.keys(&[Hint::cancel(texts.leave)]);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.title, "");
    let deadline = facts.number_checks.map_or(passed, |checks| checks.deadline.as_secs());
    // The note has its row also while it is empty, so that nothing moves when it comes.
    let slow = if slow { inquiry.slow } else { " " };
    let stack = canvas
        .stack()
        .centred(texts.asking, theme.strong)
        .centred(&(inquiry.seconds)(passed, deadline), theme.strong)
        .below(1)
        .centred(slow, theme.paper)
        .below(1)
        .centred(texts.goes_on, theme.paper)
        .below(1);
    canvas.put(stack);
}

fn kept(sheet: StaffSheet<'_, '_>, page: &AssignPage, reference: &str) {
    let StaffSheet { canvas, words } = sheet;
    let (theme, texts) = (canvas.theme, &words.assign);
    canvas.keys(&[Hint::enter(words.ways.done)]);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.title, "");
    let stack = canvas
        .stack()
        .centred(texts.kept, theme.strong)
        .drawing(large(canvas, reference))
        .below(1)
        .drawing(person(canvas, texts.person, page))
        .below(1)
        .centred(texts.later, theme.paper)
        .below(1);
    canvas.put(stack);
}

/// It is not kept, or that is not known. `again`: the number can be mended.
fn failed(sheet: StaffSheet<'_, '_>, code: &str, remedy: Remedy, detail: &InquiryDetail, again: bool) {
    let StaffSheet { canvas, words } = sheet;
    let texts = &words.assign;
    if again {
        canvas.keys(&[Hint::enter(texts.again), Hint::cancel(words.menu.back)]);
    } else {
        canvas.keys(&[Hint::enter(words.ways.done)]);
    }
    canvas.band(Tone::Caution, sign::NOTHING, texts.title, code);
    let stack = inquiry::remedied(canvas, &words.ways.inquiry, remedy, detail);
    canvas.put(stack);
}

/// Whose number it is: as much of the name as a masked result shows, and the numbers of the result stay there.
fn person(canvas: &Canvas<'_>, label: &str, page: &AssignPage) -> Vec<Line<'static>> {
    let name = page.assignee().name().in_part();
    vec![Line::styled(format!("{label}  {name}"), canvas.theme.strong)]
}

/// The number, as large as it can be: digits three rows high, else its signs with air between them, else as it is.
fn large(canvas: &Canvas<'_>, reference: &str) -> Vec<Line<'static>> {
    let free = canvas.stack().width.saturating_sub(2 * MARGIN);
    let styled = |row: String| Line::styled(row, canvas.theme.strong);
    if let Some(rows) = numeral::digits(reference).filter(|rows| rows.iter().all(|row| cells(row) <= free)) {
        return rows.into_iter().map(styled).collect();
    }
    let spaced = reference.chars().map(String::from).collect::<Vec<_>>().join(" ");
    if cells(&spaced) <= free {
        return boxed(canvas, &spaced);
    }
    wrap::foreign(reference, free).into_iter().map(styled).collect()
}
