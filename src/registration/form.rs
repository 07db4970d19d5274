//! The form: one field at a time, then the answer.

use std::time::{Duration, Instant};

use secrecy::SecretString;
use time::Date;

use super::entry::Digits;
use super::view::{Field, Given, Note, Refusal, Screen, Typed, View};
use crate::common::key::Key;
use crate::common::language::Language;
use crate::common::secret_entry::SecretEntry;
use crate::common::typed_char::TypedChar;
use crate::eligibility::FacilityCode;

/// From here on it takes longer than usual.
const SLOW_AFTER: Duration = Duration::from_secs(7);
/// How long a success is shown unless somebody presses Enter.
const REGISTERED_FOR: Duration = Duration::from_secs(5);
/// What the form hears.
#[derive(Debug, Clone)]
pub enum Event {
    /// A printable character was typed.
    Typed(TypedChar),
    /// Another key was pressed.
    Key(Key),
    /// How the registration went: the last day of the certificate, in Japan, or why there is none.
    Answer(Result<Date, Refusal>),
    /// The deadline has come.
    Elapsed,
}

/// What the form asks for.
#[derive(Debug)]
pub enum Effect {
    /// Register this terminal. The answer is wanted, unless [`Effect::GiveUp`] comes first.
    Register {
        /// A `W` and seven digits.
        user: String,
        /// As it was typed.
        code: SecretString,
    },
    /// Nobody waits for the answer any more.
    GiveUp,
    /// The terminal is registered and its screen has been seen.
    GoOn,
}

/// The form: one value for the life of the set-up screen.
#[derive(Debug)]
pub struct Form {
    /// What the settings say; the code that is typed must be the same.
    settings: Given,
    language: Language,
    user: Digits<7>,
    facility: Digits<10>,
    code: SecretEntry,
    state: State,
}

#[derive(Debug)]
enum State {
    Asking { field: Field, note: Option<Note> },
    Registering { slow_at: Option<Instant> },
    Registered { until: Date, leaves_at: Instant },
    Refused(Refusal),
}

impl Form {
    /// An empty form, but for the facility's code, which the settings know.
    #[must_use]
    pub fn new(settings: Given, language: Language) -> Self {
        Self {
            language: language.of_staff(),
            user: Digits::default(),
            facility: Digits::new(settings.facility.as_str()),
            code: SecretEntry::default(),
            state: State::Asking { field: Field::User, note: None },
            settings,
        }
    }

