//! The thread that writes. A card that wears out takes seconds to say that it has written, and the screen must not
//! stand still.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::mpsc::UnboundedSender;
use zeroize::Zeroizing;

use super::entry::{JournalEntry, JournalLine, NumbersEntry, VisitEntry};
use super::hash::Head;
use super::listed::ListedCheck;
use super::open_lines::{Change, OpenLines};
use super::open_scan::OpenScan;
use super::store::Store;
use crate::common::{InquiryId, StaffId, StruckEntry, VisitId, in_japan};
use crate::eligibility::FacilityCode;
use crate::settings::WhenFull;
use crate::visit::{CheckId, InquiryOutcome, ItemId, Mark, MarkRefusal, OpenItem, OpenItemsKept, RowId, VisitOutcome};

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
    /// Staff close an open item.
    Mark(ItemId, Mark, Option<StaffId>),
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
    /// The file is being read for what is open: nothing of what was known holds.
    ReadsOpen,
    /// All that is open, how many older ones there are beside, and whether the whole file was read.
    Open(Vec<OpenItem>, u64, OpenItemsKept),
    /// One more stays open.
    StaysOpen(OpenItem),
    /// An item was to be closed: it is, and for an entry that is struck what was handed on; or why not.
    Marked(ItemId, Mark, Result<Option<StruckEntry>, MarkRefusal>),
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
    /// What the lines leave open. While the file is read: what those leave open that are written meanwhile.
    open_lines: OpenLines,
    scan: Option<OpenScan>,
    /// Whether the file is to be read for it with the next opening.
    must_scan: bool,
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
    /// The item that it closes.
    mark: Option<(ItemId, Mark)>,
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
        let (open_lines, scan) = (OpenLines::default(), None);
        let (must_scan, lost, opened, writable) = (true, 0, false, true);
        Self {
            dir,
            terminal,
            when_full,
            tell,
            store,
            head,
            pending,
            open_lines,
            scan,
            must_scan,
            lost,
            opened,
            writable,
        }
    }

    /// Writes until every sender is dropped, and then tries the pending lines once more.
    pub(super) fn run(mut self, jobs: &Receiver<WriterJob>) {
        loop {
            // Nothing waits and nothing is wrong: nothing wakes this thread but the next line.
            let job = if self.scan.is_some() && self.writable {
                match jobs.try_recv() {
                    Ok(job) => Ok(job),
                    Err(TryRecvError::Disconnected) => break,
                    Err(TryRecvError::Empty) => {
                        self.scan();
                        continue;
                    }
                }
            } else if self.pending.is_empty() && self.writable {
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

    /// Reads on for what is open.
    fn scan(&mut self) {
        if let Some((found, kept)) = self.scan.as_mut().and_then(OpenScan::go_on) {
            let meanwhile = std::mem::replace(&mut self.open_lines, found);
            self.open_lines.extend(meanwhile);
            self.scan = None;
            self.tell(WriterReport::Open(self.open_lines.items(), self.open_lines.older(), kept));
        }
    }

    /// Begins to read the file for what is open, where it holds lines that this thread has not read or written.
    fn begin_scan(&mut self, store: &Store) -> io::Result<()> {
        if self.must_scan || store.head() != self.head {
            let (file, end) = store.reader()?;
            (self.scan, self.open_lines) = (Some(OpenScan::new(file, end)), OpenLines::default());
            (self.must_scan, self.head) = (false, store.head());
            self.tell(WriterReport::ReadsOpen);
        }
        Ok(())
    }

    /// The line that closes an item, or why there is none. It is checked against all lines that are on the disk.
    fn mark(&mut self, id: ItemId, mark: Mark, by: Option<StaffId>) -> Result<JournalEntry, MarkRefusal> {
        if !self.pending.is_empty() {
            self.write();
        }
        if !self.pending.is_empty() || self.open().is_err() {
            return Err(MarkRefusal::NotWritten);
        }
        match self.open_lines.markable(id, mark) {
            Ok((line, _)) => Ok(JournalEntry::mark(mark, by, line)),
            Err(MarkRefusal::NotOpen) if self.scan.is_some() => Err(MarkRefusal::Reading),
            Err(refusal) => Err(refusal),
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
            JobKind::Mark(id, mark, by) => match self.mark(id, mark, by) {
                Ok(entry) => {
                    let line = JournalLine { at: job.at, entry, simulation: job.simulation };
                    return self.pending.push_back(PendingLine {
                        line,
                        row: None,
                        waiting: None,
                        mark: Some((id, mark)),
                    });
                }
                Err(refusal) => return self.tell(WriterReport::Marked(id, mark, Err(refusal))),
            },
        };
        if self.pending.len() == MAX_PENDING {
            self.pending.pop_front();
            self.lost += 1;
        }
        let line = JournalLine { at: job.at, entry, simulation: job.simulation };
        self.pending.push_back(PendingLine { line, row: job.row, waiting, mark: None });
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
            let bytes = store.append(line)?;
            self.head = store.head();
            let Some(PendingLine { row, waiting, mark, .. }) = self.pending.pop_front() else { continue };
            self.written(bytes.trim_ascii_end(), mark);
            if let Some(row) = row {
                self.tell(WriterReport::Numbered(row, self.head.seq));
            }
            if let Some(waiting) = waiting {
                self.tell(WriterReport::Recorded(waiting, true));
            }
        }
        self.store.as_mut().map_or(Ok(()), Store::keep_head)
    }

    /// A line is on the disk: what stays open by it, or is closed.
    fn written(&mut self, line: &[u8], mark: Option<(ItemId, Mark)>) {
        let marked = mark.map(|(id, mark)| {
            let line = self.open_lines.markable(id, mark).ok().filter(|_| mark == Mark::Struck);
            WriterReport::Marked(id, mark, Ok(line.and_then(|(_, line)| line.struck())))
        });
        if let Some(Change::StaysOpen(item)) = self.open_lines.take(line) {
            self.tell(WriterReport::StaysOpen(item));
        }
        if let Some(report) = marked {
            self.tell(report);
        }
    }

    fn open(&mut self) -> io::Result<&Store> {
        let store = if let Some(store) = self.store.take().filter(Store::is_in_place) {
            store
        } else {
            // What reads holds the file's lock, as what writes does.
            self.must_scan |= self.scan.take().is_some();
            let now = in_japan(OffsetDateTime::now_utc());
            let (store, today) = Store::open(&self.dir, &self.terminal, self.head, now)?;
            let head = store.head();
            // A head that was noted in another place has to be found again, also after the files were rewritten.
            tracing::info!(seq = head.seq, hash = %head.hash, "the journal's head");
            if !std::mem::replace(&mut self.opened, true) {
                self.tell(WriterReport::Opened(today));
            }
            self.begin_scan(&store)?;
            store
        };
        Ok(self.store.insert(store))
    }

    /// Tells the visits that wait whether they go on without their line.
    fn withhold(&mut self) {
        // What closes an item is not written later: staff are told that it is not closed.
        let (marks, others) = self.pending.drain(..).partition::<VecDeque<_>, _>(|line| line.mark.is_some());
        self.pending = others;
        for (id, mark) in marks.into_iter().filter_map(|line| line.mark) {
            self.tell(WriterReport::Marked(id, mark, Err(MarkRefusal::NotWritten)));
        }
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
