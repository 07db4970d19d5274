//! The handle by which the event loop, or a command, asks; and the thread that keeps the deadlines.
//!
//! Two threads. The worker works in the folders, and may hang with them. The keeper passes on what the worker tells,
//! and ends an inquiry by itself where the worker is silent for longer than an inquiry may take.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};
use std::{fmt, io, thread};

use super::error::InquiryError;
use super::event::{InquiryEvent, InquiryId};
use super::folders::Steps;
use super::inquirer::{Inquirer, Pauses};
use super::question::Question;
use super::state::StateFolder;
use crate::eligibility::{Assignment, FacilityCode, NumberCheck};
use crate::exchange::turn::Turn;
use crate::settings::ExchangeSettings;

/// So much longer than the deadline an inquiry may take in all: writing the request, withdrawing it.
const GRACE: Duration = Duration::from_secs(10);

/// How long withdrawing may take before it is told as done.
const WITHDRAWAL: Duration = Duration::from_secs(3);

/// How long the end of the program waits for a request to be withdrawn.
const EXIT: Duration = Duration::from_secs(4);

/// Asks the qualification terminal. Dropping it withdraws what is under way.
pub struct InquiryHandle {
    next: AtomicU64,
    to_keeper: Sender<Message>,
    ended: Receiver<()>,
}

/// What the keeper hears.
enum Message {
    Ask(InquiryId, Question),
    Withdraw(InquiryId),
    Told(InquiryEvent),
    End,
}

/// A question for the worker. The end of `withdrawn` takes it back.
struct Order {
    id: InquiryId,
    question: Question,
    withdrawn: Receiver<()>,
}

impl InquiryHandle {
    /// Starts the threads that ask. `state` is the folder of this kiosk's own state, `turn` is shared with what else
    /// asks in this process; `send` is called from one of them
    /// with every event.
    pub fn start(
        settings: &ExchangeSettings,
        facility: &FacilityCode,
        state: &Path,
        turn: Turn,
        send: impl Fn(InquiryEvent) + Send + 'static,
    ) -> io::Result<Self> {
        let inquirer = Inquirer {
            settings: settings.clone(),
            facility: facility.clone(),
            state: StateFolder::new(state),
            clock: SystemTime::now,
            pauses: Pauses::new(settings),
            steps: Steps::default(),
            turn,
            late: Vec::new(),
            removal_refused: false,
        };
        Self::start_with(inquirer, send)
    }

    /// As [`start`](Self::start), with this inquirer.
    pub(super) fn start_with(inquirer: Inquirer, send: impl Fn(InquiryEvent) + Send + 'static) -> io::Result<Self> {
        let pauses = inquirer.pauses;
        let (to_keeper, heard) = channel();
        let (questions, asked) = channel();
        let (end, ended) = channel();
        let report = to_keeper.clone();
        thread::Builder::new().name("inquiry-files".to_owned()).spawn(move || work(inquirer, &asked, &report))?;
        thread::Builder::new().name("inquiry".to_owned()).spawn(move || {
            Keeper { pauses, questions, send: Box::new(send), current: None, next: None }.run(&heard);
            drop(end);
        })?;
        Ok(Self { next: AtomicU64::new(1), to_keeper, ended })
    }

    /// Asks about numbers. At once: what follows, and that it waits for another inquiry, is told by events.
    pub fn ask(&self, check: NumberCheck) -> InquiryId {
        self.begin(Question::NumberCheck(check))
    }

    /// Has a reference number kept. At once, as [`ask`](Self::ask).
    pub fn assign(&self, assignment: Assignment) -> InquiryId {
        self.begin(Question::Assignment(Box::new(assignment)))
    }

    fn begin(&self, question: Question) -> InquiryId {
        let id = InquiryId(self.next.fetch_add(1, Ordering::Relaxed));
        self.tell(Message::Ask(id, question));
        id
    }

    /// Withdraws an inquiry: its request is taken back if the terminal has not taken it yet. `Withdrawn` follows, or
    /// the last event that was under way already.
    pub fn withdraw(&self, id: InquiryId) {
        self.tell(Message::Withdraw(id));
    }

    /// A thread that has panicked has said so in the log.
    fn tell(&self, message: Message) {
        let _ = self.to_keeper.send(message);
    }
}

impl Drop for InquiryHandle {
    fn drop(&mut self) {
        self.tell(Message::End);
        // Disconnected is the expected answer: the thread dropped its end.
        let _ = self.ended.recv_timeout(EXIT);
    }
}

impl fmt::Debug for InquiryHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InquiryHandle").finish_non_exhaustive()
    }
}

