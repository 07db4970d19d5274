//! What the screen may know of the registration: borrowed, read-only, without the one-time code.

use std::time::Duration;

use time::Date;

use crate::common::{EntryNote, Language, SystemCode, Trouble};
use crate::eligibility::FacilityCode;

/// A picture of the form at one moment.
#[derive(Debug)]
pub struct View<'a> {
    /// Language of the texts.
    pub language: Language,
    /// What the settings say.
    pub settings: &'a FacilitySettings,
    /// The screen to draw.
    pub screen: Screen<'a>,
}

/// What the settings say of this facility, and where.
#[derive(Debug, Clone)]
pub struct FacilitySettings {
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
        field: FormField,
        /// What has been typed into the fields.
        typed: TypedFields<'a>,
        /// The note about the last key.
        note: Option<FormNote>,
    },
    /// The service is asked for a certificate.
    Registering {
        /// What has been typed into the fields.
        typed: TypedFields<'a>,
        /// It takes longer than usual.
        slow: bool,
    },
    /// The terminal has its certificate.
    Registered {
        /// The last day of the certificate, in Japan.
        until: Date,
    },
    /// It has none, and why.
    Failed(&'a RegistrationTrouble),
}

/// What has been typed.
#[derive(Debug, Clone, Copy)]
pub struct TypedFields<'a> {
    /// Digits of the user ID, `0..=7`, without its `W`.
    pub user: &'a str,
    /// Digits of the facility code, `0..=10`.
    pub facility: &'a str,
    /// Characters of the one-time code. Never the characters.
    pub code: usize,
}

/// What is asked for, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormField {
    /// The user ID that the service gave, for example `W0000001`.
    User,
    /// The facility's ten-digit code (医療機関コード).
    Facility,
    /// The one-time code that the service gave with the user ID.
    Code,
}

impl FormField {
    /// Every field.
    pub const ALL: [Self; 3] = [Self::User, Self::Facility, Self::Code];
}

/// The note beside the field.
pub type FormNote = EntryNote<FormRejection>;

/// Why a field is asked for again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormRejection {
    /// The check digit of the facility code does not fit.
    CheckDigit,
    /// A right facility code, but not the one of the settings.
    OtherFacility,
    /// The registration was given up. The one-time code may be spent all the same.
    GivenUp,
}

/// Why the terminal is not registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistrationTrouble {
    /// The service does not accept the user ID or the one-time code, or not any more.
    WrongCode,
    /// The service's operator has to approve the terminal first; the service asks to be called again after this time.
    Pending(Duration),
    /// A key, a certificate or the settings on this machine. The words name the file and what to do, in English, for
    /// the machine's administrator.
    Machine(String),
    /// The connection, or a refusal with the service's own words.
    Service(Trouble),
}

impl RegistrationTrouble {
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
