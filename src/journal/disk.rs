//! The journal's folder, and small files that are whole or as they were, whatever moment the power goes.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use crate::common::{FileMode, ReplaceOptions, replace_file};

/// Mode of every file: only the kiosk's user may read and write it.
pub(super) const PRIVATE: u32 = 0o600;

/// The folder, open so that it can be synced.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    handle: File,
}

impl Folder {
    /// Opens it. The last part of its path is made where it is missing; more is not: the place may be a disk that is
    /// not mounted.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        match DirBuilder::new().mode(0o700).create(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        Ok(Self { path: path.to_owned(), handle: File::open(path)? })
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// Puts `contents` there in one step: written beside its place, synced, renamed. Fails only with the old contents
    /// in their place.
    pub(super) fn put(&self, name: &str, contents: &[u8]) -> io::Result<()> {
        let mode = FileMode::Umasked(PRIVATE);
        replace_file(&self.file(name), contents, ReplaceOptions { hidden: false, mode, owner: None, synced: true })?;
        // The rename is done; a power cut may still undo it, and that is one of the cases that the next start knows.
        if let Err(error) = self.sync() {
            tracing::warn!(%error, "the journal's folder cannot be synced");
        }
        Ok(())
    }

    /// New names are on the disk only once the folder is.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.handle.sync_all()
    }
}
