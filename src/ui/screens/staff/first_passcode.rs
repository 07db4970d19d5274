//! Sets a passcode where nothing shows who is staff, and says why nothing else is offered.

use super::sheet::StaffSheet;
use super::{passcode, settings};
use crate::staff::Facts;
use crate::staff::first_passcode::{FirstPasscodePage, FirstPasscodeStage};
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &FirstPasscodePage, facts: &Facts) {
    draw_in(sheet, page, facts, &[]);
}

/// Draws it with further keys, while nothing is typed.
pub fn draw_in(mut sheet: StaffSheet<'_, '_>, page: &FirstPasscodePage, facts: &Facts, more: &[Option<Hint>]) {
    let words = &sheet.words.passcode;
    match page.stage() {
        FirstPasscodeStage::Typing(code) => {
            let more = more.iter().flatten().filter(|_| code.nothing_typed()).copied();
            let ends = [Hint::enter(words.send), Hint::cancel(sheet.words.menu.back)];
            let keys: Vec<_> = more.chain(ends).collect();
            sheet.canvas.keys(&keys);
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
