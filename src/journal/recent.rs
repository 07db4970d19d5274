//! What the journal has of the last days, for a report for support: codes and ends, no pseudonym.

use std::collections::BTreeMap;
use std::path::Path;

use time::OffsetDateTime;

use super::FILE;
use super::tail::Tail;
use crate::common::open_regular;
use crate::visit::{CheckedBy, Ended};

/// What is told of the last days.
#[derive(Debug, Default)]
pub struct Recent {
    /// The last codes and when they were recorded, the latest last.
    pub codes: Vec<(OffsetDateTime, &'static str)>,
    /// Checks of the day that were not simulated, by how they ended.
    pub counts: BTreeMap<&'static str, u64>,
}

/// What the journal in this folder has, also while it is being written; nothing where it cannot be read. Counts are of
/// the day of `now`; at most so many codes.
#[must_use]
pub fn recent(folder: &Path, now: OffsetDateTime, codes: usize) -> Recent {
    let tail = open_regular(&folder.join(FILE)).and_then(|file| Tail::read(&file));
    let Ok(tail) = tail else { return Recent::default() };
    let mut counts = BTreeMap::new();
    for check in tail.checks_of(now.date()).into_iter().filter(|check| !check.simulated) {
        let word = match (check.way, check.end) {
            _ if check.struck => "struck",
            // A reference number is no check.
            (CheckedBy::Assignment(_), _) => continue,
            (_, Some(Ended::Answered(verdict))) => verdict.as_str(),
            (_, Some(Ended::Failed(_) | Ended::Unanswered(_))) => "failed",
            (_, Some(Ended::GivenUp)) => "given-up",
            (CheckedBy::Staff(_), None) => "by-hand",
            // Of a later version.
            (CheckedBy::Card(_) | CheckedBy::Folder | CheckedBy::Numbers(_), None) => "unknown",
        };
        *counts.entry(word).or_default() += 1;
    }
    Recent { codes: tail.last_codes(codes), counts }
}
