//! The event loop's handle of the journal.

use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, Instant};

use time::{Date, OffsetDateTime};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::sleep_until;
use zeroize::Zeroizing;

use super::entry::{AssignmentEntry, JournalEntry, SettingsKey};
use super::hash::Hash;
use super::listed::ListedCheck;
use super::open_lines::{MAX_OPEN, OpenLine, OpenLines};
use super::store::today;
use super::today::Today;
use super::writer::{JobKind, Writer, WriterJob, WriterReport};
use crate::common::{
    BulkOutcome, HandOffId, InquiryId, JobThread, StaffId, StaffNote, StruckEntry, VisitId, Way, in_japan,
};
use crate::settings::{Settings, WhenFull};
use crate::visit::{
    AssignmentOutcome, CheckId, CheckSummary, CheckedBy, Ended, InquiryEnd, InquiryOutcome, ItemId, Mark, MarkRefusal,
    OpenItem, OpenItems, OpenItemsKept, RowId, VisitOutcome,
};

/// A disk that has not written a line after this time counts as one that cannot.
const WRITE_TIMEOUT: Duration = Duration::from_secs(5);

/// How long the end of the program waits for the last lines; a disk that hangs is not waited for longer.
const EXIT_TIMEOUT: Duration = Duration::from_secs(5);

/// The journal, or without `[journal] dir` only today's list in memory. Dropped, it writes what it has been given.
#[derive(Debug)]
pub struct Journal {
    writer: Option<WriterHandle>,
    when_full: WhenFull,
    today: Today,
    /// As far as is known.
    writable: bool,
    /// Whether what is recorded now is recorded in a simulation.
    simulation: bool,
    /// What waits for its line, and until when: visits and inquiries take turns.
    awaited: Option<(CheckId, Instant)>,
    open: OpenItems,
    open_revision: u64,
    /// What is open where no journal is kept, and the number that was given last.
    in_memory: (OpenLines, u64),
}

#[derive(Debug)]
struct WriterHandle {
    thread: JobThread<WriterJob>,
    reports: UnboundedReceiver<WriterReport>,
}

/// What the journal reports to the event loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalReport {
    /// The visit may show its answer, or must not (`false`).
    Recorded(VisitId, bool),
    /// The same of an answer to an inquiry.
    InquiryRecorded(InquiryId, bool),
    /// The journal can be written (again), or not.
    Writable(bool),
    /// The list of open items has changed.
    Open,
    /// This item is closed so, and what was handed on of an entry that is struck; or it is not.
    Marked(ItemId, Mark, Result<Option<StruckEntry>, MarkRefusal>),
}

impl JournalReport {
    const fn recorded(answer: CheckId, goes_on: bool) -> Self {
        match answer {
            CheckId::Visit(visit) => Self::Recorded(visit, goes_on),
            CheckId::Inquiry(inquiry) => Self::InquiryRecorded(inquiry, goes_on),
        }
    }
}

impl Journal {
    /// Starts the journal of these settings. The files are opened behind this, and again and again where they cannot
    /// be.
    pub fn start(settings: &Settings) -> std::io::Result<Self> {
        let when_full = settings.journal.when_full;
        let kept = if settings.journal.dir.is_some() { OpenItemsKept::Reading } else { OpenItemsKept::InMemory };
        let journal = |writer| Self {
            writer,
            when_full,
            today: Today::default(),
            writable: true,
            simulation: false,
            awaited: None,
            open: OpenItems { kept, ..OpenItems::default() },
            open_revision: 0,
            in_memory: (OpenLines::default(), 0),
        };
        let Some(dir) = settings.journal.dir.clone() else { return Ok(journal(None)) };
        let terminal = settings.kiosk.facility.clone();
        let (tell, reports) = unbounded_channel();
        let writer = Writer::new(dir, terminal, when_full, tell);
        let thread = JobThread::start("journal", EXIT_TIMEOUT, move |queue| writer.run(queue))?;
        let journal = journal(Some(WriterHandle { thread, reports }));
        journal.note(JournalEntry::Start { version: env!("CARGO_PKG_VERSION") });
        Ok(journal)
    }

    /// Whether what is recorded from now on is recorded in a simulation: each line says so, and today's list.
    pub const fn mark_simulation(&mut self, simulation: bool) {
        self.simulation = simulation;
    }

