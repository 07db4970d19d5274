//! The desk: one task that carries out what the event loop asks of the service, one visit at a time.
//!
//! The event loop never waits: it sends commands and hears events. Between visits the desk asks for the service's
//! state: once a minute while all is well, at the moment that the service names for a change and, while no check can be
//! made, often enough that the service's return is seen within seconds ([`super::watch`]). While a visit holds a check
//! the desk sends nothing of its own, so that the proof finds the warm connection free. Between visits, too, the
//! terminal's certificate is renewed, and a new one taken into use: a proof names the certificate that TLS shows.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use ring::rand::{SecureRandom as _, SystemRandom};
use time::OffsetDateTime;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::{AbortHandle, Id, JoinSet};
use tokio::time::{Instant, sleep_until};

use super::check::OpenCheck;
use super::client::GatewayClient;
use super::error::{Busy, GatewayError};
use super::est::{self, RegisterError};
use super::proof::Jws;
use super::relay::RelayStep;
use super::renewal::Renewal;
use super::terminal::Terminal;
use super::watch::{Jitter, WATCH, at_change, back_off, requested_pause, service_is_up};
use super::wire::{ServiceState, ServiceStatus};
use crate::common::{Method, VisitId};
use crate::eligibility::XmlMsg;

/// How long a given-up check is worth telling the service about.
const GIVE_UP_LIMIT: Duration = Duration::from_secs(5);

/// What the desk tells the event loop.
#[derive(Debug)]
pub enum GatewayEvent {
    /// A check was opened for the visit, or could not be.
    Opened {
        /// The visit that asked.
        visit: VisitId,
        /// The method that the check was asked for.
        method: Method,
        /// The check to prove for.
        result: Result<OpenCheck, GatewayError>,
    },
    /// The next step of the visit's relay, or none came.
    Relayed {
        /// The visit that asked.
        visit: VisitId,
        /// Commands for the card, or the end.
        result: Result<RelayStep, GatewayError>,
    },
    /// The service answered the visit's proof, or did not.
    Answer {
        /// The visit that asked.
        visit: VisitId,
        /// The result message of this visit's check.
        result: Result<Box<XmlMsg>, GatewayError>,
    },
    /// The service's state, asked for at start and between visits.
    Status(Result<ServiceStatus, GatewayError>),
}

impl GatewayEvent {
    /// What this says of the machine's clock: that the service's agrees with it, or that it is wrong.
    #[must_use]
    pub const fn clock_agrees(&self) -> Option<bool> {
        match self {
            Self::Status(Ok(ServiceStatus { dated: true, .. })) => Some(true),
            Self::Status(Err(GatewayError::Clock(_))) | Self::Opened { result: Err(GatewayError::Clock(_)), .. } => {
                Some(false)
            }
            Self::Status(_) | Self::Opened { .. } | Self::Relayed { .. } | Self::Answer { .. } => None,
        }
    }
}

enum GatewayRequest {
    Open { visit: VisitId, method: Method },
    Relay { visit: VisitId, answers: Vec<Vec<u8>> },
    Prove { visit: VisitId, proof: Jws },
    GiveUp { visit: VisitId },
}

/// The event loop's end of the desk. The desk ends, and aborts what it is doing, when the last handle is gone.
#[derive(Debug, Clone)]
pub struct GatewayHandle {
    commands: UnboundedSender<GatewayRequest>,
    /// The client at work; another one once the certificate was renewed.
    client: Arc<RwLock<Arc<GatewayClient>>>,
}

impl GatewayHandle {
    /// Starts the desk on the current runtime; it asks for the service's state at once.
    #[must_use]
    pub fn start(client: GatewayClient, send: impl Fn(GatewayEvent) + Send + 'static) -> Self {
        let client = Arc::new(client);
        let shown = Arc::new(RwLock::new(Arc::clone(&client)));
        let (commands, orders) = mpsc::unbounded_channel();
        let desk = GatewayTask {
            renewal: Renewal::at_start(&client, dice()),
            client,
            shown: Arc::clone(&shown),
            ready: None,
            send: Box::new(send),
            visit: None,
            work: JoinSet::new(),
            asking: false,
            lost: false,
            questions: 0,
            asked: Instant::now(),
            change: None,
            named: 0,
            next_watch: Instant::now(),
            left_alone: None,
        };
        tokio::spawn(desk.run(orders));
        Self { commands, client: shown }
    }

