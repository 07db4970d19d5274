//! The kiosk's folder of bookings: a thread that looks into it now and then, and does one step of one bulk check at a
//! time. Nothing else of the kiosk waits for it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::bookings::{Bookings, BookingsError};
use super::error::BulkError;
use super::job::BulkJob;
use super::pauses::{Progress, Step};
use super::results::{beside, is_results, results_path, summary};
use crate::common::{
    BookingFault, BookingFile, BookingState, FileMode, InquiryTrouble, ReplaceOptions, read_regular, replace_file,
};

/// Between two looks into the folder.
pub const LOOK: Duration = Duration::from_secs(5);

/// Before a step is tried again that was in the way of something.
const AGAIN: Duration = Duration::from_secs(60);

/// Most files that are looked after.
const MAX_FILES: usize = 200;

/// What says beside bookings why they are refused.
const REFUSED: &str = ".refused.txt";

/// As much as that file may have, in bytes.
const MAX_REFUSAL: u64 = 1 << 20;

/// The folder, while it is watched.
pub struct BookingsFolder {
    job: BulkJob,
    folder: PathBuf,
    files: BTreeMap<String, Watched>,
}

/// What is known of one file.
struct Watched {
    /// Time, size and inode, as they were at the last look.
    stamp: (i64, i64, u64, u64),
    /// When its next step is due. `None`: it has ended.
    due: Option<Instant>,
    people: usize,
    state: BookingState,
}

/// Watches the folder for as long as the program runs; `send` hears of all files whenever something has changed.
pub fn watch(job: BulkJob, folder: &Path, send: impl Fn(Vec<BookingFile>) + Send + 'static) -> io::Result<()> {
    let mut watched = BookingsFolder::new(job, folder);
    thread::Builder::new().name("bookings".to_owned()).spawn(move || {
        let mut told = Vec::new();
        loop {
            watched.look();
            let files = watched.files();
            if files != told {
                told.clone_from(&files);
                send(files);
            }
            thread::sleep(LOOK);
        }
    })?;
    Ok(())
}

impl BookingsFolder {
    /// Looks into this folder.
    pub fn new(job: BulkJob, folder: &Path) -> Self {
        Self { job, folder: folder.to_owned(), files: BTreeMap::new() }
    }

    /// All files that are looked after.
    pub fn files(&self) -> Vec<BookingFile> {
        let file = |(name, watched): (&String, &Watched)| BookingFile {
            name: name.clone(),
            people: watched.people,
            state: watched.state.clone(),
        };
        self.files.iter().map(file).collect()
    }

    /// Looks once, and does what is due. A file is taken up once two looks have found the same of it: until then its
    /// writer may not have finished.
    pub fn look(&mut self) {
        let now = Instant::now();
        let before = std::mem::take(&mut self.files);
        for (name, stamp) in self.listed() {
            let same = before.get(&name).filter(|watched| watched.stamp == stamp);
            let Some(Watched { due, people, state, .. }) = same else {
                let state = BookingState::Waiting(None);
                self.files.insert(name, Watched { stamp, due: Some(now), people: 0, state });
                continue;
            };
            let watched = Watched { stamp, due: *due, people: *people, state: state.clone() };
            let is_due = watched.due.is_some_and(|due| due <= now);
            let watched = if is_due { self.step(&name, &watched) } else { watched };
            self.files.insert(name, watched);
        }
    }

    /// Names and stamps of the CSV files in it. A folder that cannot be read has none: it is looked at again.
    fn listed(&self) -> Vec<(String, (i64, i64, u64, u64))> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let csv = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().ok()?;
            let is_csv = Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
            let state = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let wanted = is_csv && !name.starts_with('.') && !is_results(&name);
            wanted.then(|| (name, (state.mtime(), state.mtime_nsec(), state.size(), state.ino())))
        };
        let mut files: Vec<_> = entries.map_while(Result::ok).filter_map(csv).collect();
        files.sort();
        files.truncate(MAX_FILES);
        files
    }

    fn step(&self, name: &str, watched: &Watched) -> Watched {
        let path = self.folder.join(name);
        let (results, refusal) = (results_path(&path), beside(&path, REFUSED));
        let bookings = match Bookings::read(&path, self.job.today()) {
            Ok(bookings) => bookings,
            Err(error) => return refused(watched, &refusal, &error),
        };
        let people = bookings.rows.len();
        let now = |due: Option<Duration>, state| Watched {
            stamp: watched.stamp,
            due: due.map(|due| Instant::now() + due),
            people,
            state,
        };
        // Results without a bulk check: the state was lost, or another kiosk has asked. They are not asked for again.
        if results.exists() && matches!(self.job.phase(&bookings), Ok(None)) {
            let (counts, rows) = summary(&results);
            return now(None, BookingState::Done(counts, rows));
        }
        match self.job.step(&bookings, &results) {
            Ok(Step::Done(counts)) => {
                let _none = fs::remove_file(refusal);
                now(None, BookingState::Done(counts, summary(&results).1))
            }
            Ok(Step::Failed(fault)) => now(None, BookingState::Failed(fault)),
            Ok(Step::Wait(pause, progress)) => {
                let state = match progress {
                    Progress::Waits => BookingState::Waiting(None),
                    Progress::Asked => BookingState::Sent,
                    Progress::Working => BookingState::Working,
                    Progress::NoReceipt => BookingState::Failed(BookingFault::NoReceipt),
                };
                now(Some(pause), state)
            }
            Err(BulkError::Bookings(error)) => refused(watched, &refusal, &error),
            Err(error) => {
                tracing::warn!(%error, "bookings wait");
                let trouble = match error {
                    BulkError::Exchange(error) => Some(InquiryTrouble::from(error)),
                    BulkError::Bookings(_) | BulkError::Results(_) | BulkError::Ended(_) => None,
                };
                now(Some(AGAIN), BookingState::Waiting(trouble))
            }
        }
    }
}

/// Says beside the bookings why they are refused: lines and columns, and nothing of what stands there.
fn refused(watched: &Watched, refusal: &Path, error: &BookingsError) -> Watched {
    let text = format!("{error}\n");
    if read_regular(refusal, MAX_REFUSAL).is_ok_and(|said| said == text) {
        return Watched { stamp: watched.stamp, due: None, people: 0, state: BookingState::Refused };
    }
    let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
    let written = replace_file(refusal, text.as_bytes(), options);
    if let Err(error) = &written {
        tracing::warn!(%error, "it cannot be written beside bookings why they are refused");
    }
    let due = written.is_err().then(|| Instant::now() + AGAIN);
    Watched { stamp: watched.stamp, due, people: 0, state: BookingState::Refused }
}
