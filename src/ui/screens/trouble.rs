//! Trouble: what happened, what you do, what staff do, other ways to confirm.

use std::time::Duration;

use crate::common::{Trouble, TroubleKind};
use crate::eligibility::kana;
use crate::ui::layout::Canvas;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;
use crate::ui::{countdown, sign};

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, trouble: &Trouble, again: bool, left: Duration) {
    let texts = canvas.texts;
    let (ways, language) = (Hint::ways(canvas.staff.keys.other_ways), canvas.language_key());
    if again {
        canvas.keys(&[Hint::enter(texts.keys.again), Hint::give_up(texts.keys.close), ways, language]);
    } else {
        canvas.keys(&[Hint::enter(texts.keys.close), ways, language]);
    }
    canvas.band(tone(trouble.kind), sign::ALERT, texts.trouble.title, trouble.kind.code());
    let countdown = (texts.trouble.left)(countdown::shown(left));
    explain(canvas, trouble, &countdown);
}

/// Everything below the band; the waiting screen explains what is missing in the same way.
pub fn explain(canvas: &mut Canvas<'_>, trouble: &Trouble, last: &str) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let advice = (texts.trouble_of)(trouble.kind);
    let mut stack = canvas.stack();
    let width = stack.width;
    stack = stack.text(advice.cause, theme.strong).below(1);
    stack = stack.lines(canvas.for_visitor(advice.visitor, width)).below(1);
    stack = stack.lines(canvas.for_staff((canvas.staff.trouble_of)(trouble.kind), width)).below(1);
    if let Some(contact) = canvas.contact.filter(|_| trouble.kind.calls_support()) {
        stack = stack.lines(canvas.support(&kana::shown(contact), width)).shortened();
    }
    if let Some(received) = &trouble.received {
        stack = stack.lines(canvas.received_with_time(trouble.kind, received, width)).below(1).shortened();
    }
    let ways = trouble.kind.ways();
    if !ways.is_empty() {
        stack = stack.lines(canvas.other_ways(ways, width)).below(1);
    }
    stack = stack.text(last, theme.quiet).below(2).unless_large();
    canvas.put(stack);
}

/// A handling mistake is amber; what the visitor cannot mend is red.
const fn tone(kind: TroubleKind) -> Tone {
    if kind.again() { Tone::Caution } else { Tone::Bad }
}
