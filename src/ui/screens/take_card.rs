//! The card is still on the reader.

use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::art;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    canvas.keys(&[canvas.language_key()]);
    canvas.band(Tone::Caution, sign::ALERT, texts.take_card.ask, "");
    let stack = canvas
        .stack()
        .drawing(art::card_leaves_reader(theme, canvas.roomy()))
        .optional()
        .centred(texts.take_card.detail, theme.strong)
        .below(2);
    canvas.put(stack);
}
