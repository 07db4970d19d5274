//! The task that writes. The event loop never waits for it.
//!
//! Requests to the file system run on a blocking thread, one at a time. Meanwhile messages are pending, few and not for
//! long: they are about people, and a receipt computer that missed one for a minute needs staff, not a queue.

use std::collections::VecDeque;
use std::fmt;
use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::{Instant, sleep_until};

use super::clock::Clocks;
use super::label::HandOffLabel;
use super::record::{HandOffRecord, struck, unverified};
use super::spool_folder::{Doubt, SpoolError, SpoolFolder, random};
use crate::common::{HandOffId, StaffNote, StruckEntry, Way};
use crate::eligibility::XmlMsg;
use crate::settings;

/// At most so many messages are pending; the oldest is dropped for a new one.
pub(super) const MAX_PENDING: usize = 4;
/// A message that cannot be written is dropped after this time.
pub(super) const PENDING_TIMEOUT: Duration = Duration::from_secs(60);
/// While messages wait, writing is tried so often.
const RETRY_AFTER: Duration = Duration::from_secs(5);
/// While the folder cannot be written and nothing waits, it is looked at so often.
const RECHECK_AFTER: Duration = Duration::from_secs(30);
/// Files that have had their time are removed with every write, and so often at least.
pub(super) const CHECK_INTERVAL: Duration = Duration::from_secs(60 * 60);
/// A file system that does not answer for so long is as good as gone.
const FOLDER_TIMEOUT: Duration = Duration::from_secs(10);

/// What the hand-off tells the event loop: what staff should know of it now, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOffEvent(pub Option<StaffNote>);

type Tell = Arc<dyn Fn(HandOffEvent) + Send + Sync>;

struct HandOffOrder {
    message: Box<XmlMsg>,
    label: HandOffLabel,
    /// What its name is to be made of.
    file: Option<HandOffId>,
}

/// The event loop's handle of the hand-off. Nothing here waits or fails: a problem is reported as a [`HandOffEvent`].
pub struct HandOff {
    tell: Tell,
    clocks: Arc<Clocks>,
    settings: Option<settings::HandOffSettings>,
    /// To the task that writes by these settings; none: off.
    orders: Option<Sender<HandOffOrder>>,
}

impl HandOff {
    /// A hand-off that is off.
    pub fn new(tell: impl Fn(HandOffEvent) + Send + Sync + 'static) -> Self {
        Self::with_clock(tell, SystemTime::now)
    }

    /// The same, by this wall clock.
    pub(super) fn with_clock(
        tell: impl Fn(HandOffEvent) + Send + Sync + 'static,
        wall: impl Fn() -> SystemTime + Send + Sync + 'static,
    ) -> Self {
        Self { tell: Arc::new(tell), clocks: Arc::new(Clocks::new(wall)), settings: None, orders: None }
    }

    /// Takes note of whether the service's clock agrees with this machine's: where it does not, no file of an earlier
    /// run is old.
    pub fn hear_of_clock(&self, agrees: bool) {
        self.clocks.hear(agrees);
    }

    /// Goes by these settings from now on, on the current runtime; none: off. What waits goes where it was meant to go,
    /// if it can.
    pub fn change(&mut self, settings: Option<settings::HandOffSettings>) {
        if settings == self.settings {
            return;
        }
        (self.tell)(HandOffEvent(None));
        self.orders = settings.clone().map(|settings| {
            let (orders, receiver) = channel(MAX_PENDING);
            tokio::spawn(HandOffTask::new(settings, receiver, Arc::clone(&self.tell), Arc::clone(&self.clocks)).run());
            orders
        });
        self.settings = settings;
    }

    /// Hands a confirmed answer on. One of a service that simulates is called so.
    pub fn confirmed(&self, message: Box<XmlMsg>, simulated: bool) {
        self.order(message, if simulated { HandOffLabel::Simulated } else { HandOffLabel::Confirmed });
    }

    /// Hands on a confirmed answer of a qualification terminal that was asked by numbers.
    pub fn numbers(&self, message: Box<XmlMsg>) {
        self.order(message, HandOffLabel::Numbers);
    }

