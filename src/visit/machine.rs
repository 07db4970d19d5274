//! What leads from one state to the next: every event, the deadlines, the beginning and the end of a visit.

use std::time::Instant;

use super::effect::{Bell, CardOrder, Effect, ServiceOrder};
use super::event::Event;
use super::outcome::Ended;
use super::rules::{Rules, StaffAct};
use super::state::{
    Attempt, CONFIRMED_FOR, IDENTIFY_FOR, LANGUAGE_FOR, Queue, READ_FOR, REMIND_AFTER, State, TROUBLE_FOR,
    TROUBLE_WITHOUT_CARD_FOR, Visit,
};
use super::turn::Turn;
use crate::common::card::{Extended, Slot};
use crate::common::key::Key;
use crate::common::method::Method;
use crate::common::service::Service;
use crate::common::trouble::{Trouble, TroubleKind};
use crate::common::visit_id::VisitId;

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
    const fn asks(&self) -> bool {
        matches!(self.state, State::Reading { .. } | State::Identify { .. } | State::Checking { .. })
    }

    /// Whether the kiosk is unused as far as it can tell: the waiting screen shows, and nothing lies on the reader.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Waiting { confirmed_until: None }) && self.slot.insertion().is_none()
    }

    /// Whether any digit of a PIN is held, for the tests of the invariants.
    #[cfg(test)]
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
                if !rules.reshow {
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
        let staff_may_confirm = self.staff_may_confirm();
        match &mut self.state {
            State::Waiting { confirmed_until } => match key {
                Key::Staff if staff_may_confirm => {
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

    /// When [`Event::Elapsed`] is wanted next, if at all.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        earliest(self.ends_at(), self.closed.as_ref().map(|closed| closed.until))
    }

    /// When the time of this state is over.
    fn ends_at(&self) -> Option<Instant> {
        match &self.state {
            State::Waiting { confirmed_until } => earliest(*confirmed_until, self.language_until),
            State::Reading { until, .. }
            | State::Identify { until, .. }
            | State::Recording { until, .. }
            | State::Panel { until, .. }
            | State::Trouble { until, .. } => Some(*until),
            State::Checking { slow_at, work, until, .. } => earliest(*slow_at, Some(work.ends(*until))),
            State::TakeCard { remind_at, .. } => Some(*remind_at),
        }
    }

    /// A new visit begins with the card on the reader. One that was under way ends unanswered.
    pub(super) fn begin(&mut self, turn: &mut Turn) {
        if let Some(rules) = self.next_rules.take() {
            self.rules = *rules;
        }
        let confirmed = matches!(self.state, State::Waiting { confirmed_until: Some(until) } if until > turn.now);
        // After an answer the next card is the next person's; after a trouble it is usually the same person's again.
        if matches!(self.state, State::Recording { .. } | State::Panel { .. } | State::TakeCard { .. }) {
            self.language = self.rules.language;
        }
        self.end(turn);
        self.arrive(turn.now);
        let method = if confirmed { Method::Staff } else { self.rules.method };
        if !confirmed {
            self.by = None;
        }
        if let Some(trouble) = self.journal.clone() {
            return self.fail(trouble, turn);
        }
        self.state = State::Reading {
            attempt: Attempt { method, confirmed, opened: None },
            facts: None,
            trying: false,
            until: turn.now + READ_FOR.max(self.rules.deadline),
        };
        turn.effects.extend([
            Effect::Card(self.id, CardOrder::Read),
            Effect::Service(self.id, ServiceOrder::OpenCheck(method)),
        ]);
    }

    /// A visitor is there: from here on there is a visit to record.
    pub(super) fn arrive(&mut self, now: Instant) {
        self.closed = None;
        self.language_until = None;
        self.id.0 += 1;
        self.began = Some(now);
    }

    /// A card that does not answer. It ends the visit that runs, else it is a visit of its own.
    pub(super) fn mute(&mut self, turn: &mut Turn) {
        if self.began.is_none() {
            self.end(turn);
            self.arrive(turn.now);
        }
        self.fail(TroubleKind::MuteCard.into(), turn);
    }

    fn elapsed(&mut self, turn: &mut Turn) {
        if self.closed.as_ref().is_some_and(|closed| closed.until <= turn.now) {
            self.forget_closed(turn);
        }
        if self.ends_at().is_none_or(|deadline| deadline > turn.now) {
            return;
        }
        match &mut self.state {
            State::Waiting { confirmed_until } => {
                if confirmed_until.is_some_and(|until| until <= turn.now) {
                    *confirmed_until = None;
                }
                if self.language_until.is_some_and(|until| until <= turn.now) {
                    self.language = self.rules.language;
                    self.language_until = None;
                }
            }
            State::Checking { slow_at, work, until, .. } if work.ends(*until) > turn.now => *slow_at = None,
            State::Checking { .. } | State::Reading { facts: Some(_), trying: false, .. } => {
                self.fail(TroubleKind::TimedOut.into(), turn);
            }
            State::Reading { .. } => self.fail(TroubleKind::MuteCard.into(), turn),
            State::Recording { .. } => self.fail(TroubleKind::JournalFull.into(), turn),
            State::Identify { .. } | State::Panel { .. } | State::Trouble { .. } => self.finish(turn),
            State::TakeCard { remind_at, pause } => {
                *pause *= 2;
                *remind_at = turn.now + *pause;
                turn.effects.push(Effect::Bell(Bell::Forgotten));
            }
        }
    }

    /// Ends what is under way: the check is given up, the card let go, nothing of it is kept.
    pub(super) fn end(&mut self, turn: &mut Turn) {
        self.record(Ended::GivenUp, None, turn);
        if self.asks() {
            turn.effects
                .extend([Effect::Service(self.id, ServiceOrder::GiveUp), Effect::Card(self.id, CardOrder::Leave)]);
        }
        self.state = State::Waiting { confirmed_until: None };
        turn.effects.push(Effect::Forget);
    }

    pub(super) fn fail(&mut self, trouble: Trouble, turn: &mut Turn) {
        self.record(Ended::Failed(trouble.kind), None, turn);
        self.end(turn);
        self.closed = None;
        let stays = if self.slot.insertion().is_some() { TROUBLE_FOR } else { TROUBLE_WITHOUT_CARD_FOR };
        self.state = State::Trouble { trouble, until: turn.now + stays };
        turn.effects.push(Effect::Bell(Bell::Trouble));
    }

    /// Back to the beginning; the next visit starts only with an empty reader.
    pub(super) fn finish(&mut self, turn: &mut Turn) {
        self.end(turn);
        if self.slot.insertion().is_some() {
            self.state = State::TakeCard { remind_at: turn.now + REMIND_AFTER, pause: REMIND_AFTER };
        } else {
            self.wait();
            self.next_found(turn);
        }
    }

    /// While the staff menu is open, the card on the reader waits, and so do results from a folder.
    fn menu_open(&mut self, open: bool, turn: &mut Turn) {
        self.menu_open = open;
        if open || !matches!(self.state, State::Waiting { .. }) {
            return;
        }
        match self.slot {
            Slot::Card(_) => self.begin(turn),
            Slot::Mute(_) => self.mute(turn),
            Slot::Unknown | Slot::Empty | Slot::Unusable(_) => self.next_found(turn),
        }
    }

    pub(super) fn wait(&mut self) {
        if let Some(rules) = self.next_rules.take() {
            self.rules = *rules;
        }
        self.state = State::Waiting { confirmed_until: None };
        self.language = self.rules.language;
        self.language_until = None;
    }
}

fn earliest(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
