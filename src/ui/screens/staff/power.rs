//! Restart and shut down.

use super::{Sheet, list};
use crate::staff::power::{Choice, Power, PowerFault, Stage};
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;
use crate::ui::wrap;

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, choice: &Choice) {
    let words = &sheet.words.power;
    let back = Hint::cancel(sheet.words.menu.back);
    match choice.stage() {
        Stage::Choosing => {
            sheet.choosing(words.go);
            sheet.title(words.title);
            let canvas = sheet.canvas;
            let chosen = Power::ALL.iter().position(|power| *power == choice.chosen()).unwrap_or_default();
            let items = list::numbered(canvas, Power::ALL.iter().map(|power| (words.what)(*power)), chosen);
            canvas.put(canvas.stack().drawing(items));
        }
        Stage::Sure => {
            sheet.canvas.keys(&[Hint::enter(words.sure), back]);
            sheet.title((words.what)(choice.chosen()));
            let stack = sheet.canvas.stack().centred((words.then)(choice.chosen()), sheet.canvas.theme.strong);
            sheet.canvas.put(stack);
        }
        Stage::Asked => {
            sheet.canvas.keys(&[]);
            sheet.title((words.what)(choice.chosen()));
            let stack = sheet.canvas.stack().centred(words.asked, sheet.canvas.theme.strong);
            sheet.canvas.put(stack);
        }
        Stage::Failed(fault) => {
            sheet.canvas.keys(&[Hint::enter(sheet.words.menu.back)]);
            sheet.canvas.band(Tone::Bad, "[!!]", words.failed, "");
            let theme = sheet.canvas.theme;
            let stack = sheet.canvas.stack();
            let (what, said) = match fault {
                PowerFault::Missing => (words.missing, ""),
                PowerFault::Refused(said) => (words.refused, said.as_str()),
                PowerFault::Settings(said) => (words.settings, said.as_str()),
            };
            let said = wrap::foreign(said, stack.width).into_iter().map(Into::into).collect();
            sheet.canvas.put(stack.text(what, theme.strong).lines(said).below(1).shortened());
        }
    }
}
