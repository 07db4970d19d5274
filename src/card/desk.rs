//! The desk where cards are handed over: one thread waits for cards, one works with them.
//!
//! Two threads and not one: a wait for the next card can only be interrupted by a cancel from elsewhere, and a cancel
//! that comes just before the wait begins is lost. So each blocks on its own thing (the waiter on the daemon, the
//! worker on its queue) with its own connection to the daemon, and both sleep when nothing happens.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use super::certificate::Certificate;
use super::error::CardError;
use super::jpki::{Count, Session};
use super::link::{Connector, Watcher};
use crate::common::card::{CardFacts, CardNews, Extended, Slot};
use crate::common::pin::Pin;
use crate::common::visit_id::VisitId;

/// How long leaving the program waits for the worker to let go of its card.
const LAST_WORD: Duration = Duration::from_secs(2);

/// What the desk tells.
#[derive(Debug)]
pub enum DeskEvent {
    /// Something else lies on the reader now.
    Slot(Slot),
    /// The certificate of this visit's card; comes before the news that the card was read.
    Certificate(VisitId, Arc<Certificate>),
    /// The card's answers to the commands of a relay's step, status words included.
    Answers(VisitId, Vec<Vec<u8>>),
    /// The card's signature; comes before the news that it has signed.
    Signature(VisitId, Vec<u8>),
    /// News for the visit.
    News(VisitId, CardNews),
    /// The card was let go; how much was said to it.
    Count(VisitId, Count),
}

/// What the desk is asked for.
#[derive(Debug)]
enum Job {
    Read(VisitId),
    TryReader(VisitId),
    Relay { visit: VisitId, commands: Vec<Vec<u8>> },
    Prove { visit: VisitId, pin: Pin, digest: [u8; 32] },
    Leave(VisitId),
}

/// The handle on both threads. Dropping it lets go of the card and ends the worker; the waiter ends with the program.
#[derive(Debug)]
pub struct CardDesk {
    jobs: Option<Sender<Job>>,
    ended: Receiver<()>,
}

impl CardDesk {
    /// Starts both threads. `send` is called from either; it must not block for long.
    pub fn start<S>(connector: impl Connector, watcher: impl Watcher, send: S) -> std::io::Result<Self>
    where
        S: Fn(DeskEvent) + Send + Clone + 'static,
    {
        let (jobs, queue) = channel();
        let (end, ended) = channel();
        let tell = send.clone();
        thread::Builder::new().name("card-wait".into()).spawn(move || watch(watcher, &tell))?;
        thread::Builder::new().name("card-work".into()).spawn(move || {
            Worker { connector, send, held: None, readers: HashMap::new() }.run(&queue);
            drop(end);
        })?;
        Ok(Self { jobs: Some(jobs), ended })
    }

    /// Connect, recognise and read the card on the reader. Answered by [`CardNews::Read`] or [`CardNews::Failed`].
    pub fn read(&self, visit: VisitId) {
        self.ask(Job::Read(visit));
    }

    /// Try whether the reader carries extended APDUs to the card that was read for this visit. Answered by
    /// [`CardNews::Tried`] or [`CardNews::Failed`].
    pub fn try_reader(&self, visit: VisitId) {
        self.ask(Job::TryReader(visit));
    }

    /// Hand these commands of a service on to the card that was read for this visit, if [`super::relay`] lets them
    /// pass. Answered by [`DeskEvent::Answers`] or [`CardNews::Failed`].
    pub fn relay(&self, visit: VisitId, commands: Vec<Vec<u8>>) {
        self.ask(Job::Relay { visit, commands });
    }

    /// VERIFY this PIN once with the card that was read for this visit, then sign the SHA-256 `digest`. Answered by
    /// [`CardNews::Verified`] and [`CardNews::Signed`], or by [`CardNews::Failed`]; after a wrong PIN the card is
    /// still held.
    pub fn prove(&self, visit: VisitId, pin: Pin, digest: [u8; 32]) {
        self.ask(Job::Prove { visit, pin, digest });
    }

    /// Let go of this visit's card, if it is held.
    pub fn leave(&self, visit: VisitId) {
        self.ask(Job::Leave(visit));
    }

    fn ask(&self, job: Job) {
        let sent = self.jobs.as_ref().map(|jobs| jobs.send(job));
        // Only a worker that panicked is not there; its thread is gone and with it its hold on the card.
        if !matches!(sent, Some(Ok(()))) {
            tracing::error!("the card worker is gone");
        }
    }
}

impl Drop for CardDesk {
    fn drop(&mut self) {
        self.jobs = None;
        // Disconnected is the expected answer: the worker dropped its end. A card in the middle of a command is not
        // waited for.
        let _ = self.ended.recv_timeout(LAST_WORD);
    }
}

