//! What this machine's clock says of the moment in which a bundle is taken.

use std::time::SystemTime;

use time::OffsetDateTime;

use crate::common::{clock_is_set, in_japan};

/// This machine's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct BundleClock {
    /// In Japan.
    pub at: OffsetDateTime,
    /// Whether it was ever set.
    pub is_set: bool,
}

impl BundleClock {
    pub(super) fn here() -> Self {
        let now = SystemTime::now();
        Self { at: in_japan(now), is_set: clock_is_set(now) }
    }
}
