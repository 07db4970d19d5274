//! What works and what does not: a sign and a word before each part, and below what is not well what to do.

use ratatui::text::{Line, Span};

use super::sheet::StaffSheet;
use crate::common::{Finding, Health};
use crate::staff::Facts;
use crate::staff::diagnosis::{self, DiagnosisPage, Examined};
use crate::ui::layout::{Canvas, cells, rows, wrap};
use crate::ui::sign;
use crate::ui::texts::{FindingText, finding_text};
use crate::ui::widgets::keys::Hint;

/// Cells of what stands before the words: sign, word, part.
const HEALTH: u16 = 12;
const PART: u16 = 11;

/// Draws it.
pub fn draw(mut sheet: StaffSheet<'_, '_>, page: &DiagnosisPage, facts: &Facts) {
    let words = &sheet.words.diagnosis;
    let (back, more, again) = (Hint::cancel(sheet.words.menu.back), sheet.more(), Hint::enter(words.again));
    let keys = [again, more, back];
    let findings = diagnosis::findings(&facts.machine, &facts.examined);
    let width = Canvas::column(sheet.canvas.area).width;
    let blocks: Vec<_> = findings.iter().map(|finding| lines(sheet.canvas, finding, width)).collect();
    // The line of the count, and one below it.
    let height = sheet.free_rows(&keys).saturating_sub(2).max(1);
    let pages = pages(blocks, height);
    let shown = page.page() % pages.len().max(1);
    if pages.len() > 1 {
        sheet.canvas.keys(&keys);
    } else {
        sheet.canvas.keys(&[again, back]);
    }
    let at_right =
        if pages.len() > 1 { (sheet.canvas.texts.panel.page)(shown + 1, pages.len()) } else { String::new() };
    sheet.title_with(words.title, &at_right);
    let count = |health| findings.iter().filter(|finding| finding.health == health).count();
    let mut head = (words.count)(count(Health::Broken), count(Health::Look));
    if facts.examined == Examined::Looking {
        head = format!("{head}  {}", words.looking);
    }
    let canvas = sheet.canvas;
    let column = Canvas::column(canvas.area);
    canvas.buffer.set_stringn(column.x, column.y, head, usize::from(column.width), canvas.theme.strong);
    for (line, y) in pages.get(shown).into_iter().flatten().zip(column.y + 2..column.bottom()) {
        canvas.buffer.set_line(column.x, y, line, column.width);
    }
}

/// As many findings on a page as it has rows for; none is cut in two.
fn pages(blocks: Vec<Vec<Line<'static>>>, height: u16) -> Vec<Vec<Line<'static>>> {
    let mut pages: Vec<Vec<Line<'static>>> = vec![Vec::new()];
    for block in blocks {
        match pages.last_mut() {
            Some(page) if page.is_empty() || rows(page.len() + block.len()) <= height => page.extend(block),
            _ => pages.push(block),
        }
    }
    pages
}

fn lines(canvas: &Canvas<'_>, finding: &Finding, width: u16) -> Vec<Line<'static>> {
    let theme = canvas.theme;
    let (sign, style) = match finding.health {
        Health::Fine => (sign::GOOD, theme.paper),
        Health::Look => (sign::UNCLEAR, theme.strong),
        Health::Broken => (sign::ALERT, theme.strong),
    };
    let FindingText { part, health, found, remedy } = finding_text(finding, canvas.texts.language);
    let head = format!("{sign} {health}");
    let before = format!("{head}{}{part}{}", blanks(HEALTH, &head), blanks(PART, part));
    let words = wrap::sentence(&found, width.saturating_sub(HEALTH + PART)).into_iter().enumerate();
    let found = words.map(|(place, words)| {
        let before = if place == 0 { before.clone() } else { " ".repeat((HEALTH + PART).into()) };
        Line::from(vec![Span::styled(before, style), Span::styled(words, style)])
    });
    let remedy = remedy.iter().flat_map(|remedy| wrap::sentence(remedy, width.saturating_sub(HEALTH)));
    let remedy = remedy.map(|words| Line::styled(format!("{}{words}", " ".repeat(HEALTH.into())), theme.paper));
    found.chain(remedy).collect()
}

fn blanks(width: u16, text: &str) -> String {
    " ".repeat(width.saturating_sub(cells(text)).into())
}
