//! The journal of a command that runs beside the kiosk: one line, or the reason why there is none.

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use time::OffsetDateTime;

use super::entry::{JournalEntry, JournalLine, NumbersEntry};
use super::hash::Head;
use super::store::Store;
use crate::common::{BulkOutcome, in_japan};
use crate::settings::Settings;
use crate::visit::InquiryOutcome;

/// The open journal. While it is open no kiosk can write it, and while a kiosk runs it cannot be opened.
pub struct CommandJournal {
    dir: PathBuf,
    store: Store,
}

/// Why a command cannot record.
#[derive(Debug, thiserror::Error)]
pub enum CommandJournalError {
    /// The kiosk that runs has it.
    #[error("{}: the kiosk writes the journal; ask at the kiosk (F4), or end it first", .0.display())]
    Held(PathBuf),
    /// Files that this user makes there would keep the kiosk out.
    #[error("{}: the journal is another user's; ask as that user", .0.display())]
    OtherUser(PathBuf),
    /// It cannot be opened or written.
    #[error("{}: the journal cannot be written ({source})", dir.display())]
    File {
        /// The journal's folder.
        dir: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl CommandJournal {
    /// Opens the journal of these settings. `Ok(None)`: they keep none. A folder that is missing is not made.
    pub fn open(settings: &Settings) -> Result<Option<Self>, CommandJournalError> {
        let Some(dir) = &settings.journal.dir else { return Ok(None) };
        let owner = dir.metadata().map_err(|error| failed(dir, error))?.uid();
        if owner != rustix::process::geteuid().as_raw() {
            return Err(CommandJournalError::OtherUser(dir.clone()));
        }
        let opened = Store::open(dir, &settings.kiosk.facility, Head::NONE, now());
        let (store, _) = opened.map_err(|error| failed(dir, error))?;
        Ok(Some(Self { dir: dir.clone(), store }))
    }

    /// Records what a question by numbers came to, and whether its answer is simulated; returns once the line is on the
    /// disk.
    pub fn inquiry(&mut self, outcome: InquiryOutcome, simulation: bool) -> Result<(), CommandJournalError> {
        self.append(JournalEntry::Numbers(NumbersEntry::of_command(outcome)), simulation)
    }

    /// The same of a bulk request.
    pub fn bulk(&mut self, outcome: BulkOutcome) -> Result<(), CommandJournalError> {
        self.append(JournalEntry::bulk_of_command(outcome), outcome.is_simulated())
    }

    fn append(&mut self, entry: JournalEntry, simulation: bool) -> Result<(), CommandJournalError> {
        let line = JournalLine { at: now(), entry, simulation };
        let written = self.store.append(&line).and_then(|_| self.store.keep_head());
        written.map_err(|error| failed(&self.dir, error))
    }
}

fn failed(dir: &Path, source: io::Error) -> CommandJournalError {
    let dir = dir.to_owned();
    match source.kind() {
        io::ErrorKind::WouldBlock => CommandJournalError::Held(dir),
        _ => CommandJournalError::File { dir, source },
    }
}

fn now() -> OffsetDateTime {
    in_japan(OffsetDateTime::now_utc())
}
