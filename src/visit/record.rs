//! What a visit came to, recorded once, and before an answer is shown.

use std::time::Duration;

use super::effect::{Bell, Effect};
use super::limit::Limit;
use super::outcome::{Ended, VisitOutcome};
use super::rules::AnswerSource;
use super::state::{State, Visit};
use super::turn::Turn;
use crate::common::{Detail, Method, Proof, Trouble};

/// The journal answers sooner by itself; the visit waits no longer than this for a line.
pub(super) const RECORD_FOR: Duration = Duration::from_secs(10);

impl Visit {
    /// Records how the visit ended. What ends after that (an answer that was given up before it showed) ends nothing
    /// more.
    pub(super) fn record(&mut self, end: Ended, proof: Option<Proof>, turn: &mut Turn) {
        let Some(began) = self.began.take() else { return };
        let method = self.method();
        let by = self.by.take().filter(|_| method == Some(Method::Staff));
        let took = turn.now.saturating_duration_since(began);
        turn.effects.push(Effect::Record(self.id, VisitOutcome { method, by, proof, end, took }));
    }

    /// How this visit identifies the visitor; none where results come from a folder.
    pub(super) fn method(&self) -> Option<Method> {
        match &self.state {
            State::Reading { attempt, .. } | State::Identify { attempt, .. } | State::Checking { attempt, .. } => {
                Some(attempt.method)
            }
            _ => (self.rules.source == AnswerSource::Card).then_some(self.rules.first_method()),
        }
    }

    /// The answer is on the disk, or must not be shown without being there.
    pub(super) fn recorded(&mut self, result: Result<(), Trouble>, turn: &mut Turn) {
        if !matches!(self.state, State::Recording { .. }) {
            return;
        }
        if let Err(trouble) = result {
            return self.fail(trouble, turn);
        }
        let state = std::mem::replace(&mut self.state, State::Waiting { confirmed: None });
        let State::Recording { verdict, message, proof, .. } = state else { return };
        // What lay in the folder of results, the receipt computer has from there; handed on, it would come back.
        let hands_on = verdict.is_confirmed() && proof != Proof::Folder;
        turn.effects.extend(hands_on.then(|| Effect::HandOn(self.id, message.clone())));
        let masked = self.rules.detail == Detail::Masked;
        let (since, limit) = (turn.now, Limit::new(turn.now, self.rules.panel_for));
        self.state = State::Panel { verdict, message, proof, page: 0, masked, since, limit };
        turn.effects.push(Effect::Bell(Bell::Answer));
        self.give_way(turn.now);
    }
}
