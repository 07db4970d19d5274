//! The bar at the top: whose kiosk this is, the time, and the banner of a simulation.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::common::StaffNote;
use crate::eligibility::kana;
use crate::ui::context::{Paper, ScreenContext, Simulation};
use crate::ui::layout::wrap::PHRASE;
use crate::ui::layout::{Canvas, MARGIN, cells};
use crate::ui::steps::Step;
use crate::ui::texts::{BannerTexts, StaffTexts, absence_called};
use crate::ui::theme::Tone;
use crate::ui::{plain_console, sign};
use crate::visit::view::KeyNote;

/// Takes the bar, and the banner where there is one. A word to the last key stands in the bar's place. On a low screen
/// the banner takes it: that nothing here is real matters more than the facility's name.
pub fn draw(canvas: &mut Canvas<'_>, context: &ScreenContext<'_>, step: Option<Step>, word: Option<KeyNote>) {
    let clock = context.clock.map(|(hour, minute)| format!("{hour:02}:{minute:02}")).unwrap_or_default();
    if let Some(word) = word {
        key_note(canvas, word);
    } else if context.simulation.is_none() || canvas.roomy() {
        let bar = canvas.take_top(1);
        let (words, style) = match (canvas.called, context.note) {
            (Some(lit), _) => {
                let words = words_of(canvas, KeyNote::StaffCalled, cells(&clock) + MARGIN);
                let style = if lit { canvas.theme.band(Tone::Caution) } else { canvas.theme.bar };
                (format!("{} {words}", sign::ALERT), style)
            }
            (None, Some(note)) => {
                let words = (StaffTexts::of(context.shown(context.staff)).note_of)(note);
                (format!("{} {} {words}", sign::ALERT, note.code()), canvas.theme.band(Tone::Caution))
            }
            (None, None) if context.plain => (plain_console::NOTE.to_owned(), canvas.theme.bar),
            (None, None) => (kana::shown(context.title), canvas.theme.bar),
        };
        canvas.buffer.set_style(bar, style);
        // A note is worth the words of the bar, and its code those of a call.
        let code = context.note.filter(|_| canvas.called.is_some()).map(StaffNote::code).unwrap_or_default();
        let at_right = format!("{code} {clock}");
        canvas.both_ends(bar, &words, at_right.trim(), style);
        if let Some(step) = step.filter(|_| context.note.is_none() && canvas.called.is_none() && !context.plain) {
            steps(canvas, bar, step, [cells(&words), cells(&clock)]);
        }
    }
    if let Some(simulation) = context.simulation {
        let code = context.note.map(StaffNote::code).unwrap_or_default();
        let at_right = if canvas.roomy() { String::new() } else { format!("{code} {clock}").trim().to_owned() };
        banner(canvas, simulation, &at_right);
    }
}

/// The steps of the visit in the middle of the bar, where they fit between what stands at its ends; the present one as
/// the cap of a key.
fn steps(canvas: &mut Canvas<'_>, bar: Rect, step: Step, [left, right]: [u16; 2]) {
    let theme = canvas.theme;
    let words = step.words(canvas.texts.language).into_iter().enumerate();
    let spans = words.flat_map(|(index, word)| {
        let style = if index == step.index { theme.key } else { theme.bar };
        let between = if index == 0 { "" } else { " › " };
        [Span::styled(between, theme.bar), Span::styled(format!(" {} {word} ", index + 1), style)]
    });
    let line = Line::from(spans.collect::<Vec<_>>());
    let (column, width) = (Canvas::column(bar), line.width());
    let free = column.x + left + MARGIN..column.right().saturating_sub(right + MARGIN);
    let width = u16::try_from(width).unwrap_or(u16::MAX);
    if let Some(spare) = free.end.checked_sub(free.start).and_then(|free| free.checked_sub(width)) {
        let centred = bar.x + (bar.width - width) / 2;
        canvas.buffer.set_line(centred.clamp(free.start, free.start + spare), bar.y, &line, width);
    }
}

