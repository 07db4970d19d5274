//! A check that a line of the file describes.

use serde::Deserialize;
use time::OffsetDateTime;

use crate::common::{Method, Way, in_japan};
use crate::eligibility::VerdictKind;
use crate::visit::{AssignmentEnd, CheckId, CheckSummary, CheckedBy, Ended, ItemId, RowId};

/// A check, as the file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListedCheck {
    /// Number of its line; none: it has no line yet.
    pub seq: Option<u64>,
    /// Japan's time.
    pub at: OffsetDateTime,
    pub way: CheckedBy,
    pub end: Option<Ended>,
    pub simulated: bool,
    /// Whether another line strikes it.
    pub struck: bool,
}

impl ListedCheck {
    /// The same as a row of a list of its day.
    pub(super) fn summary(self, row: RowId, of: Option<CheckId>, number: u32) -> CheckSummary {
        let Self { seq, at, way, end, simulated, struck } = self;
        let (at, item) = (in_japan(at), seq.map(ItemId));
        CheckSummary { row, seq, item, of, number, at: (at.hour(), at.minute()), way, end, simulated, struck }
    }

    /// The code of what it ended with.
    pub(super) fn code(&self) -> Option<&'static str> {
        match self.way {
            CheckedBy::Assignment(end) => end.code(),
            CheckedBy::Card(_) | CheckedBy::Folder | CheckedBy::Numbers(_) | CheckedBy::Staff(_) => self.end?.code(),
        }
    }
}

/// The check that a line describes, if it describes one.
pub(super) fn check_of(line: &[u8]) -> Option<ListedCheck> {
    serde_json::from_slice::<ReadLine>(line).ok()?.check()
}

/// The members of a line that describe a check.
#[derive(Deserialize)]
struct ReadLine {
    seq: Option<u64>,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    kind: String,
    method: Option<Method>,
    verdict: Option<String>,
    error: Option<String>,
    way: Option<Way>,
    result: Option<String>,
    #[serde(default)]
    simulation: bool,
}

impl ReadLine {
    /// The check that it describes, if it is about one.
    fn check(self) -> Option<ListedCheck> {
        let (way, end) = match (self.kind.as_str(), self.way) {
            ("visit", _) => (self.method.map_or(CheckedBy::Folder, CheckedBy::Card), self.end()),
            ("manual", Some(way)) => (CheckedBy::Staff(way), self.end()),
            ("number", Some(way)) => (CheckedBy::Numbers(way), self.end()),
            ("reference-number", _) => {
                let end = AssignmentEnd::read(self.result.as_deref()?, self.error.as_deref())?;
                (CheckedBy::Assignment(end), None)
            }
            _ => return None,
        };
        Some(ListedCheck { seq: self.seq, at: self.at, way, end, simulated: self.simulation, struck: false })
    }

    /// A word that this version does not know says nothing.
    fn end(&self) -> Option<Ended> {
        match (&self.error, &self.verdict) {
            (Some(code), _) => Ended::of_code(code),
            (None, Some(word)) => {
                VerdictKind::ALL.into_iter().find(|verdict| verdict.as_str() == word).map(Ended::Answered)
            }
            (None, None) => (self.kind != "manual").then_some(Ended::GivenUp),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::InquiryFault;

    #[test]
    fn every_code_of_a_question_without_an_answer_comes_back_into_todays_list() {
        for fault in InquiryFault::ALL {
            let line = format!(
                "{{\"at\":\"2026-11-22T10:15:30+09:00\",\"kind\":\"number\",\"way\":\"certificate\",\"error\":\"{}\"}}",
                fault.code()
            );
            let check = serde_json::from_str::<ReadLine>(&line).unwrap().check().unwrap();
            assert_eq!(check.way, CheckedBy::Numbers(Way::Certificate));
            let code = match check.end {
                Some(Ended::Failed(kind)) => kind.code(),
                Some(Ended::Unanswered(fault)) => fault.code(),
                other => panic!("{other:?}"),
            };
            assert_eq!(code, fault.code());
        }
    }
}
