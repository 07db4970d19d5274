//! The one file of an exchange: which numbers of the day are used, and which requests may still have an answer.
//!
//! It is written before a request is, and synced: after a crash, what may have been sent is known, and is not sent
//! again. It holds names, identifiers and times, and nothing of a person.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::InquiryError;
use super::name::RequestName;
use crate::eligibility::Date;
use crate::eligibility::wire::OnWire as _;
use crate::exchange::state_file::{Locked, Stored};

/// Most requests whose late answers are waited for; the oldest are forgotten first.
const MAX_OPEN: usize = 64;

/// Where the file is.
#[derive(Debug, Clone)]
pub struct StateFolder(PathBuf);

/// What it says, while it is locked. The lock ends with this.
#[derive(Debug)]
pub struct State(Locked<Content>);

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
    folder.join(Content::LOCK).exists()
}

impl StateFolder {
    /// The state in this folder.
    pub fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// Locks and reads it. [`InquiryError::Busy`]: another process has it.
    pub fn lock(&self) -> Result<State, InquiryError> {
        Ok(State(Locked::open(&self.0)?))
    }
}

impl Stored for Content {
    const FILE: &'static str = "inquiries.json";
    const LOCK: &'static str = "inquiries.lock";
    const MAX_SIZE: u64 = 1 << 20;

    fn is_sound(&self) -> bool {
        let day_fits = self.day.is_empty() || Date::from_wire(&self.day).is_some();
        day_fits && self.open.iter().all(|open| !open.identifier.is_empty())
    }
}

impl State {
    /// Requests that may still have an answer, the oldest first.
    pub fn open(&self) -> Vec<OpenRequest> {
        self.0.content.open.clone()
    }

    /// The next number of this day, within the range of this kiosk. It is used up only when it is written.
    pub fn next_number(&self, today: Date, (from, to): (u16, u16)) -> Result<u16, InquiryError> {
        let number = match Date::from_wire(&self.0.content.day) {
            Some(day) if day > today => return Err(InquiryError::ClockWentBack),
            Some(day) if day == today => self.0.content.last.saturating_add(1).max(from),
            Some(_) | None => from,
        };
        if number <= to { Ok(number) } else { Err(InquiryError::CounterUsedUp) }
    }

    /// Notes that a number is used, for nothing or for this request.
    pub fn use_number(&mut self, today: Date, number: u16, request: Option<OpenRequest>) -> Result<(), InquiryError> {
        self.0.content.day = today.to_wire();
        self.0.content.last = number;
        self.0.content.open.extend(request);
        let surplus = self.0.content.open.len().saturating_sub(MAX_OPEN);
        self.0.content.open.drain(..surplus);
        self.save()
    }

    /// Forgets a request: its answer was seen, or cannot come any more.
    pub fn close(&mut self, identifier: &str) -> Result<(), InquiryError> {
        let before = self.0.content.open.len();
        self.0.content.open.retain(|open| open.identifier != identifier);
        if self.0.content.open.len() == before { Ok(()) } else { self.save() }
    }

    fn save(&self) -> Result<(), InquiryError> {
        Ok(self.0.save()?)
    }
}
