//! What came of a check, as lists and pages of checks say it.

use crate::ui::layout::Canvas;
use crate::ui::texts::StaffTexts;
use crate::visit::{CheckSummary, CheckedBy, Ended};

/// What came of a check.
pub struct CheckWords {
    /// Stands before the word, so that no 有効 of a simulation stands without it; empty for a real check.
    pub mark: &'static str,
    /// In a word.
    pub word: &'static str,
    /// Its K-code, where it has one.
    pub code: &'static str,
}

impl CheckWords {
    /// What came of a row of a day's checks.
    pub fn of_row(words: &StaffTexts, canvas: &Canvas<'_>, check: &CheckSummary) -> Self {
        let result = Self::of(words, canvas, check.way, check.end, check.simulated);
        if check.struck { Self { word: words.today.struck, ..result } } else { result }
    }

    /// What came of a check that was done and ended so.
    pub fn of(words: &StaffTexts, canvas: &Canvas<'_>, way: CheckedBy, end: Option<Ended>, simulated: bool) -> Self {
        let (word, code) = match (way, end) {
            (CheckedBy::Assignment(end), _) => ((words.assign.end)(end), end.code()),
            (_, Some(Ended::Answered(verdict))) => ((canvas.texts.verdict_of)(verdict).word, None),
            (_, Some(end @ (Ended::Failed(_) | Ended::Unanswered(_)))) => (words.today.failed, end.code()),
            (_, Some(Ended::GivenUp)) => (words.today.given_up, None),
            (_, None) => (words.today.not_confirmed, None),
        };
        let mark = if simulated { words.today.mark } else { "" };
        Self { mark, word, code: code.unwrap_or_default() }
    }
}
