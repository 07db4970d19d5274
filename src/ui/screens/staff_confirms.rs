//! Method A: staff compare face and card. The visitor reads what happens, all the rest is for staff.

use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, other: bool) {
    let (texts, staff, theme) = (canvas.texts, canvas.staff, canvas.theme);
    let mut hints =
        vec![Hint::staff(staff.keys.staff_confirms).leading(), Hint::give_up(texts.keys.cancel), canvas.language_key()];
    if other {
        hints.insert(1, Hint::other(texts.keys.pin_instead));
    }
    canvas.keys(&hints);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.staff_ask, "");

    let mut stack = canvas.stack();
    stack = stack.text(staff.identify.how, theme.strong);
    stack = stack.lines(vec![canvas.choice("F2", staff.identify.confirm, true)]).below(2);
    if other {
        stack = stack.lines(vec![canvas.choice("F3", staff.identify.no_photo, false)]).below(1);
    }
    canvas.put(stack);
}
