//! Identifying the visitor: what is asked, the keys of the PIN, and the step from there to the proof.

use super::effect::{Bell, CardOrder, Effect, ServiceOrder};
use super::relay::RELAY_FOR;
use super::state::{Ask, Attempt, IDENTIFY_FOR, PROOF_FOR, PendingStep, SLOW_AFTER, State, Visit};
use super::turn::Turn;
use super::view::PinNote;
use crate::common::card::{CardFacts, Extended, PinState};
use crate::common::key::Key;
use crate::common::key_repeat::REPEAT_WINDOW;
use crate::common::method::Method;
use crate::common::pin::{Pin, PinEntry, Pushed};
use crate::common::trouble::TroubleKind;

impl Visit {
    /// Asks what this visit's method needs, or goes on where staff have confirmed already.
    pub(super) fn identify(&mut self, facts: CardFacts, turn: &mut Turn) {
        let (State::Reading { attempt, .. } | State::Identify { attempt, .. }) = &self.state else {
            return;
        };
        let attempt = *attempt;
        let ask = match (attempt.method, facts.pin) {
            (Method::Staff, _) => match self.carries(&attempt, facts) {
                Extended::Yes => Ask::Staff,
                Extended::Unknown => return self.try_reader(attempt, facts, turn),
                Extended::No if self.may_switch(&attempt, facts) => Ask::NoRelay,
                Extended::No => return self.fail(TroubleKind::ShortReader.into(), turn),
            },
            (Method::Pin, PinState::Left(1)) => Ask::LastTry { wrong: false },
            (Method::Pin, PinState::Left(_)) => Ask::Pin { entry: PinEntry::default(), note: None },
            (Method::Pin, PinState::Blocked | PinState::Absent) => Ask::NoPin,
        };
        let confirmed = attempt.confirmed && matches!(ask, Ask::Staff);
        self.state = State::Identify { attempt, facts, ask, until: turn.now + IDENTIFY_FOR };
        if confirmed {
            self.check(None, turn);
        } else {
            turn.effects.push(Effect::Bell(Bell::CardRead));
        }
    }

    pub(super) fn identify_key(&mut self, key: Key, turn: &mut Turn) {
        let State::Identify { ask, .. } = &mut self.state else {
            return;
        };
        if matches!(key, Key::Enter | Key::Erase) {
            self.overflowed_at = None;
        }
        match (key, ask) {
            (Key::Cancel, _) | (Key::Enter, Ask::NoPin | Ask::NoRelay) => self.finish(turn),
            (Key::OtherMethod, _) => self.switch(turn),
            (Key::Staff, Ask::Staff) => self.check(None, turn),
            (Key::Enter, ask @ Ask::LastTry { .. }) => *ask = Ask::Pin { entry: PinEntry::default(), note: None },
            (Key::Enter, Ask::Pin { entry, note }) => match entry.take() {
                Some(pin) => self.check(Some(pin), turn),
                None => *note = Some(PinNote::TooShort),
            },
            (Key::Digit(digit), Ask::Pin { entry, note }) => {
                // A scanner or a held key runs on behind the fifth digit: what it types is not the beginning of a PIN.
                let runs_on = self.overflowed_at.is_some_and(|at| turn.now.duration_since(at) < REPEAT_WINDOW);
                if runs_on || entry.push(digit) == Pushed::Overflowed {
                    self.overflowed_at = Some(turn.now);
                    *note = Some(PinNote::TooLong);
                } else {
                    *note = None;
                }
            }
            (Key::Erase, Ask::Pin { entry, note }) => {
                entry.erase();
                *note = None;
            }
            (Key::Burst, Ask::Pin { entry, note }) => {
                entry.clear();
                *note = Some(PinNote::OneByOne);
            }
            (Key::Other, Ask::Pin { note, .. }) => *note = Some(PinNote::WrongKey),
            _ => {}
        }
    }

    /// Staff choose the other method for this visit.
    fn switch(&mut self, turn: &mut Turn) {
        let State::Identify { attempt, facts, .. } = &self.state else {
            return;
        };
        if !self.may_switch(attempt, *facts) {
            return;
        }
        let (method, facts) = (attempt.method.other(), *facts);
        self.by = None;
        if let State::Identify { attempt, .. } = &mut self.state {
            *attempt = Attempt { method, confirmed: false, opened: None };
        }
        turn.effects.extend([
            Effect::Service(self.id, ServiceOrder::GiveUp),
            Effect::Service(self.id, ServiceOrder::OpenCheck(method)),
        ]);
        self.identify(facts, turn);
    }

    /// Identified: on to the service. Without an open check the PIN waits and no try is spent; one that has
    /// expired meanwhile is opened again.
    pub(super) fn check(&mut self, pin: Option<Pin>, turn: &mut Turn) {
        let State::Identify { attempt, facts, .. } = &self.state else {
            return;
        };
        let attempt = *attempt;
        let needed = if self.relay(&attempt).is_some() { PROOF_FOR + RELAY_FOR } else { PROOF_FOR };
        let open = attempt.opened.is_some_and(|opened| opened.until > turn.now + needed);
        self.state = State::Checking {
            attempt,
            facts: *facts,
            work: PendingStep::Check(None),
            slow_at: Some(turn.now + SLOW_AFTER),
            until: turn.now + self.rules.deadline,
        };
        if open {
            return self.prove(pin, turn);
        }
        if let State::Checking { work, .. } = &mut self.state {
            *work = PendingStep::Check(pin);
        }
        if attempt.opened.is_some() {
            turn.effects.push(Effect::Service(self.id, ServiceOrder::OpenCheck(attempt.method)));
        }
    }

    pub(super) fn prove(&mut self, pin: Option<Pin>, turn: &mut Turn) {
        let (State::Checking { work, .. }, Some(pin)) = (&mut self.state, pin) else {
            return self.confirmed_by_staff(turn);
        };
        *work = PendingStep::Verify;
        turn.effects.push(Effect::Card(self.id, CardOrder::Prove(pin)));
    }
}
