//! The window is too small for a screen: one plain sentence in both languages, as much of it as fits.

use ratatui::layout::Rect;

use crate::common::{Language, SMALLEST_SCREEN};
use crate::ui::layout::{Canvas, clipped};
use crate::ui::texts::StaffTexts;

/// Whether a window is too small for any screen.
#[must_use]
pub const fn is_too_small(window: Rect) -> bool {
    window.width < SMALLEST_SCREEN.0 || window.height < SMALLEST_SCREEN.1
}

/// Draws it.
pub fn draw(canvas: &mut Canvas<'_>, simulation: bool) {
    let (width, height) = SMALLEST_SCREEN;
    let mut lines =
        vec!["画面が小さすぎます。".to_owned(), "Screen too small.".to_owned(), format!("{width} x {height}")];
    if simulation {
        lines.insert(0, StaffTexts::of(Language::Japanese).simulation.word.to_owned());
    }
    for (line, y) in lines.iter().zip(canvas.area.top()..canvas.area.bottom()) {
        canvas.buffer.set_string(canvas.area.x, y, clipped(line, canvas.area.width), canvas.theme.paper);
    }
}
