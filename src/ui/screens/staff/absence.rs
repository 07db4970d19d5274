//! That staff leave the desk, and when they are back.

use super::list;
use super::sheet::StaffSheet;
use crate::staff::absence::AbsencePage;
use crate::staff::{AbsenceChoice, Facts};
use crate::ui::texts::absence_sentences;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &AbsencePage, facts: &Facts) {
    let words = &sheet.words.absence;
    sheet.choosing(words.set);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let absent = facts.absence.is_some();
    let offered = AbsenceChoice::offered(absent);
    let chosen = page.chosen(absent).unwrap_or(offered.len());
    let items = offered.iter().map(|choice| (words.choice)(*choice));
    let items = list::numbered_from(AbsenceChoice::first_number(absent), canvas, items, chosen);
    let shown = facts.absence.map(|absence| absence_sentences(absence, canvas.texts.language));
    let mut stack = canvas.stack().centred(words.shown, canvas.theme.quiet);
    stack = stack.centred(shown.as_deref().unwrap_or(words.nothing), canvas.theme.strong).drawing(items).below(1);
    canvas.put(stack.centred(words.goes_on, canvas.theme.quiet).below(1).optional());
}
