//! The staff member who did something, and what staff should know.

use super::trouble::{SystemCode, TroubleKind};

/// A staff member's short identifier, never a name. It stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct StaffId(String);

/// The text is not the identifier of a staff member.
#[derive(Debug, thiserror::Error)]
#[error("not a sign of a member of the staff: 1 to 16 letters, digits, - or _")]
pub struct StaffIdError;

impl TryFrom<String> for StaffId {
    type Error = StaffIdError;

    fn try_from(sign: String) -> Result<Self, StaffIdError> {
        Self::new(&sign).ok_or(StaffIdError)
    }
}

impl StaffId {
    /// Most characters of an identifier.
    pub const MAX_LENGTH: usize = 16;

    /// The identifier of all who know the one passcode that the staff share.
    #[must_use]
    pub fn shared() -> Self {
        Self("staff".to_owned())
    }

    /// An identifier of ASCII letters, digits, `-` and `_`, if this is one.
    #[must_use]
    pub fn new(sign: &str) -> Option<Self> {
        let fits = (1..=Self::MAX_LENGTH).contains(&sign.len())
            && sign.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        fits.then(|| Self(sign.to_owned()))
    }

    /// The identifier.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What shows that the person at a staff key is staff. Confirming by staff, revealing an answer and showing one again
/// are acts of staff: with neither there are none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StaffAccess {
    /// Nothing does: no passcode is set, and visitors may reach the keyboard.
    #[default]
    Missing,
    /// The settings state that visitors cannot reach the keyboard.
    OutOfReach,
    /// A passcode is asked for.
    Passcode,
}

impl StaffAccess {
    /// Whether acts of staff count.
    #[must_use]
    pub const fn is_given(self) -> bool {
        match self {
            Self::Missing => false,
            Self::OutOfReach | Self::Passcode => true,
        }
    }
}

/// Something that staff should know and no visitor has to: it stands in the bar at the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffNote {
    /// The journal cannot be written; visits go on as `[journal] when_full = "warn"` says.
    JournalFull,
    /// The settings want staff to confirm, and nothing shows who is staff: visits go by PIN.
    AccessMissing,
    /// The folder of the hand-off is not there, or may not be written.
    HandOffMissing,
    /// The folder of the hand-off is full.
    HandOffFull,
    /// Characters that Shift JIS does not have, this many; the file was not written.
    HandOffCharacters(usize),
    /// Results that could not be handed on in time, this many; they are dropped.
    HandOffLost(usize),
    /// Calls for staff do not get through.
    CallFailing,
    /// An update of the image did not work; the version before is back.
    UpdateTakenBack,
}

impl StaffNote {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::JournalFull => TroubleKind::JournalFull.code(),
            Self::AccessMissing => SystemCode::StaffAccessMissing.code(),
            Self::HandOffMissing => SystemCode::HandOffMissing.code(),
            Self::HandOffFull => SystemCode::HandOffFull.code(),
            Self::HandOffCharacters(_) => SystemCode::HandOffCharacters.code(),
            Self::HandOffLost(_) => SystemCode::HandOffLost.code(),
            Self::CallFailing => SystemCode::CallFailing.code(),
            Self::UpdateTakenBack => SystemCode::UpdateTakenBack.code(),
        }
    }
}
