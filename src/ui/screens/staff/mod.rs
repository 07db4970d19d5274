//! The staff's pages: one file a page, drawn from a view of the staff menu.

mod diagnosis;
mod help;
mod list;
mod menu;
mod passcode;
mod power;
mod settings;
mod sheet;
mod today;
mod ways;

use crate::staff::{Page, View};
use crate::ui::layout::Canvas;
use crate::ui::texts::StaffTexts;
use sheet::StaffSheet;

/// Draws the page that is open.
pub fn draw(canvas: &mut Canvas<'_>, view: &View<'_>) {
    let sheet = StaffSheet { canvas, words: StaffTexts::of(view.language) };
    match view.page {
        Page::Passcode(prompt) => passcode::draw(sheet, prompt, view.now),
        Page::Menu(menu) => menu::draw(sheet, menu, view.facts),
        Page::Ways(ways) => ways::draw(sheet, ways),
        Page::Today(today) => today::draw(sheet, today, view.facts),
        Page::Settings(settings) => settings::draw(sheet, settings, view.facts),
        Page::Help(help) => help::draw(sheet, help, view.facts),
        Page::Diagnosis(page) => diagnosis::draw(sheet, page, view.facts),
        Page::Power(choice) => power::draw(sheet, choice),
    }
}
