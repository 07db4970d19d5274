//! Method A: staff come and compare face and card. The visitor reads that they come; what staff do and press is a small
//! part of its own, so that the visitor does not think that it is meant for them.

use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, other: bool) {
    let (texts, words, theme) = (canvas.texts, &canvas.staff.identify, canvas.theme);
    canvas.keys(&[Hint::give_up(texts.keys.cancel), canvas.language_key()]);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.staff_come.ask, "");

    let mut keys = vec![("F2", words.confirm)];
    if other {
        keys.push(("F3", words.no_photo));
    }
    let mut stack = canvas.stack();
    let width = stack.width;
    stack = stack.text(texts.staff_come.detail, theme.strong);
    stack = stack.lines(canvas.for_staff(words.how, width)).below(2);
    canvas.put(stack.lines(canvas.staff_keys(&keys)));
}
