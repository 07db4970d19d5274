//! The hash of a line, and where a chain stands.

use std::fmt;
use std::str::FromStr;

use ring::digest::{SHA256, digest};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
