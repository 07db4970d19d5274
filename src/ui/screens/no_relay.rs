//! Method A needs a relay that this reader cannot carry: staff are not asked to confirm, the PIN is offered.

use crate::common::TroubleKind;
use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>) {
    let texts = canvas.texts;
    let advice = (texts.trouble_of)(TroubleKind::ShortReader);
    canvas.keys(&[
        Hint::enter(texts.keys.pin_instead),
        Hint::give_up(texts.keys.close),
        Hint::call_by_sign(texts.keys.call_staff),
        canvas.language_key(),
    ]);
    canvas.band(Tone::Caution, sign::ALERT, advice.cause, "");

    let mut stack = canvas.stack();
    let width = stack.width;
    stack = stack.lines(vec![canvas.choice("Enter", texts.last_try.second_choice, true)]);
    stack = stack.lines(canvas.for_visitor(texts.pin_instead, width)).below(2);
    stack = stack.lines(canvas.for_staff((canvas.staff.trouble_of)(TroubleKind::ShortReader), width)).below(1);
    if canvas.absence.is_some() {
        stack = stack.lines(canvas.back_beside(width));
    }
    stack = stack.text(TroubleKind::ShortReader.code(), canvas.theme.quiet).below(1).unless_large();
    canvas.put(stack);
}
