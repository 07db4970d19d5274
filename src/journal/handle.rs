//! The loop's hand on the journal.

use std::future::pending;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use time::{Date, OffsetDateTime};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::sleep_until;
use zeroize::Zeroizing;

use super::entry::{Entry, SettingsKey};
use super::store::today;
use super::today::Today;
use super::writer::{Job, Told, What, Writer};
use crate::common::staff::{StaffId, StaffNote};
use crate::common::time::in_japan;
use crate::common::visit_id::VisitId;
use crate::common::way::Way;
use crate::settings::{Settings, WhenFull};
use crate::visit::{CheckSummary, CheckedBy, Ended, VisitOutcome};

/// A disk that has not written by then counts as one that cannot.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long leaving the program waits for the last lines.
const LAST_WORD: Duration = Duration::from_secs(5);

/// The journal, or without `[journal] dir` only today's list in memory. Dropped, it writes what it has been given.
#[derive(Debug)]
pub struct Journal {
    writer: Option<Handle>,
    when_full: WhenFull,
    today: Today,
    /// As far as is known.
    writable: bool,
    /// The visit whose answer waits for its line, and until when.
    awaited: Option<(VisitId, Instant)>,
}

#[derive(Debug)]
struct Handle {
    jobs: Option<Sender<Job>>,
    told: UnboundedReceiver<Told>,
    ended: Receiver<()>,
}

/// What the loop is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// The visit may show its answer, or must not (`false`).
    Recorded(VisitId, bool),
    /// The journal can be written (again), or not.
    Writable(bool),
}

impl Journal {
    /// Starts the journal of these settings. The files are opened behind this, and again and again where they cannot
    /// be.
    pub fn start(settings: &Settings) -> std::io::Result<Self> {
        let when_full = settings.journal.when_full;
        let journal = |writer| Self { writer, when_full, today: Today::default(), writable: true, awaited: None };
        let Some(dir) = settings.journal.dir.clone() else { return Ok(journal(None)) };
        let terminal = settings.kiosk.facility.clone();
        let (jobs, queue) = channel();
        let (tell, told) = unbounded_channel();
        let (end, ended) = channel();
        let writer = Writer::new(dir, terminal, when_full, tell);
        thread::Builder::new().name("journal".into()).spawn(move || {
            writer.run(&queue);
            drop(end);
        })?;
        let mut journal = journal(Some(Handle { jobs: Some(jobs), told, ended }));
        journal.note(Entry::Start { version: env!("CARGO_PKG_VERSION") });
        Ok(journal)
    }

    /// Records what a visit came to; `certificate` is that of its card (DER), where one was read. Says whether somebody
    /// has to wait for [`Report::Recorded`]; only an answer waits.
    pub fn visit(&mut self, id: VisitId, outcome: VisitOutcome, certificate: Option<&[u8]>) -> bool {
        let at = now();
        let way = outcome.method.map_or(CheckedBy::Folder, CheckedBy::Card);
        self.today.add(Some(id), at, way, Some(outcome.end));
        let answered = matches!(outcome.end, Ended::Answered(_));
        let certificate = certificate.map(|der| Zeroizing::new(der.to_vec()));
        let sent = self.send(at, What::Visit { id, outcome, certificate });
        if sent && answered {
            self.awaited = Some((id, Instant::now() + PATIENCE));
        }
        sent && answered
    }

    /// Records that staff changed these settings, by their names in the settings file (`panel.show_for`).
    pub fn settings_changed(&mut self, by: Option<StaffId>, keys: Vec<(&'static str, &'static str)>) {
        let keys = keys.into_iter().map(|(table, key)| SettingsKey(table, key)).collect();
        self.note(Entry::Settings { by, keys });
    }

    /// Records that staff confirmed in another way.
    pub fn manual(&mut self, way: Way, by: Option<StaffId>) {
        self.today.add(None, now(), CheckedBy::Staff(way), None);
        self.note(Entry::Manual { way, by });
    }

    /// Records that a passcode was refused, `count` times in a row by now.
    pub fn passcode_refused(&mut self, count: u32) {
        self.note(Entry::Passcode { refused: count });
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
    pub async fn next(&mut self) -> Report {
        loop {
            let Some(writer) = &mut self.writer else { return pending().await };
            let awaited = self.awaited;
            let told = tokio::select! {
                told = writer.told.recv() => told,
                () = until(awaited) => match self.awaited.take() {
                    Some((visit, _)) => {
                        tracing::error!("the journal's disk does not say that it has written");
                        return Report::Recorded(visit, self.may_go_on(visit));
                    }
                    None => continue,
                },
            };
            match told {
                Some(Told::Opened(kept)) => self.today.load(kept),
                Some(Told::Writable(writable)) => return self.found(writable),
                Some(Told::Recorded(visit, goes_on)) => {
                    self.awaited = self.awaited.filter(|(awaited, _)| *awaited != visit);
                    if !goes_on {
                        self.today.withhold(visit);
                    }
                    return Report::Recorded(visit, goes_on);
                }
                // The thread is gone, which only a bug can do. The loop goes on without a journal, and says so.
                None => {
                    self.writer = None;
                    return self.found(false);
                }
            }
        }
    }

    const fn found(&mut self, writable: bool) -> Report {
        self.writable = writable;
        Report::Writable(writable)
    }

    fn may_go_on(&mut self, visit: VisitId) -> bool {
        let goes_on = self.when_full == WhenFull::Warn;
        if !goes_on {
            self.today.withhold(visit);
        }
        goes_on
    }

    fn note(&mut self, entry: Entry) {
        self.send(now(), What::Entry(entry));
    }

    fn send(&self, at: OffsetDateTime, what: What) -> bool {
        let jobs = self.writer.as_ref().and_then(|writer| writer.jobs.as_ref());
        jobs.is_some_and(|jobs| jobs.send(Job { at, what }).is_ok())
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.jobs = None;
        // Ready when the thread has dropped its end. A disk that hangs is not waited for longer: the program has to
        // end.
        let _ = self.ended.recv_timeout(LAST_WORD);
    }
}

async fn until(awaited: Option<(VisitId, Instant)>) {
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
