//! The one file of bulk checks: which bookings were asked about, and how far each is.
//!
//! It is written and synced before a request is, and again as soon as a receipt is read: after a crash, what may have
//! been sent is known, and a bulk check goes on where it was. It holds digests, names, random identifiers, reception
//! numbers and times, and nothing of a person. A lock beside it keeps two processes of one kiosk apart.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use crate::common::{BookingCounts, BookingFault, FileMode, ReplaceOptions, read_regular, replace_file};
use crate::exchange::inquiry::{InquiryError, RequestName};

/// The file's name, and that of its lock.
const FILE: &str = "bulk.json";
const LOCK: &str = "bulk.lock";

/// As much as the file may have, in bytes.
const MAX_FILE: u64 = 4 << 20;

/// Most bulk checks that are remembered; those that have ended first are forgotten first.
const MAX_JOBS: usize = 1000;

/// Most requests for one result whose answers are looked for; the oldest are forgotten first.
const MAX_FETCHES: usize = 8;

/// Where the file is.
#[derive(Debug, Clone)]
pub struct BulkStateFolder(PathBuf);

/// What it says, while it is locked. The lock ends with this.
#[derive(Debug)]
pub struct BulkState {
    file: PathBuf,
    _lock: File,
    content: Content,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    jobs: Vec<Job>,
}

/// The bulk check of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
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
    pub phase: Phase,
    /// Requests whose answers were read, or are not wanted any more, with what their answers have in them: they are to
    /// be removed.
    pub answered: Vec<(RequestName, String)>,
}

/// How far a bulk check is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Phase {
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
        /// When, in seconds of Unix time.
        since: u64,
        /// How often the result was asked for.
        rounds: u32,
        /// When it was asked for last, in seconds of Unix time.
        asked: u64,
        /// Requests for the result that may still have an answer.
        fetches: Vec<RequestName>,
    },
    /// The results lie beside the bookings.
    Done(BookingCounts),
    /// It has ended without results.
    Failed(BookingFault),
}

impl Phase {
    const fn has_ended(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Failed(_))
    }
}

impl BulkStateFolder {
    /// The state in this folder.
    pub fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Locks and reads it. [`InquiryError::Busy`]: another process has it.
    pub fn lock(&self) -> Result<BulkState, InquiryError> {
        let file = self.0.join(FILE);
        let failed = |error: io::Error| damaged(&file, &error.to_string());
        let lock = File::options().write(true).create(true).truncate(false).open(self.0.join(LOCK)).map_err(failed)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => return Err(InquiryError::Busy),
            Err(error) => return Err(failed(error.into())),
        }
        let content = match read_regular(&file, MAX_FILE) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Content::default(),
            Err(error) => return Err(failed(error)),
            Ok(text) => serde_json::from_str(&text).map_err(|_words| damaged(&file, "it is damaged"))?,
        };
        Ok(BulkState { file, _lock: lock, content })
    }
}

fn damaged(file: &Path, why: &str) -> InquiryError {
    InquiryError::State { file: file.to_owned(), why: why.to_owned() }
}

impl BulkState {
    /// The bulk check of the bookings with this digest.
    pub fn job(&self, digest: &str) -> Option<&Job> {
        self.content.jobs.iter().find(|job| job.digest == digest)
    }

    /// Notes a bulk check, in place of what was noted of the same bookings.
    pub fn put(&mut self, mut job: Job) -> Result<(), InquiryError> {
        if let Phase::Received { fetches, .. } = &mut job.phase {
            let surplus = fetches.len().saturating_sub(MAX_FETCHES);
            fetches.drain(..surplus);
        }
        match self.content.jobs.iter_mut().find(|other| other.digest == job.digest) {
            Some(other) => *other = job,
            None => self.content.jobs.push(job),
        }
        while self.content.jobs.len() > MAX_JOBS
            && let Some(ended) = self.content.jobs.iter().position(|job| job.phase.has_ended())
        {
            self.content.jobs.remove(ended);
        }
        self.save()
    }

    /// Forgets a bulk check: it was not sent, or staff ask for it once more.
    pub fn forget(&mut self, digest: &str) -> Result<(), InquiryError> {
        self.content.jobs.retain(|job| job.digest != digest);
        self.save()
    }

    fn save(&self) -> Result<(), InquiryError> {
        let failed = |error: io::Error| damaged(&self.file, &error.to_string());
        let text = serde_json::to_vec_pretty(&self.content).map_err(|error| failed(error.into()))?;
        let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
        replace_file(&self.file, &text, options).map_err(failed)?;
        // The rename as well must have reached the disk before a request does.
        let folder = self.file.parent().unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
    }
}