    /// Records the outcome of a visit; `certificate` is that of its card (DER), where one was read. Returns whether the
    /// visit has to wait for [`JournalReport::Recorded`]; only an answer waits.
    pub fn visit(&mut self, id: VisitId, outcome: VisitOutcome, certificate: Option<&[u8]>) -> bool {
        let at = now();
        let way = outcome.method.map_or(CheckedBy::Folder, CheckedBy::Card);
        let row = self.list(Some(CheckId::Visit(id)), at, way, Some(outcome.end), None);
        let answered = matches!(outcome.end, Ended::Answered(_));
        let certificate = certificate.map(|der| Zeroizing::new(der.to_vec()));
        let sent = self.send(at, Some(row), JobKind::Visit { id, outcome, certificate });
        if sent && answered {
            self.awaited = Some((CheckId::Visit(id), Instant::now() + WRITE_TIMEOUT));
        }
        sent && answered
    }

    /// Records what asking by numbers came to. Returns whether the answer has to wait for
    /// [`JournalReport::InquiryRecorded`]; only an answer waits.
    pub fn inquiry(&mut self, id: InquiryId, outcome: InquiryOutcome) -> bool {
        let at = now();
        let end = match outcome.end {
            InquiryEnd::Answered(verdict) => Some(Ended::Answered(verdict)),
            InquiryEnd::Failed(fault) => Some(Ended::Unanswered(fault)),
            InquiryEnd::GivenUp => Some(Ended::GivenUp),
        };
        let row = self.list(Some(CheckId::Inquiry(id)), at, CheckedBy::Numbers(outcome.way), end, None);
        let answered = matches!(outcome.end, InquiryEnd::Answered(_));
        let sent = self.send(at, Some(row), JobKind::Numbers(id, outcome));
        if sent && answered {
            self.awaited = Some((CheckId::Inquiry(id), Instant::now() + WRITE_TIMEOUT));
        }
        sent && answered
    }

    /// Records what came of a reference number.
    pub fn assignment(&mut self, outcome: AssignmentOutcome) {
        let at = now();
        let row = self.list(None, at, CheckedBy::Assignment(outcome.end), None, None);
        self.send(at, Some(row), JobKind::Entry(JournalEntry::Assignment(AssignmentEntry::new(outcome))));
    }

    /// Records what a bulk check of bookings in the kiosk's folder came to.
    pub fn bulk(&mut self, outcome: BulkOutcome) {
        self.simulation |= outcome.is_simulated();
        self.note(JournalEntry::bulk_of_folder(outcome));
    }

    /// Records that staff, or the signed bundle of this number, changed these settings, by their names in the settings
    /// file (`panel.show_for`).
    pub fn settings_changed(
        &mut self,
        by: Option<StaffId>,
        bundle: Option<u64>,
        keys: Vec<(&'static str, &'static str)>,
    ) {
        let keys = keys.into_iter().map(|(table, key)| SettingsKey(table, key)).collect();
        self.note(JournalEntry::Settings { by, bundle, keys });
    }

    /// Records that staff confirmed in another way, and in which file that is handed on, if it is.
    pub fn manual(&mut self, way: Way, by: Option<StaffId>, file: Option<HandOffId>) {
        let at = now();
        let row = self.list(None, at, CheckedBy::Staff(way), None, file);
        self.send(at, Some(row), JobKind::Entry(JournalEntry::Manual { way, by, file }));
    }

    /// Closes an open item. The answer comes as [`JournalReport::Marked`] once the line is on the disk, or at once
    /// where there is no journal.
    pub fn mark(
        &mut self,
        id: ItemId,
        mark: Mark,
        by: Option<StaffId>,
    ) -> Option<Result<Option<StruckEntry>, MarkRefusal>> {
        if self.open.kept == OpenItemsKept::InMemory {
            let (lines, _) = &mut self.in_memory;
            let struck = match lines.markable(id, mark) {
                Ok((_, line)) => line.struck().filter(|_| mark == Mark::Struck),
                Err(refusal) => return Some(Err(refusal)),
            };
            lines.remove(id);
            self.close(id, mark);
            return Some(Ok(struck));
        }
        let sent = self.send(now(), None, JobKind::Mark(id, mark, by));
        (!sent).then_some(Err(MarkRefusal::NotWritten))
    }

    /// What is open.
    #[must_use]
    pub fn open_items(&self) -> OpenItems {
        self.open.clone()
    }

    /// A number that every change of the list of open items raises.
    #[must_use]
    pub const fn open_revision(&self) -> u64 {
        self.open_revision
    }

    /// Records that a passcode was refused, `count` times in a row by now.
    pub fn passcode_refused(&mut self, count: u32) {
        self.note(JournalEntry::Passcode { refused: count });
    }

    /// Today's checks (Japan's day), the latest last.
    #[must_use]
    pub fn today(&self) -> Vec<CheckSummary> {
        self.today.checks(today(now()))
    }

    /// The day of [`Self::today`], and a number that every change of the list raises.
    #[must_use]
    pub fn today_revision(&self) -> (Date, u64) {
        (today(now()), self.today.revision())
    }

