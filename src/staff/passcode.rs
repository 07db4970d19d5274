//! The staff passcode while it is typed.

use std::time::{Duration, Instant};

use super::effect::Effect;
use super::event::Purpose;
use super::page::{PageInput, PageResult};
use crate::common::{EntryNote, Key, SecretEntry};
use crate::settings::Passcode;

/// The note beside a passcode's field.
pub type PasscodeNote = EntryNote<PasscodeRejection>;

/// Why a passcode is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasscodeRejection {
    /// It is no staff member's.
    Wrong,
    /// A new passcode was typed differently the second time.
    Different,
}

/// Digits of a passcode, as they are typed.
#[derive(Debug, Default)]
pub(super) struct PasscodeEntry(SecretEntry);

impl PasscodeEntry {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes a key; answers with the passcode when Enter completes it. A thirteenth digit empties the field: a passcode
    /// is never cut to what fits.
    pub(super) fn input(&mut self, input: PageInput) -> Result<Option<Passcode>, PasscodeNote> {
        match input {
            PageInput::Typed(typed) if typed.digit().is_none() => return Err(EntryNote::WrongKey),
            PageInput::Typed(_) if self.0.len() == Passcode::MAX_LENGTH => {
                self.0.clear();
                return Err(EntryNote::TooLong);
            }
            PageInput::Typed(typed) => {
                self.0.push(typed);
            }
            PageInput::Key(Key::Erase) => self.0.erase(),
            PageInput::Key(Key::Burst) => {
                self.0.clear();
                return Err(EntryNote::OneByOne);
            }
            PageInput::Key(Key::Enter) if self.0.len() < Passcode::MIN_LENGTH => return Err(EntryNote::TooShort),
            PageInput::Key(Key::Enter) => {
                let typed = self.0.take().and_then(|typed| Passcode::new(typed).ok());
                return typed.map(Some).ok_or(EntryNote::TooShort);
            }
            PageInput::Key(_) => {}
        }
        Ok(None)
    }
}

/// A new passcode while it is typed, twice.
#[derive(Debug, Default)]
pub struct NewCode {
    digits: PasscodeEntry,
    first: Option<Passcode>,
    note: Option<PasscodeNote>,
}

impl NewCode {
    /// Takes a key; answers with the passcode once it was typed twice the same.
    pub(super) fn input(&mut self, input: PageInput) -> Option<Passcode> {
        match self.digits.input(input) {
            Ok(None) => self.note = None,
            Err(note) => self.note = Some(note),
            Ok(Some(typed)) => match self.first.take() {
                None => *self = Self { first: Some(typed), ..Self::default() },
                Some(first) if first.is_same(&typed) => return Some(typed),
                Some(_) => {
                    *self = Self { note: Some(EntryNote::Rejected(PasscodeRejection::Different)), ..Self::default() };
                }
            },
        }
        None
    }

    /// Whether nothing is typed yet.
    #[must_use]
    pub fn nothing_typed(&self) -> bool {
        self.digits.len() == 0 && self.first.is_none()
    }

    /// Digits typed. Never which.
    #[must_use]
    pub fn entered(&self) -> usize {
        self.digits.len()
    }

    /// Whether it is typed for the second time.
    #[must_use]
    pub const fn again(&self) -> bool {
        self.first.is_some()
    }

    /// A word about the last key.
    #[must_use]
    pub const fn note(&self) -> Option<PasscodeNote> {
        self.note
    }
}

/// The page that asks for the passcode.
#[derive(Debug)]
pub struct PasscodePrompt {
    pub(super) purpose: Purpose,
    digits: PasscodeEntry,
    note: Option<PasscodeNote>,
    /// A passcode is being compared.
    busy: bool,
    /// Nothing can be typed before then.
    paused_until: Option<Instant>,
}

impl PasscodePrompt {
    /// Most digits that can be typed.
    pub const MAX_DIGITS: usize = Passcode::MAX_LENGTH;

    pub(super) fn new(purpose: Purpose, busy: bool, paused_until: Option<Instant>) -> Self {
        Self { purpose, digits: PasscodeEntry::default(), note: None, busy, paused_until }
    }

    /// Number of digits typed. Never which.
    #[must_use]
    pub fn entered(&self) -> usize {
        self.digits.len()
    }

    /// The note about the last key or the last passcode.
    #[must_use]
    pub const fn note(&self) -> Option<PasscodeNote> {
        self.note
    }

    /// Whether a passcode is being compared.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        self.busy
    }

    /// How long nothing can be typed yet.
    #[must_use]
    pub fn paused_for(&self, now: Instant) -> Option<Duration> {
        self.paused_until.map(|until| until.saturating_duration_since(now)).filter(|left| !left.is_zero())
    }

    /// The comparison is over.
    pub(super) fn compared(&mut self, note: Option<PasscodeNote>, paused_until: Option<Instant>) {
        self.busy = false;
        self.note = note;
        self.paused_until = paused_until;
    }

    pub(super) fn input(&mut self, input: PageInput, now: Instant) -> PageResult {
        if input == PageInput::Key(Key::Cancel) {
            return PageResult::Back;
        }
        if self.busy || self.paused_for(now).is_some() {
            return PageResult::Stay;
        }
        match self.digits.input(input) {
            Ok(Some(passcode)) => {
                self.busy = true;
                self.note = None;
                return PageResult::Do(Effect::CheckPasscode(passcode));
            }
            Ok(None) => self.note = None,
            Err(note) => self.note = Some(note),
        }
        PageResult::Stay
    }
}
