//! Whose a path is: the user who may change where it leads.

use std::collections::VecDeque;
use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{CWD, FileType, Mode, OFlags, Stat, fstat, openat, readlinkat};
use rustix::io::Errno;
use rustix::process::Uid;

use super::error::PrivilegesError;

/// As many links as the kernel follows in one path (`path_resolution(7)`).
const MAX_LINKS: usize = 40;
/// The kernel's largest path.
const MAX_TARGET: usize = 4096;

/// Whose a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// No other user than root may change any part of it.
    Root,
    /// The first part that is not root's belongs to this user. What comes behind it was not looked at.
    User(Uid),
}

/// Goes from `/` to `path`, part by part, and stops at the first one that is not root's. Up to there no other user
/// can change anything, so nothing changes meanwhile; a link of root's own is followed.
pub(super) fn of(path: &Path) -> Result<Owner, PrivilegesError> {
    let whole = env::current_dir().map(|here| here.join(path)).map_err(|source| unreadable(path, source))?;
    let mut ahead: VecDeque<OsString> = parts(&whole).collect();
    let mut behind = PathBuf::from("/");
    let mut folder = open_root().map_err(|error| unreadable(path, error.into()))?;
    let mut shared = false;
    let mut links = 0;
    while let Some(name) = ahead.pop_front() {
        if name == "/" {
            folder = open_root().map_err(|error| unreadable(path, error.into()))?;
            behind = "/".into();
            continue;
        }
        let place = behind.join(&name);
        let part = match look(&folder, &name) {
            Ok(part) => part,
            // Root's to make, unless every user may make it.
            Err(Errno::NOENT | Errno::NOTDIR) if !shared => return Ok(Owner::Root),
            Err(Errno::NOENT) => return Err(PrivilegesError::Shared { path: behind }),
            Err(error) => return Err(unreadable(&place, error.into())),
        };
        let stat = fstat(&part).map_err(|error| unreadable(&place, error.into()))?;
        if stat.st_uid != 0 {
            return Ok(Owner::User(Uid::from_raw(stat.st_uid)));
        }
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::Symlink => {
                links += 1;
                if links > MAX_LINKS {
                    return Err(unreadable(path, Errno::LOOP.into()));
                }
                let target = readlinkat(&part, "", Vec::with_capacity(MAX_TARGET));
                let target = target.map_err(|error| unreadable(&place, error.into()))?.into_bytes();
                let target: Vec<OsString> = parts(Path::new(OsStr::from_bytes(&target))).collect();
                target.into_iter().rev().for_each(|part| ahead.push_front(part));
            }
            FileType::Directory | FileType::RegularFile if is_open_to_others(&stat) => {
                // In a folder like /tmp a user can make names, and change no one else's.
                if !is_sticky_folder(&stat) {
                    return Err(PrivilegesError::Shared { path: place });
                }
                (folder, behind, shared) = (part, place, true);
            }
            _ => (folder, behind, shared) = (part, place, false),
        }
    }
    Ok(Owner::Root)
}

fn open_root() -> Result<OwnedFd, Errno> {
    openat(CWD, "/", OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
}

/// The part itself, not what it may link to.
fn look(folder: &OwnedFd, name: &OsStr) -> Result<OwnedFd, Errno> {
    openat(folder, name, OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty())
}

/// A link's `/` is a part as well: from there the way begins again.
fn parts(path: &Path) -> impl Iterator<Item = OsString> {
    path.components().filter(|part| *part != Component::CurDir).map(|part| part.as_os_str().to_owned())
}

fn is_open_to_others(stat: &Stat) -> bool {
    let of_a_group = stat.st_gid != 0 && stat.st_mode & 0o020 != 0;
    of_a_group || stat.st_mode & 0o002 != 0
}

fn is_sticky_folder(stat: &Stat) -> bool {
    FileType::from_raw_mode(stat.st_mode) == FileType::Directory && stat.st_mode & 0o1000 != 0
}

fn unreadable(path: &Path, source: io::Error) -> PrivilegesError {
    PrivilegesError::Unreadable { path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, chown, symlink};

    use rustix::process::geteuid;

    use super::*;

    const SOMEONE: u32 = 65534;

    /// A folder in which everything is laid out as root; `None` where this is not root.
    fn as_root() -> Option<tempfile::TempDir> {
        geteuid().is_root().then(|| tempfile::tempdir().unwrap())
    }

    fn owner(path: &Path) -> Result<Option<u32>, String> {
        match of(path) {
            Ok(Owner::Root) => Ok(None),
            Ok(Owner::User(user)) => Ok(Some(user.as_raw())),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn the_first_part_that_is_not_roots_says_whose_it_is() {
        let Some(dir) = as_root() else { return };
        let (own, theirs) = (dir.path().join("own"), dir.path().join("theirs"));
        for folder in [&own, &theirs] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("file"), "").unwrap();
        }
        chown(&theirs, Some(SOMEONE), None).unwrap();
        assert_eq!(owner(&own.join("file")), Ok(None));
        assert_eq!(owner(&own.join("missing/file")), Ok(None));
        assert_eq!(owner(&own.join("../theirs/file")), Ok(Some(SOMEONE)));
        // A file of root's, or a link to one, does not make their folder root's.
        assert_eq!(owner(&theirs.join("file")), Ok(Some(SOMEONE)));
        symlink("/etc/passwd", theirs.join("link")).unwrap();
        assert_eq!(owner(&theirs.join("link")), Ok(Some(SOMEONE)));
        assert_eq!(owner(&theirs.join("missing")), Ok(Some(SOMEONE)));
        // Nor does a link of root's own hide where it leads.
        symlink(&theirs, own.join("absolute")).unwrap();
        symlink("../theirs", own.join("relative")).unwrap();
        assert_eq!(owner(&own.join("absolute/file")), Ok(Some(SOMEONE)));
        assert_eq!(owner(&own.join("relative/file")), Ok(Some(SOMEONE)));
        symlink("round", own.join("round")).unwrap();
        assert!(owner(&own.join("round")).unwrap_err().contains("level"), "{:?}", owner(&own.join("round")));
    }

    #[test]
    fn what_several_users_may_change_is_refused_and_a_sticky_folder_holds_what_root_made() {
        let Some(dir) = as_root() else { return };
        let path = dir.path().join("folder");
        fs::create_dir(&path).unwrap();
        let file = path.join("file");
        fs::write(&file, "").unwrap();
        let mode = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        mode(&path, 0o777);
        assert!(owner(&file).unwrap_err().contains("others than its owner may write here"));
        mode(&path, 0o1777);
        assert_eq!(owner(&file), Ok(None));
        // Any user could make it between this look and the next.
        assert!(owner(&path.join("missing")).unwrap_err().contains("others than its owner may write here"));
        mode(&path, 0o770);
        assert_eq!(owner(&file), Ok(None), "the group is root's own");
        chown(&path, None, Some(SOMEONE)).unwrap();
        assert!(owner(&file).is_err());
        mode(&path, 0o750);
        mode(&file, 0o666);
        assert!(owner(&file).is_err());
    }
}
