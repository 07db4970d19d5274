//! The one file of an exchange: which numbers of the day are used, and which requests may still have an answer.
//!
//! It is written before a request is, and synced: after a crash, what may have been sent is known, and is not sent
//! again. It holds names, identifiers and times, and nothing of a person. A lock beside it keeps two processes of one
//! kiosk (the kiosk, and `uketsuke check`) from using it at the same time.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::error::InquiryError;
use super::name::RequestName;
use crate::common::{FileMode, ReplaceOptions, read_regular, replace_file};
use crate::eligibility::Date;
use crate::eligibility::wire::OnWire as _;

/// The file's name, and that of its lock.
const FILE: &str = "inquiries.json";
const LOCK: &str = "inquiries.lock";

/// As much as the file may have, in bytes.
const MAX_FILE: u64 = 1 << 20;

/// Most requests whose late answers are waited for; the oldest are forgotten first.
const MAX_OPEN: usize = 64;

/// Where the file is.
#[derive(Debug, Clone)]
pub struct StateFolder(PathBuf);

/// What it says, while it is locked. The lock ends with this.
#[derive(Debug)]
pub struct State {
    file: PathBuf,
    _lock: File,
    content: Content,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    /// The day of the last request, `YYYYMMDD`; empty: there was none.
    day: String,
    /// Its number.
    last: u16,
    /// Requests that may still have an answer.
    open: Vec<OpenRequest>,
}

/// A request that may have been sent and whose answer has not been seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenRequest {
    /// Its name.
    pub name: RequestName,
    /// Its identifier.
    pub identifier: String,
    /// When it was made, in seconds of Unix time.
    pub made: u64,
    /// The folder that it was written to; the settings may name another one by now.
    pub requests: PathBuf,
    /// The folder that its answer comes to.
    pub answers: PathBuf,
}

/// Whether a kiosk has kept its state in this folder.
#[must_use]
pub fn keeps_state_in(folder: &Path) -> bool {
    folder.join(LOCK).exists()
}

impl StateFolder {
    /// The state in this folder.
    pub fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Locks and reads it. [`InquiryError::Busy`]: another process has it.
    pub fn lock(&self) -> Result<State, InquiryError> {
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
            Ok(text) => read(&text).ok_or_else(|| damaged(&file, "it is damaged"))?,
        };
        Ok(State { file, _lock: lock, content })
    }
}

fn damaged(file: &Path, why: &str) -> InquiryError {
    InquiryError::State { file: file.to_owned(), why: why.to_owned() }
}

fn read(text: &str) -> Option<Content> {
    let content: Content = serde_json::from_str(text).ok()?;
    let day_fits = content.day.is_empty() || Date::from_wire(&content.day).is_some();
    let identifiers_fit = content.open.iter().all(|open| !open.identifier.is_empty());
    (day_fits && identifiers_fit).then_some(content)
}

impl State {
    /// Requests that may still have an answer, the oldest first.
    pub fn open(&self) -> Vec<OpenRequest> {
        self.content.open.clone()
    }

    /// The next number of this day, within the range of this kiosk. It is used up only when it is written.
    pub fn next_number(&self, today: Date, (from, to): (u16, u16)) -> Result<u16, InquiryError> {
        let number = match Date::from_wire(&self.content.day) {
            Some(day) if day > today => return Err(InquiryError::ClockWentBack),
            Some(day) if day == today => self.content.last.saturating_add(1).max(from),
            Some(_) | None => from,
        };
        if number <= to { Ok(number) } else { Err(InquiryError::CounterUsedUp) }
    }

    /// Notes that a number is used, for nothing or for this request.
    pub fn use_number(&mut self, today: Date, number: u16, request: Option<OpenRequest>) -> Result<(), InquiryError> {
        self.content.day = today.to_wire();
        self.content.last = number;
        self.content.open.extend(request);
        let surplus = self.content.open.len().saturating_sub(MAX_OPEN);
        self.content.open.drain(..surplus);
        self.save()
    }

    /// Forgets a request: its answer was seen, or cannot come any more.
    pub fn close(&mut self, identifier: &str) -> Result<(), InquiryError> {
        let before = self.content.open.len();
        self.content.open.retain(|open| open.identifier != identifier);
        if self.content.open.len() == before { Ok(()) } else { self.save() }
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
