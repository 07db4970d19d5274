//! Method B: four boxes, and always how many tries are left.

use ratatui::text::{Line, Span};

use crate::common::PIN_LENGTH;
use crate::ui::layout::Canvas;
use crate::ui::theme::Theme;
use crate::ui::widgets::field::MARK;
use crate::ui::widgets::keys::Hint;
use crate::visit::view::PinNote;

/// Draws it. Only the number of digits is known here.
pub fn draw(canvas: &mut Canvas<'_>, entered: usize, left: u8, note: Option<PinNote>, other: bool) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let mut hints =
        vec![Hint::enter(texts.keys.send_pin), Hint::erase(texts.keys.erase), Hint::give_up(texts.keys.cancel)];
    if other {
        hints.push(Hint::other(texts.keys.staff_instead));
    }
    hints.push(canvas.language_key());
    canvas.keys(&hints);

    // The note has its rows also while it is empty, so that nothing moves when it comes.
    let note = note.map_or(" ", |note| (texts.pin.note)(note));
    let mut stack = canvas
        .stack()
        .centred(texts.pin.ask, theme.strong)
        .drawing(boxes(theme, entered, canvas.roomy()))
        .below(2)
        .counted(left.into(), &(texts.pin.left)(left), theme.strong)
        .below(1)
        .centred(note, theme.strong)
        .below(1);
    if other {
        stack = stack.centred(texts.pin.forgotten, theme.quiet).below(1).unless_large();
    }
    canvas.put(stack);
}

/// Four boxes in a row; the one that the next digit goes into has a double frame.
fn boxes(theme: &Theme, entered: usize, roomy: bool) -> Vec<Line<'static>> {
    let inner = if roomy { 3 } else { 1 };
    (0..inner + 2)
        .map(|row| {
            let spans = (0..PIN_LENGTH).flat_map(|place| {
                let [left, middle, right] = cell(row, inner, place, entered);
                let style = if place < entered { theme.strong } else { theme.line };
                let gap = if place == 0 { "" } else { "  " };
                [
                    Span::raw(gap),
                    Span::styled(left, theme.line),
                    Span::styled(middle, style),
                    Span::styled(right, theme.line),
                ]
            });
            Line::from(spans.collect::<Vec<_>>())
        })
        .collect()
}

fn cell(row: usize, inner: usize, place: usize, entered: usize) -> [String; 3] {
    let [top, side, bottom] = if place == entered {
        [["╔", "═", "╗"], ["║", " ", "║"], ["╚", "═", "╝"]]
    } else {
        [["┌", "─", "┐"], ["│", " ", "│"], ["└", "─", "┘"]]
    };
    let [left, fill, right] = match row {
        0 => top,
        row if row == inner + 1 => bottom,
        _ => side,
    };
    let middle = if place < entered && row == inner.div_ceil(2) { format!("  {MARK}  ") } else { fill.repeat(6) };
    [left.to_owned(), middle, right.to_owned()]
}
