//! Method A by relay: whether this reader can carry it, found out before staff confirm, and its place in the visit.

use std::time::Duration;

use super::effect::{CardOrder, Effect, ServiceOrder};
use super::state::{Attempt, PendingStep, READ_FOR, State, Visit};
use super::turn::Turn;
use crate::common::{CardFacts, Extended, Method, PinState, Proof, RelayOffer, Service, Trouble, TroubleKind};

/// The relay may take this long, and no longer than the visit: a service that keeps a card busy has something else in
/// mind.
pub(super) const RELAY_FOR: Duration = Duration::from_secs(15);

impl Visit {
    /// Whether method A goes by a relay: the open check's own word, before there is one what the service announces.
    pub(super) fn relay(&self, attempt: &Attempt) -> Option<RelayOffer> {
        match attempt {
            Attempt { method: Method::Pin, .. } => None,
            Attempt { opened: Some(opened), .. } => opened.relay,
            Attempt { opened: None, .. } => self.announced_relay(),
        }
    }

    pub(super) const fn announced_relay(&self) -> Option<RelayOffer> {
        match &self.service {
            Service::Open(announced) => announced.relay,
            Service::Unknown | Service::Unusable(_) => None,
        }
    }

    /// Whether this reader carries what method A needs.
    pub(super) fn carries(&self, attempt: &Attempt, facts: CardFacts) -> Extended {
        carried(self.relay(attempt), facts.extended)
    }

    /// Whether staff can be offered the other method. What cannot be used is not offered.
    pub(super) fn may_switch(&self, attempt: &Attempt, facts: CardFacts) -> bool {
        let usable = match attempt.method {
            Method::Staff => matches!(facts.pin, PinState::Left(_)),
            Method::Pin => carried(self.announced_relay(), facts.extended) != Extended::No,
        };
        self.rules.may_switch() && usable
    }

    /// Before the card comes: a confirmation that the reader cannot make use of is not asked for.
    pub(super) fn reader_is_known_to_do(&self) -> bool {
        carried(self.announced_relay(), self.extended) == Extended::Yes
    }

    /// A confirmation that could not be offered any more is not kept either: staff see that it is gone.
    pub(super) fn withdraw(&mut self) {
        let known = self.reader_is_known_to_do();
        if let State::Waiting { confirmed } = &mut self.state {
            *confirmed = confirmed.filter(|_| known);
        }
    }

    /// Only the card on the reader can tell. Nothing is asked for meanwhile.
    pub(super) fn try_reader(&mut self, attempt: Attempt, facts: CardFacts, turn: &mut Turn) {
        self.state = State::Reading { attempt, facts: Some(facts), trying: true, until: turn.now + READ_FOR };
        turn.effects.push(Effect::Card(self.id, CardOrder::TryReader));
    }

    /// What came of it. A My Number Card's own answer to the trial is known; any other is one that the reader made or
    /// spoiled, and a reader that does so is not relied on: the refusal has to come before the confirmation.
    pub(super) fn tried(&mut self, outcome: Extended, turn: &mut Turn) {
        let State::Reading { facts: Some(facts), trying: trying @ true, .. } = &mut self.state else {
            return;
        };
        facts.extended = if outcome == Extended::Yes { Extended::Yes } else { Extended::No };
        *trying = false;
        let facts = *facts;
        self.extended = facts.extended;
        self.identify(facts, turn);
    }

    /// Staff have confirmed and the check is open. Before the proof the card is looked at once more: by a service that
    /// proves the card itself, else by the kiosk. Staff have confirmed the card that was read, and it may have been
    /// taken or exchanged between two looks of the reader.
    pub(super) fn confirmed_by_staff(&mut self, turn: &mut Turn) {
        let State::Checking { attempt, facts, work, .. } = &mut self.state else {
            return;
        };
        match attempt.opened.and_then(|opened| opened.relay) {
            None => {
                *work = PendingStep::SameCard;
                turn.effects.push(Effect::Card(self.id, CardOrder::Recheck));
            }
            // Announced too late to be said before the confirmation.
            Some(offer) if carried(Some(offer), facts.extended) == Extended::No => {
                self.fail(TroubleKind::ShortReader.into(), turn);
            }
            Some(_) => {
                *work = PendingStep::Relay { until: turn.now + RELAY_FOR };
                turn.effects.push(Effect::Service(self.id, ServiceOrder::Relay));
            }
        }
    }

    /// The relay has ended.
    pub(super) fn relayed(&mut self, result: Result<(), Trouble>, turn: &mut Turn) {
        match (&self.state, result) {
            (State::Checking { work: PendingStep::Relay { .. }, .. }, Ok(())) => self.attest(Proof::Relayed, turn),
            (State::Checking { work: PendingStep::Relay { .. }, .. }, Err(trouble)) => self.fail(trouble, turn),
            _ => {}
        }
    }

    /// The card has done all that was wanted of it.
    pub(super) fn attest(&mut self, proof: Proof, turn: &mut Turn) {
        if let State::Checking { work, .. } = &mut self.state {
            *work = PendingStep::Answer(proof);
            turn.effects
                .extend([Effect::Service(self.id, ServiceOrder::Attest), Effect::Card(self.id, CardOrder::Leave)]);
        }
    }
}

/// What is known of the reader, where the relay needs it.
const fn carried(relay: Option<RelayOffer>, reader: Extended) -> Extended {
    match relay {
        Some(RelayOffer { extended: true }) => reader,
        Some(RelayOffer { extended: false }) | None => Extended::Yes,
    }
}
