//! The values of `[share]`: what a host, a share and an account may be called.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Most shares: one for each folder of the terminal, and as many again.
const MOST: usize = 8;

/// Longest host name (RFC 1035 §2.3.4), and longest name of a share or an account (MS-SMB2 and Windows allow about 80).
const LONGEST: (usize, usize) = (253, 80);

fn is_host(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = text.as_bytes();
    bytes.len() <= LONGEST.0 && bytes.iter().copied().all(fits) && ends(bytes.first()) && ends(bytes.last())
}

fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'$' | b'-');
    let begins = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let bytes = text.as_bytes();
    bytes.len() <= LONGEST.1 && bytes.first().is_some_and(begins) && bytes.iter().copied().all(fits)
}

/// For serde's `deserialize_with`.
pub(super) fn host<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let host = is_host(&text).then_some(Some(text));
    host.ok_or_else(|| D::Error::custom("must be an IPv4 address or a host name: letters, digits, . and -"))
}

/// For serde's `deserialize_with`.
pub(super) fn name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let name = is_name(&text).then_some(Some(text));
    name.ok_or_else(|| {
        D::Error::custom("must be 1 to 80 letters, digits, _ . $ or -, and begin with none of the last three")
    })
}

/// For serde's `deserialize_with`.
pub(super) fn names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    if !(1..=MOST).contains(&names.len()) {
        return Err(D::Error::custom("must name 1 to 8 shares"));
    }
    if !names.iter().all(|name| is_name(name)) {
        return Err(D::Error::custom(
            "a share's name must be 1 to 80 letters, digits, _ . $ or -, and begin with none of the last three",
        ));
    }
    // Windows compares them so, and each has a folder of its own.
    let mut folded: Vec<_> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    folded.sort_unstable();
    folded.dedup();
    if folded.len() == names.len() { Ok(Some(names)) } else { Err(D::Error::custom("names a share twice")) }
}
