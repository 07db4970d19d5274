//! The folder: a file appears in it whole and under a free name, and only our own files are ever removed.
//!
//! Blocks for as long as the file system does; a network share that has died may do so for minutes.

use std::collections::HashMap;
use std::io::Write as _;
use std::os::fd::{AsFd as _, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ring::rand::{SystemRandom, generate};
use rustix::fs::{
    AtFlags, Dir, FileType, Mode, OFlags, Secs, Stat, Timespec, Timestamps, fchmod, fsync, open, statat, unlinkat,
    utimensat,
};
use rustix::io::Errno;
use tokio::time::Instant;

use super::clock::Moment;
use super::name::{OwnFile, unfinished};
use super::record::HandOffRecord;
use crate::common::{HandOffId, ProvisionalName, clock_is_set, clocks_differ};

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

/// The provisional name of a file of which nothing is known but that a rename was asked for: a share that is cut off in
/// that moment may have renamed it. As long as that name is there, it has not. Without this, writing the record once
/// more would hand it on twice.
#[derive(Debug, Default)]
pub struct Doubt(Option<PathBuf>);

impl Doubt {
    /// Gives the provisional name up after `error` of a rename. `Ok`: the file was renamed all the same.
    fn settle(&mut self, provisional: ProvisionalName<'_>, error: Errno) -> Result<(), Errno> {
        let name = provisional.name().to_owned();
        match provisional.withdraw() {
            Ok(()) => return Err(error),
            Err(Errno::NOENT) => {}
            Err(_) => {
                self.0 = Some(name);
                return Err(error);
            }
        }
        tracing::info!("a result is handed on, although the file system said that it was not");
        Ok(())
    }

    /// Whether the rename that was refused has taken effect; if not, the provisional name goes.
    fn was_renamed(&mut self, folder: &OwnedFd) -> Result<bool, Errno> {
        let Some(name) = &self.0 else { return Ok(false) };
        match unlinkat(folder, name, AtFlags::empty()) {
            Ok(()) => self.0 = None,
            Err(Errno::NOENT) => return Ok(true),
            Err(error) => return Err(error),
        }
        Ok(false)
    }

    #[cfg(test)]
    /// Of the file of this provisional name.
    pub fn of(name: &str) -> Self {
        Self(Some(name.into()))
    }
}

/// The folder, and how long our files stay in it.
///
/// What this run has written is as old as the time that it has run since, whatever the wall clock says. What an earlier
/// run left is judged by the wall clock, and only where that may be believed.
#[derive(Debug, Clone)]
pub struct SpoolFolder {
    dir: PathBuf,
    keep: Duration,
    /// The files of this run that are still there, as far as it has looked.
    written: Arc<Mutex<HashMap<String, Instant>>>,
}

impl SpoolFolder {
    /// This folder. It has to be there: one that is made where a share should be mounted would swallow everything.
    pub fn new(dir: &Path, keep: Duration) -> Self {
        Self { dir: dir.to_owned(), keep, written: Arc::default() }
    }

    /// Clears away what was left unfinished and what is too old, and tries whether a file would fit.
    pub fn look(&self, now: Moment) -> Result<(), SpoolError> {
        let folder = self.open()?;
        self.clear(&folder, true, now)?;
        write(&folder, &TRIAL)?;
        Ok(())
    }

    /// Writes the record under a name of its own; clears away what is too old. After an error, `doubt` is to be given
    /// back with the same record.
    pub fn put(&self, record: &HandOffRecord, doubt: &mut Doubt, now: Moment) -> Result<(), SpoolError> {
        let others = std::iter::repeat_with(|| Ok(record.name(HandOffId(random()?))));
        let names = record.promised_name().map(Ok).into_iter().chain(others).take(NAMES);
        self.put_as(record.bytes(), names, doubt, now)
    }

    /// The same, under the first of these names that is free.
    pub fn put_as(
        &self,
        bytes: &[u8],
        names: impl Iterator<Item = Result<String, Errno>>,
        doubt: &mut Doubt,
        now: Moment,
    ) -> Result<(), SpoolError> {
        let folder = self.open()?;
        if doubt.was_renamed(&folder)? {
            return Ok(());
        }
        let mut provisional = write(&folder, bytes)?;
        for name in names {
            let name = name?;
            match provisional.take_free(Path::new(&name)) {
                Err(Errno::EXIST) => continue,
                Err(error) => doubt.settle(provisional, error)?,
                Ok(()) => drop(provisional),
            }
            self.written().insert(name, now.running);
            // The file is there; where the file system cannot say so of the folder, nothing better can be done.
            let _ = fsync(&folder);
            return self.clear(&folder, false, now).or(Ok(()));
        }
        Err(Errno::EXIST.into())
    }

    fn open(&self) -> Result<OwnedFd, Errno> {
        open(&self.dir, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
    }

    /// Removes regular files of ours that have had their time, and unfinished ones if asked to. Through no link, in no
    /// sub-folder: unlinkat(2) removes a name in this folder and nothing else.
    fn clear(&self, folder: &OwnedFd, unfinished: bool, now: Moment) -> Result<(), SpoolError> {
        let mut there = HashMap::new();
        for entry in Dir::read_from(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().to_str() else { continue };
            let Some(ours) = OwnFile::from_name(name) else { continue };
            let state = match statat(folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
                Ok(state) => state,
                Err(Errno::NOENT) => continue,
                Err(error) => return Err(error.into()),
            };
            if FileType::from_raw_mode(state.st_mode) != FileType::RegularFile {
                continue;
            }
            let over = match ours {
                OwnFile::Result => self.is_old(folder, name, &state, now),
                OwnFile::Unfinished => unfinished,
            };
            if over {
                match unlinkat(folder, entry.file_name(), AtFlags::empty()) {
                    Ok(()) => {
                        tracing::info!(?ours, "a file of the hand-off is removed");
                        continue;
                    }
                    Err(error) => tracing::warn!(?ours, %error, "a file of the hand-off cannot be removed"),
                }
            }
            if let Some((name, written)) = self.written().get_key_value(name) {
                there.insert(name.clone(), *written);
            }
        }
        // The rest is removed, or was fetched.
        *self.written() = there;
        Ok(())
    }

    /// Whether a result has had its time.
    fn is_old(&self, folder: &OwnedFd, name: &str, state: &Stat, now: Moment) -> bool {
        if let Some(written) = self.written().get(name) {
            return now.running.duration_since(*written) > self.keep;
        }
        let Some(wall) = now.wall else { return false };
        let changed = UNIX_EPOCH + Duration::from_secs(u64::try_from(state.st_mtime).unwrap_or(0));
        match wall.duration_since(changed) {
            Ok(age) if clock_is_set(changed) => age > self.keep,
            Err(ahead) if !clocks_differ(wall, wall + ahead.duration()) => false,
            _ => {
                date(folder, name, wall);
                false
            }
        }
    }

    /// How many files of this run it knows.
    #[cfg(test)]
    pub fn known(&self) -> usize {
        self.written().len()
    }

    fn written(&self) -> MutexGuard<'_, HashMap<String, Instant>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that a wrong clock has dated is dated now: it is as old as it can be said to be. Where that does not work, it
/// stays.
fn date(folder: &OwnedFd, name: &str, now: SystemTime) {
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let now = Timespec { tv_sec: seconds.try_into().unwrap_or(Secs::MAX), tv_nsec: 0 };
    let times = Timestamps { last_access: now, last_modification: now };
    if let Err(error) = utimensat(folder, name, &times, AtFlags::SYMLINK_NOFOLLOW) {
        tracing::debug!(%error, "a file of the hand-off keeps its wrong date");
    }
}

/// A random number, for a name.
pub fn random() -> Result<u64, Errno> {
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
