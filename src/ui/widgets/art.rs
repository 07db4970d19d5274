//! A card and a reader, drawn with box characters (which the terminal draws itself and never takes from a font) and
//! with the colours of cells.

use ratatui::text::{Line, Span};

use crate::common::ReaderPlace;
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
/// A reader beside the card, as high as the card.
const READER_BESIDE: &str = "      ";
/// The way to it by how near the card is: the upper and the lower half of an arrow.
const RIGHT: [[&str; 2]; 3] = [[" ──╲  ", " ──╱  "], [" ╲ ", " ╱ "], ["", ""]];
const LEFT: [[&str; 2]; 3] = [["  ╱── ", "  ╲── "], [" ╱ ", " ╲ "], ["", ""]];

/// The card before the reader, so many steps of two nearer. Whatever the step, it takes the same cells.
pub fn card_goes_on_reader(theme: &Theme, roomy: bool, at: Option<ReaderPlace>, steps: u16) -> Vec<Line<'static>> {
    let card = card(roomy);
    let step = usize::from(steps);
    match at {
        Some(ReaderPlace::Right) => beside(theme, card, &RIGHT, step, false),
        Some(ReaderPlace::Left) => beside(theme, card, &LEFT, step, true),
        Some(ReaderPlace::Front | ReaderPlace::Below) | None => {
            let passed = step.min(DOWN.len());
            let above = vec![Line::default(); passed];
            above.into_iter().chain(drawn(theme, card, DOWN.get(passed..).unwrap_or(&[]))).collect()
        }
    }
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

/// The card and the reader in the same rows, the reader at the right or at the left.
fn beside(
    theme: &Theme,
    card: &[&'static str],
    ways: &[[&'static str; 2]; 3],
    step: usize,
    left: bool,
) -> Vec<Line<'static>> {
    let [[longest, _], ..] = ways;
    let way = ways.get(step).unwrap_or(&["", ""]);
    let [long, short] = [longest, &way[0]].map(|way| way.chars().count());
    let (blank, passed) = (" ".repeat(short), " ".repeat(long - short));
    let first = (card.len() - way.len()) / 2;
    let lines = card.iter().enumerate().map(|(row, card)| {
        let arrow = row.checked_sub(first).and_then(|half| way.get(half)).map_or(blank.clone(), |half| (*half).into());
        let mut spans = vec![
            Span::raw(passed.clone()),
            Span::styled(*card, theme.card),
            Span::styled(arrow, theme.line),
            Span::styled(READER_BESIDE, theme.reader),
        ];
        if left {
            spans.reverse();
        }
        Line::from(spans)
    });
    lines.collect()
}
