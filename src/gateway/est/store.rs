//! Files that are whole or not there, whatever moment the power goes: written beside their place, synced, then renamed.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use tokio::task::spawn_blocking;

use super::error::RegisterError;
use crate::common::{FileMode, ProvisionalName, ReplaceOptions, replace_file};

/// For a key: readable by its owner only.
pub const PRIVATE: u32 = 0o600;
/// For a certificate: readable by every user.
pub const PUBLIC: u32 = 0o644;

/// Bytes that a certificate and its issuers may take.
const RESERVED: usize = 16 * 1024;

/// Puts `contents` at `path` in one step. What was there before stays until then.
pub fn replace(path: &Path, contents: &[u8], mode: u32) -> Result<(), RegisterError> {
    StoreFolder::of(path).and_then(|folder| folder.put(path, contents, mode)).map_err(|source| cannot(path, source))
}

/// The same beside the event loop: a disk takes its time to say that it has written, and a visit may have begun.
pub async fn replace_in_background(path: &Path, contents: String, mode: u32) -> Result<(), RegisterError> {
    let place = path.to_owned();
    let stored = spawn_blocking(move || replace(&place, contents.as_bytes(), mode)).await;
    stored.unwrap_or_else(|unfinished| Err(cannot(path, io::Error::other(unfinished))))
}

/// Puts `contents` at `path` where nothing is yet; says whether it did. What is there stays as it is.
pub fn create(path: &Path, contents: &[u8], mode: u32) -> Result<bool, RegisterError> {
    let create = || {
        let folder = StoreFolder::of(path)?;
        if path.try_exists()? {
            return Ok(false);
        }
        folder.put(path, contents, mode).map(|()| true)
    };
    create().map_err(|source| cannot(path, source))
}

/// Whether a file could be put at `path`, and the disk has space for it. Asked before a one-time code is spent.
pub fn probe(path: &Path) -> Result<(), RegisterError> {
    let probe = || {
        let _folder = StoreFolder::of(path)?;
        // Removed again at the end of this.
        let (_provisional, mut file) = ProvisionalName::beside(path, true, PUBLIC)?;
        // A disk may find out only when it writes that it is full.
        file.write_all(&[0; RESERVED]).and_then(|()| file.sync_all())
    };
    probe().map_err(|source| cannot(path, source))
}

fn cannot(path: &Path, source: io::Error) -> RegisterError {
    RegisterError::CannotStore { path: path.to_owned(), source }
}

/// The folder of a file, locked against another registration, which would use the same name beside the place.
struct StoreFolder(File);

impl StoreFolder {
    fn of(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = File::open(folder)?;
        flock(&folder, FlockOperation::LockExclusive)?;
        Ok(Self(folder))
    }

    fn put(&self, path: &Path, contents: &[u8], mode: u32) -> io::Result<()> {
        let mode = FileMode::Umasked(mode);
        replace_file(path, contents, ReplaceOptions { hidden: true, mode, owner: None, synced: true })?;
        // The new name is on the disk only once the folder is.
        self.0.sync_all()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_power_cut_before_the_rename_leaves_what_was_there_and_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terminal.pem");
        fs::write(&path, "old").unwrap();
        // What a power cut leaves in the middle of a write.
        fs::write(folder.path().join(".terminal.pem.new"), "ne").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        replace(&path, b"new", PUBLIC).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("terminal.key");
        assert!(create(&path, b"first", PRIVATE).unwrap());
        assert!(!create(&path, b"second", PRIVATE).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_before_anything_is_sent() {
        let path = Path::new("/nonexistent/terminal.pem");
        let error = probe(path).unwrap_err().to_string();
        assert!(error.starts_with("/nonexistent/terminal.pem: "), "{error}");
    }

    #[test]
    fn a_probe_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        probe(&folder.path().join("terminal.pem")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
