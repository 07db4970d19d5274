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
use super::entry::{JournalEntry, JournalLine, NumbersEntry, VisitEntry};
use super::store::Store;
use super::tail::ListedCheck;
use crate::common::{InquiryId, VisitId, in_japan};
use crate::eligibility::FacilityCode;
use crate::settings::WhenFull;
use crate::visit::{CheckId, InquiryOutcome, RowId, VisitOutcome};

/// What could not be written is tried again after this time, and with every new line.
const RETRY_AFTER: Duration = Duration::from_secs(10);

/// As many lines wait in memory for a disk that has space again: a week of visits.
const MAX_PENDING: usize = 1000;

/// An order to record something.
pub(super) struct WriterJob {
    /// Japan's time.
    pub at: OffsetDateTime,
    /// The row of today's list that is to have the number of the line.
    pub row: Option<RowId>,
    pub kind: JobKind,
    pub simulation: bool,
}

pub(super) enum JobKind {
    Entry(JournalEntry),
    /// What asking by numbers came to.
    Numbers(InquiryId, InquiryOutcome),
    /// A visit, and its card's certificate (DER) where one was read. The certificate goes no further than here.
    Visit {
        id: VisitId,
        outcome: VisitOutcome,
        certificate: Option<Zeroizing<Vec<u8>>>,
    },
}

/// What the thread reports to the handle.
#[derive(Debug)]
pub(super) enum WriterReport {
    /// The file is open for the first time; what it holds of today.
    Opened(Vec<ListedCheck>),
    /// The line of this row is on the disk under this number.
    Numbered(RowId, u64),
    /// Whether it can be written, where that has changed.
    Writable(bool),
    /// What waited for its line is on the disk; or it is not, and whether it may go on all the same.
    Recorded(CheckId, bool),
}

/// The state of the thread.
pub(super) struct Writer {
    dir: PathBuf,
    terminal: FacilityCode,
    when_full: WhenFull,
    tell: UnboundedSender<WriterReport>,
    store: Option<Store>,
    /// Where the chain stood when it was written last.
    head: Head,
    /// What is not on the disk yet, the oldest first.
    pending: VecDeque<PendingLine>,
    /// Lines dropped because too many were pending.
    lost: u64,
    opened: bool,
    writable: bool,
}

/// A line that waits to be written.
struct PendingLine {
    line: JournalLine,
    /// What lists it.
    row: Option<RowId>,
    /// What waits for it.
    waiting: Option<CheckId>,
}

impl Writer {
    /// One that has not opened anything yet.
    pub(super) fn new(
        dir: PathBuf,
        terminal: FacilityCode,
        when_full: WhenFull,
        tell: UnboundedSender<WriterReport>,
    ) -> Self {
        let (store, head, pending) = (None, Head::NONE, VecDeque::new());
        Self { dir, terminal, when_full, tell, store, head, pending, lost: 0, opened: false, writable: true }
    }

    /// Writes until every sender is dropped, and then tries the pending lines once more.
    pub(super) fn run(mut self, jobs: &Receiver<WriterJob>) {
        loop {
            // Nothing waits and nothing is wrong: nothing wakes this thread but the next line.
            let job = if self.pending.is_empty() && self.writable {
                jobs.recv().map_err(RecvTimeoutError::from)
            } else {
                jobs.recv_timeout(RETRY_AFTER)
            };
            match job {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.write();
        }
        if !self.pending.is_empty() {
            self.write();
        }
    }

    fn take(&mut self, job: WriterJob) {
        // The card's pseudonym needs the key.
        let opened = self.open();
        let (entry, waiting) = match job.kind {
            JobKind::Entry(entry) => (entry, None),
            JobKind::Numbers(id, outcome) => {
                (JournalEntry::Numbers(NumbersEntry::new(outcome)), Some(CheckId::Inquiry(id)))
            }
            JobKind::Visit { id, outcome, certificate } => {
                let key = opened.ok().map(|store| &store.key);
                let card = key.zip(certificate).map(|(key, certificate)| key.pseudonym(&certificate));
                (JournalEntry::Visit(VisitEntry::new(outcome, card)), Some(CheckId::Visit(id)))
            }
        };
        if self.pending.len() == MAX_PENDING {
            self.pending.pop_front();
            self.lost += 1;
        }
        let line = JournalLine { at: job.at, entry, simulation: job.simulation };
        self.pending.push_back(PendingLine { line, row: job.row, waiting });
    }

    /// Writes the pending lines, and reports it to the visits that wait.
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
            self.tell(WriterReport::Writable(written.is_ok()));
        }
    }

    fn write_all(&mut self) -> io::Result<()> {
        self.open()?;
        while let Some((PendingLine { line, .. }, store)) = self.pending.front().zip(self.store.as_mut()) {
            if self.lost > 0 {
                store.append(&JournalLine::of_files(line.at, JournalEntry::Lost { lines: self.lost }))?;
                self.head = store.head();
                self.lost = 0;
            }
            store.append(line)?;
            self.head = store.head();
            let Some(PendingLine { row, waiting, .. }) = self.pending.pop_front() else { continue };
            if let Some(row) = row {
                let _ = self.tell.send(WriterReport::Numbered(row, self.head.seq));
            }
            if let Some(waiting) = waiting {
                let _ = self.tell.send(WriterReport::Recorded(waiting, true));
            }
        }
        self.store.as_mut().map_or(Ok(()), Store::keep_head)
    }

    fn open(&mut self) -> io::Result<&Store> {
        let store = if let Some(store) = self.store.take().filter(Store::is_in_place) {
            store
        } else {
            let now = in_japan(OffsetDateTime::now_utc());
            let (store, today) = Store::open(&self.dir, &self.terminal, self.head, now)?;
            let head = store.head();
            // A head that was noted in another place has to be found again, also after the files were rewritten.
            tracing::info!(seq = head.seq, hash = %head.hash, "the journal's head");
            if !std::mem::replace(&mut self.opened, true) {
                self.tell(WriterReport::Opened(today));
            }
            store
        };
        Ok(self.store.insert(store))
    }

    /// Tells the visits that wait whether they go on without their line.
    fn withhold(&mut self) {
        let goes_on = self.when_full == WhenFull::Warn;
        for line in &mut self.pending {
            let Some(waiting) = line.waiting.take() else { continue };
            match &mut line.line.entry {
                JournalEntry::Visit(visit) if !goes_on => visit.withhold(),
                JournalEntry::Numbers(numbers) if !goes_on => numbers.withhold(),
                _ => {}
            }
            let _ = self.tell.send(WriterReport::Recorded(waiting, goes_on));
        }
    }

    /// An event loop that has ended receives nothing any more.
    fn tell(&self, report: WriterReport) {
        let _ = self.tell.send(report);
    }
}
