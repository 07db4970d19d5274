//! The bar at the top: whose kiosk this is, the time, and the banner of a simulation.

use crate::common::staff::StaffNote;
use crate::eligibility::kana;
use crate::ui::canvas::{Canvas, MARGIN, cells};
use crate::ui::screens::trouble;
use crate::ui::texts::{BannerTexts, StaffTexts};
use crate::ui::theme::Tone;
use crate::ui::{Around, Simulation, plain};

/// Takes the bar, and the banner where there is one. On a low screen the banner takes the bar's place: that nothing
/// here is real matters more than the name of the house.
pub fn draw(canvas: &mut Canvas<'_>, around: &Around<'_>) {
    let clock = around.clock.map(|(hour, minute)| format!("{hour:02}:{minute:02}")).unwrap_or_default();
    if around.simulation.is_none() || canvas.roomy() {
        let bar = canvas.take_top(1);
        let (words, style) = match around.note {
            Some(note) => {
                let words = (StaffTexts::of(around.shown(around.staff)).note_of)(note);
                (format!("{} {} {words}", trouble::SIGN, note.code()), canvas.theme.band(Tone::Caution))
            }
            None if around.plain => (plain::NOTE.to_owned(), canvas.theme.bar),
            None => (kana::shown(around.title), canvas.theme.bar),
        };
        canvas.buffer.set_style(bar, style);
        canvas.both_ends(bar, &words, &clock, style);
    }
    if let Some(simulation) = around.simulation {
        let code = around.note.map(StaffNote::code).unwrap_or_default();
        let aside = if canvas.roomy() { String::new() } else { format!("{code} {clock}").trim().to_owned() };
        banner(canvas, simulation, &aside);
    }
}

fn banner(canvas: &mut Canvas<'_>, simulation: Simulation<'_>, aside: &str) {
    let style = canvas.theme.simulation;
    let BannerTexts { word, person, keys } = canvas.staff.simulation;
    let (first, keys) = match simulation {
        Simulation::Service => (word.to_owned(), ""),
        // Its name can be that of a verdict, and must not pass for one.
        Simulation::Demo { persona } => (format!("{word}  {person}{}", kana::shown(persona)), keys),
    };
    let one_row = cells(&first) + MARGIN + cells(keys) <= Canvas::column(canvas.area).width && aside.is_empty();
    let top = canvas.take_top(1);
    canvas.buffer.set_style(top, style);
    canvas.both_ends(top, &first, if one_row { keys } else { aside }, style);
    if !one_row && !keys.is_empty() {
        let second = canvas.take_top(1);
        canvas.buffer.set_style(second, style);
        canvas.both_ends(second, keys, "", style);
    }
}
