//! Lines that strike or settle an earlier line, as a file holds them.
//!
//! A line of a million is looked at, and few are marks or stay open: its kind is found without parsing it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::hash::Hash;

const STRUCK: &[u8] = b"struck";
const SETTLED: &[u8] = b"settled";
const MANUAL: &[u8] = b"manual";
const VISIT: &[u8] = b"visit";
const NUMBERS: &[u8] = b"number";

/// What a line is, as far as marks go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// A manual entry: it may be struck or settled.
    Entry,
    /// A visit or a number check: it may be settled.
    Check,
    /// It strikes an earlier line.
    Strike,
    /// It settles an earlier line.
    Settlement,
}

impl LineKind {
    /// What a line without its end of line is; none: it has nothing to do with marks.
    pub(super) fn of(line: &[u8]) -> Option<Self> {
        match value(line, b"\"kind\":\"")? {
            MANUAL => Some(Self::Entry),
            VISIT | NUMBERS => Some(Self::Check),
            STRUCK => Some(Self::Strike),
            SETTLED => Some(Self::Settlement),
            _ => None,
        }
    }

    /// Whether a line of this kind may be marked by one of that kind.
    pub(super) const fn may_be_marked_by(self, by: Self) -> bool {
        matches!((self, by), (Self::Entry, Self::Strike | Self::Settlement) | (Self::Check, Self::Settlement))
    }

    /// Whether it marks another line.
    pub(super) const fn marks(self) -> bool {
        matches!(self, Self::Strike | Self::Settlement)
    }
}

/// The text behind this member's name, up to the next quotation mark. A quotation mark inside a text is written with a
/// backslash, so that no text can hold a member's name.
pub(super) fn value<'a>(line: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let begin = line.windows(name.len()).position(|window| window == name)? + name.len();
    let rest = line.get(begin..)?;
    rest.get(..rest.iter().position(|byte| *byte == b'"')?)
}

/// Which line a mark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) struct MarkedLine {
    /// Its number.
    pub of: u64,
    /// Its hash.
    pub of_hash: Hash,
}

impl MarkedLine {
    /// Of a line that is a mark.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        serde_json::from_slice(line).ok()
    }
}

/// A mark that was found, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundMark {
    /// Line of the file, from 1, and its number.
    pub line: usize,
    pub number: u64,
    pub kind: LineKind,
    /// What it is about.
    pub marked: MarkedLine,
}

/// The marks of a file, by the number of the line that they are about: the first one of each. What one of them refers
/// to is taken out once it is found, so that those are left that refer to nothing.
#[derive(Debug, Default)]
pub(super) struct Marks {
    found: BTreeMap<u64, FoundMark>,
    /// How many strike, and how many settle.
    pub struck: usize,
    pub settled: usize,
}

impl Marks {
    /// Takes a mark. `false`: that line was marked before.
    pub(super) fn take(&mut self, mark: FoundMark) -> bool {
        *(if mark.kind == LineKind::Strike { &mut self.struck } else { &mut self.settled }) += 1;
        let is_new = !self.found.contains_key(&mark.marked.of);
        if is_new {
            self.found.insert(mark.marked.of, mark);
        }
        is_new
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Shows it a line: if one of the marks may be about it, that one refers to something.
    pub(super) fn meet(&mut self, line: usize, number: u64, hash: Hash, kind: Option<LineKind>) {
        let refers = self.found.get(&number).is_some_and(|mark| {
            let before = line < mark.line && mark.marked.of_hash == hash;
            before && kind.is_some_and(|kind| kind.may_be_marked_by(mark.kind))
        });
        if refers {
            self.found.remove(&number);
        }
    }

    /// The marks that have met no such line, in the order of the file.
    pub(super) fn left(self) -> Vec<FoundMark> {
        let mut left: Vec<_> = self.found.into_values().collect();
        left.sort_by_key(|mark| mark.line);
        left
    }
}
