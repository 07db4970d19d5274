//! The staff's pages: one file a page, drawn from a view of the reception.

mod diagnosis;
mod help;
mod list;
mod menu;
mod passcode;
mod power;
mod settings;
mod today;
mod ways;

use crate::staff::{Page, View};
use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::texts::StaffTexts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// What every page draws with.
struct Sheet<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    words: &'static StaffTexts,
}

/// Draws the page that is open.
pub fn draw(canvas: &mut Canvas<'_>, view: &View<'_>) {
    let sheet = Sheet { canvas, words: StaffTexts::of(view.language) };
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

impl Sheet<'_, '_> {
    /// The title of a page, in a band of the colour that states something.
    fn title(&mut self, title: &str) {
        self.title_with(title, "");
    }

    /// The same with something short at the right.
    fn title_with(&mut self, title: &str, aside: &str) {
        self.canvas.band(Tone::Plain, sign::STATEMENT, title, aside);
    }

    /// The arrows, where there is more than one page.
    fn more(&self) -> Hint {
        Hint { caps: self.canvas.texts.keys.arrows, does: self.canvas.texts.keys.more, next: false }
    }

    /// Rows between a title of one line and these keys.
    fn room(&self, keys: &[Hint]) -> u16 {
        let band = 1 + 2 * u16::from(self.canvas.roomy());
        self.canvas.area.height.saturating_sub(band + self.canvas.key_rows(keys))
    }

    /// Enter, the arrows, Esc and the language: the keys of a page on which something is chosen.
    fn choosing(&mut self, enter: &'static str) {
        let menu = &self.words.menu;
        let arrows = Hint { caps: self.canvas.texts.keys.arrows, does: menu.choose, next: false };
        self.canvas.keys(&[Hint::enter(enter), arrows, Hint::cancel(menu.back)]);
    }
}
