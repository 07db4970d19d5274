//! The folder: a file appears in it whole and under a free name, and only our own files are ever removed.
//!
//! Blocks for as long as the file system does; a network share that has died may do so for minutes.

use std::io::Write as _;
use std::os::fd::{AsFd as _, OwnedFd};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ring::rand::{SystemRandom, generate};
use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, Stat, fchmod, fsync, open, statat, unlinkat};
use rustix::io::Errno;

use super::name::{OwnFile, unfinished};
use super::record::HandOffRecord;
use crate::common::ProvisionalName;

/// The owner writes, the group reads (the folder's own group, with setgid), and no other user has access.
const ACCESS: u32 = 0o640;
/// What is written to see whether a file of ours would fit.
const TRIAL: [u8; 8192] = [0; 8192];
/// Names tried for one file. Random names do not collide eight times unless the file system is broken.
const NAMES: usize = 8;

/// Why nothing can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpoolError {
    /// The folder is not there, or may not be written, or its file system does not do what it should.
    #[error("the folder cannot be written ({0})")]
    Missing(Errno),
    /// No space is left, on the disk or in this user's quota.
    #[error("the folder is full ({0})")]
    Full(Errno),
}

impl From<Errno> for SpoolError {
    fn from(error: Errno) -> Self {
        match error {
            Errno::NOSPC | Errno::DQUOT => Self::Full(error),
            error => Self::Missing(error),
        }
    }
}

/// The folder, and how long our files stay in it.
#[derive(Debug, Clone)]
pub struct SpoolFolder {
    dir: PathBuf,
    keep: Duration,
}

impl SpoolFolder {
    /// This folder. It has to be there: one that is made where a share should be mounted would swallow everything.
    pub fn new(dir: &Path, keep: Duration) -> Self {
        Self { dir: dir.to_owned(), keep }
    }

    /// Clears away what was left unfinished and what is too old, and tries whether a file would fit.
    pub fn look(&self) -> Result<(), SpoolError> {
        let folder = self.open()?;
        self.clear(&folder, true)?;
        write(&folder, &TRIAL)?;
        Ok(())
    }

    /// Writes the record under a name of its own; clears away what is too old.
    pub fn put(&self, record: &HandOffRecord) -> Result<(), SpoolError> {
        let names = std::iter::repeat_with(|| Ok(record.name(random()?))).take(NAMES);
        self.put_as(record.bytes(), names)
    }

    /// The same, under the first of these names that is free.
    pub fn put_as(&self, bytes: &[u8], names: impl Iterator<Item = Result<String, Errno>>) -> Result<(), SpoolError> {
        let folder = self.open()?;
        let mut provisional = write(&folder, bytes)?;
        for name in names {
            match provisional.take_free(Path::new(&name?)) {
                Err(Errno::EXIST) => {}
                Err(error) => return Err(error.into()),
                Ok(()) => {
                    // The file is there; where the file system cannot say so of the folder, nothing better can be done.
                    let _ = fsync(&folder);
                    drop(provisional);
                    return self.clear(&folder, false).or(Ok(()));
                }
            }
        }
        Err(Errno::EXIST.into())
    }

    fn open(&self) -> Result<OwnedFd, Errno> {
        open(&self.dir, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
    }

    /// Removes regular files of ours that have had their time, and unfinished ones if asked to. Through no link, in no
    /// sub-folder: unlinkat(2) removes a name in this folder and nothing else.
    fn clear(&self, folder: &OwnedFd, unfinished: bool) -> Result<(), SpoolError> {
        let now = SystemTime::now();
        for entry in Dir::read_from(folder)? {
            let entry = entry?;
            let Some(ours) = entry.file_name().to_str().ok().and_then(OwnFile::from_name) else { continue };
            let state = match statat(folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
                Ok(state) => state,
                Err(Errno::NOENT) => continue,
                Err(error) => return Err(error.into()),
            };
            let over = match ours {
                OwnFile::Result => age(&state, now).is_some_and(|age| age > self.keep),
                OwnFile::Unfinished => unfinished,
            };
            if over && FileType::from_raw_mode(state.st_mode) == FileType::RegularFile {
                match unlinkat(folder, entry.file_name(), AtFlags::empty()) {
                    Ok(()) => tracing::info!(?ours, "a file of the hand-off is removed"),
                    Err(error) => tracing::warn!(?ours, %error, "a file of the hand-off cannot be removed"),
                }
            }
        }
        Ok(())
    }
}

/// How long ago the file was changed last; none where that lies ahead.
fn age(state: &Stat, now: SystemTime) -> Option<Duration> {
    let changed = u64::try_from(state.st_mtime).unwrap_or(0);
    now.duration_since(UNIX_EPOCH + Duration::from_secs(changed)).ok()
}

fn random() -> Result<u64, Errno> {
    let random = generate::<[u8; 8]>(&SystemRandom::new()).ok().ok_or(Errno::IO)?;
    Ok(u64::from_ne_bytes(random.expose()))
}

/// Writes these bytes to a file that is whole and on the disk, and has no name yet that a receipt computer looks for.
fn write<'a>(folder: &'a OwnedFd, bytes: &[u8]) -> Result<ProvisionalName<'a>, Errno> {
    let (provisional, mut file) = ProvisionalName::create(folder.as_fd(), unfinished(random()?), ACCESS)?;
    match fchmod(&file, Mode::from_raw_mode(ACCESS)) {
        // The file is ours, so this is a file system without such rights, on which those of the mount hold (vfat, some
        // shares).
        Ok(()) | Err(Errno::PERM | Errno::OPNOTSUPP | Errno::NOSYS) => {}
        Err(error) => return Err(error),
    }
    // The file is closed at the end of this: Windows' servers rename no file that is open.
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))?;
    Ok(provisional)
}
