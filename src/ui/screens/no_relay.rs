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
    let mut close = Hint::enter(texts.keys.close);
    close.next = false;
    let language = canvas.language_key();
    canvas.keys(&[Hint::other(texts.keys.pin_instead).leading(), close, language]);
    canvas.band(Tone::Caution, sign::ALERT, advice.cause, "");

    let mut stack = canvas.stack();
    let width = stack.width;
    stack = stack.lines(vec![canvas.choice("F3", texts.last_try.second_choice, true)]);
    stack = stack.lines(canvas.for_visitor(texts.pin_instead, width)).below(2);
    stack = stack.lines(canvas.for_staff((canvas.staff.trouble_of)(TroubleKind::ShortReader), width)).below(1);
    stack = stack.text(TroubleKind::ShortReader.code(), canvas.theme.quiet).below(1).unless_large();
    canvas.put(stack);
}
