//! A file of the kiosk's own state, as JSON: locked while it is used, of a bounded size, replaced whole and synced.
//!
//! What may have been sent is known from it after a crash. Therefore it is on the disk before a request is, and text in
//! it that cannot be read is an error and never an empty state. A lock beside it keeps two processes of one kiosk (the
//! kiosk, and a command) from using it at the same time.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::common::{FileMode, ReplaceOptions, read_regular, replace_file};

/// What such a file holds. Before the first request there is no file: it is as its default.
pub trait Stored: Default + Serialize + DeserializeOwned {
    /// The file's name.
    const FILE: &'static str;
    /// The name of its lock.
    const LOCK: &'static str;
    /// As much as the file may have, in bytes.
    const MAX_SIZE: u64;

    /// Whether it is one that this program has written, beyond its form.
    fn is_sound(&self) -> bool;
}

/// Why the state cannot be used. Without it nothing is sent.
#[derive(Debug, PartialEq, Eq)]
pub enum StateError {
    /// Another process has it.
    Busy,
    /// It cannot be read or written.
    Unusable {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        why: String,
    },
}

/// The state, while it is locked. The lock ends with this.
#[derive(Debug)]
pub struct Locked<T> {
    file: PathBuf,
    _lock: File,
    /// What it says. A change counts once it is [saved](Self::save).
    pub content: T,
}

impl<T: Stored> Locked<T> {
    /// Locks and reads the file in this folder.
    pub fn open(folder: &Path) -> Result<Self, StateError> {
        let file = folder.join(T::FILE);
        let failed = |error: io::Error| unusable(&file, &error.to_string());
        let lock = File::options().write(true).create(true).truncate(false).open(folder.join(T::LOCK));
        let lock = lock.map_err(failed)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Err(StateError::Busy),
            Err(error) => return Err(failed(error.into())),
        }
        let content = match read_regular(&file, T::MAX_SIZE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => T::default(),
            Err(error) => return Err(failed(error)),
            // What the parser says quotes what it stumbled over.
            Ok(text) => {
                serde_json::from_str(&text).ok().filter(T::is_sound).ok_or_else(|| unusable(&file, "it is damaged"))?
            }
        };
        Ok(Self { file, _lock: lock, content })
    }

    /// Writes it, onto the disk.
    pub fn save(&self) -> Result<(), StateError> {
        let failed = |error: io::Error| unusable(&self.file, &error.to_string());
        let text = serde_json::to_vec_pretty(&self.content).map_err(|error| failed(error.into()))?;
        let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
        replace_file(&self.file, &text, options).map_err(failed)?;
        // The rename as well must have reached the disk before a request does.
        let folder = self.file.parent().unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }
}

fn unusable(file: &Path, why: &str) -> StateError {
    StateError::Unusable { file: file.to_owned(), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Numbers {
        last: u16,
    }

    impl Stored for Numbers {
        const FILE: &'static str = "numbers.json";
        const LOCK: &'static str = "numbers.lock";
        const MAX_SIZE: u64 = 64;

        fn is_sound(&self) -> bool {
            self.last < 1000
        }
    }

    fn open(folder: &Path) -> Result<Locked<Numbers>, StateError> {
        Locked::open(folder)
    }

    #[test]
    fn what_was_saved_is_read_again_and_what_was_not_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let mut state = open(dir.path()).unwrap();
        assert_eq!(state.content, Numbers::default());
        state.content.last = 7;
        state.save().unwrap();
        state.content.last = 8;
        drop(state);
        assert_eq!(open(dir.path()).unwrap().content, Numbers { last: 7 });
        let mode = fs::metadata(dir.path().join("numbers.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn one_has_it_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let state = open(dir.path()).unwrap();
        assert_eq!(open(dir.path()).unwrap_err(), StateError::Busy);
        drop(state);
        assert!(open(dir.path()).is_ok());
    }

    #[test]
    fn what_is_damaged_too_large_or_of_another_program_is_no_empty_state_and_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("numbers.json");
        let large = format!("{{\"last\": 1}}{}", " ".repeat(64));
        for text in ["", "{", "{\"last\": 1, \"x\": 2}", "{\"last\": 1000}", "secret", &large] {
            fs::write(&file, text).unwrap();
            let Err(StateError::Unusable { file: named, why }) = open(dir.path()) else { panic!("{text}") };
            assert!(named == file && !why.contains("secret"), "{why}");
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
        assert!(matches!(open(&dir.path().join("none")), Err(StateError::Unusable { .. })));
    }
}
