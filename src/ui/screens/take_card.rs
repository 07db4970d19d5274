//! The card is still on the reader.

use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::art;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let again = Hint { next: false, ..Hint::enter(texts.keys.again) };
    canvas.keys(&canvas.with_call(vec![again, canvas.language_key()]));
    canvas.band(Tone::Caution, sign::ALERT, texts.take_card.ask, "");
    let stack = canvas
        .stack_below(canvas.display_words().take_card)
        .drawing(art::card_leaves_reader(theme, canvas.roomy()))
        .below(1)
        .optional()
        .centred(texts.take_card.detail, theme.strong)
        .below(2);
    canvas.put(stack);
}
