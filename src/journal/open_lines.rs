//! The lines that stay open: manual entries, and checks that ask for a later one, until another line strikes or settles
//! them.
//!
//! What is written now and what a file holds are taken by the same function, so that a restart changes nothing.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::chain::ChainPosition;
use super::hash::{Hash, Head};
use super::listed::{ListedCheck, check_of};
use super::marks::{LineKind, MarkedLine, value};
use crate::common::{HandOffId, StruckEntry};
use crate::eligibility::VerdictKind;
use crate::visit::{CheckedBy, Ended, ItemId, Mark, MarkRefusal, OpenItem};

/// As many are kept in memory, the latest ones: 1 MiB. The file has them all.
pub(super) const MAX_OPEN: usize = 10_000;

/// A line that stays open.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenLine {
    pub hash: Hash,
    pub check: ListedCheck,
    /// The file in which an entry was handed on.
    pub file: Option<HandOffId>,
}

impl OpenLine {
    fn item(&self, seq: u64) -> OpenItem {
        let ListedCheck { at, way, end, simulated, .. } = self.check;
        OpenItem { id: ItemId(seq), at, way, end, simulated }
    }

    /// What a file that says that it is struck refers to, if it was handed on.
    pub(super) fn struck(&self) -> Option<StruckEntry> {
        match (self.check.way, self.file) {
            (CheckedBy::Staff(way), Some(file)) => Some(StruckEntry { way, file }),
            _ => None,
        }
    }
}

/// The open lines by their numbers.
#[derive(Debug)]
pub(super) struct OpenLines {
    lines: BTreeMap<u64, OpenLine>,
    /// At most so many are kept, the latest ones.
    most: usize,
    /// So many older ones had no place.
    older: u64,
}

/// What a line has changed.
#[derive(Debug)]
pub(super) enum Change {
    /// It stays open.
    StaysOpen(OpenItem),
    /// It strikes this entry.
    Struck(ListedCheck),
    /// It settles an earlier line.
    Settled,
}

impl Default for OpenLines {
    fn default() -> Self {
        Self { lines: BTreeMap::new(), most: MAX_OPEN, older: 0 }
    }
}

impl OpenLines {
    /// With a place for every line, for a part of the file.
    pub(super) fn of_part() -> Self {
        Self { most: usize::MAX, ..Self::default() }
    }

    /// Takes a line without its end of line, and answers with what it changes. A mark that was changed, or that
    /// refers to another line than the one with that number, closes nothing: what is open must not vanish from the list
    /// by a line that was put in.
    pub(super) fn take(&mut self, line: &[u8]) -> Option<Change> {
        let kind = LineKind::of(line)?;
        if !kind.marks() && !may_stay_open(kind, line) {
            return None;
        }
        let (position, intact) = ChainPosition::read(line)?;
        if kind.marks() {
            let marked = MarkedLine::read(line).filter(|_| intact)?;
            return self.close(kind, marked);
        }
        let check = check_of(line).filter(|check| check.way.stays_open(check.end))?;
        let file = serde_json::from_slice::<HandedOn>(line).ok().and_then(|handed| handed.file);
        self.add(position.seq, OpenLine { hash: position.hash, check, file }).map(Change::StaysOpen)
    }

    /// One more. `None`: this number is there already.
    pub(super) fn add(&mut self, seq: u64, line: OpenLine) -> Option<OpenItem> {
        if self.lines.contains_key(&seq) {
            return None;
        }
        self.lines.insert(seq, line);
        if self.lines.len() > self.most {
            self.lines.pop_first();
            self.older += 1;
        }
        Some(line.item(seq))
    }

    fn close(&mut self, kind: LineKind, MarkedLine { of, of_hash }: MarkedLine) -> Option<Change> {
        let strikes = kind == LineKind::Strike;
        if let Some(line) = self.lines.get(&of)
            && line.hash == of_hash
            && (!strikes || line.item(of).may_be_struck())
        {
            let check = line.check;
            self.lines.remove(&of);
            return Some(if strikes { Change::Struck(check) } else { Change::Settled });
        }
        // One that had no place.
        let had_none = self.lines.first_key_value().is_some_and(|(first, _)| of < *first);
        self.older = self.older.saturating_sub(u64::from(had_none));
        None
    }

    /// The line that may be marked so.
    pub(super) fn markable(&self, id: ItemId, mark: Mark) -> Result<(Head, &OpenLine), MarkRefusal> {
        let line = self.lines.get(&id.0).ok_or(MarkRefusal::NotOpen)?;
        match mark {
            Mark::Struck if !line.item(id.0).may_be_struck() => Err(MarkRefusal::NotAnEntry),
            Mark::Struck | Mark::Done | Mark::NotNeeded => Ok((Head { seq: id.0, hash: line.hash }, line)),
        }
    }

    /// Takes one out.
    pub(super) fn remove(&mut self, id: ItemId) {
        self.lines.remove(&id.0);
    }

    /// Puts these behind its own.
    pub(super) fn extend(&mut self, others: Self) {
        for (seq, line) in others.lines {
            self.add(seq, line);
        }
    }

    /// As a list, the latest last.
    pub(super) fn items(&self) -> Vec<OpenItem> {
        self.lines.iter().map(|(seq, line)| line.item(*seq)).collect()
    }

    /// So many older ones had no place.
    pub(super) const fn older(&self) -> u64 {
        self.older
    }
}

/// Whether a line has a chance to stay open, found without parsing it.
fn may_stay_open(kind: LineKind, line: &[u8]) -> bool {
    match kind {
        LineKind::Entry => true,
        LineKind::Check => match value(line, b"\"error\":\"") {
            Some(code) => str::from_utf8(code).ok().and_then(Ended::of_code).is_some_and(Ended::asks_for_later_check),
            None => value(line, b"\"verdict\":\"").is_some_and(|word| {
                let verdict = VerdictKind::ALL.into_iter().find(|verdict| verdict.as_str().as_bytes() == word);
                verdict.is_some_and(VerdictKind::asks_for_later_check)
            }),
        },
        LineKind::Strike | LineKind::Settlement => false,
    }
}

/// The member of a manual entry that says in which file it was handed on.
#[derive(Deserialize)]
struct HandedOn {
    file: Option<HandOffId>,
}
