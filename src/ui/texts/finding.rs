//! A finding of the diagnosis in words.

use super::staff::StaffTexts;
use super::visitor::Texts;
use crate::common::{Finding, FindingDetail, Health, Language};
use crate::eligibility::kana;

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingText {
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
pub fn finding_text(finding: &Finding, language: Language) -> FindingText {
    let words = &StaffTexts::of(language).diagnosis;
    let Finding { part, health, detail } = finding;
    let found = (words.found)(*part, detail);
    let (found, remedy) = match detail {
        FindingDetail::Trouble(kind) => {
            let cause = (Texts::of(language.of_staff()).trouble_of)(*kind).cause;
            (format!("{found} |{cause}"), (StaffTexts::of(language).trouble_of)(*kind))
        }
        detail => (found, (words.remedy)(*part, detail)),
    };
    let found = kana::shown(&if language.of_staff() == Language::Japanese { found } else { found.replace(" |", " ") });
    let remedy = (*health != Health::Fine).then(|| remedy.to_owned());
    FindingText { part: (words.part)(*part), health: (words.health)(*health), found, remedy }
}
