//! What works and what does not: a sign and a word before each part, and below what is not well what to do.

use ratatui::text::{Line, Span};

use super::Sheet;
use crate::common::finding::{Finding, Health, Said};
use crate::common::language::Language;
use crate::eligibility::kana;
use crate::staff::Facts;
use crate::staff::diagnosis::{self, DiagnosisPage, Examined};
use crate::ui::canvas::{Canvas, cells, rows};
use crate::ui::texts::{StaffTexts, Texts};
use crate::ui::widgets::keys::Hint;
use crate::ui::wrap;

/// Cells of what stands before the words: sign, word, part.
const HEALTH: u16 = 12;
const PART: u16 = 11;

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The part's short name.
    pub part: &'static str,
    /// ok, look or broken.
    pub health: &'static str,
    /// What was found.
    pub found: String,
    /// What to do, where something is to be done.
    pub remedy: Option<String>,
}

/// A finding in one of the staff's languages. What comes from outside, as a reader's name, is made harmless for a
/// terminal.
#[must_use]
pub fn told(finding: &Finding, language: Language) -> Told {
    let words = &StaffTexts::of(language).diagnosis;
    let Finding { part, health, said } = finding;
    let found = (words.found)(*part, said);
    let (found, remedy) = match said {
        Said::Trouble(kind) => {
            let cause = (Texts::of(language.of_staff()).trouble_of)(*kind).cause;
            (format!("{found} |{cause}"), (StaffTexts::of(language).trouble_of)(*kind))
        }
        said => (found, (words.remedy)(*part, said)),
    };
    let found = kana::shown(&if language.of_staff() == Language::Japanese { found } else { found.replace(" |", " ") });
    let remedy = (*health != Health::Fine).then(|| remedy.to_owned());
    Told { part: (words.part)(*part), health: (words.health)(*health), found, remedy }
}

/// Draws it.
pub fn draw(mut sheet: Sheet<'_, '_>, page: &DiagnosisPage, facts: &Facts) {
    let words = &sheet.words.diagnosis;
    let (back, more, again) = (Hint::cancel(sheet.words.menu.back), sheet.more(), Hint::enter(words.again));
    let keys = [again, more, back];
    let findings = diagnosis::findings(&facts.machine, &facts.examined);
    let width = Canvas::column(sheet.canvas.area).width;
    let blocks: Vec<_> = findings.iter().map(|finding| lines(sheet.canvas, finding, width)).collect();
    // The line of the count, and one below it.
    let room = sheet.room(&keys).saturating_sub(2).max(1);
    let pages = pages(blocks, room);
    let shown = page.page() % pages.len().max(1);
    if pages.len() > 1 {
        sheet.canvas.keys(&keys);
    } else {
        sheet.canvas.keys(&[again, back]);
    }
    let aside = if pages.len() > 1 { (sheet.canvas.texts.panel.page)(shown + 1, pages.len()) } else { String::new() };
    sheet.title_with(words.title, &aside);
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
fn pages(blocks: Vec<Vec<Line<'static>>>, room: u16) -> Vec<Vec<Line<'static>>> {
    let mut pages: Vec<Vec<Line<'static>>> = vec![Vec::new()];
    for block in blocks {
        match pages.last_mut() {
            Some(page) if page.is_empty() || rows(page.len() + block.len()) <= room => page.extend(block),
            _ => pages.push(block),
        }
    }
    pages
}

fn lines(canvas: &Canvas<'_>, finding: &Finding, width: u16) -> Vec<Line<'static>> {
    let theme = canvas.theme;
    let (sign, style) = match finding.health {
        Health::Fine => ("[OK]", theme.paper),
        Health::Look => ("[??]", theme.strong),
        Health::Broken => ("[!!]", theme.strong),
    };
    let Told { part, health, found, remedy } = told(finding, canvas.texts.language);
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
