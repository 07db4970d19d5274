//! Restart and shut down.

use super::{Sheet, list};
use crate::reception::power::{Choice, Power};

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, choice: &Choice) {
    let words = &sheet.words.power;
    sheet.choosing(words.go);
    sheet.title(words.title);
    let canvas = sheet.canvas;
    let chosen = Power::ALL.iter().position(|power| *power == choice.chosen()).unwrap_or_default();
    let items = list::numbered(canvas, Power::ALL.iter().map(|power| (words.what)(*power)), chosen);
    canvas.put(canvas.stack().drawing(items));
}
