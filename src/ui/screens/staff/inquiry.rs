//! The numbers of a paper, asked of the qualification terminal: what is asked beside them, the wait, the answer or why
//! there is none. Only the panel of an answer can be green.

use std::time::Instant;

use ratatui::text::Line;

use super::list;
use super::sheet::StaffSheet;
use crate::common::{InquiryDetail, Proof};
use crate::eligibility::kana;
use crate::staff::Facts;
use crate::staff::ways::{BirthdateField, Inquiry, NotAnswered, NumberPanel};
use crate::ui::layout::{Canvas, Stack, wrap};
use crate::ui::screens::panel;
use crate::ui::sign;
use crate::ui::texts::{InquiryTexts, Remedy};
use crate::ui::theme::Tone;
use crate::ui::widgets::field::boxed;
use crate::ui::widgets::keys::Hint;
use crate::visit::view::PanelView;

/// Cells of the field of a date.
const FIELD: usize = 20;
/// Rows of the note beside it.
const NOTE: usize = 2;

/// The date of birth.
pub fn birthdate(sheet: StaffSheet<'_, '_>, field: &BirthdateField) {
    let StaffSheet { canvas, words } = sheet;
    let (keys, back, words) = (&canvas.texts.keys, words.menu.back, &words.ways);
    canvas.keys(&[Hint::enter(words.next), Hint::backspace(keys.erase), Hint::cancel(back)]);
    canvas.band(Tone::Caution, sign::NOTHING, words.unverified, "");
    let stack = birthdate_field(canvas, &words.inquiry, field);
    canvas.put(stack);
}

/// The field of a date of birth, with what is asked for and how it is typed.
pub fn birthdate_field(canvas: &Canvas<'_>, words: &InquiryTexts, field: &BirthdateField) -> Stack<'static> {
    let theme = canvas.theme;
    // Under the field stands what is wrong, or the day as it is read.
    let day = field.day().map(|day| (canvas.texts.date)(day));
    let below = field.note().map(|note| (words.birthdate_note)(note).to_owned()).or(day).unwrap_or_default();
    let mut below = wrap::balanced(&below, canvas.stack().width);
    below.resize(NOTE.max(below.len()), String::new());
    let below = below.into_iter().map(|line| Line::styled(line, theme.strong)).collect();
    let content = format!("{:FIELD$}", format!("{}_", field.typed()));
    canvas
        .stack()
        .centred(words.type_birthdate, theme.strong)
        .below(1)
        .drawing(boxed(canvas, &content))
        .below(1)
        .drawing(below)
        .below(1)
        .centred(words.birthdate_shape, theme.paper)
}

/// The person's consent.
pub fn consent(mut sheet: StaffSheet<'_, '_>, yes: bool) {
    sheet.choosing(sheet.words.ways.next);
    let StaffSheet { canvas, words } = sheet;
    let words = &words.ways;
    canvas.band(Tone::Caution, sign::NOTHING, words.unverified, "");
    let words = &words.inquiry;
    let lines = list::numbered(canvas, [words.no, words.yes].into_iter(), usize::from(yes));
    let stack = canvas.stack().centred(words.consent, canvas.theme.strong).drawing(lines).below(1);
    canvas.put(stack.centred(words.consent_about, canvas.theme.paper).below(1));
}

/// The terminal is asked.
pub fn asking(sheet: StaffSheet<'_, '_>, inquiry: &Inquiry, facts: &Facts, now: Instant) {
    let StaffSheet { canvas, words } = sheet;
    let words = &words.ways;
    let theme = canvas.theme;
    canvas.keys(&[Hint::cancel(words.inquiry.withdraw)]);
    canvas.band(Tone::Caution, sign::NOTHING, words.unverified, "");
    let words = &words.inquiry;
    let passed = now.saturating_duration_since(inquiry.since()).as_secs();
    let deadline = facts.number_checks.map_or(passed, |checks| checks.deadline.as_secs());
    // The note has its row also while it is empty, so that nothing moves when it comes.
    let slow = if inquiry.is_slow() { words.slow } else { " " };
    // The deadline counts from the request, which waits for its turn.
    let (asking, seconds) = if inquiry.is_queued() {
        (words.queued, " ".to_owned())
    } else {
        (words.asking, (words.seconds)(passed, deadline))
    };
    let stack = canvas
        .stack()
        .centred(asking, theme.strong)
        .centred(&seconds, theme.strong)
        .below(1)
        .centred(slow, theme.paper)
        .below(1)
        .centred(words.no_visitor, theme.paper)
        .below(1);
    canvas.put(stack);
}

/// There is no answer.
pub fn not_answered(sheet: StaffSheet<'_, '_>, none: &NotAnswered) {
    let StaffSheet { canvas, words } = sheet;
    let (back, words) = (words.menu.back, &words.ways);
    let theme = canvas.theme;
    let texts = &words.inquiry;
    if none.is_late() {
        canvas.keys(&[Hint::enter(texts.show), Hint::cancel(back)]);
    } else {
        canvas.keys(&[Hint::enter(texts.to_entry), Hint::cancel(back)]);
    }
    let trouble = none.trouble();
    canvas.band(Tone::Caution, sign::NOTHING, words.unverified, trouble.fault.code());
    let mut stack = remedied(canvas, texts, (texts.fault)(trouble.fault), &trouble.detail);
    if none.is_late() {
        stack = stack.text(texts.late, theme.strong).below(1);
    }
    canvas.put(stack);
}

/// Why there is no answer, what else is known of it, and what to do.
pub fn remedied(canvas: &Canvas<'_>, texts: &InquiryTexts, remedy: Remedy, detail: &InquiryDetail) -> Stack<'static> {
    let theme = canvas.theme;
    let (sentence, received) = match detail {
        InquiryDetail::None => ("", String::new()),
        InquiryDetail::Answer(flaw) => ((texts.flaw)(*flaw), String::new()),
        InquiryDetail::Field(field) => ((texts.unsendable)(*field), String::new()),
        InquiryDetail::Folder(folder, why) => ("", format!("{folder}  {}", (texts.refusal)(*why))),
        InquiryDetail::Received(words) => ("", words.clone()),
    };
    let mut stack = canvas.stack().text(remedy.cause, theme.strong);
    if !sentence.is_empty() {
        stack = stack.text(sentence, theme.paper);
    }
    stack = stack.text(remedy.to_do, theme.paper).below(1);
    if !received.is_empty() {
        let received = canvas.received("", &kana::shown(&received), stack.width);
        stack = stack.lines(received).below(1).shortened();
    }
    stack
}

/// The answer, as every answer is shown.
pub fn answer(canvas: &mut Canvas<'_>, own: &NumberPanel, facts: &Facts, now: Instant) {
    let view = PanelView {
        verdict: own.verdict(),
        message: own.message(),
        proof: Proof::Numbers,
        page: own.page(),
        masked: own.is_masked(),
        revealable: true,
        left: own.until().saturating_duration_since(now),
        card_present: false,
    };
    let assigns = own.assignee(facts).map(|_| Hint::third(canvas.staff.assign.key));
    panel::draw(canvas, &view, assigns);
}
