//! What every staff page is drawn with: the canvas and the words.

use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::texts::StaffTexts;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// What every page draws with.
pub struct StaffSheet<'a, 'b> {
    /// Where the page is drawn.
    pub canvas: &'a mut Canvas<'b>,
    /// The words of the staff's language.
    pub words: &'static StaffTexts,
}

impl StaffSheet<'_, '_> {
    /// The title of a page, in a band of the colour that states something.
    pub fn title(&mut self, title: &str) {
        self.title_with(title, "");
    }

    /// The same with something short at the right.
    pub fn title_with(&mut self, title: &str, at_right: &str) {
        self.canvas.band(Tone::Plain, sign::STATEMENT, title, at_right);
    }

    /// The arrows, where there is more than one page.
    pub fn more(&self) -> Hint {
        Hint::arrows(&self.canvas.texts.keys, self.canvas.texts.keys.more)
    }

    /// Rows between a title of one line and these keys.
    pub fn free_rows(&self, keys: &[Hint]) -> u16 {
        let band = 1 + 2 * u16::from(self.canvas.roomy());
        self.canvas.area.height.saturating_sub(band + self.canvas.key_rows(keys))
    }

    /// Enter, the arrows, Esc and the language: the keys of a page on which something is chosen.
    pub fn choosing(&mut self, enter: &'static str) {
        let menu = &self.words.menu;
        let arrows = Hint::arrows(&self.canvas.texts.keys, menu.choose);
        self.canvas.keys(&[Hint::enter(enter), arrows, Hint::cancel(menu.back)]);
    }
}
