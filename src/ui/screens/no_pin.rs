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
    let advice = match state {
        PinState::Absent => texts.no_pin.absent,
        PinState::Blocked | PinState::Left(_) => texts.no_pin.blocked,
    };
    let call = Hint { next: true, ..Hint::call(texts.keys.call_staff) };
    let close = Hint { next: false, ..Hint::enter(texts.keys.close) };
    canvas.keys(&[call, close, Hint::ways(canvas.staff.keys.other_ways), language]);
    canvas.band(Tone::Caution, sign::ALERT, advice.cause, "");

    let mut stack = canvas.stack();
    let width = stack.width;
    // Where staff cannot confirm in place of the PIN, they are called to say what else can be done.
    let call = if other { texts.no_pin.staff_instead } else { texts.keys.call_staff };
    stack = stack.lines(vec![canvas.choice(canvas.call_cap(), call, true)]);
    // Without PIN and without staff the card cannot be used here: other ways are all there is to say.
    if other || state != PinState::Absent {
        stack = stack.lines(canvas.for_visitor(advice.visitor, width)).below(2);
    }
    let staff = if other { canvas.staff.face_instead } else { canvas.staff.blocked };
    stack = stack.lines(canvas.for_staff(&canvas.naming_the_call(staff), width)).below(1);
    if canvas.absence.is_some() {
        stack = stack.lines(canvas.back_beside(width));
    }
    stack = stack.lines(canvas.other_ways(Way::NO_PORTAL, width)).below(1);
    canvas.put(stack);
}
