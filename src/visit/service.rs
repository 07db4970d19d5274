//! What the eligibility service reports.

use std::time::Instant;

use super::effect::Effect;
use super::outcome::Ended;
use super::record::RECORD_FOR;
use super::state::{Ask, PendingStep, State, Visit};
use crate::common::card::Extended;
use crate::common::method::{Method, Proof};
use crate::common::service::{Announced, Opened, Service};
use crate::common::trouble::Trouble;
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;

impl Visit {
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
            State::Checking { work: PendingStep::Check(pin), .. } => {
                let pin = pin.take();
                self.prove(pin, now, effects);
            }
            _ => {}
        }
    }

    pub(super) fn answer(&mut self, result: Result<Box<XmlMsg>, Trouble>, now: Instant, effects: &mut Vec<Effect>) {
        let State::Checking { work: PendingStep::Answer(proof), .. } = &self.state else {
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
