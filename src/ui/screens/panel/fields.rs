//! Labels and values: two fields in a row where both fit, below each other where they do not.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::rows::PanelField;
use crate::ui::layout::{Canvas, MARGIN, cells, wrap};

/// Cells of the label column, the gap included: the same for every answer, so that a value is always found at the same
/// place.
const LABEL: u16 = 12 + MARGIN;

/// From this width on two fields may share a row.
const TWO_COLUMNS: u16 = 60;

/// Lays out fields in lines of one width.
pub struct FieldLayout<'a, 'b> {
    canvas: &'a Canvas<'b>,
    width: u16,
    value: Style,
}

impl<'a, 'b> FieldLayout<'a, 'b> {
    /// For lines of this width, values in this style.
    pub fn new(canvas: &'a Canvas<'b>, width: u16, value: Style) -> Self {
        Self { canvas, width, value }
    }

    /// Fields that are read together.
    pub fn fields(&self, fields: &[PanelField]) -> Vec<Line<'static>> {
        let half = self.width / 2;
        // On a narrow screen only the shortest would fit beside each other, and the eye would have to search.
        let wide = self.width >= TWO_COLUMNS;
        let fits = |field: &PanelField| fits_beside(&field.text, half);
        match fields {
            [left, right] if wide && fits(left) && fits(right) => {
                vec![self.side_by_side(left, right, half)]
            }
            _ => fields.iter().flat_map(|field| self.alone(field)).collect(),
        }
    }

    /// A small word below a value.
    pub fn note(&self, text: &str) -> Vec<Line<'static>> {
        let words = wrap::sentence(text, self.width - LABEL);
        self.canvas.beside("", LABEL, &words, self.canvas.theme.paper)
    }

    fn alone(&self, field: &PanelField) -> Vec<Line<'static>> {
        let words = wrap::foreign(&field.text, self.width - LABEL);
        self.canvas.beside(field.label, LABEL, &words, self.value)
    }

    fn side_by_side(&self, left: &PanelField, right: &PanelField, half: u16) -> Line<'static> {
        let blanks = half - LABEL - cells(&left.text);
        let mut spans = Vec::new();
        for field in [left, right] {
            let line = self.canvas.beside(field.label, LABEL, std::slice::from_ref(&field.text), self.value);
            spans.extend(line.into_iter().flatten());
        }
        spans.insert(2, Span::raw(" ".repeat(usize::from(blanks))));
        Line::from(spans)
    }
}

/// Whether a value of any length fits beside its label in half a line.
fn fits_beside(text: &str, half: u16) -> bool {
    cells(text) <= half.saturating_sub(LABEL + MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_longer_than_any_screen_fits_beside_nothing() {
        assert!(fits_beside(&"あ".repeat(5), 40));
        for length in [50, 32_760, 32_767, 32_768, 100_000] {
            assert!(!fits_beside(&"あ".repeat(length), 40), "{length}");
        }
    }
}