    /// An identifier for the next entry of staff, which the journal has before the file is written. `None`: nothing is
    /// handed on.
    #[must_use]
    pub fn next_file(&self) -> Option<HandOffId> {
        self.orders.as_ref()?;
        random().ok().map(HandOffId)
    }

    /// Hands on what staff have entered, without any of the elements of which "confirmed" is made, and labelled as
    /// unverified: it cannot be taken for confirmed, whatever the message says.
    pub fn unverified(&self, message: XmlMsg, way: Way, file: Option<HandOffId>) {
        self.order_as(Box::new(unverified(message, way)), HandOffLabel::Unverified(way), file);
    }

    /// Hands on that such an entry is struck. The entry's own file stays as it is. `false`: nothing is handed on.
    #[must_use]
    pub fn struck(&self, message: XmlMsg, entry: StruckEntry) -> bool {
        self.order_as(Box::new(struck(message, entry)), HandOffLabel::Struck(entry.way), None)
    }

    fn order(&self, message: Box<XmlMsg>, label: HandOffLabel) {
        self.order_as(message, label, None);
    }

    /// `false`: nothing is handed on.
    fn order_as(&self, message: Box<XmlMsg>, label: HandOffLabel, file: Option<HandOffId>) -> bool {
        let Some(orders) = &self.orders else { return false };
        // The task takes orders at any time; a full channel is a runtime that stands still.
        let taken = orders.try_send(HandOffOrder { message, label, file }).is_ok();
        if !taken {
            tracing::error!("a result is not handed on: the task does not take it");
        }
        taken
    }
}

impl fmt::Debug for HandOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandOff").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// A record that could not be written yet.
struct PendingFile {
    record: HandOffRecord,
    doubt: Doubt,
    until: Instant,
}

/// The reply of the file system to a request.
enum FolderReply {
    Looked(Result<(), SpoolError>),
    Put(PendingFile, Result<(), SpoolError>),
}

struct FolderRequest {
    reply: JoinHandle<FolderReply>,
    /// When it has taken too long.
    until: Instant,
}

struct HandOffTask {
    settings: settings::HandOffSettings,
    clocks: Arc<Clocks>,
    folder: SpoolFolder,
    orders: Receiver<HandOffOrder>,
    /// The settings have changed: no new message comes and nothing is reported any more.
    closed: bool,
    tell: Tell,
    /// The note that was reported last.
    reported: Option<StaffNote>,
    pending: VecDeque<PendingFile>,
    work: Option<FolderRequest>,
    /// When the file system is asked again.
    next: Instant,
    /// Why nothing could be written the last time.
    fault: Option<StaffNote>,
    /// Messages dropped since the last that was written.
    lost: usize,
    /// Characters that kept the last message from being written.
    characters: usize,
}

impl HandOffTask {
    fn new(
        settings: settings::HandOffSettings,
        orders: Receiver<HandOffOrder>,
        tell: Tell,
        clocks: Arc<Clocks>,
    ) -> Self {
        let folder = SpoolFolder::new(&settings.dir, settings.keep);
        let next = Instant::now();
        let pending = VecDeque::with_capacity(MAX_PENDING + 1);
        let (reported, work, fault) = (None, None, None);
        Self {
            settings,
            clocks,
            folder,
            orders,
            closed: false,
            tell,
            reported,
            pending,
            work,
            next,
            fault,
            lost: 0,
            characters: 0,
        }
    }

    async fn run(mut self) {
        loop {
            self.begin();
            self.say();
            if self.closed && self.pending.is_empty() && self.work.is_none() {
                return;
            }
            let wake = self.wake();
            tokio::select! {
                order = self.orders.recv(), if !self.closed => match order {
                    Some(order) => self.take(order),
                    None => self.closed = true,
                },
                reply = replied(&mut self.work) => self.hear(reply),
                () = sleep_until(wake) => self.elapsed(),
            }
        }
    }

    /// A message comes: made into a file's bytes at once, so that no message waits whose characters cannot be written
    /// anyway.
    fn take(&mut self, HandOffOrder { message, label, file }: HandOffOrder) {
        match HandOffRecord::new(*message, label, &self.settings, self.clocks.wall()) {
            Ok(record) => {
                self.pending.push_back(PendingFile {
                    record: record.named(file),
                    doubt: Doubt::default(),
                    until: Instant::now() + PENDING_TIMEOUT,
                });
                self.next = Instant::now();
            }
            Err(characters) => {
                tracing::warn!(characters, "a result is not handed on: the encoding lacks characters");
                self.characters = characters;
            }
        }
        if self.pending.len() > MAX_PENDING {
            self.pending.pop_front();
            self.lose(1);
        }
    }

