//! Method B: four boxes, and after a wrong PIN how many tries are left.

use ratatui::text::{Line, Span};

use crate::common::{KeyCaps, PIN_LENGTH};
use crate::ui::layout::Canvas;
use crate::ui::theme::Theme;
use crate::ui::widgets::field::MARK;
use crate::ui::widgets::keypad;
use crate::ui::widgets::keys::Hint;
use crate::visit::view::PinNote;

/// Tries of a card whose PIN was not typed wrongly.
const ALL_TRIES: u8 = 3;

/// Cells between the boxes and the ten-key pad.
const APART: u16 = 4;

/// Draws it. Only the number of digits is known here.
pub fn draw(canvas: &mut Canvas<'_>, entered: usize, left: u8, note: Option<PinNote>) {
    let (texts, theme) = (canvas.texts, canvas.theme);
    let mut hints =
        vec![Hint::enter(texts.keys.send_pin), Hint::erase(texts.keys.erase), Hint::give_up(texts.keys.cancel)];
    hints.push(Hint::call(texts.keys.call_staff));
    hints.push(canvas.language_key());
    canvas.keys(&hints);

    // The note has its rows also while it is empty, so that nothing moves when it comes.
    let note = note.map_or(" ", |note| (texts.pin.note)(note));
    let mut stack = canvas
        .stack_below(canvas.display_words().pin)
        .centred(texts.pin.ask, theme.strong)
        .below(1)
        .drawing_in_sizes(field_and_keypad(canvas, entered))
        .below(2);
    // Who has made no mistake yet is not warned of one.
    if left < ALL_TRIES {
        stack = stack.counted(left.into(), &(texts.pin.left)(left), theme.strong).below(1);
    }
    stack = stack.centred(note, theme.strong).below(1);
    stack = stack.centred(&canvas.naming_the_call(texts.pin.forgotten), theme.quiet).below(1).unless_large();
    if let Some(back) = canvas.staff_are_back() {
        stack = stack.centred(&back, theme.quiet).unless_large();
    }
    // Last, and so left out first: with the call for staff a visit goes on.
    canvas.put(stack.centred(texts.pin.which, theme.quiet).below(1).unless_large());
}

/// The boxes, with the ten-key pad beside them where visitors have one; the largest first.
fn field_and_keypad(canvas: &Canvas<'_>, entered: usize) -> Vec<Vec<Line<'static>>> {
    let theme = canvas.theme;
    let boxes = boxes(theme, entered, canvas.roomy());
    let mut sizes = Vec::new();
    if canvas.caps != KeyCaps::Keyboard {
        let mut left = boxes.clone();
        left.push(Line::default());
        left.extend(keypad::legend(theme, &canvas.texts.keys));
        sizes.push(keypad::side_by_side(left, keypad::framed(theme), APART));
        sizes.push(keypad::side_by_side(boxes.clone(), keypad::small(theme), APART));
    }
    let column = usize::from(canvas.stack().width);
    sizes.retain(|lines| lines.iter().all(|line| line.width() <= column));
    sizes.push(boxes);
    sizes
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
