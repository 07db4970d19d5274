//! A terminal that is not registered yet: one field at a time, what was typed before above it.

use std::time::Duration;

use crate::eligibility::kana;
use crate::registration::{FacilitySettings, FormField, FormNote, RegistrationTrouble, Screen, TypedFields, View};
use crate::ui::layout::{Canvas, Stack, cells};
use crate::ui::sign;
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
        Screen::Registered { until } => {
            registered(canvas, &(canvas.texts.date)((*until).into()));
        }
        Screen::Failed(trouble) => failed(canvas, trouble),
    }
}

fn ask(
    canvas: &mut Canvas<'_>,
    field: FormField,
    typed: TypedFields<'_>,
    note: Option<FormNote>,
    settings: &FacilitySettings,
) {
    let (texts, theme) = (&canvas.staff.registration, canvas.theme);
    let next = if field == FormField::Code { texts.register } else { texts.next };
    let erase = Hint::backspace(canvas.texts.keys.erase);
    canvas.keys(&[Hint::enter(next), erase, Hint::cancel(texts.back), language(canvas)]);
    let place = FormField::ALL.iter().take_while(|each| **each <= field).count();
    canvas.band(Tone::Plain, sign::STATEMENT, texts.title, &format!("{place}/{}", FormField::ALL.len()));

    // The note has its rows also while it is empty, so that nothing moves when it comes.
    let note = match (note, field) {
        (Some(note), _) => (texts.note)(field, note, settings),
        (None, FormField::Code) if typed.code > 0 => (texts.typed)(typed.code),
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
        .unless_large();
    canvas.put(stack);
}

fn registering(canvas: &mut Canvas<'_>, typed: TypedFields<'_>, slow: bool) {
    let (texts, theme) = (&canvas.staff.registration, canvas.theme);
    canvas.keys(&[Hint::cancel(canvas.texts.keys.cancel), language(canvas)]);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.title, "");
    let slow = if slow { canvas.texts.checking.slow } else { " " };
    let stack = above(canvas, typed, FormField::Code)
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
    canvas.keys(&[Hint::enter(texts.next), language(canvas)]);
    canvas.band(Tone::Good, sign::GOOD, texts.registered, "");
    let stack = canvas.stack().centred(&(texts.until)(until), theme.strong).centred(texts.then, theme.paper).below(2);
    canvas.put(stack);
}

fn failed(canvas: &mut Canvas<'_>, trouble: &RegistrationTrouble) {
    let (texts, theme) = (&canvas.staff.registration, canvas.theme);
    canvas.keys(&[Hint::enter(canvas.texts.keys.again), Hint::cancel(texts.from_start), language(canvas)]);
    canvas.band(Tone::Caution, sign::ALERT, texts.refused, trouble.code());
    let remedy = match trouble {
        RegistrationTrouble::WrongCode => texts.wrong_code,
        RegistrationTrouble::Pending(_) => texts.pending,
        RegistrationTrouble::Machine(_) => texts.machine,
        RegistrationTrouble::Service(trouble) => {
            Remedy { cause: (canvas.texts.trouble_of)(trouble.kind).cause, to_do: (texts.service)(trouble.kind) }
        }
    };
    let stack = canvas.stack();
    let width = stack.width;
    let mut stack = stack.text(remedy.cause, theme.strong).lines(canvas.to_do(remedy.to_do, width)).below(1);
    if let Some(contact) = canvas.contact {
        stack = stack.lines(canvas.support(&kana::shown(contact), width)).shortened();
    }
    stack = match trouble {
        RegistrationTrouble::WrongCode => stack,
        RegistrationTrouble::Pending(time) => stack.text(&(texts.pending_for)(minutes(*time)), theme.paper).below(1),
        RegistrationTrouble::Machine(words) => stack.lines(canvas.detail(words, width)).below(1).shortened(),
        RegistrationTrouble::Service(trouble) => match &trouble.received {
            Some(received) => {
                stack.lines(canvas.received_with_time(trouble.kind, received, width)).below(1).shortened()
            }
            None => stack,
        },
    };
    canvas.put(stack);
}

/// F1 alone: the keypad's sign types itself here.
fn language(canvas: &Canvas<'_>) -> Hint {
    Hint::language(canvas.staff.language.next_of_staff())
}

/// What was typed into the fields before this one.
fn above(canvas: &Canvas<'_>, typed: TypedFields<'_>, field: FormField) -> Stack<'static> {
    let label = canvas.staff.registration.label;
    let width = FormField::ALL.iter().map(|field| cells(label(*field))).max().unwrap_or_default() + 2;
    let before = [(FormField::User, format!("W{}", typed.user)), (FormField::Facility, typed.facility.to_owned())];
    let lines = before.into_iter().filter(|(each, _)| *each < field);
    let lines: Vec<_> =
        lines.flat_map(|(each, words)| canvas.beside(label(each), width, &[words], canvas.theme.paper)).collect();
    if lines.is_empty() { canvas.stack() } else { canvas.stack().lines(lines) }
}

/// What stands in the field.
fn content(field: FormField, typed: TypedFields<'_>) -> String {
    match field {
        FormField::User => format!("W {}", places(typed.user, 7)),
        FormField::Facility => places(typed.facility, 10),
        FormField::Code => {
            let marks = MARK.repeat(typed.code.min(MOST_MARKS));
            format!("{marks}{}", " ".repeat(2 * (MOST_MARKS - typed.code.min(MOST_MARKS))))
        }
    }
}

/// Whole minutes, rounded up, so that a retry after them is not too early.
fn minutes(time: Duration) -> u64 {
    time.as_secs().div_ceil(60).max(1)
}
