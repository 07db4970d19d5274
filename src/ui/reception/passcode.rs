//! The staff passcode: marks, never what was typed.

use super::super::keys::Hint;
use super::Sheet;
use crate::reception::passcode::Prompt;

/// Stands for a character. Full width in every terminal, unlike the filled circle.
const MARK: &str = "＊";

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, prompt: &Prompt) {
    let words = &sheet.words.passcode;
    sheet.canvas.keys(&[Hint::enter(words.send), Hint::cancel(sheet.words.menu.back)]);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    let note = if prompt.wrong() { words.wrong } else { " " };
    let marks = format!("{} ", MARK.repeat(prompt.entered().min(12)));
    let stack = canvas.stack().centred(words.ask, theme.strong).centred(&marks, theme.strong).below(2);
    canvas.put(stack.centred(note, theme.strong).below(1));
}
