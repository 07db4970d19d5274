//! What the visit asks for, carried to the card and to the service; what they report, carried back.
//!
//! Holds what belongs to the visit that runs and is none of the state machine's business: the certificate, the check,
//! the proof while the card signs it. All of it is forgotten when the visit ends.

use std::sync::Arc;
use std::time::{Instant, SystemTime};

use time::OffsetDateTime;

use crate::card::{CardEvent, CardHandle};
use crate::common::{
    BookingFile, BulkOutcome, CardCertificate, CardFault, CardNews, Method, Opened, Pin, Service, Trouble, TroubleKind,
    VisitId,
};
use crate::exchange::FolderEvent;
use crate::exchange::inquiry::InquiryEvent;
use crate::gateway::{
    CardProof, GatewayError, GatewayEvent, GatewayHandle, Jws, OpenCheck, ProofError, RelayStep, attest,
};
use crate::handoff::HandOffEvent;
use crate::pager::PagerEvent;
use crate::visit::{CardOrder, Event, ServiceOrder};

/// Something that one of the ports reports.
#[derive(Debug)]
pub enum PortEvent {
    /// From the card desk's threads.
    Card(CardEvent),
    /// From the gateway's task.
    Gateway(GatewayEvent),
    /// From the folder's watcher.
    Folder(FolderEvent),
    /// From the qualification terminal that is asked by numbers.
    Inquiry(InquiryEvent),
    /// From the folder of bookings: all of them, as they are now.
    Bookings(Vec<BookingFile>),
    /// A bulk check of bookings has ended.
    Bulk(BulkOutcome),
    /// From the hand-off.
    HandOff(HandOffEvent),
    /// From what calls staff who do not see the screen.
    Pager(PagerEvent),
}

impl From<InquiryEvent> for PortEvent {
    fn from(event: InquiryEvent) -> Self {
        Self::Inquiry(event)
    }
}

impl From<Vec<BookingFile>> for PortEvent {
    fn from(files: Vec<BookingFile>) -> Self {
        Self::Bookings(files)
    }
}

impl From<BulkOutcome> for PortEvent {
    fn from(outcome: BulkOutcome) -> Self {
        Self::Bulk(outcome)
    }
}

impl From<HandOffEvent> for PortEvent {
    fn from(event: HandOffEvent) -> Self {
        Self::HandOff(event)
    }
}

impl From<PagerEvent> for PortEvent {
    fn from(event: PagerEvent) -> Self {
        Self::Pager(event)
    }
}

impl From<FolderEvent> for PortEvent {
    fn from(event: FolderEvent) -> Self {
        Self::Folder(event)
    }
}

impl From<CardEvent> for PortEvent {
    fn from(event: CardEvent) -> Self {
        Self::Card(event)
    }
}

impl From<GatewayEvent> for PortEvent {
    fn from(event: GatewayEvent) -> Self {
        Self::Gateway(event)
    }
}

/// The card desk and the gateway, with what they hold for the visit that runs.
#[derive(Debug)]
pub struct Ports {
    cards: CardHandle,
    /// None before this terminal is registered: no check is opened then, and nothing else is asked.
    gateway: Option<GatewayHandle>,
    resources: VisitResources,
    simulated: bool,
    /// Test cards that were read.
    tests: u64,
}

/// What is held for one visit.
#[derive(Debug, Default)]
struct VisitResources {
    visit: VisitId,
    certificate: Option<Arc<CardCertificate>>,
    /// The method that a check was asked for last.
    asked: Option<Method>,
    check: Option<OpenCheck>,
    /// What the card is signing.
    unsigned: Option<CardProof>,
    /// What the card has signed.
    proof: Option<Jws>,
    /// HTTP exchanges before the person was identified; the trace counts from here.
    exchanges: u64,
}

impl Ports {
    /// Binds the two.
    #[must_use]
    pub fn new(cards: CardHandle, gateway: Option<GatewayHandle>) -> Self {
        Self { cards, gateway, resources: VisitResources::default(), simulated: false, tests: 0 }
    }

    /// Whether the service has said that its answers are simulated.
    #[must_use]
    pub const fn simulated(&self) -> bool {
        self.simulated
    }

    /// When the terminal's own certificate ends, where it can be read.
    #[must_use]
    pub fn terminal_ends(&self) -> Option<SystemTime> {
        self.gateway.as_ref()?.terminal().not_after()
    }

    /// When what the card's thread was asked for is due.
    pub(super) fn card_due(&self) -> Option<Instant> {
        self.cards.due()
    }

