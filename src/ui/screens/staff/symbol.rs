//! The table of characters for a symbol: each choice beside the digit that takes it.

use ratatui::text::{Line, Span};

use crate::staff::ways::symbol::{Choices, Picker, Shelf, digit_of};
use crate::ui::layout::{Canvas, cells};
use crate::ui::texts::SymbolTexts;

/// Cells between two choices.
const GAP: u16 = 2;

/// What stands on the page, in columns as wide as the widest choice.
pub fn choices(canvas: &Canvas<'_>, words: &SymbolTexts, picker: &Picker) -> Vec<Line<'static>> {
    let names: Vec<String> = match picker.choices() {
        Choices::Groups(groups) => groups.into_iter().map(|group| (words.group)(group).to_owned()).collect(),
        Choices::Shelves(shelves) => shelves
            .into_iter()
            .map(|shelf| match shelf {
                Shelf::Kana(first) => first.to_owned(),
                Shelf::Region(region) => (words.region)(region).to_owned(),
            })
            .collect(),
        Choices::Characters(characters) => characters.into_iter().map(str::to_owned).collect(),
    };
    let theme = canvas.theme;
    let widest = names.iter().map(|name| cells(name)).max().unwrap_or_default();
    // A cap with its blanks, a blank, the name.
    let column = 3 + 1 + widest + GAP;
    let columns = usize::from(((canvas.stack().width + GAP) / column).max(1)).min(5);
    let choices: Vec<_> = names.iter().enumerate().collect();
    let lines = choices.chunks(columns).map(|line| {
        let spans = line.iter().flat_map(|(place, name)| {
            let air = " ".repeat(usize::from(widest.saturating_sub(cells(name)) + GAP));
            let cap = Span::styled(format!(" {} ", digit_of(*place)), theme.key);
            [cap, Span::styled(format!(" {name}{air}"), theme.strong)]
        });
        Line::from(spans.collect::<Vec<_>>())
    });
    let mut lines: Vec<Line<'static>> = lines.collect();
    let (page, pages) = picker.page();
    if pages > 1 {
        lines.push(Line::styled((canvas.texts.panel.page)(page + 1, pages), theme.quiet));
    }
    lines
}
