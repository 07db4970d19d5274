//! Whose a result is, where it comes by itself: the person whom staff have named, or one whom staff choose.
//!
//! A result is shown by rule and never because it is the next file. While a person is named, only a result counts that
//! is of this person, was made after the naming, and is the only one; and what comes soon after a naming has ended
//! unanswered may still belong to it. Where no person is named, two results that come together have no order: either
//! may be of the person who stands here. Everything else is held for staff, for a short time, and shown only where they
//! take it on purpose. What is not taken is recorded as a visit without an answer, and forgotten.

use std::mem::{replace, take};
use std::time::{Duration, Instant};

use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::desk::{Expected, Held, HeldResult, Withheld};
use super::effect::{Bell, Effect};
use super::outcome::Ended;
use super::rules::AnswerSource;
use super::state::{State, Visit};
use super::turn::Turn;
use super::view::ReaderNote;
use crate::common::CallKind;
use crate::eligibility::{Found, Person};

/// A named person is expected for so long.
const EXPECTED_FOR: Duration = Duration::from_secs(180);

/// A result that fits waits so long for another one that fits as well: a share is looked at every two seconds.
const SETTLES_IN: Duration = Duration::from_secs(3);

/// What comes so soon after a naming that has ended unanswered may belong to it: results take 3 to 7 s.
const STRAGGLES: Duration = Duration::from_secs(10);

/// Two results that come so close to each other have no order.
const TOGETHER: Duration = Duration::from_secs(5);

/// Staff may take a result for so long after it came.
const HELD_FOR: Duration = Duration::from_secs(120);

/// Most results that are held: one for each digit of a list.
pub(super) const MOST_HELD: usize = 9;

impl Visit {
    /// Staff name the person whose card is to be read next, at this time of this machine's clock. What was shown before
    /// is over.
    pub(super) fn expect(&mut self, person: Person, named: OffsetDateTime, turn: &mut Turn) {
        if self.rules.source != AnswerSource::Folder {
            return;
        }
        self.expect_no_longer(turn);
        self.clear_the_screen(turn);
        let waiting = take(&mut self.found.waiting);
        for (came, found) in waiting {
            match found {
                Ok(found) => self.hold(came, found, Withheld::Early),
                Err(trouble) => self.found.waiting.push_back((came, Err(trouble))),
            }
        }
        let until = turn.now + EXPECTED_FOR;
        self.desk.expected = Some(Expected { person, named, until, fits: None, served: false, several: false });
    }

