//! The files, open for one writer: repaired when they are opened, and a line in them is on the disk before its head is.
//!
//! A head takes ten times as long as its line (a new file, a new name), so what waits for a line does not wait for its
//! head. The file is never ahead of the head by more than that one line, which is what a power cut can leave as well.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use time::{Date, OffsetDateTime};

use super::chain;
use super::disk::{Folder, PRIVATE};
use super::entry::{JournalEntry, JournalLine, OpeningFlaw};
use super::hash::Head;
use super::listed::ListedCheck;
use super::pseudonym::PseudonymKey;
use super::tail::Tail;
use super::{FILE, HEAD, KEY};
use crate::common::{in_japan, read_regular};
use crate::eligibility::FacilityCode;

/// An open journal. After an error it must be opened again: only that tells what the disk holds.
pub(super) struct Store {
    folder: Folder,
    file: File,
    /// Bytes of whole lines; the next one begins there, over whatever a power cut left behind them.
    length: u64,
    head: Head,
    /// Whether the head file names the last line.
    head_is_kept: bool,
    terminal: FacilityCode,
    pub(super) key: PseudonymKey,
}

impl Store {
    /// Opens the journal in `dir`, repairs it, and records what it found, all at this time. `known` is the head that
    /// this program wrote last, which outlives the head file. Also returns the checks of this day that the file holds.
    pub(super) fn open(
        dir: &Path,
        terminal: &FacilityCode,
        known: Head,
        now: OffsetDateTime,
    ) -> io::Result<(Self, Vec<ListedCheck>)> {
        let folder = Folder::open(dir)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(PRIVATE);
        let file = options.open(folder.file(FILE))?;
        // Two kiosks must not write one chain. The lock goes with the file, also when the program is killed.
        flock(&file, FlockOperation::NonBlockingLockExclusive)?;
        folder.sync()?;
        let tail = Tail::read(&file)?;
        let kept = tail.checks_of(today(now));
        let mut found = Vec::new();
        if tail.torn > 0 {
            found.push(JournalEntry::Repair { bytes: tail.torn });
        }
        let head_file = read_head(&folder)?;
        let (head, flaw) = examine_end(&tail, head_file.or(known));
        // What is behind for a reason is brought up to date before the next line. What is flawed is recorded first.
        let head_is_kept = flaw.is_some() || head == Head::NONE || head_file == HeadFile::Holds(head);
        found.extend(flaw.map(|found| JournalEntry::Flaw { found }));
        let key = if let Some(key) = PseudonymKey::read(&folder.file(KEY))? {
            key
        } else {
            if !tail.is_empty() {
                found.push(JournalEntry::Flaw { found: OpeningFlaw::KeyMissing });
            }
            PseudonymKey::make(&folder, KEY)?
        };
        let (length, terminal) = (tail.whole, terminal.clone());
        let mut store = Self { folder, file, length, head, head_is_kept, terminal, key };
        for entry in found {
            tracing::warn!(?entry, "the journal was not as it was left");
            // Not taken back where it fails: with half a line the repair has still to be recorded.
            store.put(&JournalLine::of_files(now, entry))?;
            store.keep_head()?;
        }
        Ok((store, kept))
    }

    /// Whether the file still has its name and its length: no other program has moved, removed, cut or written it. A
    /// line that is written to a file that was moved away would be lost.
    pub(super) fn is_in_place(&self) -> bool {
        let seen = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino(), metadata.len());
        let named = std::fs::metadata(self.folder.file(FILE)).map(seen);
        let ours = self.file.metadata().map(seen);
        matches!((named, ours), (Ok(named), Ok(ours)) if named == ours && ours.2 == self.length)
    }

    /// Where the chain stands.
    pub(super) const fn head(&self) -> Head {
        self.head
    }

    /// Writes a line and returns once it is on the disk; [`Self::keep_head`] is to follow. Where it cannot be written,
    /// it is taken back. Returns the line's bytes.
    pub(super) fn append(&mut self, line: &JournalLine) -> io::Result<Vec<u8>> {
        self.keep_head()?;
        // Where this fails as well, the next opening finds half a line and knows it.
        self.put(line).inspect_err(|_| drop(self.file.set_len(self.length)))
    }

    /// Writes the head of the last line, unless it is there, and returns once it is on the disk.
    pub(super) fn keep_head(&mut self) -> io::Result<()> {
        if !self.head_is_kept {
            self.folder.put(HEAD, &as_line(self.head)?)?;
            self.head_is_kept = true;
        }
        Ok(())
    }

    /// The file as it is now, for reading beside the writing: its whole lines end after so many bytes.
    pub(super) fn reader(&self) -> io::Result<(File, u64)> {
        Ok((self.file.try_clone()?, self.length))
    }

    fn put(&mut self, line: &JournalLine) -> io::Result<Vec<u8>> {
        let (bytes, head) = chain::line(self.head, &self.terminal, line)?;
        let end = self.length + bytes.len() as u64;
        self.write(&bytes, end)?;
        (self.length, self.head, self.head_is_kept) = (end, head, false);
        Ok(bytes)
    }

    /// A line that takes the place of half a one has to be whole before the rest of that is cut off: a power cut in
    /// between leaves half a line again, which is found and recorded again.
    fn write(&self, bytes: &[u8], end: u64) -> io::Result<()> {
        self.file.write_all_at(bytes, self.length)?;
        if self.file.metadata()?.len() > end {
            self.file.set_len(end)?;
        }
        self.file.sync_data()
    }
}