/// The worker: one question after the other, and between them the late answers.
fn work(mut inquirer: Inquirer, asked: &Receiver<Order>, report: &Sender<Message>) {
    // A keeper that is gone hears nothing any more.
    let tell = |event| drop(report.send(Message::Told(event)));
    inquirer.settle_leftovers();
    loop {
        let order = if inquirer.late.is_empty() {
            asked.recv().map_err(|_closed| RecvTimeoutError::Disconnected)
        } else {
            asked.recv_timeout(inquirer.pauses.listing)
        };
        match order {
            Ok(Order { id, question, withdrawn }) => inquirer.ask(id, question, &withdrawn, &tell),
            Err(RecvTimeoutError::Timeout) => inquirer.look_for_late(&tell),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

struct Keeper {
    pauses: Pauses,
    questions: Sender<Order>,
    send: Box<dyn Fn(InquiryEvent) + Send>,
    /// What the worker is at.
    current: Option<Current>,
    /// What waits for that. One: only two pages ask, and each of them once at a time.
    next: Option<(InquiryId, Question)>,
}

struct Current {
    id: InquiryId,
    /// Dropped: the question is taken back.
    withdrawn: Option<Sender<()>>,
    /// When it is said that it takes long.
    notice: Option<Instant>,
    /// When the worker has been silent for too long. `None`: that was said, and the worker is not back yet.
    limit: Option<Instant>,
}

impl Keeper {
    fn run(mut self, heard: &Receiver<Message>) {
        let mut ending = false;
        while !(ending && self.current.as_ref().is_none_or(|current| current.limit.is_none())) {
            let due = self.current.as_ref().and_then(|current| current.notice.into_iter().chain(current.limit).min());
            let message = match due {
                None => heard.recv().map_err(|_closed| RecvTimeoutError::Disconnected),
                Some(due) => heard.recv_timeout(due.saturating_duration_since(Instant::now())),
            };
            match message {
                Ok(Message::Ask(id, question)) => self.ask(id, question),
                Ok(Message::Withdraw(id)) if self.next.as_ref().is_some_and(|(next, _)| *next == id) => {
                    self.next = None;
                    (self.send)(InquiryEvent::Withdrawn(id));
                }
                Ok(Message::Withdraw(id)) => self.withdraw(|current| current == id),
                Ok(Message::Told(event)) => self.told(event),
                Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => {
                    ending = true;
                    self.next = None;
                    self.withdraw(|_| true);
                }
                Err(RecvTimeoutError::Timeout) => self.overdue(),
            }
        }
    }

    fn ask(&mut self, id: InquiryId, question: Question) {
        match &self.current {
            None => self.begin(id, question),
            Some(current) if current.limit.is_none() => {
                (self.send)(InquiryEvent::Failed(id, InquiryError::FolderSilent));
            }
            Some(_) if self.next.is_some() => (self.send)(InquiryEvent::Failed(id, InquiryError::Busy)),
            Some(_) => {
                self.next = Some((id, question));
                (self.send)(InquiryEvent::Queued(id));
            }
        }
    }

    fn begin(&mut self, id: InquiryId, question: Question) {
        let (sender, withdrawn) = channel();
        if self.questions.send(Order { id, question, withdrawn }).is_err() {
            return (self.send)(InquiryEvent::Failed(id, InquiryError::FolderSilent));
        }
        let now = Instant::now();
        let limit = now + self.pauses.deadline + GRACE;
        self.current =
            Some(Current { id, withdrawn: Some(sender), notice: Some(now + self.pauses.notice), limit: Some(limit) });
    }

    fn withdraw(&mut self, is_meant: impl Fn(InquiryId) -> bool) {
        if let Some(current) = &mut self.current
            && is_meant(current.id)
            && current.withdrawn.take().is_some()
        {
            current.notice = None;
            current.limit = current.limit.map(|limit| limit.min(Instant::now() + WITHDRAWAL));
        }
    }

    fn overdue(&mut self) {
        let Some(current) = &mut self.current else { return };
        let (now, id) = (Instant::now(), current.id);
        if current.notice.is_some_and(|notice| notice <= now) {
            current.notice = None;
            (self.send)(InquiryEvent::Slow(id));
        }
        if current.limit.is_some_and(|limit| limit <= now) {
            current.limit = None;
            // The worker withdraws it when it is back.
            let asked_to = current.withdrawn.take().is_none();
            tracing::warn!(inquiry = id.0, "the folders of the terminal do not answer");
            (self.send)(if asked_to {
                InquiryEvent::Withdrawn(id)
            } else {
                InquiryEvent::Failed(id, InquiryError::FolderSilent)
            });
            if let Some((next, _)) = self.next.take() {
                (self.send)(InquiryEvent::Failed(next, InquiryError::FolderSilent));
            }
        }
    }

    fn told(&mut self, event: InquiryEvent) {
        let is_over = self.current.as_ref().is_none_or(|current| current.id != event.id() || current.limit.is_none());
        if event.is_last() && self.current.as_ref().is_some_and(|current| current.id == event.id()) {
            self.current = None;
        }
        match event {
            // It was told already that there is none.
            InquiryEvent::Answer(id, answer) if is_over => (self.send)(InquiryEvent::Late(id, answer)),
            InquiryEvent::Assigned(id, said) if is_over => (self.send)(InquiryEvent::AssignedLate(id, said)),
            InquiryEvent::Late(..) | InquiryEvent::AssignedLate(..) => (self.send)(event),
            InquiryEvent::Sent(_) | InquiryEvent::Slow(_) | InquiryEvent::Failed(..) | InquiryEvent::Withdrawn(_)
                if is_over => {}
            event => (self.send)(event),
        }
        if self.current.is_none()
            && let Some((id, question)) = self.next.take()
        {
            self.begin(id, question);
        }
    }
}