    /// Staff do not wait for that person any more, or the time is over. Nothing is left to the next one.
    pub(super) fn expect_no_longer(&mut self, turn: &mut Turn) {
        let Some(expected) = self.desk.expected.take() else { return };
        if !expected.served {
            self.desk.ended = Some(turn.now);
        }
        self.desk.unseen.extend(expected.fits.map(|(came, _)| came));
        let left = take(&mut self.desk.held);
        let (theirs, others): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|held| expected.several && held.why == Withheld::Together);
        self.desk.held = others;
        self.desk.unseen.extend(theirs.into_iter().map(|held| held.came));
        turn.effects.push(Effect::Forget);
    }

    /// Staff give this result to the person who stands there.
    pub(super) fn take_held(&mut self, number: u64, turn: &mut Turn) {
        let Some(at) = self.desk.held.iter().position(|held| held.number == number) else { return };
        let Held { came, found, .. } = self.desk.held.remove(at);
        if let Some(Expected { fits, .. }) = self.desk.expected.take() {
            self.desk.unseen.extend(fits.map(|(came, _)| came));
            self.desk.ended = Some(turn.now);
        }
        self.clear_the_screen(turn);
        self.arrive(came);
        self.show_found(found, turn);
    }

    /// Staff give them to no one.
    pub(super) fn drop_held(&mut self, turn: &mut Turn) {
        if !self.desk.held.is_empty() {
            let held = take(&mut self.desk.held);
            self.desk.unseen.extend(held.into_iter().map(|held| held.came));
            turn.effects.push(Effect::Forget);
        }
    }

    /// What becomes of a result by whose it is. It comes back where it may be shown in its turn.
    pub(super) fn claim(&mut self, found: Found, turn: &mut Turn) -> Option<Found> {
        if let Some(expected) = &mut self.desk.expected {
            let made = found.message.message_header.executed_at();
            let why = if !expected.person.is_of(&found.message) {
                Withheld::Other
            } else if made.is_none_or(|made| made <= expected.named) {
                Withheld::Early
            } else if expected.several || expected.served || expected.fits.is_some() {
                let first = expected.fits.take();
                (expected.several, expected.served) = (true, false);
                let shown = self.retract(turn).map(|found| (turn.now, found));
                for (came, found) in first.into_iter().chain(shown) {
                    self.hold(came, found, Withheld::Together);
                }
                Withheld::Together
            } else {
                expected.fits = Some((turn.now, found));
                return None;
            };
            self.hold_and_ring(found, why, turn);
            return None;
        }
        if self.desk.ended.is_some_and(|ended| turn.now.saturating_duration_since(ended) < STRAGGLES) {
            self.hold_and_ring(found, Withheld::Late, turn);
            return None;
        }
        let close = |came: Instant| turn.now.saturating_duration_since(came) < TOGETHER;
        let with_held = self.desk.held.iter().any(|held| held.why == Withheld::Together && close(held.came));
        let with_shown = self.desk.shown.filter(|came| close(*came));
        let with_displaced = self.desk.displaced.is_some_and(close);
        if !with_held && !with_displaced && with_shown.is_none() {
            return Some(found);
        }
        if let Some(came) = with_shown
            && let Some(shown) = self.retract(turn)
        {
            self.hold(came, shown, Withheld::Together);
        }
        self.hold_and_ring(found, Withheld::Together, turn);
        None
    }

    /// Holds this result and those that came together with it, where there are any among those that wait. Otherwise
    /// it comes back.
    pub(super) fn came_alone(&mut self, came: Instant, found: Found, turn: &mut Turn) -> Option<Found> {
        let mut last = came;
        let mut others = Vec::new();
        while let Some(at) = self
            .found
            .waiting
            .iter()
            .position(|(next, found)| found.is_ok() && next.saturating_duration_since(last) < TOGETHER)
        {
            let Some((next, Ok(other))) = self.found.waiting.remove(at) else { break };
            last = next;
            others.push((next, other));
        }
        if others.is_empty() {
            return Some(found);
        }
        self.hold(came, found, Withheld::Together);
        for (came, found) in others {
            self.hold(came, found, Withheld::Together);
        }
        self.call_staff(CallKind::Several, turn);
        turn.effects.push(Effect::Bell(Bell::StaffCall));
        None
    }

    /// Shows the named person's result once no other one can fit.
    pub(super) fn show_expected(&mut self, turn: &mut Turn) {
        if self.menu_open || !matches!(self.state, State::Waiting { .. }) {
            return;
        }
        let Some(expected) = &mut self.desk.expected else { return };
        if let Some((came, found)) = expected.fits.take_if(|(came, _)| *came + SETTLES_IN <= turn.now) {
            expected.served = true;
            self.arrive(came);
            self.show_found(found, turn);
        }
    }

    /// A result shows now that no rule gives to a person: until when it came, others have no order beside it.
    pub(super) const fn shows_unnamed(&mut self, came: Instant) {
        self.desk.shown = Some(came);
    }

    /// What showed has been shown to its end.
    pub(super) fn was_shown(&mut self) {
        self.desk.shown = None;
        self.desk.expected.take_if(|expected| expected.served);
    }

    /// When something here is over.
    pub(super) fn desk_ends_at(&self) -> Option<Instant> {
        let expected = self.desk.expected.as_ref().filter(|expected| !expected.served);
        let settles = expected
            .filter(|_| !self.menu_open && matches!(self.state, State::Waiting { .. }))
            .and_then(|expected| expected.fits.as_ref())
            .map(|(came, _)| *came + SETTLES_IN);
        let held = self.desk.held.iter().map(|held| held.came + HELD_FOR);
        held.chain(settles).chain(expected.map(|expected| expected.until)).min()
    }

    /// What is over is forgotten.
    pub(super) fn desk_elapsed(&mut self, turn: &mut Turn) {
        let now = turn.now;
        if self.desk.expected.as_ref().is_some_and(|expected| !expected.served && expected.until <= now) {
            self.expect_no_longer(turn);
        }
        let before = self.desk.unseen.len();
        let unseen = &mut self.desk.unseen;
        self.desk.held.retain(|held| {
            let stays = held.came + HELD_FOR > now;
            unseen.extend((!stays).then_some(held.came));
            stays
        });
        if self.desk.unseen.len() > before {
            turn.effects.push(Effect::Forget);
        }
        self.show_expected(turn);
    }

    /// Records what was never shown, once no visit runs: each was a person with a card.
    pub(super) fn record_unseen(&mut self, turn: &mut Turn) {
        if !matches!(self.state, State::Waiting { .. }) {
            return;
        }
        for came in take(&mut self.desk.unseen) {
            self.id.0 += 1;
            self.began = Some(came);
            self.record(Ended::GivenUp, None, turn);
        }
    }

    /// A result that came then is shown to no one.
    pub(super) fn is_never_shown(&mut self, came: Instant) {
        self.desk.unseen.push(came);
    }

    /// What staff read on the waiting screen.
    pub(super) fn reader_note(&self) -> ReaderNote {
        let last = self.desk.held.iter().rfind(|held| held.why != Withheld::Together);
        ReaderNote {
            several: self.desk.held.iter().any(|held| held.why == Withheld::Together),
            expected: self.desk.expected.is_some(),
            other: last.map(|held| made(&held.found)),
        }
    }

    /// Whether staff have named a person who is still expected.
    #[must_use]
    pub const fn expects_a_person(&self) -> bool {
        self.desk.expected.is_some()
    }

    /// The results that staff may take, the oldest first.
    #[must_use]
    pub fn held_results(&self) -> Vec<HeldResult> {
        let shown = |held: &Held| HeldResult {
            number: held.number,
            made: made(&held.found),
            initials: match held.found.message.message_body.result_list.entries.as_slice() {
                [entry] => Zeroizing::new(entry.name.in_part()),
                _ => Zeroizing::default(),
            },
            why: held.why,
        };
        self.desk.held.iter().map(shown).collect()
    }

    fn hold(&mut self, came: Instant, found: Found, why: Withheld) {
        if self.desk.held.len() == MOST_HELD {
            let oldest = self.desk.held.remove(0);
            self.desk.unseen.push(oldest.came);
        }
        self.desk.last += 1;
        self.desk.held.push(Held { number: self.desk.last, came, why, found });
    }

    fn hold_and_ring(&mut self, found: Found, why: Withheld, turn: &mut Turn) {
        self.hold(turn.now, found, why);
        // Another person's card is no reason to call: a line says so.
        if why == Withheld::Together {
            self.call_staff(CallKind::Several, turn);
            turn.effects.push(Effect::Bell(Bell::StaffCall));
        }
    }

    /// Takes back what shows of a folder, or is about to: it has turned out to be one of several.
    fn retract(&mut self, turn: &mut Turn) -> Option<Found> {
        if !matches!(self.state, State::Recording { .. } | State::Panel { .. }) {
            return None;
        }
        let state = replace(&mut self.state, State::Waiting { confirmed: None });
        self.wait();
        self.desk.shown = None;
        turn.effects.push(Effect::Forget);
        match state {
            State::Recording { message, proof, .. } | State::Panel { message, proof, .. } => {
                Some(Found { message, proof })
            }
            _ => None,
        }
    }

    /// What shows is over: staff have begun with the next person.
    fn clear_the_screen(&mut self, turn: &mut Turn) {
        self.desk.displaced = self.desk.shown.or(self.desk.displaced);
        self.forget_closed(turn);
        if !matches!(self.state, State::Waiting { .. }) {
            self.end(turn);
            self.wait();
        }
    }
}

fn made(found: &Found) -> Option<(u8, u8, u8)> {
    found.message.message_header.executed_at().map(|made| (made.hour(), made.minute(), made.second()))
}
