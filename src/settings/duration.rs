//! Durations as people write them: `"60s"`, `"2m"`, `"7d"`.

use std::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer};

const UNITS: [(char, u64); 4] = [('s', 1), ('m', 60), ('h', 3600), ('d', 86_400)];

/// Longer than any setting makes sense. Without a limit, adding a duration to the present moment can overflow.
const MAX_DURATION: Duration = Duration::from_secs(366 * 86_400);

/// Reads a whole number and a unit; zero is refused, because nothing in the settings makes sense with it.
pub fn parse(text: &str) -> Option<Duration> {
    let unit = text.chars().next_back()?;
    let seconds = UNITS.iter().find(|(name, _)| *name == unit)?.1;
    let number: u64 = text.strip_suffix(unit)?.parse().ok()?;
    Some(Duration::from_secs(number.checked_mul(seconds)?))
        .filter(|duration| !duration.is_zero() && *duration <= MAX_DURATION)
}

/// As [`parse`] reads it.
pub fn written(duration: Duration) -> String {
    format!("{}s", duration.as_secs())
}

/// For serde's `deserialize_with`.
pub fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| {
        D::Error::custom(
            "not a duration: write a whole number from 1 and a unit, such as \"60s\", \"2m\", \"1h\" or \"7d\", a year at most",
        )
    })
}