    /// Whether a call to the smart-card daemon does not come back.
    pub(super) fn card_hangs(&self, now: Instant) -> bool {
        self.cards.hangs(now)
    }

    /// The certificate (DER) of this visit's card, once it was read.
    #[must_use]
    pub fn certificate(&self, visit: VisitId) -> Option<&[u8]> {
        self.resources
            .certificate
            .as_ref()
            .filter(|_| self.resources.visit == visit)
            .map(|certificate| certificate.der())
    }

    /// Hands the card's thread what the visit asks of the card. What fails at once is reported at once.
    pub fn card(&mut self, visit: VisitId, order: CardOrder) -> Option<Event> {
        match order {
            CardOrder::Read => {
                self.resources = VisitResources { visit, ..VisitResources::default() };
                self.cards.read(visit);
            }
            CardOrder::TryReader => self.cards.try_reader(visit),
            CardOrder::Recheck => self.cards.recheck(visit),
            CardOrder::Prove(pin) => return self.prove(visit, pin),
            CardOrder::Leave => self.cards.leave(visit),
        }
        None
    }

    /// Reads the card on the reader for no visit, as far as needs no PIN.
    pub(super) fn read_test_card(&mut self) {
        self.tests += 1;
        self.cards.read(self.test());
    }

    /// What the last test card is read as: no visit ever has this number. News of one before it have another.
    pub(super) const fn test(&self) -> VisitId {
        VisitId(u64::MAX - self.tests)
    }

    /// Lets go of it.
    pub(super) fn leave_test_card(&self) {
        self.cards.leave(self.test());
    }

    /// Hands the gateway what the visit asks of the service. What fails at once is reported at once.
    pub fn service(&mut self, visit: VisitId, order: ServiceOrder) -> Option<Event> {
        let Some(gateway) = &self.gateway else {
            let unregistered = TroubleKind::NotRegistered.into();
            return match order {
                ServiceOrder::OpenCheck(method) => Some(Event::Opened(visit, method, Err(unregistered))),
                ServiceOrder::Relay => Some(Event::Relayed(visit, Err(unregistered))),
                ServiceOrder::SendProof | ServiceOrder::Attest => Some(Event::Answer(visit, Err(unregistered))),
                ServiceOrder::GiveUp => None,
            };
        };
        match order {
            ServiceOrder::OpenCheck(method) => {
                self.resources.asked = Some(method);
                gateway.open(visit, method);
            }
            ServiceOrder::Relay => {
                self.resources.exchanges = gateway.exchanges();
                gateway.relay(visit, Vec::new());
            }
            ServiceOrder::SendProof => match self.resources.proof.take() {
                Some(proof) => gateway.prove(visit, proof),
                None => return Some(Event::Answer(visit, Err(TroubleKind::MalformedAnswer.into()))),
            },
            ServiceOrder::Attest => return self.attest(visit),
            ServiceOrder::GiveUp => {
                self.resources.check = None;
                gateway.give_up(visit);
            }
        }
        None
    }

    /// The visit is over: drops everything that belongs to it.
    pub fn forget(&mut self) {
        self.resources = VisitResources::default();
    }

    /// What a report of the card desk means for the visit, if anything.
    pub(super) fn card_event(&mut self, event: CardEvent) -> Option<Event> {
        match event {
            CardEvent::Slot(slot) => return Some(Event::Slot(slot)),
            CardEvent::News(visit, news) => return Some(Event::Card(visit, news)),
            CardEvent::Certificate(visit, certificate) if visit == self.resources.visit => {
                self.resources.certificate = Some(certificate);
            }
            CardEvent::Signature(visit, signature) if visit == self.resources.visit => {
                let unsigned = self.resources.unsigned.take();
                self.resources.proof = unsigned.and_then(|proof| {
                    let finished = proof.finish(&signature);
                    finished.inspect_err(|error| tracing::error!(visit = visit.0, %error, "no proof can be made")).ok()
                });
            }
            // A visit that is over has given up its check; these answers are dropped.
            CardEvent::Answers(visit, answers) if visit == self.resources.visit => {
                if let Some(gateway) = &self.gateway {
                    gateway.relay(visit, answers);
                }
            }
            CardEvent::Count(visit, count) => {
                tracing::info!(visit = visit.0, apdus = count.commands, after_enter = count.after_enter, "card let go");
            }
            CardEvent::Certificate(..) | CardEvent::Signature(..) | CardEvent::Answers(..) => {}
        }
        None
    }

