//! Dates and times as Japan has them.

use time::macros::offset;
use time::{OffsetDateTime, UtcOffset};

/// Japan has one time zone and no summer time. Dates and times on the screen are Japan's, whatever this machine is set
/// to.
pub const JAPAN: UtcOffset = offset!(+9);

/// The time as a clock in Japan shows it. The last hours of the year 9999, which Japan does not have, stay as they are:
/// that is how "for ever" is written (RFC 5280 §4.1.2.5).
#[must_use]
pub fn in_japan(time: impl Into<OffsetDateTime>) -> OffsetDateTime {
    let time = time.into();
    time.checked_to_offset(JAPAN).unwrap_or(time)
}
