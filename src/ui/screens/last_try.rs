//! One try is left: a step of its own, with the way that risks nothing first.

use ratatui::text::{Line, Span};

use crate::ui::canvas::Canvas;
use crate::ui::theme::Tone;
use crate::ui::widgets::keys::Hint;

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, wrong: bool, other: bool) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let mut hints = vec![Hint::enter(texts.keys.type_pin), Hint::give_up(texts.keys.cancel), canvas.language_key()];
    if other {
        hints[0].next = false;
        hints.insert(0, Hint::other(texts.keys.staff_instead).leading());
    }
    canvas.keys(&hints);
    canvas.band(Tone::Caution, "[!!]", texts.last_try.title, "");

    let mut stack = canvas.stack();
    if wrong {
        stack = stack.text(texts.last_try.was_wrong, theme.strong);
    }
    stack = stack.text(texts.last_try.warning, theme.paper).below(1);
    if other {
        stack = stack.lines(vec![canvas.choice("F3", texts.last_try.first_choice, true)]).below(2);
    }
    stack = stack.lines(vec![canvas.choice("Enter", texts.last_try.second_choice, !other)]).below(1);
    canvas.put(stack);
}

impl Canvas<'_> {
    /// A key with what it leads to, large enough to choose by.
    pub fn choice(&self, cap: &str, words: &str, next: bool) -> Line<'static> {
        let theme = self.theme;
        let (key, style) = if next { (theme.next_key, theme.strong) } else { (theme.key, theme.paper) };
        let words = words.replace(crate::ui::wrap::PHRASE, "");
        Line::from(vec![Span::styled(format!("{cap:^9}"), key), Span::raw("  "), Span::styled(words, style)])
    }
}
