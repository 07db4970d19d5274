//! The thread that writes. A card that wears out takes seconds to say that it has written, and the screen must not
//! stand still.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::mpsc::UnboundedSender;
use zeroize::Zeroizing;

use super::chain::Head;
use super::entry::{Entry, Visit};
use super::store::Store;
use super::tail::Kept;
use crate::common::time::in_japan;
use crate::common::visit_id::VisitId;
use crate::eligibility::FacilityCode;
use crate::settings::WhenFull;
use crate::visit::VisitOutcome;

/// What could not be written is tried again after this time, and with every new line.
const AGAIN: Duration = Duration::from_secs(10);

/// As many lines wait in memory for a disk that has room again; a week of visits.
const MOST: usize = 1000;

/// Something to record.
pub(super) struct Job {
    /// Japan's time.
    pub at: OffsetDateTime,
    pub what: What,
}

pub(super) enum What {
    Entry(Entry),
    /// A visit, and its card's certificate (DER) where one was read. The certificate goes no further than here.
    Visit {
        id: VisitId,
        outcome: VisitOutcome,
        certificate: Option<Zeroizing<Vec<u8>>>,
    },
}

/// What the thread tells.
#[derive(Debug)]
pub(super) enum Told {
    /// The file is open for the first time; what it holds of today.
    Opened(Vec<Kept>),
    /// Whether it can be written, where that has changed.
    Writable(bool),
    /// A visit is on the disk; or it is not, and whether it may go on all the same.
    Recorded(VisitId, bool),
}

/// The thread's own.
pub(super) struct Writer {
    dir: PathBuf,
    terminal: FacilityCode,
    when_full: WhenFull,
    tell: UnboundedSender<Told>,
    store: Option<Store>,
    /// Where the chain stood when it was written last.
    head: Head,
    /// What is not on the disk yet, the oldest first.
    waiting: VecDeque<Waiting>,
    /// Lines that there was no room for.
    lost: u64,
    opened: bool,
    writable: bool,
}

/// A line that waits to be written.
struct Waiting {
    at: OffsetDateTime,
    entry: Entry,
    /// Who waits for it.
    visit: Option<VisitId>,
}

impl Writer {
    /// One that has not opened anything yet.
    pub(super) fn new(dir: PathBuf, terminal: FacilityCode, when_full: WhenFull, tell: UnboundedSender<Told>) -> Self {
        let (store, head, waiting) = (None, Head::NONE, VecDeque::new());
        Self { dir, terminal, when_full, tell, store, head, waiting, lost: 0, opened: false, writable: true }
    }

    /// Writes until nobody can send any more, and then once again what has not been written.
    pub(super) fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            // Nothing waits: nothing wakes this thread but the next line.
            let job = if self.waiting.is_empty() {
                jobs.recv().map_err(RecvTimeoutError::from)
            } else {
                jobs.recv_timeout(AGAIN)
            };
            match job {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.write();
        }
        if !self.waiting.is_empty() {
            self.write();
        }
    }

    fn take(&mut self, job: Job) {
        // So that the card can be marked.
        let opened = self.open();
        let (entry, visit) = match job.what {
            What::Entry(entry) => (entry, None),
            What::Visit { id, outcome, certificate } => {
                let key = opened.ok().map(|store| &store.key);
                let card = key.zip(certificate).map(|(key, certificate)| key.mark(&certificate));
                (Entry::Visit(Visit::new(outcome, card)), Some(id))
            }
        };
        if self.waiting.len() == MOST {
            self.waiting.pop_front();
            self.lost += 1;
        }
        self.waiting.push_back(Waiting { at: job.at, entry, visit });
    }

    /// Writes what waits, and tells those who wait for it.
    fn write(&mut self) {
        let written = self.write_all();
        if let Err(error) = &written {
            // What the files hold now, only opening them again tells.
            self.store = None;
            if self.writable {
                tracing::error!(%error, dir = %self.dir.display(), "the journal cannot be written");
            }
            self.withhold();
        } else if !self.writable {
            tracing::info!("the journal is written again");
        }
        if std::mem::replace(&mut self.writable, written.is_ok()) != written.is_ok() {
            self.tell(Told::Writable(written.is_ok()));
        }
    }

    fn write_all(&mut self) -> io::Result<()> {
        self.open()?;
        while let Some((waiting, store)) = self.waiting.front().zip(self.store.as_mut()) {
            if self.lost > 0 {
                store.append(waiting.at, &Entry::Lost { lines: self.lost })?;
                self.lost = 0;
            }
            store.append(waiting.at, &waiting.entry)?;
            self.head = store.head();
            if let Some(Waiting { visit: Some(visit), .. }) = self.waiting.pop_front() {
                self.tell(Told::Recorded(visit, true));
            }
        }
        Ok(())
    }

    fn open(&mut self) -> io::Result<&Store> {
        let store = if let Some(store) = self.store.take().filter(Store::is_in_place) {
            store
        } else {
            let now = in_japan(OffsetDateTime::now_utc());
            let (store, today) = Store::open(&self.dir, &self.terminal, self.head, now)?;
            let head = store.head();
            // What was noted elsewhere has to be found again, whoever rewrites the files.
            tracing::info!(seq = head.seq, hash = %head.hash, "the journal's head");
            if !std::mem::replace(&mut self.opened, true) {
                self.tell(Told::Opened(today));
            }
            store
        };
        Ok(self.store.insert(store))
    }

    /// Those who wait go on without, or do not.
    fn withhold(&mut self) {
        let goes_on = self.when_full == WhenFull::Warn;
        for waiting in &mut self.waiting {
            let Some(visit) = waiting.visit.take() else { continue };
            if let (Entry::Visit(visit), false) = (&mut waiting.entry, goes_on) {
                visit.withhold();
            }
            let _ = self.tell.send(Told::Recorded(visit, goes_on));
        }
    }

    /// A loop that has ended hears nothing any more.
    fn tell(&self, told: Told) {
        let _ = self.tell.send(told);
    }
}
