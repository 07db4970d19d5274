//! The menu.

use std::borrow::Cow;

use super::list;
use super::sheet::StaffSheet;
use crate::common::StaffAccess;
use crate::staff::menu::MenuPage;
use crate::staff::{Facts, MenuItem};
use crate::ui::texts::MenuTexts;

/// An item's name; of the open items also how many there are, where there are any.
fn label(words: &MenuTexts, item: MenuItem, facts: &Facts) -> Cow<'static, str> {
    let name = (words.item)(item);
    match facts.open_items.count().filter(|count| item == MenuItem::OpenItems && *count > 0) {
        Some(count) => Cow::Owned(format!("{name} ({count})")),
        None => Cow::Borrowed(name),
    }
}

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, menu: &MenuPage, facts: &Facts) {
    let words = &sheet.words.menu;
    sheet.choosing(words.open);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let items = MenuPage::items(facts);
    let chosen = items.iter().position(|item| *item == menu.chosen(facts)).unwrap_or_default();
    let first = MenuPage::first_number(facts);
    let labels: Vec<_> = items.iter().map(|item| label(words, *item, facts)).collect();
    let key = |(number, item): (usize, &MenuItem)| {
        MenuPage::key(*item).map_or_else(|| number.to_string(), |key| key.to_string())
    };
    let keys = (first..).zip(&items).map(key);
    let items = list::keyed(canvas, keys.zip(labels.iter().map(AsRef::as_ref)), chosen);
    let mut stack = canvas.stack().drawing(items);
    if facts.access != StaffAccess::Passcode {
        stack = stack.centred(words.unguarded, canvas.theme.quiet).below(1);
    }
    canvas.put(stack);
}
