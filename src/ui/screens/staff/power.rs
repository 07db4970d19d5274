//! Restart and shut down.

use super::list;
use super::sheet::StaffSheet;
use crate::staff::power::{PowerPage, PowerStep, ResetCode};
use crate::staff::{PowerAction, PowerError};
use crate::ui::layout::wrap;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &PowerPage, factory_reset: bool) {
    let words = &sheet.words.power;
    let back = Hint::cancel(sheet.words.menu.back);
    match page.step() {
        PowerStep::Choosing => {
            sheet.choosing(words.go);
            sheet.title(words.title);
            let canvas = sheet.canvas;
            let offered = PowerAction::offered(factory_reset);
            let chosen = offered.iter().position(|action| *action == page.chosen()).unwrap_or(offered.len() - 1);
            let items = list::numbered(canvas, offered.iter().map(|action| (words.what)(*action)), chosen);
            canvas.put(canvas.stack().drawing(items));
        }
        PowerStep::Sure => {
            sheet.canvas.keys(&[Hint::enter(words.sure), back]);
            sheet.title((words.what)(page.chosen()));
            let stack = sheet.canvas.stack().centred((words.then)(page.chosen()), sheet.canvas.theme.strong);
            sheet.canvas.put(stack);
        }
        PowerStep::Typing(entry) => {
            sheet.canvas.keys(&[Hint::enter(words.remove), back]);
            sheet.canvas.band(Tone::Bad, sign::ALERT, (words.what)(page.chosen()), "");
            let theme = sheet.canvas.theme;
            let typed = format!("{:_<width$}", entry.typed(), width = ResetCode::LENGTH);
            let mut stack = sheet.canvas.stack().text((words.then)(page.chosen()), theme.strong).below(1);
            stack = stack.text(words.type_digits, theme.strong).below(1);
            stack = stack.centred(&entry.code().to_string(), theme.strong).centred(&typed, theme.strong).below(1);
            if entry.is_wrong() {
                stack = stack.text(words.wrong_digits, theme.strong);
            }
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
                PowerError::Refused(said) if page.chosen() == PowerAction::FactoryReset => {
                    (words.reset_refused, said.as_str())
                }
                PowerError::Missing => (words.missing, ""),
                PowerError::Refused(said) => (words.refused, said.as_str()),
                PowerError::Settings(said) => (words.settings, said.as_str()),
            };
            let said = wrap::foreign(said, stack.width).into_iter().map(Into::into).collect();
            sheet.canvas.put(stack.text(what, theme.strong).lines(said).below(1).shortened());
        }
    }
}
