//! The form: one field at a time, then the answer.

use std::time::{Duration, Instant};

use secrecy::SecretString;
use time::Date;

use super::entry::DigitEntry;
use super::view::{
    FacilitySettings, FormField, FormNote, FormRejection, RegistrationTrouble, Screen, TypedFields, View,
};
use crate::common::{EntryNote, Key, Language, SecretEntry, TypedChar};
use crate::eligibility::FacilityCode;

/// A registration that takes longer is slow.
const SLOW_AFTER: Duration = Duration::from_secs(7);
/// How long a success is shown, unless Enter is pressed.
const REGISTERED_TIMEOUT: Duration = Duration::from_secs(5);

/// What the form is told.
#[derive(Debug, Clone)]
pub enum Event {
    /// A printable character was typed.
    Typed(TypedChar),
    /// Another key was pressed.
    Key(Key),
    /// How the registration went: the last day of the certificate, in Japan, or why there is none.
    Answer(Result<Date, RegistrationTrouble>),
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
    /// Drop the registration under way: its answer is not wanted any more.
    GiveUp,
    /// The form is left for the list of the set-up.
    Leave,
    /// The terminal is registered, and the screen that says so has been shown.
    GoOn,
}

/// The form: one value for the life of the set-up screen.
#[derive(Debug)]
pub struct RegistrationForm {
    /// What the settings say; the code that is typed must be the same.
    settings: FacilitySettings,
    language: Language,
    user: DigitEntry<7>,
    facility: DigitEntry<10>,
    code: SecretEntry,
    state: FormState,
}

#[derive(Debug)]
enum FormState {
    Asking { field: FormField, note: Option<FormNote> },
    Registering { slow_at: Option<Instant> },
    Registered { until: Date, leaves_at: Instant },
    Failed(RegistrationTrouble),
}

impl RegistrationForm {
    /// An empty form, but for the facility's code, which the settings know.
    #[must_use]
    pub fn new(settings: FacilitySettings, language: Language) -> Self {
        Self {
            language: language.of_staff(),
            user: DigitEntry::default(),
            facility: DigitEntry::new(settings.facility.as_str()),
            code: SecretEntry::default(),
            state: FormState::Asking { field: FormField::User, note: None },
            settings,
        }
    }

