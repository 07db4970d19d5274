//! The card is being read.

use crate::ui::layout::Canvas;
use crate::ui::widgets::art;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    canvas.keys(&canvas.with_call(vec![Hint::give_up(texts.keys.cancel), canvas.language_key()]));
    let stack = canvas
        .stack()
        .centred(texts.reading.ask, theme.strong)
        .drawing(art::card_on_reader(theme, canvas.roomy()))
        .below(2)
        .optional()
        .centred(texts.reading.detail, theme.paper)
        .below(2);
    canvas.put(stack);
}
