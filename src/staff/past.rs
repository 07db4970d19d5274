//! What was read of earlier days and months, and what came of writing the counts into a file.

use crate::common::StaffNote;
use crate::visit::{PastChecks, Period};

/// What was read of the journal last.
#[derive(Debug, Clone, Default)]
pub enum Past {
    /// Nothing.
    #[default]
    Nothing,
    /// It is being read.
    Reading(Period),
    /// This.
    Read(Period, PastChecks),
    /// It cannot be read.
    Failed(Period),
}

/// What came of writing the counts of a month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Export {
    /// They are not written.
    #[default]
    Nothing,
    /// They are being written.
    Writing,
    /// They are in the folder of the hand-off, in the file of this name.
    Written(String),
    /// They are not there, and why.
    Failed(StaffNote),
}
