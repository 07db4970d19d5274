//! Who writes: one task beside the loop, which waits for nobody.
//!
//! What the file system is asked, it is asked in a thread of its own, one thing at a time. Meanwhile messages wait, few
//! and not for long: they are about people, and a receipt computer that missed one for a minute needs staff, not a
//! queue.

use std::collections::VecDeque;
use std::fmt;
use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::{Instant, sleep_until};

use super::place::{Fault, Place};
use super::sheet::{Mark, Sheet, unverified};
use crate::common::staff::StaffNote;
use crate::common::way::Way;
use crate::eligibility::XmlMsg;
use crate::settings;

/// More messages than this never wait; the oldest gives way.
pub(super) const MOST: usize = 4;
/// A message that cannot be written is dropped after this.
pub(super) const WAITS: Duration = Duration::from_secs(60);
/// While messages wait, writing is tried so often.
const TRY_AGAIN: Duration = Duration::from_secs(5);
/// While the folder cannot be written and nothing waits, it is looked at so often.
const LOOK_AGAIN: Duration = Duration::from_secs(30);
/// Files that have had their time are removed with every write, and so often at least.
pub(super) const LOOK: Duration = Duration::from_secs(60 * 60);
/// A file system that does not answer for so long is as good as gone.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// What the hand-off tells the event loop: what staff should know of it now, if anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOffEvent(pub Option<StaffNote>);

type Tell = Arc<dyn Fn(HandOffEvent) + Send + Sync>;

struct Order {
    message: Box<XmlMsg>,
    mark: Mark,
}

/// The hand-off, as the loop holds it. Nothing here waits or fails: what goes wrong is told.
pub struct HandOff {
    tell: Tell,
    settings: Option<settings::HandOffSettings>,
    /// To the task that writes by these settings; none: off.
    orders: Option<Sender<Order>>,
}

impl HandOff {
    /// A hand-off that is off.
    pub fn new(tell: impl Fn(HandOffEvent) + Send + Sync + 'static) -> Self {
        Self { tell: Arc::new(tell), settings: None, orders: None }
    }

    /// Goes by these settings from now on, on the current runtime; none: off. What waits goes where it was meant to go,
    /// if it can.
    pub fn change(&mut self, settings: Option<settings::HandOffSettings>) {
        if settings == self.settings {
            return;
        }
        (self.tell)(HandOffEvent(None));
        self.orders = settings.clone().map(|settings| {
            let (orders, receiver) = channel(MOST);
            tokio::spawn(Keeper::new(settings, receiver, Arc::clone(&self.tell)).run());
            orders
        });
        self.settings = settings;
    }

    /// Hands a confirmed answer on. One of a service that simulates is called so.
    pub fn confirmed(&self, message: Box<XmlMsg>, simulated: bool) {
        self.order(message, if simulated { Mark::Simulated } else { Mark::Confirmed });
    }

    /// Hands on what staff have entered, without any of the elements of which "confirmed" is made, and labelled as
    /// unverified: nobody can take it for confirmed, whatever the message says.
    pub fn unverified(&self, message: XmlMsg, way: Way) {
        self.order(Box::new(unverified(message, way)), Mark::Unverified(way));
    }

    fn order(&self, message: Box<XmlMsg>, mark: Mark) {
        let Some(orders) = &self.orders else { return };
        // The keeper takes orders at any time; a full channel is a runtime that stands still.
        if orders.try_send(Order { message, mark }).is_err() {
            tracing::error!("a result is not handed on: nobody takes it");
        }
    }
}

impl fmt::Debug for HandOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandOff").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// A sheet that could not be written yet.
struct Waiting {
    sheet: Sheet,
    until: Instant,
}

/// What the file system was asked, and what it answered.
enum Answer {
    Looked(Result<(), Fault>),
    Put(Waiting, Result<(), Fault>),
}

struct Work {
    answer: JoinHandle<Answer>,
    /// When it has taken too long.
    until: Instant,
}

struct Keeper {
    settings: settings::HandOffSettings,
    place: Place,
    orders: Receiver<Order>,
    /// The settings have changed: nothing new comes and nothing is told any more.
    closed: bool,
    tell: Tell,
    told: Option<StaffNote>,
    waiting: VecDeque<Waiting>,
    work: Option<Work>,
    /// When the file system is asked again.
    next: Instant,
    /// Why nothing could be written the last time.
    fault: Option<StaffNote>,
    /// Messages dropped since the last that was written.
    lost: usize,
    /// Characters that kept the last message from being written.
    characters: usize,
}

