//! One look at the folder: which files of ours lie there, and whether they are the ones of the last look.
//!
//! Blocks for as long as the file system does; a network share that has died may do so for minutes.

use std::ffi::OsStr;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::Duration;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, Stat, fstat, fstatfs, open, statat};
use tokio::time::Instant;

use super::name::ResultFileKind;

/// Tells one file, or one state of it, from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Seconds and nanoseconds of the last change: first, because the newest files are found by it.
    pub changed: (i64, u64),
    size: i64,
    inode: u64,
}

/// A file of ours.
#[derive(Debug, Clone, Copy)]
pub struct ListedFile<'a> {
    /// Its name.
    pub name: &'a OsStr,
    /// What it should hold.
    pub kind: ResultFileKind,
    /// Its state.
    pub stamp: Stamp,
}

/// Which folder it is, and when the last name came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderState {
    /// Device and inode: another number is another folder under the same name.
    pub folder: (u64, u64),
    /// Seconds and nanoseconds of the folder's own last change, by the clock of its machine.
    changed: (i64, u64),
}

/// What was to be seen of the folder besides its files.
#[derive(Debug, Clone, Copy)]
pub struct Listing {
    /// Which folder it is, and its own time.
    pub state: FolderState,
    /// Whether the files lie on another machine, of whose writers this kernel hears nothing.
    pub remote: bool,
    /// The second of the last change of any file of ours.
    newest: Option<i64>,
    /// Whether any of them is a copied text.
    copied: bool,
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

/// So much later than its folder's own change a file may have been finished.
const WRITING: Duration = Duration::from_secs(10);

/// Longest time without a listing.
const MAX_UNLISTED: Duration = Duration::from_secs(60);

impl Listing {
    /// Whether the folder's own time tells all news: on some file systems (FAT) it is that of the folder's creation,
    /// and a text that is saved again under its name changes no folder.
    fn tells_by_its_time(&self) -> bool {
        let writing = WRITING.as_secs().cast_signed();
        !self.copied && self.newest.is_some_and(|newest| newest <= self.state.changed.0.saturating_add(writing))
    }
}

/// Whether a folder on another machine has to be listed again. Old files in it may be ten thousand, and each listing
/// brings all of their names over the network; the folder's own time is one question.
#[derive(Debug, Default)]
pub struct Quiet {
    last: Option<(FolderState, Instant)>,
    /// Two listings one after the other found the same time of the folder: what came in the very moment of the first is
    /// in the second.
    settled: bool,
}

impl Quiet {
    /// Takes note of a listing.
    pub fn listed(&mut self, listing: &Listing) {
        let same = self.last.is_some_and(|(state, _)| state == listing.state);
        self.settled = same && listing.tells_by_its_time();
        self.last = Some((listing.state, Instant::now()));
    }

    /// The state in which the folder need not be listed; none: it has to be.
    pub fn unless(&self) -> Option<FolderState> {
        let (state, listed) = self.last.filter(|_| self.settled)?;
        (listed.elapsed() < MAX_UNLISTED).then_some(state)
    }
}

/// Looks, and shows each file of ours to `each`: in no order, and none is kept.
pub fn look(dir: &Path, each: impl FnMut(ListedFile<'_>)) -> io::Result<Listing> {
    let (folder, state) = enter(dir)?;
    list(&folder, state, each)
}

/// Looks, unless the folder is in this state.
pub fn look_unless(
    dir: &Path,
    known: Option<FolderState>,
    each: impl FnMut(ListedFile<'_>),
) -> io::Result<Option<Listing>> {
    let (folder, state) = enter(dir)?;
    if known == Some(state) { Ok(None) } else { list(&folder, state, each).map(Some) }
}

fn enter(dir: &Path) -> io::Result<(OwnedFd, FolderState)> {
    let folder = open(dir, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
    let itself = fstat(&folder)?;
    let changed = (itself.st_mtime, itself.st_mtime_nsec);
    Ok((folder, FolderState { folder: (itself.st_dev, itself.st_ino), changed }))
}

fn list(folder: &OwnedFd, state: FolderState, mut each: impl FnMut(ListedFile<'_>)) -> io::Result<Listing> {
    let remote = u64::try_from(fstatfs(folder)?.f_type).is_ok_and(|kind| REMOTE.contains(&kind));
    let mut listing = Listing { state, remote, newest: None, copied: false };
    for entry in Dir::read_from(folder)? {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        let Some(kind) = ResultFileKind::from_name(name) else { continue };
        match statat(folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW) {
            Ok(state) => {
                listing.newest = listing.newest.max(Some(state.st_mtime));
                listing.copied |= kind == ResultFileKind::Copied;
                each(ListedFile { name, kind, stamp: stamp(&state) });
            }
            Err(rustix::io::Errno::NOENT) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(listing)
}

fn stamp(state: &Stat) -> Stamp {
    Stamp { changed: (state.st_mtime, state.st_mtime_nsec), size: state.st_size, inode: state.st_ino }
}

#[cfg(test)]
impl Stamp {
    /// That of a file that was changed in this second.
    pub const fn at(second: i64) -> Self {
        Self { changed: (second, 0), size: 0, inode: 0 }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File, FileTimes};
    use std::time::SystemTime;

    use super::*;

    fn result(dir: &Path, number: usize) {
        fs::write(dir.join(format!("OQSsiquc01res_face_{number}.xml")), "x").unwrap();
    }

    /// A look every two seconds; whether it listed.
    fn listed(quiet: &mut Quiet, dir: &Path) -> bool {
        let listing = look_unless(dir, quiet.unless(), |_| ()).unwrap();
        listing.as_ref().is_some_and(|listing| {
            quiet.listed(listing);
            true
        })
    }

    #[tokio::test(start_paused = true)]
    async fn ten_thousand_old_files_are_listed_once_a_minute_and_a_new_one_at_once() {
        let dir = tempfile::tempdir().unwrap();
        (0..10_000).for_each(|number| result(dir.path(), number));
        let mut quiet = Quiet::default();
        let mut listings = Vec::new();
        for second in (0..180).step_by(2) {
            if second == 100 {
                result(dir.path(), 10_000);
            }
            if listed(&mut quiet, dir.path()) {
                listings.push(second);
            }
            tokio::time::advance(Duration::from_secs(2)).await;
        }
        assert_eq!(listings, [0, 2, 62, 100, 102, 162]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_file_that_goes_is_news_too() {
        let dir = tempfile::tempdir().unwrap();
        (0..2).for_each(|number| result(dir.path(), number));
        let mut quiet = Quiet::default();
        assert_eq!([(); 3].map(|()| listed(&mut quiet, dir.path())), [true, true, false]);
        fs::remove_file(dir.path().join("OQSsiquc01res_face_0.xml")).unwrap();
        assert!(listed(&mut quiet, dir.path()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_folder_whose_own_time_does_not_tell_is_listed_every_time() {
        let dated = |dir: &Path| {
            result(dir, 0);
            let old = SystemTime::now() - Duration::from_secs(60);
            File::open(dir).unwrap().set_times(FileTimes::new().set_modified(old)).unwrap();
        };
        let text = |dir: &Path| {
            result(dir, 0);
            fs::write(dir.join("copied.txt"), "x").unwrap();
        };
        let nothing = |_: &Path| {};
        for fill in [&dated as &dyn Fn(&Path), &text, &nothing] {
            let dir = tempfile::tempdir().unwrap();
            fill(dir.path());
            let mut quiet = Quiet::default();
            assert_eq!([(); 4].map(|()| listed(&mut quiet, dir.path())), [true; 4]);
        }
    }
}
