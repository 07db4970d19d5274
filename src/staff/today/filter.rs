//! Which checks the list shows.

use crate::visit::{CheckSummary, Standing};

/// Which checks the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Every row.
    #[default]
    All,
    /// Checks that did not end with 有効.
    NotConfirmed,
    /// Checks without any answer of the service (未確認), as the totals count them.
    Open,
}

impl Filter {
    /// Every one, in the order of their digits from 1.
    pub const ALL: [Self; 3] = [Self::All, Self::NotConfirmed, Self::Open];

    /// Whether this row shows.
    #[must_use]
    pub fn shows(self, check: &CheckSummary) -> bool {
        match self {
            Self::All => true,
            Self::NotConfirmed => check.standing().is_some_and(|standing| standing != Standing::Confirmed),
            Self::Open => check.standing() == Some(Standing::Open),
        }
    }
}
