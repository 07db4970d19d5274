//! The card was taken behind an answer: the visit is over. The same words for every answer, because others read them.

use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;

/// Draws it. What the visitor does now is said in the site's own words, where it has any in this language.
pub fn draw(canvas: &mut Canvas<'_>) {
    let (texts, theme) = (&canvas.texts.thanks, canvas.theme);
    canvas.keys(&[]);
    canvas.band(Tone::Plain, sign::STATEMENT, texts.ask, "");
    let detail = canvas.thanks.unwrap_or(texts.detail);
    let stack = canvas.stack_below(canvas.display_words().finished).centred(detail, theme.strong).below(2);
    canvas.put(stack);
}
