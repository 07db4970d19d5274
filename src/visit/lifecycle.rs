//! How a visit begins and ends, and what the passing of time does to it.

use std::time::Instant;

use super::effect::{Bell, CardOrder, Effect, ServiceOrder};
use super::outcome::Ended;
use super::state::{Attempt, READ_FOR, REMIND_AFTER, State, TROUBLE_FOR, TROUBLE_WITHOUT_CARD_FOR, Visit};
use super::turn::Turn;
use crate::common::{Method, Slot, Trouble, TroubleKind};

impl Visit {
    /// When [`Event::Elapsed`](super::Event::Elapsed) is wanted next, if at all.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let closed = self.closed.as_ref().map(|closed| closed.until);
        earliest(earliest(self.ends_at(), closed), self.desk_ends_at())
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
        let method = if confirmed { Method::Staff } else { self.rules.first_method() };
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

    pub(super) fn elapsed(&mut self, turn: &mut Turn) {
        if self.closed.as_ref().is_some_and(|closed| closed.until <= turn.now) {
            self.forget_closed(turn);
        }
        self.desk_elapsed(turn);
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
            State::Checking { work, .. } => {
                let overdue = work.overdue();
                self.fail(overdue.into(), turn);
            }
            State::Reading { facts: Some(_), trying: false, .. } => self.fail(TroubleKind::TimedOut.into(), turn),
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
        self.was_shown();
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
    pub(super) fn menu_open(&mut self, open: bool, turn: &mut Turn) {
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
