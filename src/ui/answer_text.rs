//! An answer as lines of text, for the command line: the words and the rows of the panel.

use super::screens::panel::rows::{PanelRow, rows};
use super::texts::{StaffTexts, Texts};
use crate::common::Language;
use crate::eligibility::XmlMsg;
use crate::eligibility::verdict::Verdict;

/// An answer in words.
#[derive(Debug)]
pub struct AnswerText {
    /// The banner, where a simulator has made the answer up.
    pub simulation: Option<&'static str>,
    /// The word of the verdict.
    pub verdict: &'static str,
    /// What staff do where it is not a plain yes.
    pub advice: Option<&'static str>,
    /// Labels and values, as the panel shows them. Personal data.
    pub rows: Vec<(&'static str, String)>,
}

/// The answer in this language.
#[must_use]
pub fn answer_text(message: &XmlMsg, language: Language) -> AnswerText {
    let verdict = Verdict::of(message);
    let staff = StaffTexts::of(language);
    let words = (staff.verdict_of)(verdict.kind());
    let rows = rows(Texts::of(language), &verdict, message);
    let fields = rows.into_iter().filter_map(|row| match row {
        PanelRow::Fields(fields) => Some(fields),
        PanelRow::Copied { insurer, more } => Some(insurer.into_iter().chain(more).collect()),
        PanelRow::Heading(_) | PanelRow::Note(_) | PanelRow::Gap | PanelRow::LaterPage => None,
    });
    let rows = fields.flatten().map(|field| (field.label, field.text)).collect();
    let simulation = message.simulation.then_some(staff.simulation.word);
    AnswerText { simulation, verdict: words.word, advice: words.advice, rows }
}
