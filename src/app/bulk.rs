//! `uketsuke check --bulk FILE` and `uketsuke assign --bulk FILE`: bookings to the qualification terminal, and the
//! results beside them.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use super::check::CheckError;
use super::run::stop_signals;
use super::state_folder::inquiry_folder;
use crate::common::{AssignmentCounts, BookingCounts, BookingFault, BulkEnd, BulkOutcome, printable_line};
use crate::exchange::bulk::{Again, Assignments, Bookings, BulkError, BulkJob, BulkKind, Checks, Progress, Step};
use crate::exchange::inquiry::InquiryError;
use crate::exchange::{Stop, Turn};
use crate::journal::{CommandJournal, CommandJournalError};
use crate::settings::{Settings, WhenFull};

/// Where the terminal's folders are away while it works: it restarts once a day.
const AWAY: Duration = Duration::from_secs(30);

/// Where the kiosk is at it at this moment; its step has an end.
const BUSY: Duration = Duration::from_secs(1);

/// So long a step may take to end that was told to; a share that hangs is not waited for.
const TO_END: Duration = Duration::from_secs(5);

/// Why bookings have no results. Nothing in it is about a person.
#[derive(Debug, thiserror::Error)]
pub enum CommandBulkError {
    /// As for a single check.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// The bookings have no results.
    #[error(transparent)]
    Bulk(#[from] BulkError),
    /// The results are of another day.
    #[error(
        "these bookings were asked about on {day}, which is not today: the results of that day lie beside them, and nothing \
         is asked; to ask about today, give --again"
    )]
    OtherDay {
        /// The day, `YYYY-MM-DD`.
        day: time::Date,
    },
    /// The results are there, and the journal has no line about them.
    #[error(
        "the results lie at {}, and are not recorded: {error}; [journal] when_full = \"stop\" wants a line first. The same command again records them",
        results.display()
    )]
    NotRecorded {
        /// Where the results lie.
        results: PathBuf,
        /// Why there is no line.
        error: CommandJournalError,
    },
    /// It was told to end.
    #[error("interrupted; what is known is kept: the same command again goes on where it was, and asks nothing twice")]
    Interrupted,
}

/// What has come of bookings.
#[derive(Debug)]
pub struct BulkReport {
    end: Counted,
    results: PathBuf,
}

/// The counts of one kind of bulk request.
#[derive(Debug, Clone, Copy)]
enum Counted {
    Checked(BookingCounts),
    Assigned(AssignmentCounts),
}

/// What a job hears that runs on its own thread, and says from there.
struct Talk {
    stop: Stop,
    said: UnboundedSender<Said>,
}

/// What a job says.
enum Said {
    /// How far it is.
    Progress(String),
    /// That it has ended.
    Ended(Box<Result<BulkReport, CommandBulkError>>),
}

/// Asks about the bookings in this file, or goes on with it, and waits for the results. `again`: also where they were
/// asked about before. `tell` hears how far it is.
pub fn check_bulk(
    settings: &Settings,
    file: &Path,
    again: bool,
    tell: &mut dyn FnMut(&str),
) -> Result<BulkReport, CommandBulkError> {
    run::<Checks>(settings, file, again, tell)
}

/// The same for the reference numbers of the people, which the terminal is to keep.
pub fn assign_bulk(
    settings: &Settings,
    file: &Path,
    again: bool,
    tell: &mut dyn FnMut(&str),
) -> Result<BulkReport, CommandBulkError> {
    run::<Assignments>(settings, file, again, tell)
}

/// Runs the job on a thread of its own, because it blocks as long as the folders do, and a signal has to end it.
fn run<K: BulkKind + 'static>(
    settings: &Settings,
    file: &Path,
    again: bool,
    tell: &mut dyn FnMut(&str),
) -> Result<BulkReport, CommandBulkError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(CheckError::System)?;
    let ended = runtime.block_on(async {
        let mut signal = pin!(stop_signals().map_err(CheckError::System)?);
        let (said, mut heard) = unbounded_channel();
        let stop = Stop::default();
        let command = Command { settings: settings.clone(), file: file.to_owned(), again };
        let talk = Talk { stop: stop.clone(), said };
        let job = move || {
            let ended = command.run::<K>(&talk);
            talk.say(Said::Ended(Box::new(ended)));
        };
        std::thread::Builder::new().name("bulk".to_owned()).spawn(job).map_err(CheckError::System)?;
        tokio::select! {
            ended = listen(&mut heard, tell) => return ended,
            () = &mut signal => stop.set(),
        }
        // What has ended at the same moment has ended.
        timeout(TO_END, listen(&mut heard, tell)).await.unwrap_or(Err(CommandBulkError::Interrupted))
    });
    runtime.shutdown_background();
    ended
}

