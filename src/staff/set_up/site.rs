//! What the set-up knows of this site, and which of its steps the site has.

use super::step::SetUpStep;

/// What the set-up knows of this site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetUpFacts {
    /// The step at which a set-up goes on that was not ended; none: it was.
    pub pending: Option<SetUpStep>,
    /// Whether this terminal is registered at the service.
    pub registration: Registration,
    /// The facility's code and name.
    pub facility: (String, String),
    /// Address of the service, or the folder of results.
    pub source: String,
    /// Whether numbers are asked of a qualification terminal.
    pub inquires: bool,
}

/// Whether this terminal is registered at the service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Registration {
    /// It need not be: results come from a folder.
    #[default]
    Folder,
    /// It is.
    Done,
    /// It is not yet.
    Missing,
    /// It cannot be yet: the certificate of the service's authority is not in this file.
    NoAuthority(String),
}

impl Registration {
    /// Whether it is wanted and not there.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing | Self::NoAuthority(_))
    }
}

impl SetUpStep {
    /// The steps of this site. Where another terminal reads the cards, there is neither reader nor registration here.
    #[must_use]
    pub fn of_site(site: &SetUpFacts) -> Vec<Self> {
        let reads_cards = site.registration != Registration::Folder;
        let is_here = |step: &SetUpStep| match step {
            Self::Registration | Self::Reader | Self::TestCard => reads_cards,
            Self::Language | Self::Source | Self::Passcode | Self::Method | Self::Privacy | Self::Sound | Self::End => {
                true
            }
        };
        Self::ALL.into_iter().filter(is_here).collect()
    }

    /// The one behind it; the last one has none.
    pub(in crate::staff) fn next(self, site: &SetUpFacts) -> Option<Self> {
        Self::of_site(site).into_iter().find(|step| *step > self)
    }
}
