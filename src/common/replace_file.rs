//! Writes a file whole or not at all: under a provisional name in the same folder, which is then renamed.
//!
//! Whenever the program is killed, the old file is there or the new one, never a part of either. A power cut at any
//! moment leaves the same, if the new file is synced before the rename. That the rename itself has reached the disk
//! only a sync of the folder shows; this is left to the caller, because callers differ in what its failure means.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::os::fd::BorrowedFd;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, RenameFlags, linkat, openat, renameat, renameat_with, unlinkat};
use rustix::io::Errno;

/// How [`replace_file`] writes the new file.
#[derive(Debug, Clone, Copy)]
pub struct ReplaceOptions {
    /// The provisional name is `.NAME.new` if hidden, else `NAME.new`. A file of that name is a leftover of a power cut
    /// and is removed first.
    pub hidden: bool,
    /// The mode of the new file.
    pub mode: FileMode,
    /// User and group that the new file is given to; `None`: those of this process.
    pub owner: Option<(u32, u32)>,
    /// Whether the new file is on the disk before it takes the place of the old one.
    pub synced: bool,
}

/// The mode of a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileMode {
    /// These bits without those of the umask, from the file's creation on.
    Umasked(u32),
    /// Exactly these bits, whatever the umask; until the file is written, only its owner can read it.
    Exact(u32),
}

/// Puts `contents` at `path` in one step, in place of the file that is there, if any. Fails only with the old file
/// still in its place.
pub fn replace_file(path: &Path, contents: &[u8], options: ReplaceOptions) -> io::Result<()> {
    let created = match options.mode {
        FileMode::Umasked(mode) => mode,
        FileMode::Exact(_) => 0o600,
    };
    let (provisional, mut file) = ProvisionalName::beside(path, options.hidden, created)?;
    file.write_all(contents)?;
    if let Some(owner) = options.owner {
        let own = file.metadata()?;
        if (own.uid(), own.gid()) != owner {
            fchown(&file, Some(owner.0), Some(owner.1))?;
        }
    }
    // After the owner: a change of owner may clear bits of the mode (chown(2)).
    if let FileMode::Exact(mode) = options.mode {
        file.set_permissions(Permissions::from_mode(mode))?;
    }
    if options.synced {
        file.sync_all()?;
    }
    drop(file);
    Ok(provisional.replace(path)?)
}

/// The provisional name of a new file. Dropping it removes the name, unless the file was renamed.
#[derive(Debug)]
pub struct ProvisionalName<'a> {
    folder: BorrowedFd<'a>,
    name: PathBuf,
    renamed: bool,
}

impl<'a> ProvisionalName<'a> {
    /// A new, empty file of this name, relative to `folder`. Fails where anything has this name, be it a link.
    pub fn create(folder: BorrowedFd<'a>, name: impl Into<PathBuf>, mode: u32) -> Result<(Self, File), Errno> {
        let name = name.into();
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = openat(folder, &name, flags, Mode::from_raw_mode(mode))?;
        Ok((Self { folder, name, renamed: false }, File::from(file)))
    }

    /// Gives the file this name, relative to the same folder, in place of what has it.
    pub fn replace(mut self, name: &Path) -> Result<(), Errno> {
        renameat(self.folder, &self.name, self.folder, name)?;
        self.renamed = true;
        Ok(())
    }

    /// Gives the file this name, relative to the same folder; fails with `EXIST` where anything has it.
    pub fn take_free(&mut self, name: &Path) -> Result<(), Errno> {
        match renameat_with(self.folder, &self.name, self.folder, name, RenameFlags::NOREPLACE) {
            // NFS and some FUSE file systems know no such rename; a second name replaces nothing either.
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => self.link(name),
            Err(error) => Err(error),
            Ok(()) => {
                self.renamed = true;
                Ok(())
            }
        }
    }

    /// Gives the name up, after a rename was refused. `NOENT`: the file had its new name all the same, as on a share
    /// whose reply was lost. Any other error leaves open what became of it.
    pub fn withdraw(mut self) -> Result<(), Errno> {
        self.renamed = true;
        unlinkat(self.folder, &self.name, AtFlags::empty())
    }

    /// The provisional name itself.
    #[must_use]
    pub fn name(&self) -> &Path {
        &self.name
    }

    /// Gives the file a second name; the provisional one goes when this is dropped.
    fn link(&self, name: &Path) -> Result<(), Errno> {
        linkat(self.folder, &self.name, self.folder, name, AtFlags::empty())
    }
}

impl ProvisionalName<'static> {
    /// A new, empty file in the folder of `path`, named as [`ReplaceOptions::hidden`] says. A leftover of that name is
    /// removed.
    pub fn beside(path: &Path, hidden: bool, mode: u32) -> io::Result<(Self, File)> {
        let mut name = OsString::from(if hidden { "." } else { "" });
        name.push(path.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
        name.push(".new");
        let name = path.with_file_name(name);
        match fs::remove_file(&name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        Ok(Self::create(CWD, name, mode)?)
    }
}

impl Drop for ProvisionalName<'_> {
    fn drop(&mut self) {
        if !self.renamed {
            // Nothing more can be done about a name that cannot be removed.
            let _ = unlinkat(self.folder, &self.name, AtFlags::empty());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd as _;

    use super::*;

    const OPTIONS: ReplaceOptions =
        ReplaceOptions { hidden: true, mode: FileMode::Exact(0o640), owner: None, synced: true };

    #[test]
    fn a_leftover_is_no_obstacle_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "old").unwrap();
        std::os::unix::fs::symlink(&path, folder.path().join(".file.new")).unwrap();
        replace_file(&path, b"new", OPTIONS).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::symlink_metadata(&path).unwrap().permissions().mode(), 0o100_640);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn where_the_name_cannot_be_taken_the_new_file_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::create_dir(&path).unwrap();
        assert_eq!(replace_file(&path, b"new", OPTIONS).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn where_no_rename_spares_what_is_there_a_second_name_does() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("theirs"), "another's").unwrap();
        let folder = File::open(dir.path()).unwrap();
        let (provisional, mut file) = ProvisionalName::create(folder.as_fd(), "provisional", 0o600).unwrap();
        file.write_all(b"ours").unwrap();
        assert_eq!(provisional.link(Path::new("theirs")), Err(Errno::EXIST));
        provisional.link(Path::new("free")).unwrap();
        drop(provisional);
        let mut names: Vec<_> = fs::read_dir(&dir).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["free", "theirs"], "the first name is gone");
        assert_eq!(fs::read(dir.path().join("theirs")).unwrap(), b"another's");
        assert_eq!(fs::read(dir.path().join("free")).unwrap(), b"ours");
    }
}
