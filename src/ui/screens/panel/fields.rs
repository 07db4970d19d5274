//! Labels and values: two fields in a row where both fit, below each other where they do not.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::rows::{PanelField, Transcribed};
use crate::ui::layout::{Canvas, MARGIN, cells, numeral, wrap};

/// Cells of the label column, the gap included: the same for every answer, so that a value is always found at the same
/// place.
const LABEL: u16 = 12 + MARGIN;

/// Cells between two values that are copied.
const COPIED_APART: u16 = 4;

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

    /// What staff copy by hand. Where they fit its digits stand below it once more, three rows high: they are read
    /// while one looks back and forth. What is for reference only is not drawn `large`.
    pub fn copied(&self, fields: &[PanelField], large: bool) -> Vec<Vec<Line<'static>>> {
        if !large || self.canvas.plain || !self.canvas.roomy() {
            return fields.chunks(2).map(|fields| self.fields(fields)).collect();
        }
        let mut rows: Vec<(u16, Vec<(&PanelField, u16)>)> = Vec::new();
        for field in fields {
            let beside = cells(field.label) + MARGIN + cells(&field.text);
            let drawn = drawn(&field.text).map_or(0, |[line, ..]| cells(&line));
            let width = beside.max(drawn);
            match rows.last_mut() {
                Some((used, row)) if *used + COPIED_APART + width <= self.width => {
                    *used += COPIED_APART + width;
                    row.push((field, width));
                }
                _ => rows.push((width, vec![(field, width)])),
            }
        }
        rows.into_iter()
            .map(|(width, row)| if width > self.width { self.alone(row[0].0) } else { self.large(&row) })
            .collect()
    }

    /// A value alone on the screen: beside its label, and its digits below it as large as they fit.
    pub fn transcribed(&self, Transcribed { field, digits, .. }: &Transcribed) -> Vec<Line<'static>> {
        let mut lines = self.alone(field);
        if self.canvas.plain {
            return lines;
        }
        let tall = || grouped(digits, numeral::tall, 6).filter(|_| self.canvas.roomy()).map(|lines| lines.to_vec());
        let large = || drawn(digits).map(|lines| lines.to_vec());
        let fits = |lines: &Vec<String>| lines.iter().all(|line| cells(line) <= self.width);
        let digits = tall().filter(fits).or_else(|| large().filter(fits));
        if let Some(digits) = digits {
            lines.push(Line::default());
            lines.extend(digits.into_iter().map(|line| Line::styled(line, self.value)));
        }
        lines
    }

    fn large(&self, row: &[(&PanelField, u16)]) -> Vec<Line<'static>> {
        let blanks =
            |width: u16, text: &str| Span::raw(" ".repeat((width + COPIED_APART).saturating_sub(cells(text)).into()));
        let named = row.iter().flat_map(|(field, width)| {
            let both = format!("{}  {}", field.label, field.text);
            [
                Span::styled(format!("{}  ", field.label), self.canvas.theme.quiet),
                Span::styled(field.text.clone(), self.value),
                blanks(*width, &both),
            ]
        });
        let named = Line::from(named.collect::<Vec<_>>());
        let digits = (0..numeral::HEIGHT).map(|place| {
            let spans = row.iter().flat_map(|(field, width)| {
                let line = drawn(&field.text).map(|lines| lines[place].clone()).unwrap_or_default();
                let blanks = blanks(*width, &line);
                [Span::styled(line, self.value), blanks]
            });
            Line::from(spans.collect::<Vec<_>>())
        });
        std::iter::once(named).chain(digits).collect()
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

/// A number in large digits, its groups apart; none where it has other characters.
fn drawn(text: &str) -> Option<[String; numeral::HEIGHT]> {
    grouped(text, numeral::digits, 3)
}

/// The groups so many cells apart: wider than the digits of a group.
fn grouped<const ROWS: usize>(
    text: &str,
    draw: fn(&str) -> Option<[String; ROWS]>,
    apart: usize,
) -> Option<[String; ROWS]> {
    let groups: Vec<_> = text.split(' ').map(draw).collect::<Option<_>>()?;
    Some(std::array::from_fn(|row| {
        groups.iter().map(|group| group[row].as_str()).collect::<Vec<_>>().join(&" ".repeat(apart))
    }))
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
