//! What reader, card and service report.

use std::time::Instant;

use super::effect::{Bell, Effect};
use super::outcome::Ended;
use super::record::RECORD_FOR;
use super::relay::RELAY_FOR;
use super::state::{Ask, IDENTIFY_FOR, PROOF_FOR, SLOW_AFTER, State, Visit, Work};
use super::view::Note;
use crate::common::card::{CardFacts, CardFault, CardNews, CertificateAge, Extended, PinState, Slot};
use crate::common::method::{Method, Proof};
use crate::common::pin::{Pin, PinEntry};
use crate::common::service::{Announced, Opened, Service};
use crate::common::trouble::{Trouble, TroubleKind};
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;

impl Visit {
    pub(super) fn slot(&mut self, slot: Slot, now: Instant, effects: &mut Vec<Effect>) {
        let before = std::mem::replace(&mut self.slot, slot);
        let same_card = before.insertion() == self.slot.insertion();
        match self.slot.clone() {
            Slot::Card(_) | Slot::Mute(_) if same_card && self.is_under_way() => {}
            Slot::Card(_) => match self.state {
                State::Panel { .. } | State::Trouble { .. } | State::TakeCard { .. } if same_card => {}
                _ if self.held => self.finish_for_held(now, effects),
                _ => self.begin(now, effects),
            },
            Slot::Mute(_) => match self.state {
                State::Panel { .. } | State::Trouble { .. } | State::TakeCard { .. } if same_card => {}
                _ if self.held => self.finish_for_held(now, effects),
                _ => self.mute(now, effects),
            },
            Slot::Empty => self.card_gone(TroubleKind::CardPulled.into(), now, effects),
            Slot::Unusable(trouble) => {
                self.extended = Extended::Unknown;
                self.withdraw();
                let gone = if trouble.kind == TroubleKind::NoReader { TroubleKind::ReaderGone.into() } else { trouble };
                self.card_gone(gone, now, effects);
            }
            Slot::Unknown => {}
        }
    }

    /// Another card has come while the reception is open: what was shown of the one before is over, and this one waits.
    fn finish_for_held(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if !matches!(self.state, State::Waiting { .. }) {
            self.end(now, effects);
            self.wait();
        }
    }

    /// The reader is empty, or not there any more: what was under way ends, unless the card has signed already.
    fn card_gone(&mut self, trouble: Trouble, now: Instant, effects: &mut Vec<Effect>) {
        match &self.state {
            State::Checking { work: Work::Answer(_), .. }
            | State::Waiting { .. }
            | State::Recording { .. }
            | State::Panel { .. }
            | State::Trouble { .. } => {}
            State::TakeCard { .. } => self.wait(),
            State::Reading { .. } | State::Identify { .. } | State::Checking { .. } => self.fail(trouble, now, effects),
        }
    }

    pub(super) fn card(&mut self, news: CardNews, now: Instant, effects: &mut Vec<Effect>) {
        match (&mut self.state, news) {
            (State::Reading { attempt, facts: known, .. }, CardNews::Read(facts)) => {
                if facts.certificate == CertificateAge::LongExpired {
                    // By which clock? One that is known to be wrong ends no card.
                    let clock = match &self.service {
                        Service::Unusable(trouble) if trouble.kind == TroubleKind::Clock => Some(trouble.clone()),
                        _ => None,
                    };
                    let trouble = clock.unwrap_or_else(|| TroubleKind::CertificateExpired.into());
                    return self.fail(trouble, now, effects);
                }
                *known = Some(facts);
                self.extended = facts.extended;
                // Where the service is known to be down nobody is asked for anything before it has opened the check.
                if attempt.opened.is_some() || !matches!(self.service, Service::Unusable(_)) {
                    self.identify(facts, now, effects);
                }
            }
            (State::Reading { .. }, CardNews::Tried(outcome)) => self.tried(outcome, now, effects),
            (State::Checking { work: work @ Work::Verify, .. }, CardNews::Verified) => *work = Work::Sign,
            (State::Checking { work: work @ (Work::Verify | Work::Sign), .. }, CardNews::Signed) => {
                *work = Work::Answer(Proof::Pin);
                effects.extend([Effect::SendProof(self.id), Effect::LeaveCard(self.id)]);
            }
            (
                State::Reading { .. } | State::Checking { work: Work::Verify | Work::Sign | Work::Relay { .. }, .. },
                CardNews::Failed(fault),
            ) => {
                self.card_failed(fault, now, effects);
            }
            _ => {}
        }
    }

    fn card_failed(&mut self, fault: CardFault, now: Instant, effects: &mut Vec<Effect>) {
        let pin = match fault {
            CardFault::Trouble(trouble) => return self.fail(trouble, now, effects),
            CardFault::PinWrong(0) | CardFault::PinBlocked => PinState::Blocked,
            CardFault::PinWrong(left) => PinState::Left(left),
            CardFault::PinAbsent => PinState::Absent,
        };
        let State::Checking { attempt, facts, work: Work::Verify | Work::Sign, .. } = &self.state else {
            return self.fail(TroubleKind::MalformedAnswer.into(), now, effects);
        };
        let facts = CardFacts { pin, ..*facts };
        let ask = match pin {
            PinState::Left(1) => Ask::LastTry { wrong: true },
            PinState::Left(_) => Ask::Pin { entry: PinEntry::default(), note: Some(Note::Wrong) },
            PinState::Blocked | PinState::Absent => Ask::NoPin,
        };
        self.state = State::Identify { attempt: *attempt, facts, ask, until: now + IDENTIFY_FOR };
        effects.push(Effect::Bell(Bell::Trouble));
    }

