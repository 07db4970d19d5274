//! What the eligibility service reports.

use super::outcome::Ended;
use super::record::RECORD_FOR;
use super::state::{Ask, PendingStep, State, Visit};
use super::turn::Turn;
use crate::common::{Announced, Extended, Method, Opened, Proof, Service, Trouble};
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;

impl Visit {
    pub(super) fn opened(&mut self, method: Method, result: Result<Opened, Trouble>, turn: &mut Turn) {
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
            Err(trouble) => return self.fail(trouble, turn),
        };
        let attempt = *attempt;
        // What was known to be down is not: waiting must not go on saying so until it is asked again.
        if !matches!(self.service, Service::Open(_)) {
            self.service = Service::Open(Announced { relay: self.relay(&attempt), ..Announced::default() });
        }
        match &mut self.state {
            State::Reading { facts: Some(facts), trying: false, .. } => {
                let facts = *facts;
                self.identify(facts, turn);
            }
            // The check's own word may be another than what the service announced.
            State::Identify { ask: ask @ (Ask::Staff | Ask::NoRelay), facts, .. } => {
                let (facts, asks_staff) = (*facts, matches!(ask, Ask::Staff));
                if asks_staff != (self.carries(&attempt, facts) == Extended::Yes) {
                    self.identify(facts, turn);
                }
            }
            State::Checking { work: PendingStep::Check(pin), .. } => {
                let pin = pin.take();
                self.prove(pin, turn);
            }
            _ => {}
        }
    }

    pub(super) fn answer(&mut self, result: Result<Box<XmlMsg>, Trouble>, turn: &mut Turn) {
        let State::Checking { work: PendingStep::Answer(proof), .. } = &self.state else {
            return;
        };
        let proof = *proof;
        match result {
            Err(trouble) => self.fail(trouble, turn),
            Ok(message) => self.answered(message, proof, turn),
        }
    }

    /// An answer is there. It is shown once it is recorded.
    pub(super) fn answered(&mut self, message: Box<XmlMsg>, proof: Proof, turn: &mut Turn) {
        let verdict = Verdict::of(&message);
        let (method, slow) = (self.method(), matches!(self.state, State::Checking { slow_at: None, .. }));
        self.record(Ended::Answered(verdict.kind()), Some(proof), turn);
        self.state = State::Recording { verdict, message, proof, method, slow, until: turn.now + RECORD_FOR };
    }
}
