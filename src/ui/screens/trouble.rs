//! Trouble: what happened, what you do, what staff do, other ways to confirm.

use std::time::Duration;

use crate::common::{Trouble, TroubleKind, VisitorRemedy};
use crate::eligibility::kana;
use crate::ui::display::shape;
use crate::ui::layout::{Canvas, Stack};
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;
use crate::ui::{countdown, sign};

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, trouble: &Trouble, again: bool, left: Duration) {
    let texts = canvas.texts;
    let (ways, language) = (Hint::ways(canvas.staff.keys.other_ways), canvas.language_key());
    let keys = if again {
        vec![Hint::enter(texts.keys.again), Hint::give_up(texts.keys.close), ways, language]
    } else {
        vec![Hint::enter(texts.keys.close), ways, language]
    };
    canvas.keys(&canvas.with_call(keys));
    let left = (texts.trouble.left)(countdown::shown(left));
    let stack = explained(canvas, trouble).text(&left, canvas.theme.quiet).below(2).unless_large();
    let words = canvas.display_words();
    let word = match trouble.kind.visitor_remedy() {
        VisitorRemedy::PutCard | VisitorRemedy::OwnCard => words.place_card,
        VisitorRemedy::TryAgain => words.again,
        VisitorRemedy::AskStaff => words.ask_staff,
    };
    let word = format!("{}{word}", shape::ALERT);
    let title = match trouble.kind {
        TroubleKind::ForeignCard | TroubleKind::Smartphone => texts.trouble.my_number_card,
        _ => texts.trouble.title,
    };
    let band = [sign::ALERT, title, trouble.kind.code()];
    canvas.put_below_band(tone(trouble.kind), band, &word, stack);
}

/// Everything below the band; the waiting screen explains what is missing in the same way, and the staff's help a code.
pub fn explained(canvas: &Canvas<'_>, trouble: &Trouble) -> Stack<'static> {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let advice = (texts.trouble_of)(trouble.kind);
    let mut stack = canvas.stack();
    let width = stack.width;
    stack = stack.text(advice.cause, theme.strong).below(1);
    stack = stack.lines(canvas.for_visitor(advice.visitor, width)).below(1);
    stack = stack.lines(canvas.for_staff((canvas.staff.trouble_of)(trouble.kind), width)).below(1);
    if canvas.absence.is_some() {
        stack = stack.lines(canvas.back_beside(width));
    }
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
    stack
}

/// A handling mistake is amber; what the visitor cannot mend is red.
const fn tone(kind: TroubleKind) -> Tone {
    if kind.again() { Tone::Caution } else { Tone::Bad }
}
