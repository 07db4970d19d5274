//! The limit that shows: which it is, its announcement, and the key that extends it.

use std::time::Instant;

use super::effect::{Bell, Effect};
use super::limit::Limit;
use super::state::{State, Visit};
use super::turn::Turn;
use super::view::Ending;
use crate::common::Key;

impl Visit {
    fn limit(&mut self) -> Option<&mut Limit> {
        match &mut self.state {
            State::Identify { limit, .. } | State::Panel { limit, .. } | State::Trouble { limit, .. } => Some(limit),
            State::Waiting { confirmed } => confirmed.as_mut(),
            State::Reading { .. }
            | State::Checking { .. }
            | State::Recording { .. }
            | State::TakeCard { .. }
            | State::Thanks { .. } => None,
        }
    }

    /// The announcement that shows.
    pub(super) fn ending(&self, now: Instant) -> Option<Ending> {
        match &self.state {
            State::Identify { limit, .. } | State::Panel { limit, .. } | State::Trouble { limit, .. } => {
                limit.ending(now)
            }
            State::Waiting { confirmed } => confirmed.as_ref()?.ending(now),
            State::Reading { .. }
            | State::Checking { .. }
            | State::Recording { .. }
            | State::TakeCard { .. }
            | State::Thanks { .. } => None,
        }
    }

    /// Announces the limit that shows, where it is time to.
    pub(super) fn announce(&mut self, turn: &mut Turn) -> bool {
        let announces = self.limit().is_some_and(|limit| limit.announce(turn.now));
        turn.effects.extend(announces.then_some(Effect::Bell(Bell::TimeAlmostUp)));
        announces
    }

    /// A key extends the limit that was announced.
    pub(super) fn extend(&mut self, turn: &Turn) -> bool {
        self.limit().is_some_and(|limit| limit.extend(turn.now))
    }

    /// Whether a key that has extended a limit does its own work as well: what throws nothing away, and what staff do.
    /// Any other key was pressed because the screen asks for any key.
    pub(super) const fn does_both(key: Key) -> bool {
        matches!(
            key,
            Key::Digit(_)
                | Key::NextPage
                | Key::PreviousPage
                | Key::Language
                | Key::Appearance
                | Key::Burst
                | Key::Staff
                | Key::Call
        )
    }
}
