//! Puts a new text in the place of a file, whole or not at all.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::error::SaveError;
use crate::common::{FileMode, ReplaceOptions, replace_file};

/// Writes a file beside the settings file `target`, with its mode and its owner, so that it outlives a power cut.
pub(in crate::settings) fn write_as(target: &Path, path: &Path, contents: &[u8]) -> Result<(), SaveError> {
    let folder = target.parent().unwrap_or(Path::new("/"));
    // What is written beside it is removed where this fails.
    let written = fs::metadata(target).and_then(|old| {
        let (mode, owner) = (FileMode::Exact(old.mode() & 0o7777), Some((old.uid(), old.gid())));
        replace_file(path, contents, ReplaceOptions { hidden: true, mode, owner, synced: true })
    });
    written.map_err(|source| unwritable(folder, source))?;
    // The new file is in place; what the folder's own write would add is that it is still there after a power cut.
    let kept = File::open(folder).and_then(|folder| folder.sync_all());
    kept.map_err(|source| unwritable(folder, source))
}

/// Writes `new` beside the file, with its mode and its owner, and renames it over the file. A link is followed to
/// its file. Where the file is not `old` any more it is left alone.
pub(in crate::settings) fn replace(path: &Path, old: &str, new: &str) -> Result<(), SaveError> {
    let target = fs::canonicalize(path).map_err(|source| unwritable(path, source))?;
    let present = fs::read(&target).map_err(|source| unwritable(&target, source))?;
    if present != old.as_bytes() {
        return Err(SaveError::Changed(target));
    }
    write_as(&target, &target, new.as_bytes())
}

fn unwritable(path: &Path, source: io::Error) -> SaveError {
    SaveError::Unwritable { path: PathBuf::from(path), source }
}
