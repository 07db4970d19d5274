//! What the card side and the visit tell each other about reader and card.

use super::trouble::Trouble;

/// What lies on the reader, as far as the card side knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Nothing has been heard yet.
    Unknown,
    /// A reader, no card.
    Empty,
    /// A card that answered its power-on. The number changes with every insertion.
    Card(u64),
    /// Something that does not answer. The number changes with every insertion.
    Mute(u64),
    /// No reader can be used, and why.
    Unusable(Trouble),
}

impl Slot {
    /// The number of the insertion, where something lies on the reader.
    #[must_use]
    pub const fn insertion(&self) -> Option<u64> {
        match self {
            Self::Card(number) | Self::Mute(number) => Some(*number),
            Self::Unknown | Self::Empty | Self::Unusable(_) => None,
        }
    }
}

/// What is known about a reader and extended APDUs. A reader's claim is no promise: its buffer may be smaller than what
/// it announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extended {
    /// The reader says so, or has carried one.
    Yes,
    /// The reader says that it carries short ones only, or has failed on one.
    No,
    /// Neither says anything.
    #[default]
    Unknown,
}

impl std::fmt::Display for Extended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        })
    }
}

/// State of the PIN on the card, asked without spending a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinState {
    /// Tries left, at least one.
    Left(u8),
    /// No try left; only the municipal office can help.
    Blocked,
    /// The card has no PIN (顔認証マイナンバーカード, as far as a card tells it).
    Absent,
}

/// Age of the user-authentication certificate on the day of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateAge {
    /// Within its validity.
    Valid,
    /// Ended, but within the months in which the qualification can still be confirmed; the service decides.
    Grace,
    /// Ended longer ago.
    LongExpired,
}

/// What a visit needs to know of the card that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardFacts {
    /// State of the PIN.
    pub pin: PinState,
    /// Age of the certificate.
    pub certificate: CertificateAge,
    /// What is known of the reader without asking the card.
    pub extended: Extended,
}

/// Why the card did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardFault {
    /// The PIN was wrong; tries left, at least one.
    PinWrong(u8),
    /// The PIN is blocked now, or was before.
    PinBlocked,
    /// The card has no PIN.
    PinAbsent,
    /// Anything that ends the visit.
    Trouble(Trouble),
}

/// What the card side reports about a visit's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardNews {
    /// The card was recognised and read.
    Read(CardFacts),
    /// The reader was tried with this card.
    Tried(Extended),
    /// The card that was read is still the one on the reader.
    Same,
    /// The card accepted the PIN.
    Verified,
    /// The card has signed; it is not needed any more.
    Signed,
    /// It did not work.
    Failed(CardFault),
}