    /// What is to be drawn.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        let typed = Typed { user: self.user.as_str(), facility: self.facility.as_str(), code: self.code.len() };
        let screen = match &self.state {
            State::Asking { field, note } => Screen::Ask { field: *field, typed, note: *note },
            State::Registering { slow_at } => Screen::Registering { typed, slow: slow_at.is_none() },
            State::Registered { until, .. } => Screen::Registered { until: *until },
            State::Refused(refusal) => Screen::Refused(refusal),
        };
        View { language: self.language, settings: &self.settings, screen }
    }

    /// Whether it registers the terminal, or shows that it has.
    #[must_use]
    pub const fn is_at_work(&self) -> bool {
        matches!(self.state, State::Registering { .. } | State::Registered { .. })
    }

    /// When [`Event::Elapsed`] is wanted next, if at all.
    #[must_use]
    pub const fn deadline(&self) -> Option<Instant> {
        match &self.state {
            State::Asking { .. } | State::Refused(_) => None,
            State::Registering { slow_at } => *slow_at,
            State::Registered { leaves_at, .. } => Some(*leaves_at),
        }
    }

    /// Hears an event; answers with what is to be done.
    pub fn handle(&mut self, event: Event, now: Instant) -> Option<Effect> {
        match event {
            Event::Typed(sign) => {
                self.typed(sign);
                None
            }
            Event::Key(key) => self.key(key, now),
            Event::Answer(result) => {
                if let State::Registering { .. } = self.state {
                    self.state = match result {
                        Ok(until) => State::Registered { until, leaves_at: now + REGISTERED_FOR },
                        Err(refusal) => State::Refused(refusal),
                    };
                }
                None
            }
            Event::Elapsed => self.elapsed(now),
        }
    }

    fn elapsed(&mut self, now: Instant) -> Option<Effect> {
        if self.deadline().is_none_or(|deadline| deadline > now) {
            return None;
        }
        match &mut self.state {
            State::Registering { slow_at } => *slow_at = None,
            State::Registered { .. } => return Some(Effect::GoOn),
            State::Asking { .. } | State::Refused(_) => {}
        }
        None
    }

    /// A character is a character here, also where the keypad's signs stand for function keys elsewhere.
    fn typed(&mut self, sign: TypedChar) {
        let State::Asking { field, note } = &mut self.state else { return };
        *note = match (*field, sign.digit()) {
            (Field::User, Some(digit)) => full(self.user.push(digit)),
            // Its W stands there already.
            (Field::User, None) if sign.is(b'w') && self.user.is_empty() => None,
            (Field::Facility, Some(digit)) => full(self.facility.push(digit)),
            // As it is often written: 13-1999-9999.
            (Field::Facility, None) if sign.is(b'-') => None,
            (Field::Code, _) => full(self.code.push(sign)),
            (Field::User | Field::Facility, None) => Some(Note::WrongKey),
        };
    }

    fn key(&mut self, key: Key, now: Instant) -> Option<Effect> {
        if key == Key::Language {
            self.language = self.language.next_of_staff();
            return None;
        }
        match (&self.state, key) {
            (State::Asking { field, .. }, key) => return self.asked(*field, key, now),
            (State::Registering { .. }, Key::Cancel) => {
                self.ask(Field::Code, Some(Note::GivenUp));
                return Some(Effect::GiveUp);
            }
            (State::Registered { .. }, Key::Enter) => return Some(Effect::GoOn),
            (State::Refused(_), Key::Enter) => self.ask(Field::Code, None),
            (State::Refused(_), Key::Cancel) => self.ask(Field::User, None),
            _ => {}
        }
        None
    }

    fn asked(&mut self, field: Field, key: Key, now: Instant) -> Option<Effect> {
        match key {
            Key::Enter => return self.enter(field, now),
            Key::Erase => {
                self.erase(field);
                self.ask(field, None);
            }
            Key::Cancel | Key::PreviousPage => {
                // Nothing of the code stays where nobody looks at its field.
                self.code.clear();
                self.ask(if field == Field::Code { Field::Facility } else { Field::User }, None);
            }
            Key::Burst => {
                self.clear(field);
                self.ask(field, Some(Note::OneByOne));
            }
            _ => self.ask(field, Some(Note::WrongKey)),
        }
        None
    }

    fn enter(&mut self, field: Field, now: Instant) -> Option<Effect> {
        match field {
            Field::User if self.user.is_complete() => self.ask(Field::Facility, None),
            Field::Facility if self.facility.is_complete() => match self.facility.as_str().parse::<FacilityCode>() {
                Ok(code) if code == self.settings.facility => self.ask(Field::Code, None),
                Ok(_) => self.ask(field, Some(Note::OtherFacility)),
                Err(_) => self.ask(field, Some(Note::CheckDigit)),
            },
            Field::Code => {
                if let Some(code) = self.code.take() {
                    self.state = State::Registering { slow_at: Some(now + SLOW_AFTER) };
                    return Some(Effect::Register { user: format!("W{}", self.user.as_str()), code });
                }
                self.ask(field, Some(Note::TooShort));
            }
            Field::User | Field::Facility => self.ask(field, Some(Note::TooShort)),
        }
        None
    }

    fn ask(&mut self, field: Field, note: Option<Note>) {
        self.state = State::Asking { field, note };
    }

    fn erase(&mut self, field: Field) {
        match field {
            Field::User => self.user.erase(),
            Field::Facility => self.facility.erase(),
            Field::Code => self.code.erase(),
        }
    }

    fn clear(&mut self, field: Field) {
        match field {
            Field::User => self.user.clear(),
            Field::Facility => self.facility.clear(),
            Field::Code => self.code.clear(),
        }
    }
}

/// The word about a character that was to be added.
fn full(taken: bool) -> Option<Note> {
    (!taken).then_some(Note::TooLong)
}
