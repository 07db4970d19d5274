//! What runs beside the loop for the staff menu.

use std::collections::HashMap;
use std::future::pending;

use tokio::task::{Id, JoinSet};

use crate::common::{Finding, StaffId, StaffNote};
use crate::doctor::Doctor;
use crate::report::PackedReport;
use crate::settings::{SaveError, Settings};
use crate::staff::diagnosis::{Examined, ReportFault, Reported};
use crate::staff::past::{Export, Past};
use crate::staff::{PowerError, ReportTo, SaveId};
use crate::visit::{PastChecks, Period};

/// What runs beside the loop for the staff's pages, and what is to come of it.
#[derive(Debug, Default)]
pub struct StaffJobs {
    pub(super) running: JoinSet<JobResult>,
    /// What the loop hears of a job that ends by a panic, where a page waits for it.
    if_lost: HashMap<Id, JobResult>,
    /// Names of the connected readers, as they were when the menu was opened.
    pub(super) readers: Vec<String>,
    /// What diagnoses the machine; it is inside the job while one runs.
    pub(super) doctor: Doctor,
    pub(super) examining: bool,
    /// What came of it last.
    pub(super) examined: Examined,
    /// What was read of the journal last, and what the one job reads that may run.
    pub(super) past: Past,
    pub(super) reading: Option<Period>,
    /// What came of writing the counts.
    pub(super) export: Export,
    /// The report for support, as far as it is made.
    pub(super) report: Reported,
    /// It is to be made once the machine is examined.
    pub(super) report_to: Option<ReportTo>,
    /// The changed settings take a restart of the program, as soon as the kiosk is unused.
    pub(super) restart_when_idle: bool,
    /// Staff want the program to restart at once.
    pub(super) restart_now: bool,
}

/// What a job has come to.
#[derive(Debug)]
pub(super) enum JobResult {
    Checked(Option<StaffId>),
    Saved(SaveId, Result<Box<Settings>, SaveError>, Vec<(&'static str, &'static str)>, Option<StaffId>),
    Readers(Vec<String>),
    Examined(Doctor, Vec<Finding>),
    /// This was read of the journal.
    Read(Period, std::io::Result<PastChecks>),
    /// The counts are in the file of this name, or why not.
    Exported(Result<String, StaffNote>),
    /// The report for support, and what became of its file, where one was asked for.
    Reported(PackedReport, Option<Result<String, ReportFault>>),
    PowerFailed(PowerError),
    /// The machine does what it was asked for and will end this program.
    PowerTaken,
    /// The program would start with the settings as they are now.
    Startable,
}

impl StaffJobs {
    /// Begins a job for which a page waits: if it ends by a panic, the loop hears `if_lost` in its place.
    pub(super) fn begin(&mut self, if_lost: JobResult, job: impl FnOnce() -> JobResult + Send + 'static) {
        let id = self.running.spawn_blocking(job).id();
        self.if_lost.insert(id, if_lost);
    }

    /// The next job that is done. Never where none runs.
    pub(super) async fn next(&mut self) -> JobResult {
        loop {
            match self.running.join_next_with_id().await {
                Some(Ok((id, result))) => {
                    self.if_lost.remove(&id);
                    return result;
                }
                // A panic has given the terminal back and is in the log.
                Some(Err(error)) => {
                    if let Some(result) = self.if_lost.remove(&error.id()) {
                        return result;
                    }
                }
                None => pending().await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use time::macros::date;

    use super::*;

    const DAY: Period = Period::Day(date!(2026 - 11 - 22));

    fn lost() -> JobResult {
        JobResult::Read(DAY, Err(io::ErrorKind::Other.into()))
    }

    #[tokio::test]
    async fn a_reading_that_panics_ends_as_failed_and_one_that_does_not_is_heard_once() {
        let mut jobs = StaffJobs::default();
        jobs.begin(lost(), || panic!("a reading that panics"));
        assert!(matches!(jobs.next().await, JobResult::Read(DAY, Err(_))));
        jobs.begin(lost(), || JobResult::Read(DAY, Ok(PastChecks::Day(Vec::new(), 0))));
        assert!(matches!(jobs.next().await, JobResult::Read(DAY, Ok(_))));
        assert!(jobs.if_lost.is_empty());
    }

    #[tokio::test]
    async fn a_panic_for_which_no_page_waits_hides_no_other_job() {
        let mut jobs = StaffJobs::default();
        jobs.running.spawn_blocking(|| panic!("another job"));
        jobs.running.spawn_blocking(|| JobResult::Startable);
        assert!(matches!(jobs.next().await, JobResult::Startable));
    }
}
