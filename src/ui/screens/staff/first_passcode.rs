//! Sets a passcode where nothing shows who is staff, and says why nothing else is offered.

use super::sheet::StaffSheet;
use super::{passcode, settings};
use crate::staff::Facts;
use crate::staff::first_passcode::{FirstPasscodePage, FirstPasscodeStage};
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &FirstPasscodePage, facts: &Facts) {
    let words = &sheet.words.passcode;
    match page.stage() {
        FirstPasscodeStage::Typing(code) => {
            sheet.canvas.keys(&[Hint::enter(words.send), Hint::cancel(sheet.words.menu.back)]);
            sheet.title(words.first);
            let note = passcode::note(&sheet, code.note());
            let ask = if code.again() { sheet.words.settings.again } else { sheet.words.settings.new };
            let why = words.why_first;
            passcode::field(sheet, ask, code.entered(), note, why);
        }
        FirstPasscodeStage::Saving => {
            let saving = sheet.words.settings.saving;
            settings::sentence(sheet, words.first, saving, &[]);
        }
        FirstPasscodeStage::Saved => {
            let saved = if facts.kept { words.first_saved } else { sheet.words.settings.until_end };
            let keys = [Hint::enter(sheet.words.settings.close)];
            settings::sentence(sheet, words.first, saved, &keys);
        }
        FirstPasscodeStage::Failed(trouble) => settings::not_saved(sheet, trouble),
    }
}
