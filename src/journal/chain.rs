//! A line, its hash, and what the next line has to name.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::entry::{JournalEntry, JournalLine};
use super::hash::{Hash, Head};
use crate::eligibility::FacilityCode;

/// Bytes. Longer than any line that this program writes.
pub(super) const MAX_LENGTH: usize = 4096;

/// A line in the order in which it is written; `hash` follows.
#[derive(Serialize)]
struct Fields<'a> {
    seq: u64,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    terminal: &'a str,
    #[serde(flatten)]
    entry: &'a JournalEntry,
    /// Left out where nothing is simulated, as in every line from before there was this mark.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    simulation: bool,
    prev: Hash,
}

/// The line that follows `head`, with its end of line, and where the chain stands behind it.
pub(super) fn line(head: Head, terminal: &FacilityCode, line: &JournalLine) -> serde_json::Result<(Vec<u8>, Head)> {
    let (seq, JournalLine { at, entry, simulation }) = (head.seq + 1, line);
    let (at, simulation, terminal) = (*at, *simulation, terminal.as_str());
    let mut bytes = serde_json::to_vec(&Fields { seq, at, terminal, entry, simulation, prev: head.hash })?;
    let hash = Hash::sha256(&bytes);
    // The hash replaces the closing brace.
    bytes.pop();
    bytes.extend_from_slice(tail(hash).as_bytes());
    bytes.push(b'\n');
    Ok((bytes, Head { seq, hash }))
}

/// How a line ends, without its end of line.
fn tail(hash: Hash) -> String {
    format!(",\"hash\":\"{hash}\"}}")
}

/// The position of a line in the chain, as the line itself states it.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct ChainPosition {
    pub seq: u64,
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub prev: Hash,
    pub hash: Hash,
    /// Whether it was written in a simulation.
    #[serde(default)]
    pub simulation: bool,
}

impl ChainPosition {
    /// Reads a line without its end of line. The flag says whether the line has its own hash.
    pub(super) fn read(line: &[u8]) -> Option<(Self, bool)> {
        let position: Self = serde_json::from_slice(line).ok()?;
        let body = line.strip_suffix(tail(position.hash).as_bytes());
        let intact = body.is_some_and(|body| Hash::sha256(&[body, b"}"].concat()) == position.hash);
        Some((position, intact))
    }

    /// Where the chain stands behind it.
    pub(super) const fn head(&self) -> Head {
        Head { seq: self.seq, hash: self.hash }
    }
}
