//! Results that come by themselves, from a folder.
//!
//! Each is shown in its turn. The next one takes the place of the one that shows, as the next card would, but not
//! before that one could be read: several that come at once would flash by otherwise.

use std::time::{Duration, Instant};

use super::rules::AnswerSource;
use super::state::{State, Visit};
use super::turn::Turn;
use crate::common::Trouble;
use crate::eligibility::found::Found;

/// A result that others wait behind stays for this long, unless Enter ends it sooner.
const READABLE: Duration = Duration::from_secs(10);

/// More results than this at once are not visitors at a desk, but files that were moved.
const MOST: usize = 16;

impl Visit {
    pub(super) fn found(&mut self, found: Result<Found, Trouble>, turn: &mut Turn) {
        // Where cards are read, an answer comes by its visit or not at all.
        if self.rules.source != AnswerSource::Folder {
            return;
        }
        if self.found.waiting.len() == MOST {
            // The visitor who has waited longest has been looked after in another way.
            self.found.waiting.pop_front();
        }
        self.found.waiting.push_back((turn.now, found));
        match &mut self.state {
            State::Waiting { .. } => self.next_found(turn),
            State::Panel { until, .. } | State::Trouble { until, .. } => {
                *until = self.found.read_at.unwrap_or(turn.now).clamp(turn.now, (*until).max(turn.now));
                if *until == turn.now {
                    self.finish(turn);
                }
            }
            State::Reading { .. }
            | State::Identify { .. }
            | State::Checking { .. }
            | State::Recording { .. }
            | State::TakeCard { .. } => {}
        }
    }

    /// Shows what has waited longest, if anything has.
    pub(super) fn next_found(&mut self, turn: &mut Turn) {
        if self.menu_open {
            return;
        }
        let Some((came, found)) = self.found.waiting.pop_front() else { return };
        self.found.read_at = Some(turn.now + READABLE);
        self.arrive(came);
        match (found, &self.journal) {
            // It cannot be recorded; kept until it can, it would show one visitor's answer to the next.
            (Ok(_), Some(trouble)) => self.fail(trouble.clone(), turn),
            (Ok(Found { message, proof }), None) => self.answered(message, proof, turn),
            (Err(trouble), _) => self.fail(trouble, turn),
        }
        self.give_way(turn.now);
    }

    /// What shows now leaves sooner, where others wait behind it.
    pub(super) fn give_way(&mut self, now: Instant) {
        if let State::Panel { until, .. } | State::Trouble { until, .. } = &mut self.state
            && !self.found.waiting.is_empty()
        {
            *until = (*until).min(now + READABLE);
        }
    }
}