/// The day in Japan.
pub(super) fn today(now: OffsetDateTime) -> Date {
    in_japan(now).date()
}

fn as_line(head: Head) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(&head)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The contents of the head file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadFile {
    Missing,
    Unreadable,
    Holds(Head),
}

impl HeadFile {
    /// The number of the last line that it knows; 0 where it knows none.
    pub(super) fn seq(&self) -> u64 {
        if let Self::Holds(head) = self { head.seq } else { 0 }
    }

    /// The later one of the file's head and the head that is known without it.
    fn or(self, known: Head) -> Self {
        match self {
            Self::Holds(head) if head.seq >= known.seq => self,
            _ if known.seq > 0 => Self::Holds(known),
            _ => self,
        }
    }
}

/// As much as a head file may have, in bytes: ten times what it has.
const MAX_HEAD: u64 = 4096;

/// Reads a head file.
pub(super) fn read_head_file(file: &Path) -> io::Result<HeadFile> {
    match read_regular(file, MAX_HEAD) {
        Ok(text) => Ok(serde_json::from_str(&text).map_or(HeadFile::Unreadable, HeadFile::Holds)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(HeadFile::Missing),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(HeadFile::Unreadable),
        Err(error) => Err(error),
    }
}

fn read_head(folder: &Folder) -> io::Result<HeadFile> {
    read_head_file(&folder.file(HEAD))
}

/// Compares the end of the file with the head file: the head that the next line follows, and the flaw, if any. Where
/// lines are missing the chain continues behind the head: their numbers stay free, so that every later verification
/// finds the gap.
fn examine_end(tail: &Tail, head_file: HeadFile) -> (Head, Option<OpeningFlaw>) {
    let Some(last) = tail.last() else {
        let known = tail.last_intact().map_or(Head::NONE, |position| position.head());
        let head = match head_file {
            HeadFile::Holds(head) if head.seq >= known.seq => head,
            _ => known,
        };
        let flaw = match tail.is_empty() {
            true if head.seq == 0 => None,
            true => Some(OpeningFlaw::LinesCut { last: 0, head: head.seq }),
            false => Some(OpeningFlaw::LastLineUnreadable),
        };
        return (head, flaw);
    };
    let here = last.head();
    match head_file {
        // The power went between the first line and its head.
        HeadFile::Missing if here.seq == 1 => (here, None),
        HeadFile::Missing | HeadFile::Unreadable => (here, Some(OpeningFlaw::HeadMissing)),
        HeadFile::Holds(head) if head == here => (here, None),
        // The power went between a line and its head.
        HeadFile::Holds(head) if head.seq + 1 == here.seq && head.hash == last.prev => (here, None),
        HeadFile::Holds(head) if head.seq > here.seq => {
            (head, Some(OpeningFlaw::LinesCut { last: here.seq, head: head.seq }))
        }
        HeadFile::Holds(head)
            if head.seq == here.seq || tail.numbered(head.seq).is_some_and(|position| position.hash != head.hash) =>
        {
            (here, Some(OpeningFlaw::HeadDiffers))
        }
        HeadFile::Holds(head) => (here, Some(OpeningFlaw::LinesAdded { last: here.seq, head: head.seq })),
    }
}
