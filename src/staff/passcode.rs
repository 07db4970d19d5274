//! The staff passcode while it is typed.

use std::time::{Duration, Instant};

use super::words::{Door, Effect, Input, Turn};
use crate::common::key::Key;
use crate::common::secret_entry::SecretEntry;
use crate::settings::Passcode;

/// Digits of a passcode, as they are typed.
#[derive(Debug, Default)]
pub(super) struct Digits(SecretEntry);

impl Digits {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Hears a key. A thirteenth digit empties the field: a passcode is never cut to what fits. A keypad's other signs
    /// have their plain meaning, because none of them belongs to a passcode.
    pub(super) fn input(&mut self, input: Input) -> Result<Option<Passcode>, Note> {
        match input {
            Input::Typed(sign) if sign.digit().is_none() => return Err(Note::DigitsOnly),
            Input::Typed(_) if self.0.len() == Passcode::LONGEST => {
                self.0.clear();
                return Err(Note::TooLong);
            }
            Input::Typed(sign) => {
                self.0.push(sign);
            }
            Input::Key(Key::Erase) => self.0.erase(),
            Input::Key(Key::Burst) => {
                self.0.clear();
                return Err(Note::OneByOne);
            }
            Input::Key(Key::Enter) if self.0.len() < Passcode::SHORTEST => return Err(Note::TooShort),
            Input::Key(Key::Enter) => {
                let typed = self.0.take().and_then(|typed| Passcode::new(typed).ok());
                return typed.map(Some).ok_or(Note::TooShort);
            }
            Input::Key(_) => {}
        }
        Ok(None)
    }
}

/// A word beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// It was nobody's.
    Wrong,
    /// Enter came before six digits.
    TooShort,
    /// More than twelve digits; the field is empty again.
    TooLong,
    /// A key that is no digit.
    DigitsOnly,
    /// Several keys at once: a paste or a scanner.
    OneByOne,
    /// The second time something else was typed.
    Different,
}

/// The field.
#[derive(Debug)]
pub struct Prompt {
    pub(super) door: Door,
    digits: Digits,
    note: Option<Note>,
    /// It is being compared.
    busy: bool,
    /// Nothing can be typed before then.
    shut_until: Option<Instant>,
}

impl Prompt {
    /// Most digits that can be typed.
    pub const LONGEST: usize = Passcode::LONGEST;

    pub(super) fn new(door: Door, busy: bool, shut_until: Option<Instant>) -> Self {
        Self { door, digits: Digits::default(), note: None, busy, shut_until }
    }

    /// Digits typed. Never which.
    #[must_use]
    pub fn entered(&self) -> usize {
        self.digits.len()
    }

    /// A word about the last key or the last passcode.
    #[must_use]
    pub const fn note(&self) -> Option<Note> {
        self.note
    }

    /// Whether a passcode is being compared.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.busy
    }

    /// How long nothing can be typed yet.
    #[must_use]
    pub fn shut_for(&self, now: Instant) -> Option<Duration> {
        self.shut_until.map(|until| until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    /// The comparison is over.
    pub(super) fn heard(&mut self, note: Option<Note>, shut_until: Option<Instant>) {
        self.busy = false;
        self.note = note;
        self.shut_until = shut_until;
    }

    pub(super) fn input(&mut self, input: Input, now: Instant) -> Turn {
        if input == Input::Key(Key::Cancel) {
            return Turn::Back;
        }
        if self.busy || self.shut_for(now).is_some() {
            return Turn::Stay;
        }
        match self.digits.input(input) {
            Ok(Some(passcode)) => {
                self.busy = true;
                self.note = None;
                return Turn::Do(Effect::Check(passcode));
            }
            Ok(None) => self.note = None,
            Err(note) => self.note = Some(note),
        }
        Turn::Stay
    }
}