    /// What staff should know, where visits go on without it.
    #[must_use]
    pub fn staff_note(&self) -> Option<StaffNote> {
        (!self.writable && self.when_full == WhenFull::Warn).then_some(StaffNote::JournalFull)
    }

    /// Waits for the next report. Dropping the future loses nothing.
    pub async fn next(&mut self) -> JournalReport {
        loop {
            let Some(writer) = &mut self.writer else { return pending().await };
            let awaited = self.awaited;
            let report = tokio::select! {
                report = writer.reports.recv() => report,
                () = until(awaited) => match self.awaited.take() {
                    Some((answer, _)) => {
                        tracing::error!("the journal's disk does not say that it has written");
                        return JournalReport::recorded(answer, self.may_go_on(answer));
                    }
                    None => continue,
                },
            };
            match report {
                Some(WriterReport::Opened(checks)) => self.today.load(checks),
                Some(WriterReport::Numbered(row, seq)) => self.today.number(row, seq),
                Some(WriterReport::Writable(writable)) => return self.found(writable),
                Some(WriterReport::ReadsOpen) => {
                    self.set_open(OpenItems { kept: OpenItemsKept::Reading, ..OpenItems::default() });
                }
                Some(WriterReport::Open(items, older, kept)) => {
                    self.set_open(OpenItems { items: Arc::new(items), older, kept });
                    return JournalReport::Open;
                }
                Some(WriterReport::StaysOpen(item)) => {
                    self.stays_open(item);
                    return JournalReport::Open;
                }
                Some(WriterReport::Marked(id, mark, result)) => {
                    if result.is_ok() {
                        self.close(id, mark);
                    }
                    return JournalReport::Marked(id, mark, result);
                }
                Some(WriterReport::Recorded(answer, goes_on)) => {
                    self.awaited = self.awaited.filter(|(awaited, _)| *awaited != answer);
                    if !goes_on {
                        self.today.withhold(answer);
                    }
                    return JournalReport::recorded(answer, goes_on);
                }
                // The thread is gone, which only a bug can do. The loop goes on without a journal, and says so.
                None => {
                    self.writer = None;
                    return self.found(false);
                }
            }
        }
    }

    const fn found(&mut self, writable: bool) -> JournalReport {
        self.writable = writable;
        JournalReport::Writable(writable)
    }

    fn may_go_on(&mut self, answer: CheckId) -> bool {
        let goes_on = self.when_full == WhenFull::Warn;
        if !goes_on {
            self.today.withhold(answer);
        }
        goes_on
    }

    fn list(
        &mut self,
        of: Option<CheckId>,
        at: OffsetDateTime,
        way: CheckedBy,
        end: Option<Ended>,
        file: Option<HandOffId>,
    ) -> RowId {
        let check = ListedCheck { seq: None, at, way, end, simulated: self.simulation, struck: false };
        let mut listed = None;
        if self.open.kept == OpenItemsKept::InMemory && way.stays_open(end) {
            let (lines, number) = &mut self.in_memory;
            *number += 1;
            listed = Some(ItemId(*number));
            if let Some(item) = lines.add(*number, OpenLine { hash: Hash::NONE, check, file }) {
                self.stays_open(item);
            }
        }
        self.today.add(of, listed, check)
    }

    fn set_open(&mut self, open: OpenItems) {
        (self.open, self.open_revision) = (open, self.open_revision + 1);
    }

    fn stays_open(&mut self, item: OpenItem) {
        let items = Arc::make_mut(&mut self.open.items);
        if items.len() == MAX_OPEN {
            items.remove(0);
            self.open.older += 1;
        }
        items.push(item);
        self.open_revision += 1;
    }

    fn close(&mut self, id: ItemId, mark: Mark) {
        match mark {
            Mark::Struck => self.today.strike(id),
            Mark::Done | Mark::NotNeeded => {}
        }
        if let Some(place) = self.open.place(id) {
            Arc::make_mut(&mut self.open.items).remove(place);
            self.open_revision += 1;
        }
    }

    fn note(&self, entry: JournalEntry) {
        self.send(now(), None, JobKind::Entry(entry));
    }

    /// `row` is what lists it.
    fn send(&self, at: OffsetDateTime, row: Option<RowId>, kind: JobKind) -> bool {
        let job = WriterJob { at, row, kind, simulation: self.simulation };
        self.writer.as_ref().is_some_and(|writer| writer.thread.send(job))
    }
}

async fn until(awaited: Option<(CheckId, Instant)>) {
    match awaited {
        Some((_, deadline)) => sleep_until(deadline.into()).await,
        None => pending().await,
    }
}

/// Japan's time, to the millisecond.
fn now() -> OffsetDateTime {
    let now = in_japan(OffsetDateTime::now_utc());
    now.replace_millisecond(now.millisecond()).unwrap_or(now)
}
