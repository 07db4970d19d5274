//! The bar at the top: whose kiosk this is, the time, and the banner of a simulation.

use crate::common::StaffNote;
use crate::eligibility::kana;
use crate::ui::context::{ScreenContext, Simulation};
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
    let style = canvas.theme.simulation;
    let BannerTexts { word, person, keys } = canvas.staff.simulation;
    let (first, keys) = match simulation {
        Simulation::Service => (word.to_owned(), ""),
        // Its name can be that of a verdict, and must not pass for one.
        Simulation::Demo { persona } => (format!("{word}  {person}{}", kana::shown(persona)), keys),
    };
    let one_row = cells(&first) + MARGIN + cells(keys) <= Canvas::column(canvas.area).width && at_right.is_empty();
    let top = canvas.take_top(1);
    canvas.buffer.set_style(top, style);
    canvas.both_ends(top, &first, if one_row { keys } else { at_right }, style);
    if !one_row && !keys.is_empty() {
        let second = canvas.take_top(1);
        canvas.buffer.set_style(second, style);
        canvas.both_ends(second, keys, "", style);
    }
}