    /// Opens a check; [`GatewayEvent::Opened`] follows. Whatever another visit (or this one, by another method) held is
    /// given up.
    pub fn open(&self, visit: VisitId, method: Method) {
        self.order(GatewayRequest::Open { visit, method });
    }

    /// Takes one step of the relay of the visit's check, with the card's answers to the step before;
    /// [`GatewayEvent::Relayed`] follows.
    pub fn relay(&self, visit: VisitId, answers: Vec<Vec<u8>>) {
        self.order(GatewayRequest::Relay { visit, answers });
    }

    /// Sends the proof for the visit's check; [`GatewayEvent::Answer`] follows.
    pub fn prove(&self, visit: VisitId, proof: Jws) {
        self.order(GatewayRequest::Prove { visit, proof });
    }

    /// Drops the visit's request at once and tells the service in the background. Nothing follows.
    pub fn give_up(&self, visit: VisitId) {
        self.order(GatewayRequest::GiveUp { visit });
    }

    /// Who this terminal is in a proof. The same for as long as a visit is at the desk.
    #[must_use]
    pub fn terminal(&self) -> Arc<Terminal> {
        self.client().terminal_shared()
    }

    /// How many HTTP requests were sent so far with the present certificate.
    #[must_use]
    pub fn exchanges(&self) -> u64 {
        self.client().exchanges()
    }

