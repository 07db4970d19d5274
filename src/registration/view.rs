//! What the screen may know of the set-up: borrowed, read-only, without the one-time code.

use std::time::Duration;

use time::Date;

use crate::common::language::Language;
use crate::common::trouble::{SystemCode, Trouble};
use crate::eligibility::FacilityCode;

/// A picture of the set-up at one moment.
#[derive(Debug)]
pub struct View<'a> {
    /// Language of the texts.
    pub language: Language,
    /// What the settings say.
    pub settings: &'a Given,
    /// The screen to draw.
    pub screen: Screen<'a>,
}

/// What the settings say of this facility, and where.
#[derive(Debug, Clone)]
pub struct Given {
    /// `[kiosk] facility`.
    pub facility: FacilityCode,
    /// The settings file, as the screen names it.
    pub file: String,
}

/// One screen, with all that it shows.
#[derive(Debug)]
pub enum Screen<'a> {
    /// One field is asked for.
    Ask {
        /// Which.
        field: Field,
        /// What has been typed into the fields.
        typed: Typed<'a>,
        /// A word about the last key.
        note: Option<Note>,
    },
    /// The service is asked for a certificate.
    Registering {
        /// What has been typed into the fields.
        typed: Typed<'a>,
        /// It takes longer than usual.
        slow: bool,
    },
    /// The terminal has its certificate.
    Registered {
        /// The last day of the certificate, in Japan.
        until: Date,
    },
    /// It has none, and why.
    Refused(&'a Refusal),
}

/// What has been typed.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'a> {
    /// Digits of the user ID, `0..=7`, without its `W`.
    pub user: &'a str,
    /// Digits of the facility code, `0..=10`.
    pub facility: &'a str,
    /// Characters of the one-time code. Never the characters.
    pub code: usize,
}

/// What is asked for, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The user ID that the service gave, for example `W0000001`.
    User,
    /// The facility's ten-digit code (医療機関コード).
    Facility,
    /// The one-time code that the service gave with the user ID.
    Code,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 3] = [Self::User, Self::Facility, Self::Code];
}

/// A word beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// A key that types nothing that belongs here.
    WrongKey,
    /// Enter came before all was typed.
    TooShort,
    /// There is no place for a further character.
    TooLong,
    /// Several keys at once, as a paste or a scanner sends them; the field is empty again.
    OneByOne,
    /// The check digit of the facility code does not fit.
    CheckDigit,
    /// A right facility code, but not the one of the settings.
    OtherFacility,
    /// The registration was given up. The code may be spent all the same.
    GivenUp,
}

/// Why the terminal is not registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The service does not accept the user ID or the one-time code, or not any more.
    WrongCode,
    /// Somebody at the service has to agree first; it asks to be left alone for so long.
    Pending(Duration),
    /// A key, a certificate or the settings on this machine. The words name the file and what to do, in English: they
    /// are for whoever looks after the machine.
    Machine(String),
    /// The connection, or a refusal with the service's own words.
    Service(Trouble),
}

impl Refusal {
    /// The stable code; a trouble that a visit can have too keeps the code it has there.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongCode => SystemCode::WrongRegistrationCode.code(),
            Self::Pending(_) => SystemCode::RegistrationPending.code(),
            Self::Machine(_) => SystemCode::MachineUnfit.code(),
            Self::Service(trouble) => trouble.kind.code(),
        }
    }
}
