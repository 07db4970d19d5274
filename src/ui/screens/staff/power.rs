//! Restart and shut down.

use super::list;
use super::sheet::StaffSheet;
use crate::staff::power::{PowerPage, PowerStep};
use crate::staff::{PowerAction, PowerError};
use crate::ui::layout::wrap;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &PowerPage) {
    let words = &sheet.words.power;
    let back = Hint::cancel(sheet.words.menu.back);
    match page.step() {
        PowerStep::Choosing => {
            sheet.choosing(words.go);
            sheet.title(words.title);
            let canvas = sheet.canvas;
            let chosen = PowerAction::ALL.iter().position(|action| *action == page.chosen()).unwrap_or_default();
            let items = list::numbered(canvas, PowerAction::ALL.iter().map(|action| (words.what)(*action)), chosen);
            canvas.put(canvas.stack().drawing(items));
        }
        PowerStep::Sure => {
            sheet.canvas.keys(&[Hint::enter(words.sure), back]);
            sheet.title((words.what)(page.chosen()));
            let stack = sheet.canvas.stack().centred((words.then)(page.chosen()), sheet.canvas.theme.strong);
            sheet.canvas.put(stack);
        }
        PowerStep::Asked => {
            sheet.canvas.keys(&[]);
            sheet.title((words.what)(page.chosen()));
            let stack = sheet.canvas.stack().centred(words.asked, sheet.canvas.theme.strong);
            sheet.canvas.put(stack);
        }
        PowerStep::Failed(error) => {
            sheet.canvas.keys(&[Hint::enter(sheet.words.menu.back)]);
            sheet.canvas.band(Tone::Bad, sign::ALERT, words.failed, "");
            let theme = sheet.canvas.theme;
            let stack = sheet.canvas.stack();
            let (what, said) = match error {
                PowerError::Missing => (words.missing, ""),
                PowerError::Refused(said) => (words.refused, said.as_str()),
                PowerError::Settings(said) => (words.settings, said.as_str()),
            };
            let said = wrap::foreign(said, stack.width).into_iter().map(Into::into).collect();
            sheet.canvas.put(stack.text(what, theme.strong).lines(said).below(1).shortened());
        }
    }
}
