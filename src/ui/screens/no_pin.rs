//! The PIN cannot be used: no field to type into, only ways on.

use crate::common::{PinState, Way};
use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, state: PinState, other: bool) {
    let texts = canvas.texts;
    let language = canvas.language_key();
    let (advice, staff) = match state {
        PinState::Absent => (texts.no_pin.absent, canvas.staff.absent),
        PinState::Blocked | PinState::Left(_) => (texts.no_pin.blocked, canvas.staff.blocked),
    };
    if other {
        let mut close = Hint::enter(texts.keys.close);
        close.next = false;
        canvas.keys(&[Hint::other(texts.keys.staff_instead).leading(), close, language]);
    } else {
        canvas.keys(&[Hint::enter(texts.keys.close), language]);
    }
    canvas.band(Tone::Caution, sign::ALERT, advice.cause, "");

    let mut stack = canvas.stack();
    let width = stack.width;
    if other {
        stack = stack.lines(vec![canvas.choice("F3", texts.no_pin.staff_instead, true)]);
    }
    // Without PIN and without staff the card cannot be used here: other ways are all there is to say.
    if other || state != PinState::Absent {
        stack = stack.lines(canvas.for_visitor(advice.visitor, width)).below(2);
        stack = stack.lines(canvas.for_staff(staff, width)).below(1);
    } else {
        stack = stack.lines(canvas.for_staff(canvas.staff.blocked, width)).below(2);
    }
    stack = stack.lines(canvas.other_ways(Way::NO_PORTAL, width)).below(1);
    canvas.put(stack);
}