    /// Asks what this visit's method needs, or goes on where staff have confirmed already.
    pub(super) fn identify(&mut self, facts: CardFacts, now: Instant, effects: &mut Vec<Effect>) {
        let (State::Reading { attempt, .. } | State::Identify { attempt, .. }) = &self.state else {
            return;
        };
        let attempt = *attempt;
        let ask = match (attempt.method, facts.pin) {
            (Method::Staff, _) => match self.carries(&attempt, facts) {
                Extended::Yes => Ask::Staff,
                Extended::Unknown => return self.try_reader(attempt, facts, now, effects),
                Extended::No if self.may_switch(&attempt, facts) => Ask::NoRelay,
                Extended::No => return self.fail(TroubleKind::ShortReader.into(), now, effects),
            },
            (Method::Pin, PinState::Left(1)) => Ask::LastTry { wrong: false },
            (Method::Pin, PinState::Left(_)) => Ask::Pin { entry: PinEntry::default(), note: None },
            (Method::Pin, PinState::Blocked | PinState::Absent) => Ask::NoPin,
        };
        let confirmed = attempt.confirmed && matches!(ask, Ask::Staff);
        self.state = State::Identify { attempt, facts, ask, until: now + IDENTIFY_FOR };
        if confirmed {
            self.check(None, now, effects);
        } else {
            effects.push(Effect::Bell(Bell::CardRead));
        }
    }

    pub(super) fn opened(
        &mut self,
        method: Method,
        result: Result<Opened, Trouble>,
        now: Instant,
        effects: &mut Vec<Effect>,
    ) {
        let (State::Reading { attempt, .. } | State::Identify { attempt, .. } | State::Checking { attempt, .. }) =
            &mut self.state
        else {
            return;
        };
        // The answer for the method that was left by a switch.
        if attempt.method != method {
            return;
        }
        attempt.opened = match result {
            Ok(opened) => Some(opened),
            Err(trouble) => return self.fail(trouble, now, effects),
        };
        let attempt = *attempt;
        // What was known to be down is not: waiting must not go on saying so until it is asked again.
        if !matches!(self.service, Service::Open(_)) {
            self.service = Service::Open(Announced { relay: self.relay(&attempt), ..Announced::default() });
        }
        match &mut self.state {
            State::Reading { facts: Some(facts), trying: false, .. } => {
                let facts = *facts;
                self.identify(facts, now, effects);
            }
            // The check's own word may be another than what the service announced.
            State::Identify { ask: ask @ (Ask::Staff | Ask::NoRelay), facts, .. } => {
                let (facts, asks_staff) = (*facts, matches!(ask, Ask::Staff));
                if asks_staff != (self.carries(&attempt, facts) == Extended::Yes) {
                    self.identify(facts, now, effects);
                }
            }
            State::Checking { work: Work::Check(pin), .. } => {
                let pin = pin.take();
                self.prove(pin, now, effects);
            }
            _ => {}
        }
    }

    /// Identified: on to the service. Without an open check the PIN waits and no try is spent; one that has expired
    /// while somebody typed is opened anew.
    pub(super) fn check(&mut self, pin: Option<Pin>, now: Instant, effects: &mut Vec<Effect>) {
        let State::Identify { attempt, facts, .. } = &self.state else {
            return;
        };
        let attempt = *attempt;
        let needed = if self.relay(&attempt).is_some() { PROOF_FOR + RELAY_FOR } else { PROOF_FOR };
        let open = attempt.opened.is_some_and(|opened| opened.until > now + needed);
        self.state = State::Checking {
            attempt,
            facts: *facts,
            work: Work::Check(None),
            slow_at: Some(now + SLOW_AFTER),
            until: now + self.rules.deadline,
        };
        if open {
            return self.prove(pin, now, effects);
        }
        if let State::Checking { work, .. } = &mut self.state {
            *work = Work::Check(pin);
        }
        if attempt.opened.is_some() {
            effects.push(Effect::OpenCheck(self.id, attempt.method));
        }
    }

    fn prove(&mut self, pin: Option<Pin>, now: Instant, effects: &mut Vec<Effect>) {
        let (State::Checking { work, .. }, Some(pin)) = (&mut self.state, pin) else {
            return self.vouch(now, effects);
        };
        *work = Work::Verify;
        effects.push(Effect::Prove(self.id, pin));
    }

    pub(super) fn answer(&mut self, result: Result<Box<XmlMsg>, Trouble>, now: Instant, effects: &mut Vec<Effect>) {
        let State::Checking { work: Work::Answer(proof), .. } = &self.state else {
            return;
        };
        let proof = *proof;
        match result {
            Err(trouble) => self.fail(trouble, now, effects),
            Ok(message) => self.answered(message, proof, now, effects),
        }
    }

    /// An answer is there. It is shown once it is recorded.
    pub(super) fn answered(&mut self, message: Box<XmlMsg>, proof: Proof, now: Instant, effects: &mut Vec<Effect>) {
        let verdict = Verdict::of(&message);
        let (method, slow) = (self.method(), matches!(self.state, State::Checking { slow_at: None, .. }));
        self.record(Ended::Answered(verdict.kind()), Some(proof), now, effects);
        self.state = State::Recording { verdict, message, proof, method, slow, until: now + RECORD_FOR };
    }
}
