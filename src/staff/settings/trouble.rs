//! Why nothing was saved, as staff see it.

use std::path::Path;

use crate::settings::SaveError;

/// Why nothing was saved, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveTrouble {
    /// A hand-off needs a folder.
    NoFolder,
    /// Another program has changed the file: this one has to be restarted.
    Changed,
    /// The folder of this path is on a disk that may only be read.
    ReadOnly(String),
    /// Its disk is full.
    Full(String),
    /// This user may not write there.
    Denied(String),
    /// Anything else, as the system or the settings say it.
    Other(String),
}

impl From<SaveError> for SaveTrouble {
    fn from(error: SaveError) -> Self {
        use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let shown = |path: &Path| path.display().to_string();
        match &error {
            SaveError::Changed(_) => Self::Changed,
            SaveError::Unwritable { path, source } => match source.kind() {
                ReadOnlyFilesystem => Self::ReadOnly(shown(path)),
                StorageFull | QuotaExceeded => Self::Full(shown(path)),
                PermissionDenied => Self::Denied(shown(path)),
                _ => Self::Other(error.to_string()),
            },
            SaveError::Wrong(_) | SaveError::Hash(_) | SaveError::Value(_) => Self::Other(error.to_string()),
        }
    }
}
