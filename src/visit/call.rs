//! Calling staff, what they say of a face that they do not confirm, and a word to keys that do nothing on a screen.

use std::time::{Duration, Instant};

use super::effect::{Bell, Effect};
use super::rules::{AnswerSource, FaceDoubt};
use super::state::{Ask, Attempt, State, Visit};
use super::turn::Turn;
use super::view::KeyNote;
use crate::common::{CardFacts, Key, Method, StaffId, TroubleKind};

/// So long the screen says that staff were called, and so long they are not called again.
pub(super) const CALLED_FOR: Duration = Duration::from_secs(10);

/// So long the screen says why a digit does nothing.
pub(super) const NOTE_FOR: Duration = Duration::from_secs(4);

impl Visit {
    /// The word to the last key, while it stands.
    pub(super) fn note(&self, now: Instant) -> Option<KeyNote> {
        self.note.filter(|(_, until)| *until > now).map(|(note, _)| note)
    }

    /// Whether this key calls staff here. F3 does so wherever it does not lead to the PIN.
    pub(super) const fn calls(&self, key: Key) -> bool {
        match key {
            Key::Call => true,
            Key::OtherMethod => !matches!(self.state, State::Identify { ask: Ask::Staff | Ask::NoRelay, .. }),
            _ => false,
        }
    }

    /// The visitor calls staff. Where they may confirm in place of the PIN their screen follows; elsewhere the screen
    /// stays and says that they come.
    pub(super) fn call(&mut self, turn: &mut Turn) {
        if let State::Identify { attempt, facts, .. } = &self.state
            && attempt.method == Method::Pin
            && self.may_switch(attempt, *facts)
        {
            self.switch(turn);
        }
        match &mut self.state {
            // The screen itself says that they come.
            State::Identify { ask: Ask::Staff, limit, .. } => limit.begin_again(turn.now),
            State::Identify { limit, .. } => {
                limit.begin_again(turn.now);
                self.note = Some((KeyNote::StaffCalled, turn.now + CALLED_FOR));
            }
            _ => self.note = Some((KeyNote::StaffCalled, turn.now + CALLED_FOR)),
        }
        self.ring_for_staff(turn);
    }

    /// Rings for staff, unless it has just rung for them.
    pub(super) fn ring_for_staff(&mut self, turn: &mut Turn) {
        if self.called_at.is_none_or(|at| turn.now.saturating_duration_since(at) >= CALLED_FOR) {
            self.called_at = Some(turn.now);
            turn.effects.push(Effect::Bell(Bell::StaffCall));
        }
    }

    /// Whether the visitor was asked for the PIN before staff were called, and can still type it.
    pub(super) fn leads_back(&self, attempt: &Attempt, facts: CardFacts) -> bool {
        self.rules.first_method() == Method::Pin && self.may_switch(attempt, facts)
    }

    /// Staff do not confirm the face: the visit ends, and its line says so.
    pub(super) fn doubted(&mut self, doubt: FaceDoubt, by: Option<StaffId>, turn: &mut Turn) {
        if self.doubt(doubt).is_none() {
            return;
        }
        self.by = by;
        let kind = match doubt {
            FaceDoubt::Unsure => TroubleKind::FaceUnsure,
            FaceDoubt::Different => TroubleKind::FaceDiffers,
        };
        self.fail(kind.into(), turn);
    }

    /// Says why a digit does nothing on this screen. Where it does something, nothing is said here.
    pub(super) fn note_digit(&mut self, now: Instant) {
        let note = match &self.state {
            State::Waiting { .. }
            | State::Panel { .. }
            | State::Thanks { .. }
            | State::Identify { ask: Ask::Pin { .. }, .. } => return,
            State::Reading { .. } | State::Checking { .. } | State::Recording { .. } => KeyNote::PleaseWait,
            State::Identify { .. } | State::Trouble { .. } => KeyNote::NoDigits,
            State::TakeCard { .. } => KeyNote::TakeCard,
        };
        self.say(note, now);
    }

    /// Says that digits are typed once a card lies there, where one is awaited.
    pub(super) fn note_card_first(&mut self, now: Instant) {
        if self.rules.source == AnswerSource::Card && self.missing().is_none() {
            self.say(KeyNote::CardFirst, now);
        }
    }

    /// That staff come is worth more than any other word.
    pub(super) fn say(&mut self, note: KeyNote, now: Instant) {
        if self.note(now) != Some(KeyNote::StaffCalled) {
            self.note = Some((note, now + NOTE_FOR));
        }
    }

    /// Another key was pressed or another screen has come: what was said of a digit is over.
    pub(super) fn withdraw_note(&mut self) {
        self.note.take_if(|(note, _)| *note != KeyNote::StaffCalled);
    }
}