    /// What a report of the gateway means for the visit, if anything.
    pub(super) fn gateway_event(&mut self, event: GatewayEvent) -> Option<Event> {
        Some(match event {
            GatewayEvent::Relayed { visit, result } => return self.relay_event(visit, result),
            GatewayEvent::Opened { visit, method, result } => {
                let result = match result {
                    Ok(check) => {
                        self.simulated |= check.simulation();
                        let opened = Opened { until: check.expires().into_std(), relay: check.relay() };
                        // Not the check of the method that was left by a switch.
                        if visit == self.resources.visit && self.resources.asked == Some(method) {
                            self.resources.check = Some(check);
                        }
                        Ok(opened)
                    }
                    Err(error) => {
                        tracing::warn!(visit = visit.0, %error, "the check could not be opened");
                        Err(error.into())
                    }
                };
                Event::Opened(visit, method, result)
            }
            GatewayEvent::Answer { visit, result } => {
                let exchanges = self.gateway.as_ref().map_or(0, GatewayHandle::exchanges);
                let exchanges = exchanges.saturating_sub(self.resources.exchanges);
                match &result {
                    Ok(_) => tracing::info!(visit = visit.0, http_after_enter = exchanges, "answered"),
                    Err(error) => tracing::warn!(visit = visit.0, http_after_enter = exchanges, %error, "not answered"),
                }
                Event::Answer(visit, result.map_err(Trouble::from))
            }
            GatewayEvent::Status(Ok(status)) => {
                self.simulated |= status.simulation;
                Event::Service(status.heard(OffsetDateTime::now_utc()))
            }
            GatewayEvent::Status(Err(error)) => {
                // Every few seconds while the service is down; that it is lost, the gateway's desk has said once.
                tracing::debug!(%error, "the service's state is not known");
                Event::Service(Service::Unusable(error.into()))
            }
        })
    }

    /// One step of the relay: the service's commands go to the card, whose answers go back as the next step.
    fn relay_event(&self, visit: VisitId, result: Result<RelayStep, GatewayError>) -> Option<Event> {
        match result {
            Ok(RelayStep::Commands(commands)) if visit == self.resources.visit => {
                self.cards.relay(visit, commands);
                None
            }
            Ok(RelayStep::Commands(_)) => None,
            Ok(RelayStep::Done) => Some(Event::Relayed(visit, Ok(()))),
            Err(error) => {
                tracing::warn!(visit = visit.0, %error, "the relay has failed");
                Some(Event::Relayed(visit, Err(error.into())))
            }
        }
    }

    /// Begins the proof and has the card sign it. The nonce is the service's; everything else that is signed is ours.
    fn prove(&mut self, visit: VisitId, pin: Pin) -> Option<Event> {
        let (Some(gateway), Some(certificate), Some(check)) =
            (&self.gateway, &self.resources.certificate, &self.resources.check)
        else {
            return Some(failed(visit, TroubleKind::MalformedAnswer));
        };
        self.resources.exchanges = gateway.exchanges();
        let proof = CardProof::begin(check, Arc::clone(certificate), &gateway.terminal(), SystemTime::now());
        self.cards.prove(visit, pin, proof.digest());
        self.resources.unsigned = Some(proof);
        None
    }

    /// Sends the staff's confirmation, signed by the terminal.
    fn attest(&mut self, visit: VisitId) -> Option<Event> {
        let (Some(gateway), Some(certificate), Some(check)) =
            (&self.gateway, &self.resources.certificate, &self.resources.check)
        else {
            return Some(Event::Answer(visit, Err(TroubleKind::MalformedAnswer.into())));
        };
        if check.relay().is_none() {
            self.resources.exchanges = gateway.exchanges();
        }
        match attest(check, certificate, &gateway.terminal(), SystemTime::now()) {
            Ok(proof) => {
                gateway.prove(visit, proof);
                None
            }
            Err(error) => Some(Event::Answer(visit, Err(kind(error).into()))),
        }
    }
}

fn failed(visit: VisitId, kind: TroubleKind) -> Event {
    Event::Card(visit, CardNews::Failed(CardFault::Trouble(kind.into())))
}

/// A proof that cannot be made: the card's key is not usable, or the terminal's own is not.
fn kind(error: ProofError) -> TroubleKind {
    tracing::error!(%error, "no proof can be made");
    match error {
        ProofError::TerminalKey => TroubleKind::NotRegistered,
        ProofError::Signature => TroubleKind::UnsupportedKey,
    }
}
