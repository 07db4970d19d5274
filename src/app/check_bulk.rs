//! `uketsuke check --bulk FILE`: bookings to the qualification terminal, and their results beside them.

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use super::check::CheckError;
use super::state_folder::inquiry_folder;
use crate::common::{BookingCounts, BookingFault, printable_line};
use crate::exchange::Turn;
use crate::exchange::bulk::{Bookings, BulkError, BulkJob, Progress, Step, results_path};
use crate::exchange::inquiry::InquiryError;
use crate::settings::Settings;

/// Where the terminal's folders are away while it works: it restarts once a day.
const AWAY: Duration = Duration::from_secs(30);

/// Why bookings have no results. Nothing in it is about a person.
#[derive(Debug, thiserror::Error)]
pub enum CheckBulkError {
    /// As for a single check.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// The bookings have no results.
    #[error(transparent)]
    Bulk(#[from] BulkError),
    /// The bookings are asked about already.
    #[error("the terminal works on these bookings already: leave --again out, and it goes on where it was")]
    UnderWay,
}

/// What has come of bookings.
#[derive(Debug)]
pub struct BulkReport {
    counts: BookingCounts,
    results: PathBuf,
}

/// Asks about the bookings in this file, or goes on with it, and waits for the results. `again`: also where they were
/// asked about before. `tell` hears how far it is.
pub fn check_bulk(
    settings: &Settings,
    file: &Path,
    again: bool,
    tell: &dyn Fn(&str),
) -> Result<BulkReport, CheckBulkError> {
    let exchange = settings.exchange.as_ref().ok_or(CheckError::NoTerminal)?;
    let folder = inquiry_folder(settings);
    let folder = folder.as_deref().unwrap_or(Path::new("."));
    let job = BulkJob::new(exchange, &settings.kiosk.facility, folder, Turn::default());
    let bookings = Bookings::read(file, job.today()).map_err(BulkError::from)?;
    let results = results_path(file);
    let before = phase(&job, &bookings)?;
    let people = bookings.rows.len();
    match (&before, again) {
        (Some(Step::Wait(_, Progress::Asked | Progress::Working)), true) => return Err(CheckBulkError::UnderWay),
        (Some(_), true) => {
            job.forget(&bookings)?;
            tell(&format!("asking about {people} once more"));
        }
        (Some(Step::Done(_)), false) => {
            tell("these bookings were asked about before: nothing is asked; --again asks once more");
        }
        (Some(Step::Wait(..)), false) => tell("these bookings were asked about before: it goes on where it was"),
        (Some(Step::Failed(_)), false) => {}
        (None, _) => tell(&format!("asking about {people}")),
    }
    let mut said = None;
    loop {
        let (pause, progress) = match job.step(&bookings, &results) {
            Ok(Step::Done(counts)) => return Ok(BulkReport { counts, results }),
            Ok(Step::Failed(fault)) => return Err(BulkError::Ended(fault).into()),
            Ok(Step::Wait(_, Progress::NoReceipt)) => {
                return Err(BulkError::Ended(BookingFault::NoReceipt).into());
            }
            Ok(Step::Wait(pause, progress)) => (pause, progress),
            Err(BulkError::Exchange(error)) if is_passing(&error) && said == Some(Progress::Working) => {
                tell(&format!("{error}; it goes on when that is over"));
                (AWAY, Progress::Working)
            }
            Err(error) => return Err(error.into()),
        };
        if said.replace(progress) != Some(progress) {
            tell(&match progress {
                Progress::Waits => "another request of this kiosk is under way: waiting for it".to_owned(),
                Progress::Asked => format!("asked about {people}: waiting for the receipt"),
                Progress::Working | Progress::NoReceipt => {
                    format!("the terminal has the {people} and works on them; its result is fetched when it is there")
                }
            });
        }
        sleep(pause);
    }
}

fn phase(job: &BulkJob, bookings: &Bookings) -> Result<Option<Step>, BulkError> {
    loop {
        match job.phase(bookings) {
            // The kiosk is at it at this moment; its step has an end.
            Err(BulkError::Exchange(InquiryError::Busy)) => sleep(Duration::from_secs(1)),
            other => return other,
        }
    }
}

/// Whether it can be over by itself.
const fn is_passing(error: &InquiryError) -> bool {
    matches!(error, InquiryError::FolderMissing(_) | InquiryError::FolderRefuses { .. } | InquiryError::FolderSilent)
}

impl BulkReport {
    /// Whether each person is confirmed.
    #[must_use]
    pub const fn is_confirmed(&self) -> bool {
        self.counts.are_all_confirmed()
    }

    /// The numbers, and where the results lie. Nothing about a person.
    #[must_use]
    pub fn text(&self) -> String {
        let BookingCounts { ok, changed, invalid, unanswered, foreign, simulated } = self.counts;
        let banner = if simulated { "SIMULATION\n" } else { "" };
        let results = self.results.display().to_string();
        format!(
            "{banner}ok: {ok}\nchanged: {changed}\ninvalid: {invalid}\nnot answered: {unanswered}\nforeign: {foreign}\nresults: {}\n",
            printable_line(&results)
        )
    }
}
