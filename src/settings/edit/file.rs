//! Puts a new text in the place of a file, whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{Gid, Mode, Uid, fchmod, fchown};

use super::SaveError;

/// Writes `new` beside the file, with its mode and its owner, and lets it take the file's place. A link is followed to
/// its file. Where the file is not `old` any more it is left alone.
pub(super) fn replace(path: &Path, old: &str, new: &str) -> Result<(), SaveError> {
    let target = fs::canonicalize(path).map_err(|source| unwritable(path, source))?;
    let folder = target.parent().unwrap_or(Path::new("/"));
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.new"));
    let present = fs::read(&target).map_err(|source| unwritable(&target, source))?;
    if present != old.as_bytes() {
        return Err(SaveError::Changed(target));
    }
    let written = write(&beside, &target, new).and_then(|()| fs::rename(&beside, &target));
    if let Err(source) = written {
        // Nothing is there where it could not even be made.
        let _ = fs::remove_file(&beside);
        return Err(unwritable(folder, source));
    }
    // The new file is in place; what the folder's own write would add is that it is still there after a power cut.
    let kept = File::open(folder).and_then(|folder| folder.sync_all());
    kept.map_err(|source| unwritable(folder, source))
}

fn write(beside: &Path, target: &Path, text: &str) -> io::Result<()> {
    // One that a power cut left behind.
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(beside)?;
    file.write_all(text.as_bytes())?;
    let like = fs::metadata(target)?;
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (like.uid(), like.gid()) {
        fchown(file.as_fd(), Some(Uid::from_raw(like.uid())), Some(Gid::from_raw(like.gid())))?;
    }
    fchmod(file.as_fd(), Mode::from_raw_mode(like.mode() & 0o7777))?;
    file.sync_all()
}

fn unwritable(path: &Path, source: io::Error) -> SaveError {
    SaveError::Unwritable { path: PathBuf::from(path), source }
}
