//! The menu.

use super::list;
use super::sheet::StaffSheet;
use crate::common::StaffAccess;
use crate::staff::Facts;
use crate::staff::menu::MenuPage;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, menu: &MenuPage, facts: &Facts) {
    let words = &sheet.words.menu;
    sheet.choosing(words.open);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let items = MenuPage::items(facts);
    let chosen = items.iter().position(|item| *item == menu.chosen(facts)).unwrap_or_default();
    let first = MenuPage::first_number(facts);
    let items = list::numbered_from(first, canvas, items.iter().map(|item| (words.item)(*item)), chosen);
    let mut stack = canvas.stack().drawing(items);
    if facts.access != StaffAccess::Passcode {
        stack = stack.centred(words.unguarded, canvas.theme.quiet).below(1);
    }
    canvas.put(stack);
}
