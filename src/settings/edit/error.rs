//! Why a change of the settings was not kept.

use std::path::PathBuf;

use super::super::error::ParseError;
use super::super::menu_value::WriteError;
use super::super::passcode::PasscodeHashError;

/// Why a change of the settings was not kept. Nothing is lost: the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program has changed the file since this one read it.
    #[error("{}: changed by another program; restart this one", .0.display())]
    Changed(PathBuf),
    /// The settings would not be as they should be.
    #[error("the settings would be wrong: {0}")]
    Wrong(ParseError),
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
    Hash(#[from] PasscodeHashError),
    /// A value cannot be written as TOML.
    #[error("a value cannot be written: {0}")]
    Value(#[from] toml_edit::ser::Error),
}

impl From<WriteError> for SaveError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Hash(error) => error.into(),
            WriteError::Toml(error) => error.into(),
        }
    }
}
