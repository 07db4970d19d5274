//! One look at the folder: which files of ours lie there, and whether they are the ones of the last look.
//!
//! Blocks for as long as the file system does; a network share that has died may do so for minutes.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, Stat, fstat, fstatfs, open, statat};

use super::name::ResultFileKind;

/// Tells one file, or one state of it, from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Seconds and nanoseconds of the last change: first, because files are taken in this order.
    changed: (i64, u64),
    size: i64,
    inode: u64,
}

/// A file of ours.
#[derive(Debug)]
pub struct ListedFile {
    /// Its name.
    pub name: OsString,
    /// What it should hold.
    pub kind: ResultFileKind,
    /// Its state.
    pub stamp: Stamp,
}

/// What lies in the folder.
#[derive(Debug)]
pub struct Listing {
    /// Device and inode: another number is another folder under the same name.
    pub folder: (u64, u64),
    /// Whether the files lie on another machine, of whose writers this kernel hears nothing.
    pub remote: bool,
    /// Files of ours, the oldest change first.
    pub files: Vec<ListedFile>,
}

/// File systems whose files other machines write (`f_type` of statfs(2), linux/magic.h).
const REMOTE: [u64; 10] = [
    0xff53_4d42, // CIFS
    0xfe53_4d42, // SMB2
    0x517b,      // SMB
    0x6969,      // NFS
    0x0102_1997, // 9P
    0x6573_5546, // FUSE: sshfs, gvfs
    0x786f_4256, // VirtualBox's shared folders
    0x00c3_6400, // Ceph
    0x5346_414f, // AFS
    0x564c,      // NCP
];

/// Looks.
pub fn look(dir: &Path) -> io::Result<Listing> {
    let folder = open(dir, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    let itself = fstat(&folder)?;
    let remote = u64::try_from(fstatfs(&folder)?.f_type).is_ok_and(|kind| REMOTE.contains(&kind));
    let mut files = Vec::new();
    for entry in Dir::read_from(&folder)? {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        let Some(kind) = ResultFileKind::from_name(name) else { continue };
        match statat(&folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
            Ok(state) => files.push(ListedFile { name: name.to_owned(), kind, stamp: stamp(&state) }),
            Err(rustix::io::Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
    }
    files.sort_unstable_by(|one, other| (one.stamp.changed, &one.name).cmp(&(other.stamp.changed, &other.name)));
    Ok(Listing { folder: (itself.st_dev, itself.st_ino), remote, files })
}

fn stamp(state: &Stat) -> Stamp {
    Stamp { changed: (state.st_mtime, state.st_mtime_nsec), size: state.st_size, inode: state.st_ino }
}
