//! The staff's pages: one file a page, drawn from a view of the staff menu.

mod absence;
mod assign;
mod bookings;
mod check;
mod codes;
mod diagnosis;
mod first_passcode;
mod help;
mod inquiry;
mod last;
mod list;
mod listing;
mod menu;
mod open_items;
mod passcode;
mod power;
mod reader;
mod report;
mod set_up;
mod settings;
mod sheet;
mod symbol;
mod today;
mod ways;

#[cfg(feature = "simulator")]
pub use codes::remedy;

use crate::staff::{CardNote, Page, View};
use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::texts::StaffTexts;
use crate::ui::theme::Tone;
use sheet::StaffSheet;

/// What there is to say of the card on the reader, in a row of its own above every page.
fn card(canvas: &mut Canvas<'_>, words: &StaffTexts, note: CardNote) {
    let said = match note {
        CardNote::Waits => words.menu.card_waits,
        CardNote::TakeFirst => words.menu.card_first,
    };
    let (row, style) = (canvas.take_top(1), canvas.theme.band(Tone::Caution));
    canvas.buffer.set_style(row, style);
    canvas.both_ends(row, &format!("{} {said}", sign::ALERT), "", style);
}

/// Draws the page that is open.
pub fn draw(canvas: &mut Canvas<'_>, view: &View<'_>) {
    let words = StaffTexts::of(view.language);
    if let Some(note) = view.card {
        card(canvas, words, note);
    }
    let sheet = StaffSheet { canvas, words };
    match view.page {
        Page::Passcode(prompt) => passcode::draw(sheet, prompt, view.now),
        Page::FirstPasscode(page) => first_passcode::draw(sheet, page, view.facts),
        Page::SetUp(page) => set_up::draw(sheet, page, view.facts),
        Page::Menu(menu) => menu::draw(sheet, menu, view.facts),
        Page::Last(page) => last::draw(sheet, page, view.last, view.now),
        Page::Ways(ways) => ways::draw(sheet, ways, view.facts, view.now),
        Page::Assign(page) => assign::draw(sheet, page, view.facts, view.now),
        Page::Reader(page) => reader::draw(sheet, page, view.facts.reader.as_ref()),
        Page::Today(today) => today::draw(sheet, today, view.facts),
        Page::OpenItems(page) => open_items::draw(sheet, page, view.facts),
        Page::Bookings(page) => bookings::draw(sheet, page, view.facts),
        Page::Absence(page) => absence::draw(sheet, page, view.facts),
        Page::Settings(settings) => settings::draw(sheet, settings, view.facts),
        Page::Help(help) => help::draw(sheet, help, view.facts),
        Page::Diagnosis(page) => diagnosis::draw(sheet, page, view.facts),
        Page::Power(choice) => power::draw(sheet, choice, view.facts.factory_reset.is_some()),
    }
}
