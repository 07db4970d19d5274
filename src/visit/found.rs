//! Results that come by themselves, from a folder.
//!
//! Each is shown in its turn. The next one takes the place of the one that shows, as the next card would, but not
//! before that one could be read: several that come at once would flash by otherwise.

use std::time::{Duration, Instant};

use super::outcome::Ended;
use super::rules::AnswerSource;
use super::state::{State, Visit};
use super::turn::Turn;
use crate::common::{Trouble, TroubleKind};
use crate::eligibility::found::Found;

/// A result that others wait behind stays for this long, unless Enter ends it sooner.
const READABLE: Duration = Duration::from_secs(10);

/// A result that waited for longer, behind others or behind the staff menu, is not shown: another person may stand
/// there by now.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// More results than this at once are not visitors at a desk, but files that were moved.
const MOST: usize = 16;

impl Visit {
    pub(super) fn found(&mut self, found: Result<Found, Trouble>, turn: &mut Turn) {
        // Where cards are read, an answer comes by its visit or not at all.
        if self.rules.source != AnswerSource::Folder {
            return;
        }
        let found = match found {
            Ok(found) => {
                let Some(found) = self.claim(found, turn) else {
                    if matches!(self.state, State::Waiting { .. }) {
                        self.next_found(turn);
                    }
                    return;
                };
                Ok(found)
            }
            Err(trouble) => Err(trouble),
        };
        if self.found.waiting.len() == MOST {
            // The visitor who has waited longest has been looked after in another way.
            if let Some((came, _)) = self.found.waiting.pop_front() {
                self.is_never_shown(came);
            }
        }
        self.found.waiting.push_back((turn.now, found));
        match &mut self.state {
            State::Waiting { .. } => self.next_found(turn),
            State::Panel { limit, .. } | State::Trouble { limit, .. } => {
                let until = self.found.read_at.unwrap_or(turn.now).clamp(turn.now, limit.until().max(turn.now));
                limit.give_way(until);
                if until == turn.now {
                    self.finish(turn);
                }
            }
            State::Reading { .. }
            | State::Identify { .. }
            | State::Checking { .. }
            | State::Recording { .. }
            | State::TakeCard { .. }
            | State::Thanks { .. } => {}
        }
    }

    /// Shows what has waited longest, if anything has.
    pub(super) fn next_found(&mut self, turn: &mut Turn) {
        if self.menu_open {
            return;
        }
        self.show_expected(turn);
        if !matches!(self.state, State::Waiting { .. }) {
            return;
        }
        let Some((came, found)) = self.found.waiting.pop_front() else { return };
        let now = turn.now;
        let late = |came: Instant| now.saturating_duration_since(came) > MAX_WAIT;
        let found = match found {
            Ok(found) if !late(came) => match self.came_alone(came, found, turn) {
                Some(found) => Ok(found),
                None => return self.next_found(turn),
            },
            found => found,
        };
        self.arrive(came);
        if late(came) && self.found.waiting.front().is_some_and(|(next, _)| late(*next)) {
            // Each is recorded, and what to do is said once, with the last of them.
            self.record(Ended::Failed(TroubleKind::ResultLate), None, turn);
            return self.next_found(turn);
        }
        match found {
            _ if late(came) => self.fail(TroubleKind::ResultLate.into(), turn),
            Ok(found) => {
                self.show_found(found, turn);
                self.shows_unnamed(came);
            }
            Err(trouble) => self.fail(trouble, turn),
        }
        self.found.read_at = Some(turn.now + READABLE);
        self.give_way(turn.now);
    }

    /// Shows this result: a visit of its own has begun.
    pub(super) fn show_found(&mut self, Found { message, proof }: Found, turn: &mut Turn) {
        self.found.read_at = Some(turn.now + READABLE);
        match &self.journal {
            // It cannot be recorded; kept until it can, it would show one visitor's answer to the next.
            Some(trouble) => self.fail(trouble.clone(), turn),
            None => self.answered(message, proof, turn),
        }
    }

    /// What shows now leaves sooner, where others wait behind it.
    pub(super) fn give_way(&mut self, now: Instant) {
        if let State::Panel { limit, .. } | State::Trouble { limit, .. } = &mut self.state
            && !self.found.waiting.is_empty()
        {
            limit.give_way(limit.until().min(now + READABLE));
        }
    }
}
