//! One try is left: a step of its own, with the way that risks nothing first.

use crate::ui::display::shape;
use crate::ui::layout::Canvas;
use crate::ui::sign;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, wrong: bool, other: bool) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let mut hints = vec![
        Hint::call(texts.keys.call_staff),
        Hint::enter(texts.keys.type_pin),
        Hint::give_up(texts.keys.cancel),
        canvas.language_key(),
    ];
    if other {
        (hints[0].next, hints[1].next) = (true, false);
    }
    canvas.keys(&hints);
    let mut stack = canvas.stack();
    if wrong {
        stack = stack.text(texts.last_try.was_wrong, theme.strong);
    }
    stack = stack.text(texts.last_try.warning, theme.paper).below(1);
    if other {
        stack = stack.lines(vec![canvas.choice(canvas.call_cap(), texts.last_try.first_choice, true)]).below(2);
    }
    if let Some(back) = canvas.staff_are_back() {
        stack = stack.text(&back, theme.strong);
    }
    stack = stack.lines(vec![canvas.choice("Enter", texts.last_try.second_choice, !other)]).below(1);
    let word = format!("{}{}", shape::ALERT, canvas.display_words().last_try);
    canvas.put_below_band(Tone::Caution, [sign::ALERT, texts.last_try.title, ""], &word, stack);
}
