//! The end of the file, as much of it as an opening needs: what is torn, the last whole line, and today's lines.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;

use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::chain::{ChainPosition, MAX_LENGTH};
use crate::common::{Method, Way, in_japan};
use crate::eligibility::VerdictKind;
use crate::visit::{AssignmentEnd, CheckId, CheckSummary, CheckedBy, Ended, RowId};

/// As much as is read at most: two thousand visits, more than a desk has a day.
const WINDOW: u64 = 1 << 20;

/// The end of the file.
pub(super) struct Tail {
    /// Bytes up to and with the last end of line.
    pub whole: u64,
    /// Bytes behind that: a line that was not finished.
    pub torn: u64,
    /// Whole lines, and nothing else.
    bytes: Vec<u8>,
}

/// A check of today's list, as the file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListedCheck {
    /// Number of its line; none: it has no line yet.
    pub seq: Option<u64>,
    /// Japan's time.
    pub at: OffsetDateTime,
    pub way: CheckedBy,
    pub end: Option<Ended>,
    pub simulated: bool,
}

impl ListedCheck {
    /// The same as a row of a list of its day.
    pub(super) fn summary(self, row: RowId, of: Option<CheckId>, number: u32) -> CheckSummary {
        let Self { seq, at, way, end, simulated } = self;
        let at = in_japan(at);
        CheckSummary { row, seq, of, number, at: (at.hour(), at.minute()), way, end, simulated }
    }

    /// The code of what it ended with.
    fn code(&self) -> Option<&'static str> {
        match self.way {
            CheckedBy::Assignment(end) => end.code(),
            CheckedBy::Card(_) | CheckedBy::Folder | CheckedBy::Numbers(_) | CheckedBy::Staff(_) => self.end?.code(),
        }
    }
}

impl Tail {
    pub(super) fn read(file: &File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let start = length.saturating_sub(WINDOW);
        let mut bytes = vec![0; usize::try_from(length - start).unwrap_or_default()];
        file.read_exact_at(&mut bytes, start)?;
        let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        if end == 0 && start > 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "no line in its last million bytes"));
        }
        let torn = (bytes.len() - end) as u64;
        bytes.truncate(end);
        // The first is a part of a line, where the file is longer than what was read.
        if start > 0 {
            let first = bytes.iter().position(|byte| *byte == b'\n').map_or(end, |end| end + 1);
            bytes.drain(..first);
        }
        Ok(Self { whole: length - torn, torn, bytes })
    }

    /// The lines without their ends, the last one first.
    fn latest(&self) -> impl Iterator<Item = &[u8]> {
        let lines = self.bytes.strip_suffix(b"\n").map(|lines| lines.rsplit(|byte| *byte == b'\n'));
        lines.into_iter().flatten()
    }

    /// Whether there is any line.
    pub(super) const fn is_empty(&self) -> bool {
        self.whole == 0
    }

    /// The last line, if it is as it was written.
    pub(super) fn last(&self) -> Option<ChainPosition> {
        Self::intact(self.latest().next()?)
    }

    /// The last line that is as it was written, whatever comes behind it.
    pub(super) fn last_intact(&self) -> Option<ChainPosition> {
        self.latest().find_map(Self::intact)
    }

    /// The line with this number, if it is among those that were read.
    pub(super) fn numbered(&self, seq: u64) -> Option<ChainPosition> {
        let positions = self.latest().filter_map(ChainPosition::read);
        positions.map(|(position, _)| position).find(|position| position.seq == seq)
    }

    fn intact(line: &[u8]) -> Option<ChainPosition> {
        let (position, intact) = ChainPosition::read(line).filter(|_| line.len() < MAX_LENGTH)?;
        intact.then_some(position)
    }

    /// The last checks that ended with a code, at most so many, the latest last.
    pub(super) fn last_codes(&self, most: usize) -> Vec<(OffsetDateTime, &'static str)> {
        let checks = self.latest().filter_map(|line| serde_json::from_slice::<ReadLine>(line).ok()?.check());
        let codes = checks.filter_map(|check| Some((check.at, check.code()?)));
        let mut codes: Vec<_> = codes.take(most).collect();
        codes.reverse();
        codes
    }

    /// The checks of this day in Japan, the latest last.
    pub(super) fn checks_of(&self, day: Date) -> Vec<ListedCheck> {
        let mut checks: Vec<ListedCheck> = Vec::new();
        for line in self.latest() {
            // A line that cannot be read is no reason to forget the ones before it.
            let Ok(line) = serde_json::from_slice::<ReadLine>(line) else { continue };
            if line.at.date() < day {
                break;
            }
            checks.extend(line.check().filter(|check| check.at.date() == day));
        }
        checks.reverse();
        checks
    }
}

/// The check that a line describes, if it describes one.
pub(super) fn check_of(line: &[u8]) -> Option<ListedCheck> {
    serde_json::from_slice::<ReadLine>(line).ok()?.check()
}

/// The members of a line that describe a check.
#[derive(Deserialize)]
pub(super) struct ReadLine {
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
    pub(super) fn check(self) -> Option<ListedCheck> {
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
        Some(ListedCheck { seq: self.seq, at: self.at, way, end, simulated: self.simulation })
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
