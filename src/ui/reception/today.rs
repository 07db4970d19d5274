//! The page.

use super::super::keys::Hint;
use super::Sheet;
use crate::reception::Facts;
use crate::reception::today::Today;

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, _page: &Today, _facts: &Facts) {
    sheet.canvas.keys(&[Hint::cancel(sheet.words.menu.back)]);
    sheet.title(sheet.words.today.title);
}
