//! What the list, an opened row and the counts have in common.

use crate::ui::layout::Canvas;
use crate::ui::texts::StaffTexts;
use crate::visit::{CheckSummary, CheckedBy, Ended};

/// Says why there is nothing.
pub(super) fn not_there(canvas: &mut Canvas<'_>, why: &str) {
    canvas.put(canvas.stack().centred(why, canvas.theme.strong));
}

/// What came of a check, and its K-code where it has one.
pub(super) fn result(words: &StaffTexts, canvas: &Canvas<'_>, check: &CheckSummary) -> (String, &'static str) {
    let (result, code) = match (check.way, check.end) {
        (CheckedBy::Assignment(end), _) => ((words.assign.end)(end), end.code().unwrap_or_default()),
        (_, Some(Ended::Answered(verdict))) => ((canvas.texts.verdict_of)(verdict).word, ""),
        (_, Some(Ended::Failed(kind))) => (words.today.failed, kind.code()),
        (_, Some(Ended::Unanswered(fault))) => (words.today.failed, fault.code()),
        (_, Some(Ended::GivenUp)) => (words.today.given_up, ""),
        (_, None) => (words.today.not_confirmed, ""),
    };
    // Before the result, so that no 有効 stands without it.
    let mark = if check.simulated { words.today.mark } else { "" };
    (format!("{mark}{result}"), code)
}
