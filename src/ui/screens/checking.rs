//! The proof is made and sent: what is done, what is under way, what is to come.

use std::cmp::Ordering;

use ratatui::text::{Line, Span};

use crate::common::Method;
use crate::ui::layout::{Canvas, cells};
use crate::ui::widgets::keys::Hint;
use crate::visit::view::CheckingStep;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, method: Method, relay: bool, step: CheckingStep, slow: bool) {
    let (texts, theme) = (&canvas.texts.checking, canvas.theme);
    canvas.keys(&canvas.with_call(vec![Hint::give_up(canvas.texts.keys.cancel), canvas.language_key()]));
    let steps: &[CheckingStep] = match method {
        Method::Pin => &[CheckingStep::Connect, CheckingStep::Verify, CheckingStep::Sign, CheckingStep::Ask],
        Method::Staff if relay => &[CheckingStep::Connect, CheckingStep::Relay, CheckingStep::Ask],
        Method::Staff => &[CheckingStep::Connect, CheckingStep::SameCard, CheckingStep::Ask],
    };
    let width = steps.iter().map(|step| cells((texts.step)(*step))).max().unwrap_or_default();
    let lines = steps.iter().map(|each| {
        let (sign, style) = match each.cmp(&step) {
            Ordering::Less => (texts.done, theme.quiet),
            Ordering::Equal => (texts.now, theme.strong),
            Ordering::Greater => (texts.to_come, theme.quiet),
        };
        let word = (texts.step)(*each);
        // All of one width, so that the signs stand below each other although the list is centred.
        let blanks = usize::from(width - cells(word));
        Line::from(vec![Span::styled(sign, style), Span::styled(format!("  {word}{}", " ".repeat(blanks)), style)])
    });
    let (card, style) =
        if step >= CheckingStep::Ask { (texts.may_take_card, theme.strong) } else { (texts.keep_card, theme.paper) };
    // The note has its row also while it is empty, so that nothing moves when it comes.
    let slow = if slow { texts.slow } else { " " };
    let stack = canvas
        .stack_below(canvas.display_words().checking)
        .centred(texts.ask, theme.strong)
        .below(1)
        .drawing(lines.collect())
        .below(2)
        .centred(card, style)
        .below(2)
        .centred(slow, theme.paper)
        .below(1);
    canvas.put(stack);
}
