//! Method A: staff compare face and card.

use super::canvas::Canvas;
use super::keys::Hint;
use super::theme::Tone;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, other: bool) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let mut hints = vec![
        Hint::staff(texts.keys.staff_confirms).leading(),
        Hint::give_up(texts.keys.cancel),
        Hint::language(texts.keys.other_language),
    ];
    if other {
        hints.insert(1, Hint::other(texts.keys.pin_instead));
    }
    canvas.keys(&hints);
    canvas.band(Tone::Plain, "[>>]", texts.staff.ask, "");

    let mut stack = canvas.stack();
    stack = stack.text(texts.staff.how, theme.strong);
    stack = stack.lines(vec![canvas.choice("F2", texts.staff.confirm, true)]).below(2);
    if other {
        stack = stack.lines(vec![canvas.choice("F3", texts.staff.no_photo, false)]).below(1);
    }
    canvas.put(stack);
}
