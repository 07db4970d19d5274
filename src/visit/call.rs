//! Calling staff, what they say of a face that they do not confirm, and a word to keys that do nothing on a screen.

use std::time::{Duration, Instant};

use super::effect::{Bell, Effect};
use super::rules::{AnswerSource, FaceDoubt};
use super::state::{Ask, Attempt, StandingCall, State, Visit};
use super::turn::Turn;
use super::view::KeyNote;
use crate::common::{Call, CallKind, CardFacts, Key, Method, StaffId, TroubleKind};

/// So long the screen says that staff were called, and so long they are not called again.
pub(super) const CALLED_FOR: Duration = Duration::from_secs(10);

/// A call that no one has come for stands for so long.
const STANDS_FOR: Duration = Duration::from_secs(180);

/// Who calls again after so long is heard again outside.
const CALLS_AGAIN_AFTER: Duration = Duration::from_secs(60);

/// The bar has each of its two colours for so long: half a flash a second, where three would be the most (WCAG 2.3.1).
const FLIPS_AFTER: Duration = Duration::from_secs(1);

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
        self.call_staff(CallKind::Help, turn);
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
        self.ring_for_staff(CallKind::Help, turn);
    }

    /// Rings for staff, unless it has just rung for them.
    pub(super) fn ring_for_staff(&mut self, kind: CallKind, turn: &mut Turn) {
        self.call_staff(kind, turn);
        if self.called_at.is_none_or(|at| turn.now.saturating_duration_since(at) >= CALLED_FOR) {
            self.called_at = Some(turn.now);
            turn.effects.push(Effect::Bell(Bell::StaffCall));
        }
    }

    /// Calls staff, unless they are called already. The reason that stands longest decides when it is over.
    pub(super) fn call_staff(&mut self, kind: CallKind, turn: &mut Turn) {
        let flips_at = (kind.shows() && self.rules.motion).then(|| turn.now + FLIPS_AFTER);
        match &mut self.call {
            Some(call) if turn.now.saturating_duration_since(call.since) < CALLS_AGAIN_AFTER => {
                call.ends_with_screen &= kind.ends_with_screen();
                call.flips_at = call.flips_at.or(flips_at);
                call.lit |= kind.shows() && !call.shows;
                call.shows |= kind.shows();
                return;
            }
            Some(_) => self.end_call(turn),
            None => {}
        }
        self.last_call += 1;
        self.call = Some(StandingCall {
            number: self.last_call,
            since: turn.now,
            ends_with_screen: kind.ends_with_screen(),
            flips_at,
            shows: kind.shows(),
            lit: kind.shows(),
        });
        turn.effects.push(Effect::Call(Call::Called(self.last_call, kind)));
    }

    /// Staff are there, or no one waits for them any more.
    pub(super) fn end_call(&mut self, turn: &mut Turn) {
        if let Some(call) = self.call.take() {
            turn.effects.push(Effect::Call(Call::Over(call.number)));
        }
    }

    /// Calls where the screen has come to call, and ends the call whose screen or time is over.
    pub(super) fn settle_call(&mut self, turn: &mut Turn) {
        let over = self.call.is_some_and(|call| {
            let ends = call.since + STANDS_FOR;
            if call.ends_with_screen { self.screen_calls().is_none() } else { ends <= turn.now }
        });
        if over {
            self.end_call(turn);
        }
    }

    /// What the screen itself calls staff for.
    pub(super) fn screen_calls(&self) -> Option<CallKind> {
        match &self.state {
            State::Identify { ask: Ask::Staff, .. } => Some(CallKind::Compare),
            State::Identify { ask: Ask::LastTry { .. }, .. } => Some(CallKind::LastTry),
            State::Identify { ask: Ask::NoPin, .. } => Some(CallKind::NoPin),
            State::Panel { verdict, .. } if !verdict.is_confirmed() => Some(CallKind::NotConfirmed),
            State::Waiting { .. }
            | State::Reading { .. }
            | State::Identify { ask: Ask::Pin { .. } | Ask::NoRelay, .. }
            | State::Checking { .. }
            | State::Recording { .. }
            | State::Panel { .. }
            | State::TakeCard { .. }
            | State::Thanks { .. }
            | State::Trouble { .. } => None,
        }
    }

    /// A screen has come: staff are called where it takes them.
    pub(super) fn screen_has_come(&mut self, turn: &mut Turn) {
        match self.screen_calls() {
            // The face that staff compare has rung for them where it was asked for.
            Some(CallKind::Compare) | None => {}
            // The screen has a tone of its own, which a second one would cut off.
            Some(kind) => self.call_staff(kind, turn),
        }
    }

    /// Whether the bar stands in the colour of a call, where it tells of one.
    pub(super) fn shown_call(&self) -> Option<bool> {
        self.call.filter(|call| call.shows).map(|call| call.lit)
    }

    /// When the time of the call that stands is over, or the bar changes its colour:
    /// [`Event::Elapsed`](super::Event::Elapsed) is wanted then too.
    #[must_use]
    pub fn call_changes_at(&self) -> Option<Instant> {
        let call = self.call?;
        let over = (!call.ends_with_screen).then(|| call.since + STANDS_FOR);
        over.into_iter().chain(call.flips_at).min()
    }

    /// Changes the bar's colour where it is time.
    pub(super) fn flash(&mut self, now: Instant) {
        if let Some(StandingCall { flips_at: Some(flips_at), lit, .. }) = &mut self.call
            && *flips_at <= now
        {
            *lit = !*lit;
            *flips_at = now + FLIPS_AFTER;
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
        self.end_call(turn);
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
