//! The bar at the top: whose kiosk this is, the time, and the banner of a simulation.

use crate::common::StaffNote;
use crate::eligibility::kana;
use crate::ui::context::{Paper, ScreenContext, Simulation};
use crate::ui::layout::{Canvas, MARGIN, cells};
use crate::ui::texts::{BannerTexts, StaffTexts};
use crate::ui::theme::Tone;
use crate::ui::{plain_console, sign};

/// Takes the bar, and the banner where there is one. On a low screen the banner takes the bar's place: that nothing
/// here is real matters more than the facility's name.
pub fn draw(canvas: &mut Canvas<'_>, context: &ScreenContext<'_>) {
    let clock = context.clock.map(|(hour, minute)| format!("{hour:02}:{minute:02}")).unwrap_or_default();
    if context.simulation.is_none() || canvas.roomy() {
        let bar = canvas.take_top(1);
        let (words, style) = match context.note {
            Some(note) => {
                let words = (StaffTexts::of(context.shown(context.staff)).note_of)(note);
                (format!("{} {} {words}", sign::ALERT, note.code()), canvas.theme.band(Tone::Caution))
            }
            None if context.plain => (plain_console::NOTE.to_owned(), canvas.theme.bar),
            None => (kana::shown(context.title), canvas.theme.bar),
        };
        canvas.buffer.set_style(bar, style);
        canvas.both_ends(bar, &words, &clock, style);
    }
    if let Some(simulation) = context.simulation {
        let code = context.note.map(StaffNote::code).unwrap_or_default();
        let at_right = if canvas.roomy() { String::new() } else { format!("{code} {clock}").trim().to_owned() };
        banner(canvas, simulation, &at_right);
    }
}

fn banner(canvas: &mut Canvas<'_>, simulation: Simulation<'_>, at_right: &str) {
    let (style, area, roomy) = (canvas.theme.simulation, canvas.area, canvas.roomy());
    let texts = &canvas.staff.simulation;
    // Its name can be that of a verdict, and must not pass for one.
    let of_person = |persona| format!("{}  {}{}", texts.word, texts.person, kana::shown(persona));
    let (first, keys, paper) = match simulation {
        Simulation::Service => (texts.word.to_owned(), "", None),
        Simulation::Demo { persona } => (of_person(persona), texts.keys, None),
        Simulation::Terminal { persona, paper } => (of_person(persona), texts.terminal_keys, paper),
    };
    let mut row = |left: &str, right: &str| {
        let row = canvas.take_top(1);
        canvas.buffer.set_style(row, style);
        canvas.both_ends(row, left, right, style);
    };
    let one_row = cells(&first) + MARGIN + cells(keys) <= Canvas::column(area).width && at_right.is_empty();
    row(&first, if one_row { keys } else { at_right });
    if !one_row && !keys.is_empty() {
        row(keys, "");
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
