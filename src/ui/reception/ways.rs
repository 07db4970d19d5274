//! The page.

use super::super::keys::Hint;
use super::Sheet;
use crate::reception::Facts;
use crate::reception::ways::Ways;

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, _page: &Ways, _facts: &Facts) {
    sheet.canvas.keys(&[Hint::cancel(sheet.words.menu.back)]);
    sheet.title(sheet.words.ways.title);
}
