//! What is wrong with a settings file, in words that say where and what to do.

use std::ops::Range;
use std::path::{Path, PathBuf};

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("{path}: {source}; {}", remedy(source))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file is not as it should be.
    #[error("{path}:{error}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Where and what.
        error: ParseError,
    },
}

fn remedy(source: &std::io::Error) -> &'static str {
    match source.kind() {
        std::io::ErrorKind::InvalidData => "save it as UTF-8",
        std::io::ErrorKind::PermissionDenied => "let the kiosk's user read it",
        _ => "write the settings there or name another file with --config",
    }
}

/// One mistake and its place.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {words}")]
pub struct ParseError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub words: String,
}

impl ParseError {
    /// A mistake at a byte range of `text`; without one, at its beginning.
    #[must_use]
    pub fn new(text: &str, span: Option<Range<usize>>, words: &str) -> Self {
        let before = text.get(..span.map_or(0, |span| span.start)).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            // A key in quotes can hold anything, and the words go to a terminal.
            words: words.trim_end().replace('\n', "; ").replace(char::is_control, "\u{fffd}"),
        }
    }

    /// The same mistake, with the file's name.
    #[must_use]
    pub fn at(self, path: &Path) -> SettingsError {
        SettingsError::Wrong { path: path.to_owned(), error: self }
    }
}