    /// Asks the file system, if it is time and it has answered the last question.
    fn begin(&mut self) {
        let now = Instant::now();
        if self.work.is_some() || self.next > now {
            return;
        }
        let (folder, moment) = (self.folder.clone(), self.clocks.now());
        let reply = match self.pending.pop_front() {
            Some(mut file) => spawn_blocking(move || {
                let put = folder.put(&file.record, &mut file.doubt, moment);
                FolderReply::Put(file, put)
            }),
            None => spawn_blocking(move || FolderReply::Looked(folder.look(moment))),
        };
        self.work = Some(FolderRequest { reply, until: now + FOLDER_TIMEOUT });
    }

    fn hear(&mut self, reply: FolderReply) {
        self.work = None;
        let now = Instant::now();
        let (result, put) = match reply {
            FolderReply::Looked(result) => (result, None),
            FolderReply::Put(file, result) => (result, Some(file)),
        };
        match (result, put) {
            (Ok(()), put) => {
                self.found_well(put.is_some());
                self.next = if self.pending.is_empty() { now + CHECK_INTERVAL } else { now };
            }
            (Err(fault), put) => {
                self.found_ill(fault);
                match put {
                    Some(put) if put.until > now => self.pending.push_front(put),
                    Some(_) => self.lose(1),
                    None => {}
                }
                self.next = now + if self.pending.is_empty() { RECHECK_AFTER } else { RETRY_AFTER };
            }
        }
    }

    fn found_well(&mut self, written: bool) {
        if self.fault.take().is_some() {
            tracing::info!("the folder of the hand-off can be written again");
        }
        if written {
            tracing::info!("a result is handed on");
            (self.lost, self.characters) = (0, 0);
        }
    }

    fn found_ill(&mut self, fault: SpoolError) {
        let note = match fault {
            SpoolError::Missing(_) => StaffNote::HandOffMissing,
            SpoolError::Full(_) => StaffNote::HandOffFull,
        };
        if self.fault.replace(note) != Some(note) {
            tracing::warn!(%fault, "nothing can be handed on");
        }
    }

    fn elapsed(&mut self) {
        let now = Instant::now();
        if self.work.as_ref().is_some_and(|work| work.until <= now) && self.fault.is_none() {
            tracing::warn!("nothing can be handed on: the folder does not reply");
            self.fault = Some(StaffNote::HandOffMissing);
        }
        let before = self.pending.len();
        self.pending.retain(|file| file.until > now);
        self.lose(before - self.pending.len());
    }

    fn lose(&mut self, messages: usize) {
        if messages > 0 {
            tracing::warn!(messages, "results are not handed on: they could not be written in time");
            self.lost += messages;
        }
    }

    /// When something is to be done by the mere passing of time. While the file system is asked, it is not asked again.
    fn wake(&self) -> Instant {
        let asked = match &self.work {
            Some(_) if self.fault.is_some() => None,
            Some(work) => Some(work.until),
            None => Some(self.next),
        };
        let dropped = self.pending.iter().map(|file| file.until).min();
        asked.into_iter().chain(dropped).min().unwrap_or_else(|| Instant::now() + CHECK_INTERVAL)
    }

    /// Tells staff what is the matter, if that has changed: first what keeps everything from being handed on.
    fn say(&mut self) {
        let lost = (self.lost > 0).then_some(StaffNote::HandOffLost(self.lost));
        let characters = (self.characters > 0).then_some(StaffNote::HandOffCharacters(self.characters));
        let note = self.fault.or(lost).or(characters);
        if note != self.reported && !self.closed {
            self.reported = note;
            (self.tell)(HandOffEvent(note));
        }
    }
}

/// Waits for the file system's reply.
async fn replied(work: &mut Option<FolderRequest>) -> FolderReply {
    match work {
        Some(work) => match (&mut work.reply).await {
            Ok(reply) => reply,
            // The runtime shuts down.
            Err(_) => pending().await,
        },
        None => pending().await,
    }
}
