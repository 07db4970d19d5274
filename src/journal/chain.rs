//! A line, its hash, and what the next line has to name.

use std::fmt;
use std::str::FromStr;

use ring::digest::{SHA256, digest};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::OffsetDateTime;

use super::entry::{JournalEntry, JournalLine};
use crate::eligibility::FacilityCode;

/// Bytes. Longer than any line that this program writes.
pub(super) const MAX_LENGTH: usize = 4096;

/// SHA-256. Written in lower case, always: a letter in another case is a changed line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The `prev` of the first line.
    pub const NONE: Self = Self([0; 32]);

    pub(super) fn sha256(bytes: &[u8]) -> Self {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
        Self(hash)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = base16ct::Error;

    fn from_str(hex: &str) -> Result<Self, Self::Err> {
        let mut hash = [0; 32];
        let whole = base16ct::lower::decode(hex, &mut hash)?.len() == hash.len();
        if whole { Ok(Self(hash)) } else { Err(base16ct::Error::InvalidLength) }
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|error: base16ct::Error| D::Error::custom(error))
    }
}

/// Where a chain stands: the last line's number and hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Number of the line, from 1; 0: there is none yet.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

impl Head {
    /// Of a journal without lines.
    pub const NONE: Self = Self { seq: 0, hash: Hash::NONE };
}

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