async fn listen(
    heard: &mut UnboundedReceiver<Said>,
    tell: &mut dyn FnMut(&str),
) -> Result<BulkReport, CommandBulkError> {
    loop {
        match heard.recv().await {
            Some(Said::Progress(words)) => tell(&words),
            Some(Said::Ended(ended)) => return *ended,
            // The thread has ended without a word.
            None => return Err(CheckError::System(io::ErrorKind::BrokenPipe.into()).into()),
        }
    }
}

/// What was typed.
struct Command {
    settings: Settings,
    file: PathBuf,
    again: bool,
}

impl Command {
    fn run<K: BulkKind>(&self, talk: &Talk) -> Result<BulkReport, CommandBulkError> {
        let settings = &self.settings;
        let exchange = settings.exchange.as_ref().ok_or(CheckError::NoTerminal)?;
        let folder = inquiry_folder(settings);
        let folder = folder.as_deref().unwrap_or(Path::new("."));
        let job = BulkJob::<K>::new(exchange, &settings.kiosk.facility, folder, Turn::default());
        let job = job.until(talk.stop.clone());
        let bookings = job.read(&self.file).map_err(BulkError::from)?;
        let results = K::results_path(&self.file);
        // Where its end could not be recorded, nothing is asked.
        if settings.journal.when_full == WhenFull::Stop {
            CommandJournal::open(settings).map_err(CheckError::Journal)?;
        }
        self.begin(&job, &bookings, talk)?;
        let ended = wait(&job, &bookings, &results, talk);
        if matches!(ended, Err(CommandBulkError::Interrupted)) {
            return Err(CommandBulkError::Interrupted);
        }
        let recorded = self.record(&job, &bookings, talk)?;
        if let (Ok(_), Err(error)) = (&ended, recorded) {
            return Err(CommandBulkError::NotRecorded { results, error });
        }
        let end = match K::end(Ok(ended?)) {
            BulkEnd::Check(Ok(counts)) => Counted::Checked(counts),
            BulkEnd::Assignment(Ok(counts)) => Counted::Assigned(counts),
            BulkEnd::Check(Err(fault)) | BulkEnd::Assignment(Err(fault)) => {
                return Err(BulkError::Ended(fault, Again::Request).into());
            }
        };
        // An answer of another day says nothing of today.
        if K::OF_A_DAY
            && let Some(day) = talk.patiently(|| job.day(&bookings))?.filter(|day| *day != job.today())
        {
            return Err(CommandBulkError::OtherDay { day: day.into() });
        }
        Ok(BulkReport { end, results })
    }

    /// What was known of these bookings before, and what `--again` does about it.
    fn begin<K: BulkKind>(&self, job: &BulkJob<K>, bookings: &Bookings, talk: &Talk) -> Result<(), CommandBulkError> {
        let before = talk.patiently(|| job.phase(bookings))?;
        let people = bookings.rows.len();
        match (&before, self.again) {
            (Some(_), true) => {
                self.record(job, bookings, talk)?.map_err(CheckError::Journal)?;
                talk.tell(match talk.patiently(|| job.again(bookings))? {
                    Again::Request => format!("asking about {people} once more"),
                    Again::Result => "asking for the result once more, by its reception number".to_owned(),
                });
            }
            (Some(Step::Done(_)), false) => {
                talk.tell(
                    "these bookings were asked about before: nothing is asked; --again asks once more".to_owned(),
                );
            }
            (Some(Step::Wait(..)), false) => {
                talk.tell("these bookings were asked about before: it goes on where it was".to_owned());
            }
            (Some(Step::Failed(..)), false) => {}
            (None, _) => talk.tell(format!("asking about {people}")),
        }
        Ok(())
    }

