//! The random part of the name of a file that was handed on.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::way::Way;

/// Digits of it.
const DIGITS: usize = 16;

/// What tells a file that was handed on from every other. It is random and says nothing of a person, so that the
/// journal may hold it and a later file may refer to it. Written as 16 hexadecimal digits in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HandOffId(pub u64);

impl fmt::Display for HandOffId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// An entry that was struck and had been handed on: what the file that says so refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StruckEntry {
    /// How staff had confirmed.
    pub way: Way,
    /// The entry's own file.
    pub file: HandOffId,
}

/// It is no such identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an identifier of a file has 16 hexadecimal digits in lower case")]
pub struct HandOffIdError;

impl FromStr for HandOffId {
    type Err = HandOffIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hex = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
        if text.len() != DIGITS || !is_hex {
            return Err(HandOffIdError);
        }
        u64::from_str_radix(text, 16).ok().map(Self).ok_or(HandOffIdError)
    }
}

impl Serialize for HandOffId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HandOffId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_and_nothing_else() {
        for id in [0, 0xab, u64::MAX] {
            assert_eq!(HandOffId(id).to_string().parse(), Ok(HandOffId(id)));
        }
        for other in ["", "ab", "00000000000000AB", "+0000000000000ab", "000000000000000ab"] {
            assert_eq!(other.parse::<HandOffId>(), Err(HandOffIdError), "{other}");
        }
    }
}
