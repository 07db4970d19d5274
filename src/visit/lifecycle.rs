//! How a visit begins and ends, and what the passing of time does to it.

use std::time::Instant;

use super::effect::{Bell, CardOrder, Effect, ServiceOrder};
use super::limit::Limit;
use super::outcome::Ended;
use super::rules::AnswerSource;
use super::state::{
    AGAIN_AFTER, Attempt, READ_FOR, REMIND_AFTER, State, THANKS_FOR, TROUBLE_FOR, TROUBLE_WITHOUT_CARD_FOR, Visit,
};
use super::turn::Turn;
use crate::common::{Method, Slot, Trouble, TroubleKind};

impl Visit {
    /// When [`Event::Elapsed`](super::Event::Elapsed) is wanted next, if at all.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let closed = self.closed.as_ref().map(|closed| closed.until);
        let note = self.note.map(|(_, until)| until);
        [self.ends_at(), closed, self.desk_ends_at(), note, self.dims_at].into_iter().flatten().min()
    }

    /// When the time of this state is over.
    fn ends_at(&self) -> Option<Instant> {
        match &self.state {
            State::Waiting { confirmed } => earliest(confirmed.map(|limit| limit.next()), self.choice_until),
            State::Reading { until, .. } | State::Recording { until, .. } | State::Thanks { until } => Some(*until),
            State::Identify { limit, .. } | State::Panel { limit, .. } | State::Trouble { limit, .. } => {
                Some(limit.next())
            }
            State::Checking { slow_at, work, until, .. } => earliest(*slow_at, Some(work.ends(*until))),
            State::TakeCard { remind_at, .. } => Some(*remind_at),
        }
    }

    /// A new visit begins with the card on the reader. One that was under way ends unanswered.
    pub(super) fn begin(&mut self, turn: &mut Turn) {
        if let Some(rules) = self.next_rules.take() {
            self.rules = *rules;
        }
        let confirmed = matches!(self.state, State::Waiting { confirmed: Some(limit) } if limit.until() > turn.now);
        // After an answer the next card is the next person's; after a trouble it is usually the same person's again.
        if self.is_answered() {
            self.forget_choice();
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

    /// The card that lies there once more, for the same visitor.
    pub(super) fn start_again(&mut self, turn: &mut Turn) {
        let chosen = (self.language, self.appearance);
        match self.slot {
            Slot::Card(_) => self.begin(turn),
            Slot::Mute(_) => self.mute(turn),
            Slot::Unknown | Slot::Empty | Slot::Unusable(_) => return,
        }
        (self.language, self.appearance) = chosen;
    }

    /// A visitor is there: from here on there is a visit to record.
    pub(super) fn arrive(&mut self, now: Instant) {
        self.closed = None;
        self.choice_until = None;
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
        self.note.take_if(|(_, until)| *until <= turn.now);
        self.desk_elapsed(turn);
        self.dim(turn.now);
        self.flash(turn.now);
        if self.ends_at().is_none_or(|deadline| deadline > turn.now) {
            return;
        }
        let announced = self.announce(turn);
        match &mut self.state {
            State::Waiting { confirmed } => {
                *confirmed = confirmed.filter(|limit| limit.until() > turn.now);
                if self.choice_until.is_some_and(|until| until <= turn.now) {
                    self.forget_choice();
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
            State::Identify { .. } | State::Panel { .. } | State::Trouble { .. } if announced => {}
            State::Panel { .. } => {
                self.keep_answer(turn.now);
                // Who has gone without a key is not there to be thanked.
                self.leave(self.slot.insertion().is_some(), turn);
            }
            State::Identify { .. } | State::Trouble { .. } => self.finish(turn),
            State::Thanks { .. } => {
                self.wait();
                self.next_found(turn);
            }
            State::TakeCard { remind_at, pause, .. } => {
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
        self.state = State::Waiting { confirmed: None };
        turn.effects.push(Effect::Forget);
    }

    pub(super) fn fail(&mut self, trouble: Trouble, turn: &mut Turn) {
        self.record(Ended::Failed(trouble.kind), None, turn);
        self.end(turn);
        self.closed = None;
        let stays = if self.slot.insertion().is_some() { TROUBLE_FOR } else { TROUBLE_WITHOUT_CARD_FOR };
        self.state = State::Trouble { trouble, limit: Limit::new(turn.now, stays) };
        turn.effects.push(Effect::Bell(Bell::Trouble));
    }

    /// Back to the beginning; the next visit starts only with an empty reader.
    pub(super) fn finish(&mut self, turn: &mut Turn) {
        self.leave(matches!(self.state, State::Panel { .. }), turn);
    }

    /// The same, where it is known whether the visitor has an answer.
    pub(super) fn leave(&mut self, answered: bool, turn: &mut Turn) {
        self.end(turn);
        if self.slot.insertion().is_some() {
            let (again_at, remind_at) = (turn.now + AGAIN_AFTER, turn.now + REMIND_AFTER);
            self.state = State::TakeCard { answered, again_at, remind_at, pause: REMIND_AFTER };
        } else if answered && self.rules.source == AnswerSource::Card {
            self.thank(turn);
        } else {
            self.wait();
            self.next_found(turn);
        }
    }

    /// The card is taken and the visit is over. The next card begins the next visit at once.
    pub(super) fn thank(&mut self, turn: &Turn) {
        self.state = State::Thanks { until: turn.now + THANKS_FOR };
    }

    /// Whether the visit has its answer, or had it: the next card is the next person's.
    const fn is_answered(&self) -> bool {
        matches!(
            self.state,
            State::Recording { .. } | State::Panel { .. } | State::TakeCard { .. } | State::Thanks { .. }
        )
    }

    /// While the staff menu is open, the card on the reader waits, and so do results from a folder.
    pub(super) fn menu_open(&mut self, open: bool, turn: &mut Turn) {
        self.menu_open = open;
        if open {
            // It was opened by a key.
            self.extend(turn);
        }
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
        self.state = State::Waiting { confirmed: None };
        self.forget_choice();
    }
}

fn earliest(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
