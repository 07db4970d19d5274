//! The kiosk's folder of bookings: a thread that looks into it now and then, and does one step of one bulk check at a
//! time. Nothing else of the kiosk waits for it. Reference numbers are never assigned from here: that is asked for by
//! staff, file by file.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::beside::{Beside, REFUSED, beside, is_results, lying};
use super::bookings::BookingsError;
use super::error::BulkError;
use super::job::BulkJob;
use super::kind::Checks;
use super::pauses::{Progress, Step};
use super::results::{COLUMNS, made_on, results_path, summary};
use crate::common::{
    BookingFault, BookingFile, BookingState, BulkOutcome, FileMode, InquiryTrouble, ReplaceOptions, read_regular,
    replace_file,
};
use crate::eligibility::Date;

/// Between two looks into the folder.
pub const LOOK: Duration = Duration::from_secs(5);

/// Before a step is tried again that was in the way of something.
const AGAIN: Duration = Duration::from_secs(60);

/// Most files that are looked after.
const MAX_FILES: usize = 200;

/// As much as that file may have, in bytes.
const MAX_REFUSAL: u64 = 1 << 20;

/// The folder, while it is watched.
pub struct BookingsFolder {
    job: BulkJob<Checks>,
    folder: PathBuf,
    /// Told of each bulk check that has ended, once.
    record: Box<dyn Fn(BulkOutcome) + Send>,
    files: BTreeMap<String, Watched>,
}

/// Time, size and inode of a file.
type Stamp = (i64, i64, u64, u64);

/// What is known of one file.
#[derive(Clone)]
struct Watched {
    /// As it was at the last look.
    stamp: Stamp,
    /// When its next step is due. `None`: it has ended.
    due: Option<Instant>,
    people: usize,
    state: BookingState,
    /// The day that was asked about.
    day: Option<Date>,
}

fn month_and_day(day: Date) -> (u8, u8) {
    let day = time::Date::from(day);
    (day.month().into(), day.day())
}

/// Watches the folder for as long as the program runs; `send` hears of all files whenever something has changed, and
/// `record` of each bulk check that has ended.
pub fn watch(
    job: BulkJob<Checks>,
    folder: &Path,
    send: impl Fn(Vec<BookingFile>) + Send + 'static,
    record: impl Fn(BulkOutcome) + Send + 'static,
) -> io::Result<()> {
    let mut watched = BookingsFolder::new(job, folder, record);
    thread::Builder::new().name("bookings".to_owned()).spawn(move || {
        let mut told = Vec::new();
        loop {
            watched.look(&mut |files| {
                if files != told {
                    told.clone_from(&files);
                    send(files);
                }
            });
            thread::sleep(LOOK);
        }
    })?;
    Ok(())
}

impl BookingsFolder {
    /// Looks into this folder.
    pub fn new(job: BulkJob<Checks>, folder: &Path, record: impl Fn(BulkOutcome) + Send + 'static) -> Self {
        Self { job, folder: folder.to_owned(), record: Box::new(record), files: BTreeMap::new() }
    }

    /// All files that are looked after, those that were written last first.
    pub fn files(&self) -> Vec<BookingFile> {
        let mut files: Vec<_> = self.files.iter().collect();
        files.sort_by_key(|(_, watched)| Reverse(watched.stamp));
        let today = self.job.today();
        let file = |(name, watched): (&String, &Watched)| BookingFile {
            name: name.clone(),
            people: watched.people,
            state: watched.state.clone(),
            other_day: watched.day.filter(|day| *day != today).map(month_and_day),
        };
        files.into_iter().map(file).collect()
    }

    /// Looks once, and does what is due. A file is taken up once two looks have found the same of it: until then its
    /// writer may not have finished. `tell` hears of all files after each change: a step can take as long as the
    /// terminal does.
    pub fn look(&mut self, tell: &mut dyn FnMut(Vec<BookingFile>)) {
        let now = Instant::now();
        let before = std::mem::take(&mut self.files);
        let mut due = Vec::new();
        for (name, stamp) in self.listed() {
            let watched = match before.get(&name).filter(|watched| watched.stamp == stamp) {
                Some(watched) => {
                    due.extend(watched.due.is_some_and(|due| due <= now).then(|| name.clone()));
                    watched.clone()
                }
                None => Watched { stamp, due: Some(now), people: 0, state: BookingState::Waiting(None), day: None },
            };
            self.files.insert(name, watched);
        }
        tell(self.files());
        for name in due {
            let Some(watched) = self.files.get(&name).cloned() else { continue };
            let watched = self.step(&name, &watched, tell);
            self.files.insert(name, watched);
            tell(self.files());
        }
    }

