//! What works and what does not: a sign and a word before each part, and below what is not well what to do.

use ratatui::text::{Line, Span};

use super::listing::Listing;
use super::report;
use super::sheet::StaffSheet;
use crate::common::{Finding, Health};
use crate::staff::Facts;
use crate::staff::diagnosis::{self, DiagnosisPage, Examined, ReportView};
use crate::ui::layout::{Canvas, cells, wrap};
use crate::ui::sign;
use crate::ui::texts::{FindingText, finding_text};
use crate::ui::widgets::keys::Hint;

/// Cells of what stands before the words: sign, word, part.
const HEALTH: u16 = 12;
const PART: u16 = 11;

/// Draws it.
pub fn draw(sheet: StaffSheet<'_, '_>, page: &DiagnosisPage, facts: &Facts) {
    let words = &sheet.words.diagnosis;
    match page.report() {
        Some(ReportView::Codes(page)) => return report::codes(sheet, &facts.report.packed, page),
        Some(ReportView::File) => return report::file(sheet, facts.report.written.as_ref()),
        None => {}
    }
    let findings = diagnosis::findings(&facts.machine, &facts.examined);
    let width = Canvas::column(sheet.canvas.area).width;
    let blocks = findings.iter().map(|finding| lines(sheet.canvas, finding, width)).collect();
    let count = |health| findings.iter().filter(|finding| finding.health == health).count();
    let mut head = (words.count)(count(Health::Broken), count(Health::Look));
    if facts.examined == Examined::Looking {
        head = format!("{head}  {}", words.looking);
    }
    let head = vec![Line::styled(head, sheet.canvas.theme.strong)];
    let key = Some(Hint::enter(words.again));
    Listing { title: words.title, page: page.list(), key, head, blocks, none: "" }
        .draw_with(sheet, &[Hint::digit(&["1"], words.report.codes_key), Hint::digit(&["2"], words.report.file_key)]);
}

/// A finding in its lines.
pub fn lines(canvas: &Canvas<'_>, finding: &Finding, width: u16) -> Vec<Line<'static>> {
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
