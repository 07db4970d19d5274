//! What is known of the eligibility service and of a check that it holds open.

use std::time::Instant;

use super::trouble::Trouble;

/// What is known of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Service {
    /// Nothing has been heard yet.
    Unknown,
    /// It answers and is open.
    Open(Announced),
    /// It cannot be used now, and why.
    Unusable(Trouble),
}

/// What an open service says beside being open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announced {
    /// Its words for the staff, fit for a screen.
    pub notices: Vec<String>,
    /// When it closes next, as shown: `18:00`, or with the day `11/23 18:00`.
    pub closes: Option<String>,
    /// Whether method A goes by a relay.
    pub relay: Option<RelayOffer>,
}

/// The service proves the card itself in method A, by commands that the kiosk hands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RelayOffer {
    /// Whether some of the commands are extended APDUs (拡張Lc/Le), which not every reader carries.
    pub extended: bool,
}

/// A check that the service holds open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Until when.
    pub until: Instant,
    /// Whether the relay comes before the proof.
    pub relay: Option<RelayOffer>,
}