    /// What is to be drawn.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        let typed = TypedFields { user: self.user.as_str(), facility: self.facility.as_str(), code: self.code.len() };
        let screen = match &self.state {
            FormState::Asking { field, note } => Screen::Ask { field: *field, typed, note: *note },
            FormState::Registering { slow_at } => Screen::Registering { typed, slow: slow_at.is_none() },
            FormState::Registered { until, .. } => Screen::Registered { until: *until },
            FormState::Failed(trouble) => Screen::Failed(trouble),
        };
        View { language: self.language, settings: &self.settings, screen }
    }

    /// Whether it registers the terminal, or shows that it has.
    #[must_use]
    pub const fn is_at_work(&self) -> bool {
        matches!(self.state, FormState::Registering { .. } | FormState::Registered { .. })
    }

    /// When [`Event::Elapsed`] is wanted next, if at all.
    #[must_use]
    pub const fn deadline(&self) -> Option<Instant> {
        match &self.state {
            FormState::Asking { .. } | FormState::Failed(_) => None,
            FormState::Registering { slow_at } => *slow_at,
            FormState::Registered { leaves_at, .. } => Some(*leaves_at),
        }
    }

    /// Takes an event; answers with what is to be done.
    pub fn handle(&mut self, event: Event, now: Instant) -> Option<Effect> {
        match event {
            // No ID has this sign, and a keypad may have no other key for it.
            Event::Typed(typed) if self.is_at_user() && typed.is(b'-') => Some(Effect::Leave),
            Event::Typed(typed) => {
                self.typed(typed);
                None
            }
            Event::Key(key) => self.key(key, now),
            Event::Answer(result) => {
                if let FormState::Registering { .. } = self.state {
                    self.state = match result {
                        Ok(until) => FormState::Registered { until, leaves_at: now + REGISTERED_TIMEOUT },
                        Err(trouble) => FormState::Failed(trouble),
                    };
                }
                None
            }
            Event::Elapsed => self.elapsed(now),
        }
    }

    const fn is_at_user(&self) -> bool {
        matches!(self.state, FormState::Asking { field: FormField::User, .. })
    }

    fn elapsed(&mut self, now: Instant) -> Option<Effect> {
        if self.deadline().is_none_or(|deadline| deadline > now) {
            return None;
        }
        match &mut self.state {
            FormState::Registering { slow_at } => *slow_at = None,
            FormState::Registered { .. } => return Some(Effect::GoOn),
            FormState::Asking { .. } | FormState::Failed(_) => {}
        }
        None
    }

    /// Adds a character. The keypad's `/`, `*`, `-` and `+` are characters here, not function keys.
    fn typed(&mut self, typed: TypedChar) {
        let FormState::Asking { field, note } = &mut self.state else { return };
        *note = match (*field, typed.digit()) {
            (FormField::User, Some(digit)) => full(self.user.push(digit)),
            // The screen shows the W already.
            (FormField::User, None) if typed.is(b'w') && self.user.is_empty() => None,
            (FormField::Facility, Some(digit)) => full(self.facility.push(digit)),
            // It is often written with hyphens: 13-1999-9999.
            (FormField::Facility, None) if typed.is(b'-') => None,
            (FormField::Code, _) => full(self.code.push(typed)),
            (FormField::User | FormField::Facility, None) => Some(EntryNote::WrongKey),
        };
    }

    fn key(&mut self, key: Key, now: Instant) -> Option<Effect> {
        if key == Key::Language {
            self.language = self.language.next_of_staff();
            return None;
        }
        match (&self.state, key) {
            (FormState::Asking { field, .. }, key) => return self.asked(*field, key, now),
            (FormState::Registering { .. }, Key::Cancel) => {
                self.ask(FormField::Code, Some(EntryNote::Rejected(FormRejection::GivenUp)));
                return Some(Effect::GiveUp);
            }
            (FormState::Registered { .. }, Key::Enter) => return Some(Effect::GoOn),
            (FormState::Failed(_), Key::Enter) => self.ask(FormField::Code, None),
            (FormState::Failed(_), Key::Cancel) => self.ask(FormField::User, None),
            _ => {}
        }
        None
    }

    fn asked(&mut self, field: FormField, key: Key, now: Instant) -> Option<Effect> {
        match key {
            Key::Enter => return self.enter(field, now),
            Key::Cancel if field == FormField::User => return Some(Effect::Leave),
            Key::Erase => {
                self.erase(field);
                self.ask(field, None);
            }
            Key::Cancel | Key::PreviousPage => {
                // The code is wiped before another field is shown.
                self.code.clear();
                self.ask(if field == FormField::Code { FormField::Facility } else { FormField::User }, None);
            }
            Key::Burst => {
                self.clear(field);
                self.ask(field, Some(EntryNote::OneByOne));
            }
            _ => self.ask(field, Some(EntryNote::WrongKey)),
        }
        None
    }

    fn enter(&mut self, field: FormField, now: Instant) -> Option<Effect> {
        match field {
            FormField::User if self.user.is_complete() => self.ask(FormField::Facility, None),
            FormField::Facility if self.facility.is_complete() => {
                match self.facility.as_str().parse::<FacilityCode>() {
                    Ok(code) if code == self.settings.facility => self.ask(FormField::Code, None),
                    Ok(_) => self.ask(field, Some(EntryNote::Rejected(FormRejection::OtherFacility))),
                    Err(_) => self.ask(field, Some(EntryNote::Rejected(FormRejection::CheckDigit))),
                }
            }
            FormField::Code => {
                if let Some(code) = self.code.take() {
                    self.state = FormState::Registering { slow_at: Some(now + SLOW_AFTER) };
                    return Some(Effect::Register { user: format!("W{}", self.user.as_str()), code });
                }
                self.ask(field, Some(EntryNote::TooShort));
            }
            FormField::User | FormField::Facility => self.ask(field, Some(EntryNote::TooShort)),
        }
        None
    }

    fn ask(&mut self, field: FormField, note: Option<FormNote>) {
        self.state = FormState::Asking { field, note };
    }

    fn erase(&mut self, field: FormField) {
        match field {
            FormField::User => self.user.erase(),
            FormField::Facility => self.facility.erase(),
            FormField::Code => self.code.erase(),
        }
    }

    fn clear(&mut self, field: FormField) {
        match field {
            FormField::User => self.user.clear(),
            FormField::Facility => self.facility.clear(),
            FormField::Code => self.code.clear(),
        }
    }
}

/// The note about a character that was to be added.
fn full(taken: bool) -> Option<FormNote> {
    (!taken).then_some(EntryNote::TooLong)
}
