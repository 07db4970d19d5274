//! A card and a reader, drawn with box characters (which the terminal draws itself and never takes from a font) and
//! with the colours of cells.

use ratatui::text::{Line, Span};

use crate::ui::theme::Theme;

const CARD: [&str; 5] = [
    "                    ",
    " ┌──┐   ─────────── ",
    " └──┘   ──────      ",
    "                    ",
    "                    ",
];
const DOWN: [&str; 2] = ["││", "╲╱"];
const UP: [&str; 2] = ["╱╲", "││"];
const READER: [&str; 2] = ["                            ", "                            "];

/// The card above the reader.
pub fn card_goes_on_reader(theme: &Theme, roomy: bool) -> Vec<Line<'static>> {
    drawn(theme, card(roomy), &DOWN)
}

/// The card in the reader.
pub fn card_on_reader(theme: &Theme, roomy: bool) -> Vec<Line<'static>> {
    drawn(theme, card(roomy), &[])
}

/// The card away from the reader.
pub fn card_leaves_reader(theme: &Theme, roomy: bool) -> Vec<Line<'static>> {
    drawn(theme, card(roomy), &UP)
}

/// On a low screen the card is a row lower, so that the words keep some air.
fn card(roomy: bool) -> &'static [&'static str] {
    if roomy { &CARD } else { CARD.split_last().map_or(&[], |(_, rest)| rest) }
}

fn drawn(theme: &Theme, card: &[&'static str], way: &[&'static str]) -> Vec<Line<'static>> {
    let line = |style| move |text: &&'static str| Line::from(Span::styled(*text, style));
    let card = card.iter().map(line(theme.card));
    let way = way.iter().map(line(theme.line));
    let reader = READER.iter().map(line(theme.reader));
    card.chain(way).chain(reader).collect()
}