    /// Records the end, if there is one that is not recorded. The line is on the disk before anything is shown. An
    /// error is one that the settings do not let pass; it is said in each case.
    fn record<K: BulkKind>(
        &self,
        job: &BulkJob<K>,
        bookings: &Bookings,
        talk: &Talk,
    ) -> Result<Result<(), CommandJournalError>, CommandBulkError> {
        let write = |outcome: BulkOutcome| match CommandJournal::open(&self.settings)? {
            Some(mut journal) => journal.bulk(outcome),
            None => Ok(()),
        };
        let written = talk.patiently(|| job.record(bookings, write))?;
        if let Err(error) = &written {
            talk.tell(format!("not recorded: {error}"));
        }
        Ok(match self.settings.journal.when_full {
            WhenFull::Stop => written,
            WhenFull::Warn => Ok(()),
        })
    }
}

/// Waits for the results.
fn wait<K: BulkKind>(
    job: &BulkJob<K>,
    bookings: &Bookings,
    results: &Path,
    talk: &Talk,
) -> Result<K::Counts, CommandBulkError> {
    let people = bookings.rows.len();
    let mut said = None;
    loop {
        let step = job.step(bookings, results);
        let (pause, progress) = match step {
            Ok(Step::Done(counts)) => return Ok(counts),
            Ok(Step::Failed(fault, again)) => return Err(BulkError::Ended(fault, again).into()),
            _ if talk.stop.is_set() => return Err(CommandBulkError::Interrupted),
            Ok(Step::Wait(_, Progress::NoReceipt)) => {
                return Err(BulkError::Ended(BookingFault::NoReceipt, Again::Request).into());
            }
            Ok(Step::Wait(pause, progress)) => (pause, progress),
            Err(BulkError::Exchange(error)) if is_passing(&error) && said == Some(Progress::Working) => {
                talk.tell(format!("{error}; it goes on when that is over"));
                (AWAY, Progress::Working)
            }
            Err(error) => return Err(error.into()),
        };
        if said.replace(progress) != Some(progress) {
            talk.tell(match progress {
                Progress::Waits => "another request of this kiosk is under way: waiting for it".to_owned(),
                Progress::Asked => format!("asked about {people}: waiting for the receipt"),
                Progress::Working | Progress::NoReceipt => {
                    format!("the terminal has the {people} and works on them; its result is fetched when it is there")
                }
            });
        }
        if talk.stop.pause(pause) {
            return Err(CommandBulkError::Interrupted);
        }
    }
}

/// Whether it can be over by itself.
const fn is_passing(error: &InquiryError) -> bool {
    matches!(error, InquiryError::FolderMissing(_) | InquiryError::FolderRefuses { .. } | InquiryError::FolderSilent)
}

impl Talk {
    /// A command that has ended hears nothing any more.
    fn say(&self, said: Said) {
        let _ = self.said.send(said);
    }

    fn tell(&self, words: String) {
        self.say(Said::Progress(words));
    }

    /// Does what another process of this kiosk may be in the way of.
    fn patiently<T>(&self, mut todo: impl FnMut() -> Result<T, BulkError>) -> Result<T, CommandBulkError> {
        loop {
            match todo() {
                Err(BulkError::Exchange(InquiryError::Busy)) if !self.stop.pause(BUSY) => {}
                Err(BulkError::Exchange(InquiryError::Busy)) => return Err(CommandBulkError::Interrupted),
                other => return Ok(other?),
            }
        }
    }
}

impl BulkReport {
    /// Whether each person is confirmed, or has the number kept.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        match &self.end {
            Counted::Checked(counts) => counts.are_all_confirmed(),
            Counted::Assigned(counts) => counts.are_all_kept(),
        }
    }

    /// The numbers, and where the results lie. Nothing about a person.
    #[must_use]
    pub fn text(&self) -> String {
        let (simulated, counts) = match self.end {
            Counted::Checked(BookingCounts { ok, changed, invalid, unanswered, foreign, simulated }) => (
                simulated,
                format!(
                    "ok: {ok}\nchanged: {changed}\ninvalid: {invalid}\nnot answered: {unanswered}\nforeign: {foreign}"
                ),
            ),
            Counted::Assigned(AssignmentCounts { kept, refused, unclear, unanswered, foreign, simulated }) => (
                simulated,
                format!(
                    "kept: {kept}\nrefused: {refused}\nunclear: {unclear}\nnot answered: {unanswered}\nforeign: {foreign}"
                ),
            ),
        };
        let banner = if simulated { "SIMULATION\n" } else { "" };
        let results = self.results.display().to_string();
        format!("{banner}{counts}\nresults: {}\n", printable_line(&results))
    }
}
