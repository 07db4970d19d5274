//! What the list, an opened row and the counts have in common.

use crate::ui::layout::Canvas;

/// Says why there is nothing.
pub(super) fn not_there(canvas: &mut Canvas<'_>, why: &str) {
    canvas.put(canvas.stack().centred(why, canvas.theme.strong));
}
