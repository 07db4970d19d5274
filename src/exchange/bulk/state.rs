//! The one file of bulk requests: which bookings were asked about, and how far each is.
//!
//! It is written and synced before a request is, and again as soon as a receipt is read: after a crash, what may have
//! been sent is known, and a bulk request goes on where it was. It holds digests, names, random identifiers, reception
//! numbers and times, and nothing of a person. Both kinds are in one file, and so under one lock: a kiosk has one
//! request under way at a time.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::common::{AssignmentCounts, BookingCounts, BookingFault};
use crate::exchange::inquiry::{InquiryError, RequestName};
use crate::exchange::state_file::{Locked, Stored};

/// Most bulk requests of a kind that are remembered; those that have ended first are forgotten first.
const MAX_JOBS: usize = 1000;

/// Most requests for one result whose answers are looked for; the oldest are forgotten first.
const MAX_FETCHES: usize = 8;

/// Where the file is.
#[derive(Debug, Clone)]
pub struct BulkStateFolder(PathBuf);

/// What it says, while it is locked. The lock ends with this.
#[derive(Debug)]
pub struct BulkState(Locked<Content>);

/// What the file holds.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    jobs: Vec<Job<BookingCounts>>,
    #[serde(default)]
    assignments: Vec<Job<AssignmentCounts>>,
}

/// What the people of one kind of bulk requests are counted by.
pub trait Counts: Copy + std::fmt::Debug + PartialEq + Serialize + DeserializeOwned {
    /// The jobs of this kind.
    fn jobs(content: &Content) -> &Vec<Job<Self>>;
    /// The same, to change them.
    fn jobs_mut(content: &mut Content) -> &mut Vec<Job<Self>>;
}

impl Counts for BookingCounts {
    fn jobs(content: &Content) -> &Vec<Job<Self>> {
        &content.jobs
    }

    fn jobs_mut(content: &mut Content) -> &mut Vec<Job<Self>> {
        &mut content.jobs
    }
}

impl Counts for AssignmentCounts {
    fn jobs(content: &Content) -> &Vec<Job<Self>> {
        &content.assignments
    }

    fn jobs_mut(content: &mut Content) -> &mut Vec<Job<Self>> {
        &mut content.assignments
    }
}

/// The bulk request about one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job<C> {
    /// SHA-256 of the bookings.
    pub digest: String,
    /// What the keys of its people are made from.
    pub seed: String,
    /// The day that is asked about, `YYYYMMDD`.
    pub day: String,
    /// When it was asked, in seconds of Unix time.
    pub made: u64,
    /// The folder that it was written to; the settings may name another one by now.
    pub requests: PathBuf,
    /// The folder that its answers come to.
    pub answers: PathBuf,
    /// How far it is.
    pub phase: Phase<C>,
    /// Requests whose answers were read, or are not wanted any more, with what their answers have in them: they are to
    /// be removed.
    pub answered: Vec<(RequestName, String)>,
    /// Whether its end is in the journal, or need not be.
    #[serde(default)]
    pub recorded: bool,
}

/// How far a bulk request is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Phase<C> {
    /// The request may have been sent, and has no receipt.
    Asked {
        /// Its name.
        name: RequestName,
        /// Its identifier.
        identifier: String,
    },
    /// There is a receipt.
    Received {
        /// The reception number.
        reception: String,
        /// When, or since when the result is asked for once more, in seconds of Unix time.
        since: u64,
        /// How often the result was asked for.
        rounds: u32,
        /// When it was asked for last, in seconds of Unix time.
        asked: u64,
        /// Requests for the result that may still have an answer.
        fetches: Vec<RequestName>,
        /// Whether staff have had the result asked for once more.
        #[serde(default)]
        once_more: bool,
    },
    /// The results lie beside the bookings.
    Done(C),
    /// It has ended without results.
    Failed(BookingFault),
    /// It has ended with a result that could not be read, or did not come in time. With its reception number the result
    /// can be asked for once more.
    Unread {
        /// Why there are no results.
        fault: BookingFault,
        /// The reception number.
        reception: String,
    },
}

impl<C> Phase<C> {
    /// Whether nothing more is done by itself.
    pub const fn has_ended(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Failed(_) | Self::Unread { .. })
    }
}

impl BulkStateFolder {
    /// The state in this folder.
    pub fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Locks and reads it. [`InquiryError::Busy`]: another process has it.
    pub fn lock(&self) -> Result<BulkState, InquiryError> {
        Ok(BulkState(Locked::open(&self.0)?))
    }
}

impl Stored for Content {
    const FILE: &'static str = "bulk.json";
    const LOCK: &'static str = "bulk.lock";
    const MAX_SIZE: u64 = 4 << 20;

    fn is_sound(&self) -> bool {
        true
    }
}

impl BulkState {
    /// The bulk request about these bookings.
    pub fn job<C: Counts>(&self, digest: &str) -> Option<&Job<C>> {
        C::jobs(&self.0.content).iter().find(|job| job.digest == digest)
    }

    /// Notes a bulk request, in place of what was noted of the same bookings.
    pub fn put<C: Counts>(&mut self, mut job: Job<C>) -> Result<(), InquiryError> {
        if let Phase::Received { fetches, .. } = &mut job.phase {
            let surplus = fetches.len().saturating_sub(MAX_FETCHES);
            fetches.drain(..surplus);
        }
        let jobs = C::jobs_mut(&mut self.0.content);
        match jobs.iter_mut().find(|other| other.digest == job.digest) {
            Some(other) => *other = job,
            None => jobs.push(job),
        }
        while jobs.len() > MAX_JOBS
            && let Some(ended) = jobs.iter().position(|job| job.phase.has_ended())
        {
            jobs.remove(ended);
        }
        self.save()
    }

    /// Forgets a bulk request: it was not sent, or staff ask for it once more.
    pub fn forget<C: Counts>(&mut self, digest: &str) -> Result<(), InquiryError> {
        C::jobs_mut(&mut self.0.content).retain(|job| job.digest != digest);
        self.save()
    }

    fn save(&self) -> Result<(), InquiryError> {
        Ok(self.0.save()?)
    }
}
