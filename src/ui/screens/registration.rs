//! A terminal that is not registered yet: one field at a time, what was typed before above it.

use std::time::Duration;

use super::trouble;
use crate::eligibility::kana;
use crate::registration::{Field, Given, Note, Refusal, Screen, Typed, View};
use crate::ui::canvas::{Canvas, Stack, cells};
use crate::ui::texts::Remedy;
use crate::ui::theme::Tone;
use crate::ui::widgets::field::{MARK, boxed, places};
use crate::ui::widgets::keys::Hint;

/// Most marks that are shown; the number beside them is the whole truth.
const MOST_MARKS: usize = 18;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, view: &View<'_>) {
    match &view.screen {
        Screen::Ask { field, typed, note } => ask(canvas, *field, *typed, *note, view.settings),
        Screen::Registering { typed, slow } => registering(canvas, *typed, *slow),
        Screen::Registered { until } => registered(canvas, &(canvas.texts.date)((*until).into())),
        Screen::Refused(refusal) => refused(canvas, refusal),
    }
}

fn ask(canvas: &mut Canvas<'_>, field: Field, typed: Typed<'_>, note: Option<Note>, settings: &Given) {
    let (texts, theme) = (&canvas.staff.registration, canvas.theme);
    let next = if field == Field::Code { texts.register } else { texts.next };
    let mut hints = vec![
        Hint::enter(next),
        Hint { caps: &["Backspace"], does: canvas.texts.keys.erase, next: false },
        language(canvas),
    ];
    if field > Field::User {
        hints.insert(2, Hint::cancel(texts.back));
    }
    canvas.keys(&hints);
    let place = Field::ALL.iter().take_while(|each| **each <= field).count();
    canvas.band(Tone::Plain, "[>>]", texts.title, &format!("{place}/{}", Field::ALL.len()));

    // The note has its rows also while it is empty, so that nothing moves when it comes.
    let note = match (note, field) {
        (Some(note), _) => (texts.note)(field, note, settings),
        (None, Field::Code) if typed.code > 0 => (texts.typed)(typed.code),
        _ => " ".to_owned(),
    };
    let stack = above(canvas, typed, field)
        .centred((texts.ask)(field), theme.strong)
        .below(1)
        .drawing(boxed(canvas, &content(field, typed)))
        .below(1)
        .centred(&note, theme.strong)
        .below(1)
        .centred((texts.about)(field), theme.quiet)
        .below(1)
        .aside();
    canvas.put(stack);
}

fn registering(canvas: &mut Canvas<'_>, typed: Typed<'_>, slow: bool) {
    let (texts, theme) = (&canvas.staff.registration, canvas.theme);
    canvas.keys(&[Hint::cancel(canvas.texts.keys.cancel), language(canvas)]);
    canvas.band(Tone::Plain, "[>>]", texts.title, "");
    let slow = if slow { canvas.texts.checking.slow } else { " " };
    let stack = above(canvas, typed, Field::Code)
        .centred(texts.registering, theme.strong)
        .below(2)
        .centred(texts.wait, theme.paper)
        .below(1)
        .centred(slow, theme.paper)
        .below(1);
    canvas.put(stack);
}

fn registered(canvas: &mut Canvas<'_>, until: &str) {
    let (texts, theme) = (&canvas.staff.registration, canvas.theme);
    canvas.keys(&[Hint::enter(texts.go_on), language(canvas)]);
    canvas.band(Tone::Good, "[OK]", texts.registered, "");
    let stack =
        canvas.stack().centred(&(texts.until)(until), theme.strong).centred(texts.by_itself, theme.paper).below(2);
    canvas.put(stack);
}

fn refused(canvas: &mut Canvas<'_>, refusal: &Refusal) {
    let (texts, theme) = (&canvas.staff.registration, canvas.theme);
    canvas.keys(&[Hint::enter(canvas.texts.keys.again), Hint::cancel(texts.from_start), language(canvas)]);
    canvas.band(Tone::Caution, trouble::SIGN, texts.refused, refusal.code());
    let remedy = match refusal {
        Refusal::WrongCode => texts.wrong_code,
        Refusal::Pending(_) => texts.pending,
        Refusal::Machine(_) => texts.machine,
        Refusal::Service(trouble) => {
            Remedy { cause: (canvas.texts.trouble_of)(trouble.kind).cause, to_do: (texts.service)(trouble.kind) }
        }
    };
    let stack = canvas.stack();
    let width = stack.width;
    let mut stack = stack.text(remedy.cause, theme.strong).lines(canvas.to_do(remedy.to_do, width)).below(1);
    if let Some(contact) = canvas.contact {
        stack = stack.lines(canvas.support(&kana::shown(contact), width)).shortened();
    }
    stack = match refusal {
        Refusal::WrongCode => stack,
        Refusal::Pending(time) => stack.text(&(texts.pending_for)(minutes(*time)), theme.paper).below(1),
        Refusal::Machine(words) => stack.lines(canvas.detail(words, width)).below(1).shortened(),
        Refusal::Service(trouble) => match &trouble.received {
            Some(received) => stack.lines(canvas.heard(trouble.kind, received, width)).below(1).shortened(),
            None => stack,
        },
    };
    canvas.put(stack);
}

/// F1 alone: the keypad's sign types itself here.
fn language(canvas: &Canvas<'_>) -> Hint {
    Hint { caps: &["F1"], ..Hint::language(canvas.staff.language.next_of_staff()) }
}

/// What was typed into the fields before this one.
fn above(canvas: &Canvas<'_>, typed: Typed<'_>, field: Field) -> Stack<'static> {
    let label = canvas.staff.registration.label;
    let width = Field::ALL.iter().map(|field| cells(label(*field))).max().unwrap_or_default() + 2;
    let before = [(Field::User, format!("W{}", typed.user)), (Field::Facility, typed.facility.to_owned())];
    let lines = before.into_iter().filter(|(each, _)| *each < field);
    let lines: Vec<_> =
        lines.flat_map(|(each, words)| canvas.beside(label(each), width, &[words], canvas.theme.paper)).collect();
    if lines.is_empty() { canvas.stack() } else { canvas.stack().lines(lines) }
}

/// What stands in the field.
fn content(field: Field, typed: Typed<'_>) -> String {
    match field {
        Field::User => format!("W {}", places(typed.user, 7)),
        Field::Facility => places(typed.facility, 10),
        Field::Code => {
            let marks = MARK.repeat(typed.code.min(MOST_MARKS));
            format!("{marks}{}", " ".repeat(2 * (MOST_MARKS - typed.code.min(MOST_MARKS))))
        }
    }
}

/// Whole minutes, rounded up: nobody comes too early.
fn minutes(time: Duration) -> u64 {
    time.as_secs().div_ceil(60).max(1)
}
