//! Values of `[fleet]`: what a kiosk is called in a bundle, and which bundle it has taken.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};

/// The table in the file.
pub const FLEET: &str = "fleet";
/// The key that names the bundle that was taken. No one writes it but the program that takes one.
pub const TAKEN: &str = "taken";
/// Bytes of the SHA-256 by which two bundles of one serial number are told apart.
const DIGEST: usize = 8;

/// The longest name of a kiosk.
const MAX_NAME: usize = 64;

/// Whether a bundle may call a kiosk so.
pub(super) fn is_kiosk_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=MAX_NAME).contains(&name.len()) && name.bytes().all(plain)
}

/// Which bundle: its serial number and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundleId {
    /// Rises with each bundle.
    pub serial: u64,
    /// The first bytes of the SHA-256 of its text.
    pub digest: [u8; DIGEST],
}

impl BundleId {
    /// That of this text.
    #[must_use]
    pub fn new(serial: u64, text: &str) -> Self {
        Self { serial, digest: digest(text) }
    }

    /// Whether it is that of this text, whatever number stands in it.
    #[must_use]
    pub fn is_of(&self, text: &str) -> bool {
        self.digest == digest(text)
    }
}

fn digest(text: &str) -> [u8; DIGEST] {
    let whole = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    let mut first = [0; DIGEST];
    first.iter_mut().zip(whole.as_ref()).for_each(|(first, byte)| *first = *byte);
    first
}

/// A bundle that was taken, and when: `12 9f86d081884c7d65 2026-11-30T20:15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct TakenBundle {
    /// Which.
    pub id: BundleId,
    /// By a clock in Japan.
    pub at: PrimitiveDateTime,
}

/// The text names no bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not what the kiosk wrote here: leave this line to it, or remove it to begin with bundles from the start")]
pub struct TakenBundleError;

/// Date and time of a clock in Japan, to the minute.
pub(super) const AT: &[time::format_description::BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]");

impl TakenBundle {
    /// This bundle, at this moment.
    #[must_use]
    pub fn now(id: BundleId, now: OffsetDateTime) -> Self {
        let minute = now.time().replace_second(0).and_then(|time| time.replace_nanosecond(0)).unwrap_or(now.time());
        Self { id, at: PrimitiveDateTime::new(now.date(), minute) }
    }

    /// Date and time as a person reads them.
    #[must_use]
    pub fn when(&self) -> String {
        self.at.format(format_description!("[year]-[month]-[day] [hour]:[minute]")).unwrap_or_default()
    }
}

impl fmt::Display for TakenBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digest = base16ct::lower::encode_string(&self.id.digest);
        write!(f, "{} {digest} {}", self.id.serial, self.at.format(AT).unwrap_or_default())
    }
}

impl FromStr for TakenBundle {
    type Err = TakenBundleError;

    fn from_str(text: &str) -> Result<Self, TakenBundleError> {
        let mut words = text.split(' ');
        let mut word = || words.next().ok_or(TakenBundleError);
        let serial = word()?.parse().ok().ok_or(TakenBundleError)?;
        let mut digest = [0; DIGEST];
        base16ct::lower::decode(word()?, &mut digest).ok().filter(|hex| hex.len() == DIGEST).ok_or(TakenBundleError)?;
        let at = PrimitiveDateTime::parse(word()?, AT).ok().ok_or(TakenBundleError)?;
        if words.next().is_none() { Ok(Self { id: BundleId { serial, digest }, at }) } else { Err(TakenBundleError) }
    }
}

impl TryFrom<String> for TakenBundle {
    type Error = TakenBundleError;

    fn try_from(text: String) -> Result<Self, TakenBundleError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_is_read_as_it_was_written_and_anything_else_is_not() {
        let text = "12 9f86d081884c7d65 2026-11-30T20:15";
        assert_eq!(text.parse::<TakenBundle>().unwrap().to_string(), text);
        for other in [
            "",
            "12",
            "-1 9f86d081884c7d65 2026-11-30T20:15",
            "12 9f86 2026-11-30T20:15",
            "12 9f86d081884c7d65 yesterday",
            "12 9f86d081884c7d65 2026-11-30T20:15 x",
            "12  9f86d081884c7d65 2026-11-30T20:15",
        ] {
            assert_eq!(other.parse::<TakenBundle>(), Err(TakenBundleError), "{other:?}");
        }
    }
}
