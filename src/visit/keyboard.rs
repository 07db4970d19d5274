//! What the keys do in each state.

use std::time::Instant;

use super::effect::Effect;
use super::state::{Ask, Attempt, CONFIRMED_FOR, IDENTIFY_FOR, LANGUAGE_FOR, State, Visit};
use super::view::Note;
use crate::common::key::Key;
use crate::common::key_repeat::{KeyRepeat, REPEAT_WINDOW};
use crate::common::pin::{PinEntry, Pushed};

impl Visit {
    /// The key that was pressed last. Whoever takes the keys next has to know it: it may be held still.
    #[must_use]
    pub const fn held_key(&self) -> KeyRepeat {
        self.held_key
    }

    /// Takes the keys over from somebody who heard this one last.
    pub const fn take_over(&mut self, held_key: KeyRepeat) {
        self.held_key = held_key;
    }

    pub(super) fn key(&mut self, key: Key, now: Instant, effects: &mut Vec<Effect>) {
        if self.held_key.is_same_press(key, now) {
            return;
        }
        if key == Key::Language {
            self.language = self.language.next();
            self.language_until = (self.language != self.rules.language).then(|| now + LANGUAGE_FOR);
            return;
        }
        let staff_may_confirm = self.staff_may_confirm();
        match &mut self.state {
            State::Waiting { confirmed_until } => match key {
                Key::Staff if staff_may_confirm => {
                    *confirmed_until = Some(now + CONFIRMED_FOR);
                }
                Key::Cancel => *confirmed_until = None,
                _ => {}
            },
            State::Identify { until, .. } => {
                *until = now + IDENTIFY_FOR;
                self.identify_key(key, now, effects);
            }
            State::Reading { .. } | State::Checking { .. } | State::Recording { .. } if key == Key::Cancel => {
                self.finish(now, effects);
            }
            State::Panel { page, masked, .. } => match key {
                Key::Enter => self.close(now, effects),
                Key::Cancel => self.finish(now, effects),
                Key::Staff => *masked = false,
                Key::NextPage => *page = page.saturating_add(1),
                Key::PreviousPage => *page = page.saturating_sub(1),
                _ => {}
            },
            State::Trouble { trouble, .. } => {
                let again = trouble.again() && self.slot.insertion().is_some();
                match key {
                    Key::Enter if again => self.begin(now, effects),
                    Key::Enter | Key::Cancel => self.finish(now, effects),
                    _ => {}
                }
            }
            State::Reading { .. } | State::Checking { .. } | State::Recording { .. } | State::TakeCard { .. } => {}
        }
    }

    fn identify_key(&mut self, key: Key, now: Instant, effects: &mut Vec<Effect>) {
        let State::Identify { ask, .. } = &mut self.state else {
            return;
        };
        if matches!(key, Key::Enter | Key::Erase) {
            self.overflowed_at = None;
        }
        match (key, ask) {
            (Key::Cancel, _) | (Key::Enter, Ask::NoPin | Ask::NoRelay) => self.finish(now, effects),
            (Key::OtherMethod, _) => self.switch(now, effects),
            (Key::Staff, Ask::Staff) => self.check(None, now, effects),
            (Key::Enter, ask @ Ask::LastTry { .. }) => *ask = Ask::Pin { entry: PinEntry::default(), note: None },
            (Key::Enter, Ask::Pin { entry, note }) => match entry.take() {
                Some(pin) => self.check(Some(pin), now, effects),
                None => *note = Some(Note::TooShort),
            },
            (Key::Digit(digit), Ask::Pin { entry, note }) => {
                // A scanner or a held key runs on behind the fifth digit: what it types is not the beginning of a PIN.
                let runs_on = self.overflowed_at.is_some_and(|at| now.duration_since(at) < REPEAT_WINDOW);
                if runs_on || entry.push(digit) == Pushed::Overflowed {
                    self.overflowed_at = Some(now);
                    *note = Some(Note::TooLong);
                } else {
                    *note = None;
                }
            }
            (Key::Erase, Ask::Pin { entry, note }) => {
                entry.erase();
                *note = None;
            }
            (Key::Burst, Ask::Pin { entry, note }) => {
                entry.clear();
                *note = Some(Note::OneByOne);
            }
            (Key::Other, Ask::Pin { note, .. }) => *note = Some(Note::DigitsOnly),
            _ => {}
        }
    }

    /// Staff choose the other method for this visit.
    fn switch(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        let State::Identify { attempt, facts, .. } = &self.state else {
            return;
        };
        if !self.may_switch(attempt, *facts) {
            return;
        }
        let (method, facts) = (attempt.method.other(), *facts);
        self.by = None;
        if let State::Identify { attempt, .. } = &mut self.state {
            *attempt = Attempt { method, confirmed: false, opened: None };
        }
        effects.extend([Effect::GiveUp(self.id), Effect::OpenCheck(self.id, method)]);
        self.identify(facts, now, effects);
    }
}
