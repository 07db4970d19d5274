//! The card's two threads: the watcher waits for cards, the worker talks to them.
//!
//! There are two because a wait for the next card can be interrupted only by a cancel from another thread, and a cancel
//! that comes just before the wait begins is lost. So the watcher blocks on the daemon and the worker on its queue,
//! each with its own connection to the daemon.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::calls::CallClock;
use super::certificate::age;
use super::error::CardError;
use super::jpki::{ApduCount, CardSession};
use super::link::{CardWatcher, Connector, Link};
use super::timed_link::TimedLink;
use crate::common::{CardCertificate, CardFacts, CardNews, Extended, JobThread, Pin, SigningDigest, Slot, VisitId};

/// How long leaving the program waits for the worker to let go of its card. A card in the middle of a command is not
/// waited for.
const EXIT_TIME: Duration = Duration::from_secs(2);

/// What the two threads report.
#[derive(Debug)]
pub enum CardEvent {
    /// Something else lies on the reader now.
    Slot(Slot),
    /// The certificate of this visit's card; comes before the news that the card was read.
    Certificate(VisitId, Arc<CardCertificate>),
    /// The card's answers to the commands of a relay's step, status words included.
    Answers(VisitId, Vec<Vec<u8>>),
    /// The card's signature; comes before the news that it has signed.
    Signature(VisitId, Vec<u8>),
    /// News for the visit.
    News(VisitId, CardNews),
    /// The session with the card ended; how many commands it took.
    Count(VisitId, ApduCount),
}

/// What the worker is asked for.
#[derive(Debug)]
enum CardJob {
    Read(VisitId),
    TryReader(VisitId),
    Recheck(VisitId),
    Relay { visit: VisitId, commands: Vec<Vec<u8>> },
    Prove { visit: VisitId, pin: Pin, digest: SigningDigest },
    Leave(VisitId),
}

/// The handle on both threads. Dropping it lets go of the card and ends the worker; the waiter ends with the program.
#[derive(Debug)]
pub struct CardHandle {
    jobs: JobThread<CardJob>,
    worker: CallClock,
    watcher: CallClock,
}

impl CardHandle {
    /// Starts both threads. `send` is called from either; it must not block for long.
    pub fn start<S>(connector: impl Connector, watcher: impl CardWatcher, send: S) -> std::io::Result<Self>
    where
        S: Fn(CardEvent) + Send + Clone + 'static,
    {
        let tell = send.clone();
        let (calls, watcher_calls) = (CallClock::default(), watcher.calls());
        let own = calls.clone();
        thread::Builder::new().name("card-wait".into()).spawn(move || watch(watcher, &tell))?;
        // Made on its own thread: a link to a card stays on the thread that opened it.
        let work = move |queue: &Receiver<CardJob>| {
            CardWorker { connector, send, active: None, readers: HashMap::new(), calls: own }.run(queue);
        };
        let jobs = JobThread::start("card-work", EXIT_TIME, work)?;
        Ok(Self { jobs, worker: calls, watcher: watcher_calls })
    }

    /// When what the worker was asked for is due: then it hangs. `None`: it has nothing to do.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.worker.due()
    }

    /// Whether a call to the daemon does not come back.
    #[must_use]
    pub fn hangs(&self, now: Instant) -> bool {
        [self.worker.due(), self.watcher.due()].into_iter().flatten().any(|due| due <= now)
    }

    /// Connects to, recognises and reads the card on the reader. Answered by [`CardNews::Read`] or
    /// [`CardNews::Failed`].
    pub fn read(&self, visit: VisitId) {
        self.ask(CardJob::Read(visit));
    }

    /// Tries whether the reader carries extended APDUs to the card that was read for this visit. Answered by
    /// [`CardNews::Tried`] or [`CardNews::Failed`].
    pub fn try_reader(&self, visit: VisitId) {
        self.ask(CardJob::TryReader(visit));
    }

    /// Makes sure that the card that was read for this visit is still the one on the reader. Answered by
    /// [`CardNews::Same`] or [`CardNews::Failed`].
    pub fn recheck(&self, visit: VisitId) {
        self.ask(CardJob::Recheck(visit));
    }

    /// Forwards these commands of a service to the card that was read for this visit, if [`super::relay`] admits them.
    /// Answered by [`CardEvent::Answers`] or [`CardNews::Failed`].
    pub fn relay(&self, visit: VisitId, commands: Vec<Vec<u8>>) {
        self.ask(CardJob::Relay { visit, commands });
    }

    /// Has the card that was read for this visit VERIFY the PIN, once, and sign the digest. Answered by
    /// [`CardNews::Verified`] and [`CardNews::Signed`], or by [`CardNews::Failed`]; after a wrong PIN the card is
    /// still held.
    pub fn prove(&self, visit: VisitId, pin: Pin, digest: SigningDigest) {
        self.ask(CardJob::Prove { visit, pin, digest });
    }

    /// Ends the session with this visit's card, if there is one.
    pub fn leave(&self, visit: VisitId) {
        self.ask(CardJob::Leave(visit));
    }

    fn ask(&self, job: CardJob) {
        // Only a worker that panicked is not there; its thread is gone and with it its hold on the card.
        self.worker.add_job();
        if !self.jobs.send(job) {
            tracing::error!("the card worker is gone");
        }
    }
}

