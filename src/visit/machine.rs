//! What an event does: every event, every key, and identifying the visitor by PIN or by staff.

use std::time::Instant;

use super::desk::Desk;
use super::effect::{Bell, CardOrder, Effect, ServiceOrder};
use super::event::Event;
use super::relay::RELAY_FOR;
use super::rules::{Rules, StaffAct};
use super::state::{
    Ask, Attempt, CONFIRMED_FOR, IDENTIFY_FOR, LANGUAGE_FOR, PROOF_FOR, PendingStep, Queue, SLOW_AFTER, State, Visit,
};
use super::turn::Turn;
use super::view::{PinNote, PinRejection};
use crate::common::{
    CardFacts, Extended, Key, Method, PIN_LENGTH, Pin, PinEntry, PinState, Pushed, REPEAT_WINDOW, Service, Slot,
    TroubleKind, VisitId,
};

impl Visit {
    /// A kiosk that waits and has heard nothing yet.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            id: VisitId(0),
            state: State::Waiting { confirmed_until: None },
            slot: Slot::Unknown,
            service: Service::Unknown,
            extended: Extended::Unknown,
            folder: None,
            found: Queue::default(),
            desk: Desk::default(),
            language: rules.language,
            language_until: None,
            overflowed_at: None,
            menu_open: false,
            next_rules: None,
            by: None,
            began: None,
            journal: None,
            closed: None,
            rules,
        }
    }

    /// The number of the visit that runs, or of the last one.
    #[must_use]
    pub const fn id(&self) -> VisitId {
        self.id
    }

    /// Whether a visit runs: a card was put in and the visit has neither ended nor failed.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        self.asks() || matches!(self.state, State::Recording { .. })
    }

    /// Whether there is something to ask of card or service.
    pub(super) const fn asks(&self) -> bool {
        matches!(self.state, State::Reading { .. } | State::Identify { .. } | State::Checking { .. })
    }

    /// Whether the kiosk is unused as far as it can tell: the waiting screen shows, and nothing lies on the reader.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Waiting { confirmed_until: None }) && self.slot.insertion().is_none()
    }

    /// Whether any digit of a PIN is held, for the tests of the promises.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(super) const fn holds_pin(&self) -> bool {
        match &self.state {
            State::Identify { ask: super::state::Ask::Pin { entry, .. }, .. } => !entry.is_empty(),
            State::Checking { work: super::state::PendingStep::Check(pin), .. } => pin.is_some(),
            _ => false,
        }
    }

    /// Handles an event; returns what is to be done, in this order.
    pub fn handle(&mut self, event: Event, now: Instant) -> Vec<Effect> {
        let mut turn = Turn { now, effects: Vec::new() };
        self.turn(event, &mut turn);
        self.record_unseen(&mut turn);
        turn.effects
    }

    fn turn(&mut self, event: Event, turn: &mut Turn) {
        match event {
            Event::Key(key) => self.key(key, turn),
            Event::Staff(by) => {
                // Only a confirmation names the staff member; one who only looks at an answer has not confirmed it.
                if matches!(self.staff_act(), Some(StaffAct::ConfirmEarly | StaffAct::Confirm(_))) {
                    self.by = by;
                }
                self.key(Key::Staff, turn);
            }
            Event::MenuOpen(open) => self.menu_open(open, turn),
            Event::Reshow => self.reshow(),
            Event::Rules(rules) => {
                if !rules.staff_can_act {
                    self.forget_closed(turn);
                }
                self.next_rules = Some(rules);
                if matches!(self.state, State::Waiting { .. }) {
                    self.wait();
                }
            }
            Event::Slot(slot) => self.slot(slot, turn),
            Event::Service(service) => {
                self.service = service;
                self.withdraw();
            }
            Event::Card(id, news) if id == self.id => self.card(news, turn),
            Event::Opened(id, method, result) if id == self.id => self.opened(method, result, turn),
            Event::Relayed(id, result) if id == self.id => self.relayed(result, turn),
            Event::Answer(id, result) if id == self.id => self.answer(result, turn),
            // An answer of a visit that is over.
            Event::Recorded(id, result) if id == self.id => self.recorded(result, turn),
            Event::Card(..) | Event::Opened(..) | Event::Relayed(..) | Event::Answer(..) | Event::Recorded(..) => {}
            Event::Journal(trouble) => {
                self.journal = trouble;
                self.withdraw();
            }
            Event::Found(found) => self.found(found, turn),
            Event::Expect(person, named) => self.expect(*person, named, turn),
            Event::ExpectNoLonger => self.expect_no_longer(turn),
            Event::TakeHeld(number) => self.take_held(number, turn),
            Event::DropHeld => self.drop_held(turn),
            Event::Folder(trouble) => self.folder = trouble,
            Event::Elapsed => self.elapsed(turn),
        }
    }

    pub(super) fn key(&mut self, key: Key, turn: &mut Turn) {
        if key == Key::Language {
            self.language = self.language.next();
            self.language_until = (self.language != self.rules.language).then(|| turn.now + LANGUAGE_FOR);
            return;
        }
        // What F2 stands for is said in one place; elsewhere it is a key like any other.
        let key = if key == Key::Staff && self.staff_act().is_none() { Key::Other } else { key };
        match &mut self.state {
            State::Waiting { confirmed_until } => match key {
                Key::Staff => {
                    *confirmed_until = Some(turn.now + CONFIRMED_FOR);
                }
                Key::Cancel => *confirmed_until = None,
                _ => {}
            },
            State::Identify { until, .. } => {
                *until = turn.now + IDENTIFY_FOR;
                self.identify_key(key, turn);
            }
            State::Reading { .. } | State::Checking { .. } | State::Recording { .. } if key == Key::Cancel => {
                self.finish(turn);
            }
            State::Panel { page, masked, .. } => match key {
                Key::Enter => self.close(turn),
                Key::Cancel => self.finish(turn),
                Key::Staff => *masked = false,
                Key::NextPage => *page = page.saturating_add(1),
                Key::PreviousPage => *page = page.saturating_sub(1),
                _ => {}
            },
            State::Trouble { trouble, .. } => {
                let again = trouble.again() && self.slot.insertion().is_some();
                match key {
                    Key::Enter if again => self.begin(turn),
                    Key::Enter | Key::Cancel => self.finish(turn),
                    _ => {}
                }
            }
            State::Reading { .. } | State::Checking { .. } | State::Recording { .. } | State::TakeCard { .. } => {}
        }
    }

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
        let wants_staff = matches!(ask, Ask::Staff);
        let bell = if wants_staff { Bell::StaffCall } else { Bell::CardRead };
        self.state = State::Identify { attempt, facts, ask, until: turn.now + IDENTIFY_FOR };
        if attempt.confirmed && wants_staff {
            self.check(None, turn);
        } else {
            turn.effects.push(Effect::Bell(bell));
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
            (Key::HastyEnter, Ask::Pin { entry, note }) => {
                let reason = PinNote::Rejected(PinRejection::HastyEnter);
                *note = Some(if entry.len() < PIN_LENGTH { PinNote::TooShort } else { reason });
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
