//! What works and what does not: a sign and a word before each part.

use ratatui::text::{Line, Span};

use super::super::canvas::{Canvas, cells};
use super::super::keys::Hint;
use super::super::texts::reception::diagnosis::Diagnosis as Words;
use super::super::wrap;
use super::Sheet;
use crate::eligibility::kana;
use crate::reception::Facts;
use crate::reception::diagnosis::{Finding, Health, Said};

/// Cells of what stands before the words: sign, word, part.
const HEALTH: u16 = 10;
const PART: u16 = 11;

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, facts: &Facts) {
    sheet.canvas.keys(&[Hint::cancel(sheet.words.menu.back)]);
    sheet.title(sheet.words.diagnosis.title);
    let canvas = sheet.canvas;
    let mut stack = canvas.stack();
    let width = stack.width;
    for finding in facts.machine.findings() {
        stack = stack.lines(lines(canvas, &sheet.words.diagnosis, &finding, width)).shortened();
    }
    canvas.put(stack);
}

fn lines(canvas: &Canvas<'_>, words: &Words, finding: &Finding, width: u16) -> Vec<Line<'static>> {
    let theme = canvas.theme;
    let (sign, style) = match finding.health {
        Health::Fine => ("[OK]", theme.paper),
        Health::Look => ("[??]", theme.strong),
        Health::Broken => ("[!!]", theme.strong),
    };
    let said = (words.said)(&finding.said);
    let said = match finding.said {
        Said::Trouble(kind) => {
            wrap::sentence(&format!("{said} |{}", (canvas.texts.trouble_of)(kind).cause), width - HEALTH - PART)
        }
        _ => wrap::foreign(&kana::shown(&said), width - HEALTH - PART),
    };
    let head = format!("{sign} {}", (words.health)(finding.health));
    let part = (words.part)(finding.part);
    let before = format!("{head}{}{part}{}", blanks(HEALTH, &head), blanks(PART, part));
    let line = |(place, said): (usize, String)| {
        let before = if place == 0 { before.clone() } else { " ".repeat((HEALTH + PART).into()) };
        Line::from(vec![Span::styled(before, style), Span::styled(said, style)])
    };
    said.into_iter().enumerate().map(line).collect()
}

fn blanks(width: u16, text: &str) -> String {
    " ".repeat(width.saturating_sub(cells(text)).into())
}
