//! How far a file of the hand-off can be trusted.

use crate::common::Way;

/// How far a file can be trusted. It stands in the file's name, and in a column of CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandOffLabel {
    /// The service has confirmed it, in a visit of this kiosk.
    Confirmed,
    /// A qualification terminal has, asked by the numbers of a paper: a qualification, not a person.
    Numbers,
    /// A service that simulates has; the contents are made up.
    Simulated,
    /// Staff have entered it; the service has confirmed nothing.
    Unverified(Way),
    /// Staff have struck such an entry; it says which file was the entry's, and nothing of its contents.
    Struck(Way),
}

impl HandOffLabel {
    /// One of each, as far as names tell them apart.
    pub(super) const ALL: [Self; 5] =
        [Self::Confirmed, Self::Numbers, Self::Simulated, Self::Unverified(Way::Oral), Self::Struck(Way::Oral)];

    /// How the identifier in a file's name begins.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "uketsuke",
            Self::Numbers => "number",
            Self::Simulated => "simulation",
            Self::Unverified(_) => "unverified",
            Self::Struck(_) => "struck",
        }
    }
}