    fn client(&self) -> Arc<GatewayClient> {
        Arc::clone(&self.client.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn order(&self, command: GatewayRequest) {
        // The desk outlives its handles; it is gone only while the runtime shuts down.
        let _ = self.commands.send(command);
    }
}

/// What a piece of work came to.
enum FinishedWork {
    Opened(Result<OpenCheck, GatewayError>),
    Relayed(Result<RelayStep, GatewayError>),
    Answer(Result<Box<XmlMsg>, GatewayError>),
    Status(Result<ServiceStatus, GatewayError>),
    GaveUp,
    Renewed(Result<Box<GatewayClient>, RegisterError>),
}

/// The visit at the desk: its check, once open, and the request that is on its way.
struct ActiveVisit {
    id: VisitId,
    method: Method,
    check: Option<OpenCheck>,
    request: AbortHandle,
}

impl ActiveVisit {
    /// The visit with this number and its open check.
    fn with_check(at: &mut Option<Self>, visit: VisitId) -> Option<(&mut Self, OpenCheck)> {
        let at = at.as_mut().filter(|at| at.id == visit)?;
        let check = at.check.clone()?;
        Some((at, check))
    }
}

struct GatewayTask {
    client: Arc<GatewayClient>,
    /// Where the handles see the client.
    shown: Arc<RwLock<Arc<GatewayClient>>>,
    /// A client with another certificate, which waits for the visit at the desk to end.
    ready: Option<Box<GatewayClient>>,
    renewal: Renewal,
    send: Box<dyn Fn(GatewayEvent) + Send>,
    visit: Option<ActiveVisit>,
    work: JoinSet<FinishedWork>,
    asking: bool,
    /// Whether the log has heard that the service is lost, and not yet that it is back.
    lost: bool,
    /// Exchanges since a check could be made last.
    questions: u32,
    /// When the last question for the state was sent.
    asked: Instant,
    /// When the service changes next, as it says itself.
    change: Option<Instant>,
    /// How often in a row it has said that it changes before it would be asked anyway.
    named: u32,
    next_watch: Instant,
    /// Until when the service wants to hear nothing, and its words.
    left_alone: Option<(Instant, Busy)>,
}

impl GatewayTask {
    async fn run(mut self, mut orders: UnboundedReceiver<GatewayRequest>) {
        loop {
            self.take_up();
            let idle = self.visit.is_none() && !self.asking;
            tokio::select! {
                order = orders.recv() => match order {
                    Some(command) => self.obey(command),
                    None => return,
                },
                Some(done) = self.work.join_next_with_id() => if let Ok((work, done)) = done { self.report(work, done) },
                () = sleep_until(self.next_watch), if idle => self.ask(),
                () = self.renewal.time(), if idle => self.renew(),
            }
        }
    }

    fn obey(&mut self, command: GatewayRequest) {
        match command {
            GatewayRequest::Open { visit, method } => {
                self.drop_visit();
                if let Some(busy) = self.still_busy() {
                    let result = Err(GatewayError::Busy(Box::new(busy)));
                    return self.tell(GatewayEvent::Opened { visit, method, result });
                }
                let client = Arc::clone(&self.client);
                let request = self.work.spawn(async move { FinishedWork::Opened(client.open_check(method).await) });
                self.visit = Some(ActiveVisit { id: visit, method, check: None, request });
            }
            GatewayRequest::Relay { visit, answers } => self.relay(visit, answers),
            GatewayRequest::Prove { visit, proof } => self.prove(visit, proof),
            GatewayRequest::GiveUp { visit } if self.visit.as_ref().is_some_and(|at| at.id == visit) => {
                self.drop_visit();
            }
            GatewayRequest::GiveUp { .. } => {}
        }
    }

    fn relay(&mut self, visit: VisitId, answers: Vec<Vec<u8>>) {
        let Some((at, check)) = ActiveVisit::with_check(&mut self.visit, visit) else {
            self.tell(GatewayEvent::Relayed { visit, result: Err(GatewayError::NoCheck) });
            return;
        };
        let client = Arc::clone(&self.client);
        at.request = self.work.spawn(async move { FinishedWork::Relayed(client.relay(&check, &answers).await) });
    }

    fn prove(&mut self, visit: VisitId, proof: Jws) {
        let Some((at, check)) = ActiveVisit::with_check(&mut self.visit, visit) else {
            self.tell(GatewayEvent::Answer { visit, result: Err(GatewayError::NoCheck) });
            return;
        };
        let client = Arc::clone(&self.client);
        at.request = self.work.spawn(async move { FinishedWork::Answer(client.prove(&check, &proof).await) });
    }

    /// Aborts the visit's request; an open check is also given up at the service.
    fn drop_visit(&mut self) {
        if let Some(at) = self.visit.take() {
            at.request.abort();
            self.forget(at.check);
        }
    }

    /// Tells the service in the background that no proof will come for this check.
    fn forget(&mut self, check: Option<OpenCheck>) {
        let Some(check) = check else { return };
        let client = Arc::clone(&self.client);
        self.work.spawn(async move {
            // A check that is not given up expires by itself: a failure here needs no remedy.
            let _ = client.give_up(check.id(), GIVE_UP_LIMIT).await;
            FinishedWork::GaveUp
        });
    }

    fn ask(&mut self) {
        self.asking = true;
        self.asked = Instant::now();
        let client = Arc::clone(&self.client);
        self.work.spawn(async move { FinishedWork::Status(client.service().await) });
    }

    /// Passes the news on. A request may have finished in the very moment in which it was dropped: then it is not
    /// reported.
    fn report(&mut self, work: Id, done: FinishedWork) {
        match done {
            FinishedWork::Opened(result) => {
                self.heard(result.as_ref().err());
                let Some(at) = self.visit.as_mut().filter(|at| at.request.id() == work) else {
                    return self.forget(result.ok());
                };
                let (visit, method) = (at.id, at.method);
                match &result {
                    Ok(check) => at.check = Some(check.clone()),
                    Err(_) => self.visit = None,
                }
                self.tell(GatewayEvent::Opened { visit, method, result });
            }
            FinishedWork::Relayed(result) => {
                self.heard(result.as_ref().err());
                if let Some(at) = self.visit.as_ref().filter(|at| at.request.id() == work) {
                    self.tell(GatewayEvent::Relayed { visit: at.id, result });
                }
            }
            FinishedWork::Answer(result) => {
                self.heard(result.as_ref().err());
                if let Some(at) = self.visit.take_if(|at| at.request.id() == work) {
                    self.tell(GatewayEvent::Answer { visit: at.id, result });
                }
            }
            FinishedWork::Status(result) => {
                self.asking = false;
                match &result {
                    Ok(status) => self.heard_state(status),
                    Err(error) => self.is_down(error, self.asked.elapsed()),
                }
                if let Err(GatewayError::NotRegistered | GatewayError::TerminalExpired) = result {
                    self.ready = self.renewal.found(self.client.terminal()).map(Box::new).or(self.ready.take());
                }
                self.tell(GatewayEvent::Status(result));
            }
            FinishedWork::GaveUp => {}
            FinishedWork::Renewed(Ok(client)) => self.ready = Some(client),
            FinishedWork::Renewed(Err(error)) => self.renewal.failed(&error, self.client.terminal(), dice()),
        }
    }

    /// Renews the certificate in the background, if it is time.
    fn renew(&mut self) {
        let Some(site) = self.renewal.begin(self.client.terminal()) else { return };
        let client = Arc::clone(&self.client);
        self.work.spawn(async move { FinishedWork::Renewed(est::renew(site, client.terminal()).await.map(Box::new)) });
    }

    /// Goes on with another certificate, unless a visit is at the desk: its proof names the one that TLS shows. The
    /// service is asked at once, so that the next visit finds the connection warm.
    fn take_up(&mut self) {
        if self.visit.is_some() {
            return;
        }
        let Some(client) = self.ready.take() else { return };
        self.client = Arc::from(client);
        self.renewal = Renewal::after_renewal(&self.client, dice());
        self.next_watch = Instant::now();
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&self.client);
    }

    /// Every exchange of a visit says something about the service; the next question is due accordingly.
    fn heard(&mut self, error: Option<&GatewayError>) {
        match error {
            Some(error) if !service_is_up(error) => self.is_down(error, Duration::ZERO),
            // A refusal may be about this check or about all of them: the state says which.
            Some(GatewayError::Problem(_)) => self.ask_soon(Duration::ZERO),
            _ => self.is_open(),
        }
    }

    fn heard_state(&mut self, status: &ServiceStatus) {
        let (open, change) = match &status.state {
            ServiceState::Open => (true, status.closes),
            ServiceState::Maintenance { until, .. } | ServiceState::Closed { until } => (false, *until),
        };
        let left = change.and_then(|change| Duration::try_from(change - OffsetDateTime::now_utc()).ok());
        self.change = left.and_then(|left| Instant::now().checked_add(left));
        self.named = if left.is_some_and(|left| left < WATCH) { self.named.saturating_add(1) } else { 0 };
        if open {
            return self.is_open();
        }
        self.is_back();
        match left {
            // A service that says when it changes is not asked before.
            Some(left) => self.next_watch = Instant::now() + at_change(left, self.named, dice()),
            None => self.ask_soon(self.asked.elapsed()),
        }
    }

    /// Checks can be made: nothing is asked for a minute, unless the service said that it would change sooner.
    fn is_open(&mut self) {
        self.is_back();
        self.questions = 0;
        let left = self.change.and_then(|change| change.checked_duration_since(Instant::now()));
        self.next_watch = Instant::now() + left.map_or(WATCH, |left| at_change(left, self.named, dice()));
    }

    fn is_down(&mut self, error: &GatewayError, spent: Duration) {
        if !self.lost {
            tracing::warn!(%error, "the service is lost");
        }
        self.lost = true;
        self.change = None;
        self.ask_soon(spent);
        if let (GatewayError::Busy(busy), Some(pause)) = (error, requested_pause(error)) {
            let until = Instant::now() + pause;
            self.left_alone = Some((until, (**busy).clone()));
            self.next_watch = self.next_watch.max(until + at_change(Duration::ZERO, 1, dice()));
        }
    }

    /// The log hears of changes only.
    fn is_back(&mut self) {
        if self.lost {
            tracing::info!("the service is back");
        }
        self.lost = false;
    }

    /// No check can be made now; the last question, if that is how it was learnt, took `spent`.
    fn ask_soon(&mut self, spent: Duration) {
        self.questions = self.questions.saturating_add(1);
        self.next_watch = Instant::now() + back_off(self.questions, spent, dice());
    }

    /// What the service said when it was asked too much, with the time that is left of it.
    fn still_busy(&self) -> Option<Busy> {
        let (until, busy) = self.left_alone.as_ref()?;
        let left = until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        Some(Busy { after: Some(Duration::from_secs(left.as_secs() + 1)), ..busy.clone() })
    }

    fn tell(&self, event: GatewayEvent) {
        (self.send)(event);
    }
}

fn dice() -> Jitter {
    let mut byte = [128];
    // Without random numbers all kiosks ask at once, which is no reason to stop asking.
    let _ = SystemRandom::new().fill(&mut byte);
    Jitter::of(byte[0])
}
