//! The page.

use super::super::keys::Hint;
use super::Sheet;
use crate::reception::Facts;
use crate::reception::settings::Settings;

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, _page: &Settings, _facts: &Facts) {
    sheet.canvas.keys(&[Hint::cancel(sheet.words.menu.back)]);
    sheet.title(sheet.words.settings.title);
}
