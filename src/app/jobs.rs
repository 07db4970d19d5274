//! What runs beside the loop for the staff menu.

use std::future::pending;

use tokio::task::JoinSet;

use crate::common::{Finding, StaffId, StaffNote};
use crate::doctor::Doctor;
use crate::report::PackedReport;
use crate::settings::{AppliedBundle, BundleError, SaveError, Settings};
use crate::staff::diagnosis::{Examined, ReportFault, Reported};
use crate::staff::past::{Export, Past};
use crate::staff::power::ResetCode;
use crate::staff::{PowerError, ReportTo, SaveId};
use crate::visit::{PastChecks, Period};

/// What runs beside the loop for the staff's pages, and what is to come of it.
#[derive(Debug, Default)]
pub struct StaffJobs {
    pub(super) running: JoinSet<JobResult>,
    /// Names of the connected readers, as they were when the menu was opened.
    pub(super) readers: Vec<String>,
    /// What is typed for a factory reset, where this machine has one.
    pub(super) reset_code: Option<ResetCode>,
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
    /// A bundle of settings that waited, if one did.
    Bundle(Result<Option<Box<AppliedBundle>>, BundleError>),
    Readers(Vec<String>),
    Examined(Doctor, Vec<Finding>),
    /// This was read of the journal.
    Read(Period, std::io::Result<PastChecks>),
    /// The counts are in the file of this name, or why not.
    Exported(Result<String, StaffNote>),
    /// The report for support, and what became of its file, where one was asked for.
    Reported(PackedReport, Option<Result<String, ReportFault>>),
    /// The reader was reset, or why not.
    ReaderReset(Result<(), PowerError>),
    PowerFailed(PowerError),
    /// The machine does what it was asked for and will end this program.
    PowerTaken,
    /// The program would start with the settings as they are now.
    Startable,
}

impl StaffJobs {
    /// The next job that is done. Never where none runs.
    pub(super) async fn next(&mut self) -> JobResult {
        loop {
            match self.running.join_next().await {
                Some(Ok(result)) => return result,
                // A panic has given the terminal back and is in the log.
                Some(Err(_)) => {}
                None => pending().await,
            }
        }
    }
}
