//! Why root is not given up.

use std::io;
use std::path::PathBuf;

/// Why a command that was started as root does not go on.
#[derive(Debug, thiserror::Error)]
pub enum PrivilegesError {
    /// What leads to a path cannot be examined, or the file cannot be opened.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The path.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Several users may change a place, so that it has no owner to become.
    #[error(
        "{}: others than its owner may write here, so root does not go on; take that right away (chmod go-w), or run the command as the \
         kiosk's user: sudo -u uketsuke uketsuke …",
        path.display()
    )]
    Shared {
        /// The place.
        path: PathBuf,
    },
    /// The process cannot become the owner.
    #[error("{}: root does not go on in a place of user {owner}, and cannot become that user: {source}", path.display())]
    Refused {
        /// The path.
        path: PathBuf,
        /// The owner's number.
        owner: u32,
        /// Why.
        source: io::Error,
    },
}
