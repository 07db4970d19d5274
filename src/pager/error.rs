//! Why a call does not get through. None of it tells the address, whose path may be a secret.

use std::io;
use std::path::PathBuf;

/// Why a call does not get through.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// A file that `[call]` names cannot be read.
    #[error("{}: {source}; [call] names this file: let the kiosk's user read it", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file of authorities holds none.
    #[error("{}: holds no certificate in PEM form; [call] ca names this file", .0.display())]
    NoAuthority(PathBuf),
    /// The token is none that a header can hold.
    #[error("{}: holds no token: one line of printable ASCII without blanks", .0.display())]
    NoToken(PathBuf),
    /// Neither name nor address leads anywhere, or TLS fails.
    #[error("[call] url is not reached ({0})")]
    Unreachable(String),
    /// No answer in time.
    #[error("[call] url does not answer in time")]
    NoAnswer,
    /// It answers with a redirect.
    #[error("[call] url answers with a redirect ({0}), which is not followed: write the address that it leads to")]
    Redirect(u16),
    /// It refuses.
    #[error("[call] url refuses calls (status {0})")]
    Status(u16),
    /// The file cannot be written.
    #[error("{}: {source}; [call] file names it: let the kiosk's user write its folder", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Under that name lies something that no kiosk has written.
    #[error("{}: is no file of a call and is left alone; let [call] file name another", .0.display())]
    Foreign(PathBuf),
}

impl CallError {
    /// Whether trying again can help.
    pub(super) const fn may_pass(&self) -> bool {
        match self {
            Self::Redirect(_) | Self::Foreign(_) | Self::NoAuthority(_) | Self::NoToken(_) => false,
            Self::Status(status) => *status >= 500 || matches!(*status, 408 | 429),
            Self::Unreadable { .. } | Self::Unreachable(_) | Self::NoAnswer | Self::Unwritable { .. } => true,
        }
    }

    /// The library's own words, without the address.
    pub(super) fn from_library(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::NoAnswer;
        }
        let error = error.without_url();
        let mut deepest: &dyn std::error::Error = &error;
        while let Some(source) = deepest.source() {
            deepest = source;
        }
        Self::Unreachable(deepest.to_string())
    }
}