impl Keeper {
    fn new(settings: settings::HandOffSettings, orders: Receiver<Order>, tell: Tell) -> Self {
        let place = Place::new(&settings.dir, settings.keep);
        let next = Instant::now();
        let waiting = VecDeque::with_capacity(MOST + 1);
        let (told, work, fault) = (None, None, None);
        Self { settings, place, orders, closed: false, tell, told, waiting, work, next, fault, lost: 0, characters: 0 }
    }

    async fn run(mut self) {
        loop {
            self.begin();
            self.say();
            if self.closed && self.waiting.is_empty() && self.work.is_none() {
                return;
            }
            let wake = self.wake();
            tokio::select! {
                order = self.orders.recv(), if !self.closed => match order {
                    Some(order) => self.take(order),
                    None => self.closed = true,
                },
                answer = answered(&mut self.work) => self.hear(answer),
                () = sleep_until(wake) => self.elapsed(),
            }
        }
    }

    /// A message comes: made into a file's bytes at once, so that no message waits whose characters cannot be written
    /// anyway.
    fn take(&mut self, Order { message, mark }: Order) {
        match Sheet::of(*message, mark, &self.settings, SystemTime::now()) {
            Ok(sheet) => {
                self.waiting.push_back(Waiting { sheet, until: Instant::now() + WAITS });
                self.next = Instant::now();
            }
            Err(characters) => {
                tracing::warn!(characters, "a result is not handed on: the encoding lacks characters");
                self.characters = characters;
            }
        }
        if self.waiting.len() > MOST {
            self.waiting.pop_front();
            self.lose(1);
        }
    }

    /// Asks the file system, if it is time and it has answered the last question.
    fn begin(&mut self) {
        let now = Instant::now();
        if self.work.is_some() || self.next > now {
            return;
        }
        let place = self.place.clone();
        let answer = match self.waiting.pop_front() {
            Some(waiting) => spawn_blocking(move || {
                let put = place.put(&waiting.sheet);
                Answer::Put(waiting, put)
            }),
            None => spawn_blocking(move || Answer::Looked(place.look())),
        };
        self.work = Some(Work { answer, until: now + ANSWERS_WITHIN });
    }

    fn hear(&mut self, answer: Answer) {
        self.work = None;
        let now = Instant::now();
        let (result, put) = match answer {
            Answer::Looked(result) => (result, None),
            Answer::Put(waiting, result) => (result, Some(waiting)),
        };
        match (result, put) {
            (Ok(()), put) => {
                self.found_well(put.is_some());
                self.next = if self.waiting.is_empty() { now + LOOK } else { now };
            }
            (Err(fault), put) => {
                self.found_ill(fault);
                match put {
                    Some(put) if put.until > now => self.waiting.push_front(put),
                    Some(_) => self.lose(1),
                    None => {}
                }
                self.next = now + if self.waiting.is_empty() { LOOK_AGAIN } else { TRY_AGAIN };
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

    fn found_ill(&mut self, fault: Fault) {
        let note = match fault {
            Fault::Missing(_) => StaffNote::HandOffMissing,
            Fault::Full(_) => StaffNote::HandOffFull,
        };
        if self.fault.replace(note) != Some(note) {
            tracing::warn!(%fault, "nothing can be handed on");
        }
    }

    fn elapsed(&mut self) {
        let now = Instant::now();
        if self.work.as_ref().is_some_and(|work| work.until <= now) && self.fault.is_none() {
            tracing::warn!("nothing can be handed on: the folder does not answer");
            self.fault = Some(StaffNote::HandOffMissing);
        }
        let before = self.waiting.len();
        self.waiting.retain(|waiting| waiting.until > now);
        self.lose(before - self.waiting.len());
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
        let dropped = self.waiting.iter().map(|waiting| waiting.until).min();
        asked.into_iter().chain(dropped).min().unwrap_or_else(|| Instant::now() + LOOK)
    }

    /// Tells staff what is the matter, if that has changed: first what keeps everything from being handed on.
    fn say(&mut self) {
        let lost = (self.lost > 0).then_some(StaffNote::HandOffLost(self.lost));
        let characters = (self.characters > 0).then_some(StaffNote::HandOffCharacters(self.characters));
        let note = self.fault.or(lost).or(characters);
        if note != self.told && !self.closed {
            self.told = note;
            (self.tell)(HandOffEvent(note));
        }
    }
}

/// The file system's answer, once it is there.
async fn answered(work: &mut Option<Work>) -> Answer {
    match work {
        Some(work) => match (&mut work.answer).await {
            Ok(answer) => answer,
            // The runtime shuts down.
            Err(_) => pending().await,
        },
        None => pending().await,
    }
}
