//! Method A: staff come and compare face and card. The visitor reads that they come; what staff do and press is a small
//! part of its own, so that the visitor does not think that it is meant for them.

use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, other: bool, back: bool) {
    let (texts, words, theme) = (canvas.texts, &canvas.staff.identify, canvas.theme);
    let leave = Hint::give_up(if back { texts.keys.pin_instead } else { texts.keys.cancel });
    canvas.keys(&[leave, Hint::call_by_sign(texts.keys.call_staff), canvas.language_key()]);
    let mut keys = vec![("F2", words.confirm), ("F4", words.unsure), ("F9", words.different)];
    if other {
        keys.push(("F3", words.no_photo));
    }
    let mut stack = canvas.stack();
    let width = stack.width;
    stack = stack.text(texts.staff_come.detail, theme.strong);
    if let Some(back) = canvas.staff_are_back() {
        stack = stack.text(&back, theme.strong);
    }
    stack = stack.lines(canvas.for_staff(words.how, width)).below(2);
    stack = stack.lines(canvas.staff_keys(&keys));
    let word = canvas.display_words().wait;
    canvas.put_below_band(Tone::Plain, [sign::STATEMENT, texts.staff_come.ask, ""], word, stack);
}