fn watch(mut watcher: impl Watcher, send: &impl Fn(DeskEvent)) {
    while let Some(slot) = watcher.next() {
        tracing::info!(?slot, "reader");
        send(DeskEvent::Slot(slot));
    }
}

/// A card in the worker's hand.
struct Held {
    visit: VisitId,
    session: Session,
    /// Name of the reader that it lies on.
    reader: String,
}

struct Worker<C, S> {
    connector: C,
    send: S,
    held: Option<Held>,
    /// What is known of readers by their names.
    readers: HashMap<String, Extended>,
}

impl<C: Connector, S: Fn(DeskEvent)> Worker<C, S> {
    fn run(mut self, queue: &Receiver<Job>) {
        while let Ok(job) = queue.recv() {
            match job {
                Job::Read(visit) => {
                    self.leave();
                    let result = self.read(visit);
                    self.report(visit, result);
                }
                Job::Prove { visit, pin, digest } => {
                    let result = self.prove(visit, pin, &digest);
                    self.report(visit, result);
                }
                Job::TryReader(visit) => {
                    let result = self.try_reader(visit);
                    self.report(visit, result);
                }
                Job::Relay { visit, commands } => match self.relay(visit, &commands) {
                    Ok(answers) => (self.send)(DeskEvent::Answers(visit, answers)),
                    Err(error) => self.report(visit, Err(error)),
                },
                Job::Leave(visit) if self.holds(visit) => self.leave(),
                Job::Leave(_) => {}
            }
        }
        self.leave();
    }

    fn read(&mut self, visit: VisitId) -> Result<CardNews, CardError> {
        let link = self.connector.connect()?;
        let reader = link.reader().to_owned();
        let extended = *self.readers.entry(reader.clone()).or_insert_with(|| link.extended());
        let session = Session::open(link)?;
        let certificate = session.certificate().age(SystemTime::now());
        let facts = CardFacts { pin: session.pin(), certificate, extended };
        (self.send)(DeskEvent::Certificate(visit, Arc::clone(session.certificate())));
        self.held = Some(Held { visit, session, reader });
        Ok(CardNews::Read(facts))
    }

    fn prove(&mut self, visit: VisitId, pin: Pin, digest: &[u8; 32]) -> Result<CardNews, CardError> {
        let Held { session, .. } = Self::hand(&mut self.held, visit)?;
        session.verify(pin)?;
        (self.send)(DeskEvent::News(visit, CardNews::Verified));
        let signature = session.sign(digest)?;
        (self.send)(DeskEvent::Signature(visit, signature));
        Ok(CardNews::Signed)
    }

    /// What was found out is remembered, so that a reader is tried once. A trial that found out nothing is repeated.
    fn try_reader(&mut self, visit: VisitId) -> Result<CardNews, CardError> {
        let Held { session, reader, .. } = Self::hand(&mut self.held, visit)?;
        let outcome = session.try_reader()?;
        tracing::info!(reader, extended = %outcome, "the reader was tried");
        self.readers.insert(reader.clone(), outcome);
        Ok(CardNews::Tried(outcome))
    }

    fn relay(&mut self, visit: VisitId, commands: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, CardError> {
        let Held { session, reader, .. } = Self::hand(&mut self.held, visit)?;
        session.relay(commands).inspect_err(|error| {
            // What it claimed was no promise. The next person is told before anybody confirms.
            if *error == CardError::ShortReader {
                self.readers.insert(reader.clone(), Extended::No);
            }
        })
    }

    /// The card of this visit.
    fn hand(held: &mut Option<Held>, visit: VisitId) -> Result<&mut Held, CardError> {
        held.as_mut().filter(|held| held.visit == visit).ok_or(CardError::Pulled)
    }

    fn report(&mut self, visit: VisitId, result: Result<CardNews, CardError>) {
        // Another PIN can be tried on the same card; after any other failure the card is of no use to this visit.
        let over = !matches!(result, Ok(_) | Err(CardError::PinWrong(_)));
        let news = result.unwrap_or_else(|error| {
            tracing::info!(visit = visit.0, %error, "card");
            CardNews::Failed(error.into())
        });
        (self.send)(DeskEvent::News(visit, news));
        if over && self.holds(visit) {
            self.leave();
        }
    }

    fn holds(&self, visit: VisitId) -> bool {
        self.held.as_ref().is_some_and(|held| held.visit == visit)
    }

    fn leave(&mut self) {
        let Some(Held { visit, session, .. }) = self.held.take() else {
            return;
        };
        let count = session.leave();
        (self.send)(DeskEvent::Count(visit, count));
    }
}