    /// Names and stamps of the CSV files in it, of too many those that were written last. A folder that cannot be read
    /// has none: it is looked at again.
    fn listed(&self) -> Vec<(String, Stamp)> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let csv = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().ok()?;
            let is_csv = Path::new(&name).extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
            let state = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let wanted = is_csv && !name.starts_with('.') && !is_results(&name);
            wanted.then(|| (name, (state.mtime(), state.mtime_nsec(), state.size(), state.ino())))
        };
        let mut files: Vec<_> = entries.map_while(Result::ok).filter_map(csv).collect();
        // By their time: those of this year come behind those of the last one, by name.
        files.sort_unstable_by_key(|(_, stamp)| Reverse(*stamp));
        files.truncate(MAX_FILES);
        files
    }

    fn step(&mut self, name: &str, watched: &Watched, tell: &mut dyn FnMut(Vec<BookingFile>)) -> Watched {
        let path = self.folder.join(name);
        let (results, refusal) = (results_path(&path), beside(&path, REFUSED));
        let bookings = match self.job.read(&path) {
            Ok(bookings) => bookings,
            Err(error) if error.may_pass() => return waits(watched),
            Err(error) => return refused(watched, &refusal, &error),
        };
        let people = bookings.rows.len();
        let now = |due: Option<Duration>, state| Watched {
            stamp: watched.stamp,
            due: due.map(|due| Instant::now() + due),
            people,
            state,
            day: None,
        };
        let done = |counts, rows| {
            let day = self.job.day(&bookings).ok().flatten().or_else(|| made_on(&results));
            Watched { day, ..now(None, BookingState::Done(counts, rows)) }
        };
        let was_asked = |job: &BulkJob<Checks>| !matches!(job.phase(&bookings), Ok(None));
        // Results without a bulk check: the state was lost, or another kiosk has asked. They are not asked for again.
        if lying(&results, &COLUMNS, &bookings) == Beside::Own && !was_asked(&self.job) {
            let (counts, rows) = summary(&results);
            return done(counts, rows);
        }
        let mut others = self.files();
        let mut sent = |progress| {
            if let Some(file) = others.iter_mut().find(|file| file.name == name) {
                (file.people, file.state) = (people, state(progress));
                tell(others.clone());
            }
        };
        let step = self.job.step_telling(&bookings, &results, &mut sent);
        let recorded = self.job.record(&bookings, |outcome| {
            (self.record)(outcome);
            Ok::<_, Infallible>(())
        });
        if let Err(error) = recorded {
            tracing::warn!(%error, "it is not noted that the end of a bulk check is recorded");
        }
        match step {
            Ok(Step::Done(counts)) => {
                let _none = fs::remove_file(refusal);
                done(counts, summary(&results).1)
            }
            // A command may ask once more; then it goes on.
            Ok(Step::Failed(fault, _)) => now(Some(AGAIN), BookingState::Failed(fault)),
            Ok(Step::Wait(pause, progress)) => now(Some(pause), state(progress)),
            Err(BulkError::Bookings(error)) => refused(watched, &refusal, &error),
            Err(BulkError::Exchange(error)) => {
                tracing::warn!(%error, "bookings wait");
                let trouble = InquiryTrouble::from(error);
                let asked = was_asked(&self.job);
                let state =
                    if asked { BookingState::Interrupted(trouble) } else { BookingState::Waiting(Some(trouble)) };
                now(Some(AGAIN), state)
            }
            Err(error @ BulkError::Results(_)) => {
                tracing::warn!(%error, "bookings wait");
                now(Some(AGAIN), BookingState::Failed(BookingFault::Unwritable))
            }
            Err(error @ (BulkError::Replaced | BulkError::UnderWay | BulkError::Ended(..))) => {
                tracing::warn!(%error, "bookings wait");
                now(Some(AGAIN), BookingState::Waiting(None))
            }
        }
    }
}

/// It may be read later.
fn waits(watched: &Watched) -> Watched {
    let state = BookingState::Waiting(None);
    Watched { stamp: watched.stamp, due: Some(Instant::now() + AGAIN), people: watched.people, state, day: None }
}

/// What staff see of a bulk check that has not ended.
const fn state(progress: Progress) -> BookingState {
    match progress {
        Progress::Waits => BookingState::Waiting(None),
        Progress::Asked => BookingState::Sent,
        Progress::Working => BookingState::Working,
        Progress::NoReceipt => BookingState::Failed(BookingFault::NoReceipt),
    }
}

/// Says beside the bookings why they are refused: lines and columns, and nothing of what stands there.
fn refused(watched: &Watched, refusal: &Path, error: &BookingsError) -> Watched {
    let text = format!("{error}\n");
    let state = BookingState::Refused(error.into());
    let refused = |due| Watched { stamp: watched.stamp, due, people: 0, state, day: None };
    if read_regular(refusal, MAX_REFUSAL).is_ok_and(|said| said == text) {
        return refused(None);
    }
    let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
    let written = replace_file(refusal, text.as_bytes(), options);
    if let Err(error) = &written {
        tracing::warn!(%error, "it cannot be written beside bookings why they are refused");
    }
    refused(written.is_err().then(|| Instant::now() + AGAIN))
}
