//! The staff passcode: marks, never what was typed.

use std::time::Instant;

use super::sheet::StaffSheet;
use crate::staff::passcode::{PasscodeNote, PasscodePrompt};
use crate::ui::countdown;
use crate::ui::widgets::field::{MARK, boxed};
use crate::ui::widgets::keys::Hint;

/// As wide as a mark.
const BLANK: &str = "  ";

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, prompt: &PasscodePrompt, now: Instant) {
    let words = &sheet.words.passcode;
    let cancel = Hint::cancel(sheet.words.menu.back);
    if let Some(left) = prompt.paused_for(now) {
        sheet.canvas.keys(&[cancel]);
        sheet.title(words.title);
        let theme = sheet.canvas.theme;
        let stack = sheet.canvas.stack().centred(words.shut, theme.strong);
        let left = (words.shut_for)(countdown::shown(left));
        return sheet.canvas.put(stack.centred(&left, theme.strong).below(2));
    }
    sheet.canvas.keys(&[Hint::enter(words.send), cancel]);
    sheet.title(words.title);
    let note = if prompt.is_busy() { words.busy } else { note(&sheet, prompt.note()) };
    field(sheet, words.ask, prompt.entered(), note, "");
}

/// The one thing asked, a mark for each digit, a word about the last key, and why it is asked for.
pub fn field(sheet: StaffSheet<'_, '_>, ask: &str, entered: usize, note: &str, why: &str) {
    let canvas = sheet.canvas;
    let theme = canvas.theme;
    // As wide as the longest passcode, so that nothing moves.
    let marks = format!("{}{}", MARK.repeat(entered), BLANK.repeat(PasscodePrompt::MAX_DIGITS.saturating_sub(entered)));
    let stack = canvas.stack().centred(ask, theme.strong).drawing(boxed(canvas, &marks)).below(1);
    canvas.put(stack.centred(note, theme.strong).below(1).centred(why, theme.paper).below(1));
}

/// A word to the last key; the blank keeps its row.
pub fn note(sheet: &StaffSheet<'_, '_>, note: Option<PasscodeNote>) -> &'static str {
    note.map_or(" ", |note| (sheet.words.passcode.note)(note))
}