/// What a note says. Where staff are not at the desk, it says that they were called, and when they are back where there
/// is space beside what stands at the right.
fn words_of(canvas: &Canvas<'_>, note: KeyNote, at_right: u16) -> String {
    let back = canvas.staff_are_back().filter(|_| note == KeyNote::StaffCalled);
    let Some(back) = back else { return canvas.texts.key_note(note).replace(PHRASE, "") };
    let called = absence_called(canvas.texts.language).replace(PHRASE, "");
    let both = format!("{called} {}", back.replace(PHRASE, ""));
    let free = Canvas::column(canvas.area).width.saturating_sub(cells(sign::ALERT) + 1 + at_right);
    if cells(&both) <= free { both } else { called }
}

/// A word to the last key, in the bar's place, so that nothing moves when it comes.
fn key_note(canvas: &mut Canvas<'_>, note: KeyNote) {
    // How screens are drawn is no fault of the key.
    let (tone, sign) = match note {
        KeyNote::Appearance(_) => (Tone::Plain, sign::STATEMENT),
        KeyNote::StaffCalled | KeyNote::CardFirst | KeyNote::PleaseWait | KeyNote::TakeCard | KeyNote::NoDigits => {
            (Tone::Caution, sign::ALERT)
        }
    };
    let dark = note == KeyNote::StaffCalled && canvas.called == Some(false);
    let style = if dark { canvas.theme.bar } else { canvas.theme.band(tone) };
    let bar = canvas.take_top(1);
    let words = words_of(canvas, note, 0);
    canvas.buffer.set_style(bar, style);
    canvas.both_ends(bar, &format!("{sign} {words}"), "", style);
}

fn banner(canvas: &mut Canvas<'_>, simulation: Simulation<'_>, at_right: &str) {
    let (style, width, roomy) = (canvas.theme.simulation, Canvas::column(canvas.area).width, canvas.roomy());
    let texts = &canvas.staff.simulation;
    // Its name can be that of a verdict, and must not pass for one.
    let of_person = |persona| format!("{}  {}{}", texts.word, texts.person, kana::shown(persona));
    let (first, keys, source, paper) = match simulation {
        Simulation::Service => (texts.word.to_owned(), "", "", None),
        Simulation::Demo { persona } => (of_person(persona), texts.keys, "", None),
        Simulation::Terminal { persona, paper } => {
            let all = cells(texts.terminal_keys) <= width;
            let keys = if all { texts.terminal_keys } else { texts.terminal_caps };
            (of_person(persona), keys, if roomy { texts.terminal } else { "" }, paper)
        }
    };
    let mut row = |left: &str, right: &str| {
        let row = canvas.take_top(1);
        canvas.buffer.set_style(row, style);
        canvas.both_ends(row, left, right, style);
    };
    let fits = |right: &str| cells(&first) + MARGIN + cells(right) <= width;
    let right = if source.is_empty() { keys } else { source };
    let together = at_right.is_empty() && fits(right);
    row(&first, if together { right } else { at_right });
    let stands_above = |text: &str| together && text == right;
    for below in [source, keys].into_iter().filter(|text| !text.is_empty() && !stands_above(text)) {
        row(below, "");
    }
    if let Some(paper) = paper.filter(|_| roomy) {
        row(&numbers(texts, paper), "");
    }
}

/// What a person at the demo types as the numbers of a certificate.
fn numbers(texts: &BannerTexts, paper: Paper<'_>) -> String {
    let Paper { insurer, symbol, number, branch, birthdate } = paper;
    let birthdate = birthdate.to_string().replace('-', "");
    let named = texts.paper.into_iter().zip([insurer, symbol, number, branch, &birthdate]);
    let named = named.filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name} {value}"));
    named.collect::<Vec<_>>().join("  ")
}
