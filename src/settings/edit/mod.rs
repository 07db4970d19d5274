//! What the staff's menu changes in the settings file, and how it gets there.
//!
//! Only the keys that changed are touched: comments, order and unknown spacing stay. The new text is validated as any
//! other before it replaces the file, and the file is the old one or the new one at every moment, also at that of a
//! power cut.

mod choices;
mod file;
#[cfg(test)]
mod tests;
mod text;

pub use choices::{Choices, NewPasscode};

use std::path::PathBuf;

use super::error::Problem;
use super::{NoHash, Settings, SettingsError};

/// Why a change of the settings was not kept. Nothing is lost: the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else has changed the file since this program read it.
    #[error("{}: changed by somebody else; start the program anew", .0.display())]
    Changed(PathBuf),
    /// The settings would not be as they should be.
    #[error("the settings would be wrong: {0}")]
    Wrong(Problem),
    /// The file, or the folder in which the new one is written, cannot be written.
    #[error("{}: {source}", path.display())]
    Unwritable {
        /// The file or its folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// No hash of the new passcode can be made.
    #[error(transparent)]
    Hash(#[from] NoHash),
}

/// The settings text as it was read.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Written(pub(super) String);

impl std::fmt::Debug for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Written")
    }
}

impl Settings {
    /// What staff may change, as it is now.
    #[must_use]
    pub fn choices(&self) -> Choices {
        Choices::of(self)
    }

    /// These settings with what differs between `before` and `after`, written into their file where they have one; else
    /// they hold until the program ends. Blocks on the disk, and for the hash of a new passcode: never in the event
    /// loop.
    pub fn with(&self, before: &Choices, after: &Choices) -> Result<Self, SaveError> {
        let text = text::changed(&self.text.0, &before.changes(after)?).map_err(SaveError::Wrong)?;
        if !self.has_file() {
            return Self::parse(&text).map_err(SaveError::Wrong);
        }
        let changed = Self::parse_at(&text, &self.file).map_err(|error| match error {
            SettingsError::Wrong { problem, .. } => SaveError::Wrong(problem),
            SettingsError::Unreadable { path, source } => SaveError::Unwritable { path, source },
        })?;
        file::replace(&self.file, &self.text.0, &text)?;
        Ok(changed)
    }
}