fn watch(mut watcher: impl CardWatcher, send: &impl Fn(CardEvent)) {
    while let Some(slot) = watcher.next() {
        tracing::info!(?slot, "reader");
        send(CardEvent::Slot(slot));
    }
}

/// The card that the worker has a session with.
struct ActiveCard {
    visit: VisitId,
    session: CardSession,
    /// Name of the reader that it lies on.
    reader: String,
}

struct CardWorker<C, S> {
    connector: C,
    send: S,
    active: Option<ActiveCard>,
    /// What is known of readers by their names.
    readers: HashMap<String, Extended>,
    calls: CallClock,
}

impl<C: Connector, S: Fn(CardEvent)> CardWorker<C, S> {
    fn run(mut self, queue: &Receiver<CardJob>) {
        while let Ok(job) = queue.recv() {
            match job {
                CardJob::Read(visit) => {
                    self.leave();
                    let result = self.read(visit);
                    self.report(visit, result);
                }
                CardJob::Prove { visit, pin, digest } => {
                    let result = self.prove(visit, pin, &digest);
                    self.report(visit, result);
                }
                CardJob::TryReader(visit) => {
                    let result = self.try_reader(visit);
                    self.report(visit, result);
                }
                CardJob::Recheck(visit) => {
                    let result = self.recheck(visit);
                    self.report(visit, result);
                }
                CardJob::Relay { visit, commands } => match self.relay(visit, &commands) {
                    Ok(answers) => (self.send)(CardEvent::Answers(visit, answers)),
                    Err(error) => self.report(visit, Err(error)),
                },
                CardJob::Leave(visit) if self.holds(visit) => self.leave(),
                CardJob::Leave(_) => {}
            }
            self.calls.end_job();
        }
        self.leave();
    }

    fn read(&mut self, visit: VisitId) -> Result<CardNews, CardError> {
        let begun = Instant::now();
        let link: Box<dyn Link> = Box::new(TimedLink::new(self.connector.connect()?, &self.calls));
        tracing::debug!(took_us = begun.elapsed().as_micros(), "connected to the card");
        let reader = link.reader().to_owned();
        let extended = *self.readers.entry(reader.clone()).or_insert_with(|| link.extended());
        let session = CardSession::open(link)?;
        let certificate = age(session.certificate(), SystemTime::now());
        let facts = CardFacts { pin: session.pin(), certificate, extended };
        (self.send)(CardEvent::Certificate(visit, Arc::clone(session.certificate())));
        self.active = Some(ActiveCard { visit, session, reader });
        Ok(CardNews::Read(facts))
    }

    fn prove(&mut self, visit: VisitId, pin: Pin, digest: &SigningDigest) -> Result<CardNews, CardError> {
        let ActiveCard { session, .. } = Self::of_visit(&mut self.active, visit)?;
        session.verify(pin)?;
        (self.send)(CardEvent::News(visit, CardNews::Verified));
        let signature = session.sign(digest)?;
        (self.send)(CardEvent::Signature(visit, signature));
        Ok(CardNews::Signed)
    }

    /// The outcome is remembered by the reader's name, so that a reader is tried once; an unknown outcome is tried
    /// again.
    fn try_reader(&mut self, visit: VisitId) -> Result<CardNews, CardError> {
        let ActiveCard { session, reader, .. } = Self::of_visit(&mut self.active, visit)?;
        let outcome = session.try_reader()?;
        tracing::info!(reader, extended = %outcome, "the reader was tried");
        self.readers.insert(reader.clone(), outcome);
        Ok(CardNews::Tried(outcome))
    }

    fn recheck(&mut self, visit: VisitId) -> Result<CardNews, CardError> {
        let ActiveCard { session, .. } = Self::of_visit(&mut self.active, visit)?;
        session.same_card()?;
        Ok(CardNews::Same)
    }

    fn relay(&mut self, visit: VisitId, commands: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, CardError> {
        let ActiveCard { session, reader, .. } = Self::of_visit(&mut self.active, visit)?;
        session.relay(commands).inspect_err(|error| {
            // The reader claimed more than it can, or an answer was spoiled. The next visit tries it before staff
            // confirm.
            if *error == CardError::ShortReader {
                self.readers.insert(reader.clone(), Extended::Unknown);
            }
        })
    }

    /// The card of this visit.
    fn of_visit(held: &mut Option<ActiveCard>, visit: VisitId) -> Result<&mut ActiveCard, CardError> {
        held.as_mut().filter(|held| held.visit == visit).ok_or(CardError::Pulled)
    }

    fn report(&mut self, visit: VisitId, result: Result<CardNews, CardError>) {
        // After a wrong PIN another can be tried on the same card; any other failure ends the session.
        let over = !matches!(result, Ok(_) | Err(CardError::PinWrong(_)));
        let news = result.unwrap_or_else(|error| {
            tracing::info!(visit = visit.0, %error, "card");
            CardNews::Failed(error.into())
        });
        (self.send)(CardEvent::News(visit, news));
        if over && self.holds(visit) {
            self.leave();
        }
    }

    fn holds(&self, visit: VisitId) -> bool {
        self.active.as_ref().is_some_and(|held| held.visit == visit)
    }

    fn leave(&mut self) {
        let Some(ActiveCard { visit, session, .. }) = self.active.take() else {
            return;
        };
        let count = session.leave();
        (self.send)(CardEvent::Count(visit, count));
    }
}
