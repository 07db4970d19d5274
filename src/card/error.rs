//! Everything that can go wrong between this program and a card, and the fault that each error is to a visit.

use super::apdu::StatusWord;
use crate::common::{CardFault, Trouble, TroubleKind, UnsupportedKeyError};

/// Why the card did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// No smart-card daemon answers, or it died during the exchange.
    #[error("no smart-card daemon is running")]
    NoDaemon,
    /// The daemon is there and refuses this program (polkit).
    #[error("the smart-card daemon refuses this program")]
    DaemonRefused,
    /// No reader, or none that the settings name.
    #[error("no reader")]
    NoReader,
    /// The reader went away.
    #[error("the reader went away")]
    ReaderGone,
    /// Nothing lies on the reader.
    #[error("no card")]
    NoCard,
    /// Something lies on the reader and does not answer its power-on, or not its first command.
    #[error("the card does not answer")]
    Mute,
    /// The card left the reader.
    #[error("the card left the reader")]
    Pulled,
    /// A command was not answered: the daemon reports a failed transfer, or a response of no bytes. This is the first
    /// sign of a card that was pulled.
    #[error("a command was not answered")]
    Silent,
    /// Another program holds the card.
    #[error("another program holds the card")]
    Busy,
    /// The card is of another kind.
    #[error("not a My Number Card")]
    Foreign,
    /// A smartphone that carries the certificates.
    #[error("a smartphone, not a card")]
    Smartphone,
    /// Another card than the one that was read.
    #[error("another card lies on the reader")]
    Swapped,
    /// No user-authentication certificate was issued on this card.
    #[error("no user-authentication certificate on the card")]
    NoCertificate,
    /// The certificate's key is of a kind whose use is not established.
    #[error("the certificate's key is of an unsupported kind")]
    UnsupportedKey,
    /// The PIN was wrong; tries left, at least one.
    #[error("wrong PIN, {0} tries left")]
    PinWrong(u8),
    /// No try left.
    #[error("the PIN is blocked")]
    PinBlocked,
    /// The card has no PIN for the user-authentication key.
    #[error("the card has no PIN")]
    PinAbsent,
    /// A status word that has no meaning at this place.
    #[error("unexpected status word {status} to instruction {ins:02X}")]
    UnexpectedStatus {
        /// Instruction of the command.
        ins: u8,
        /// What the card answered.
        status: StatusWord,
    },
    /// The response is not of the form that its command has.
    #[error("malformed answer: {0}")]
    Malformed(AnswerError),
    /// The service sent commands that no service may send. None of them reached the card.
    #[error("the relay is refused: {0}")]
    Relay(#[from] RelayError),
    /// The reader does not carry extended APDUs, although it was not known before.
    #[error("the reader does not carry extended APDUs")]
    ShortReader,
    /// The daemon reports another error; the number is its own code.
    #[error("the smart-card daemon reports {0:08X}")]
    Daemon(u32),
}

/// Why a service's commands are not forwarded to the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RelayError {
    /// The command has none of the admitted forms.
    #[error("a command of {length} bytes with instruction {ins:02X} is not on the list")]
    NotListed {
        /// Its instruction, 00 where it has none.
        ins: u8,
        /// Its length.
        length: usize,
    },
    /// More steps, commands or bytes than any exchange needs.
    #[error("the relay does not come to an end")]
    Endless,
}

/// What is wrong with a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// One byte; a status word has two.
    #[error("shorter than a status word")]
    TooShort,
    /// More data than the command asked for.
    #[error("more data than was asked for")]
    TooLong,
    /// The card announces more data without end, or data that does not come.
    #[error("announced data does not come to an end")]
    Endless,
    /// The file ends before the certificate does.
    #[error("the certificate is cut off")]
    Truncated,
    /// What the file holds is not a certificate.
    #[error("not a certificate")]
    NotACertificate,
    /// The signature is not as long as the certificate's key makes it.
    #[error("a signature of the wrong length")]
    SignatureLength,
}

impl From<CardError> for CardFault {
    fn from(error: CardError) -> Self {
        let kind = match error {
            CardError::PinWrong(left) => return Self::PinWrong(left),
            CardError::PinBlocked => return Self::PinBlocked,
            CardError::PinAbsent => return Self::PinAbsent,
            CardError::NoDaemon => TroubleKind::NoDaemon,
            CardError::DaemonRefused => TroubleKind::DaemonRefused,
            CardError::NoReader => TroubleKind::NoReader,
            CardError::ReaderGone => TroubleKind::ReaderGone,
            CardError::NoCard | CardError::Pulled | CardError::Silent => TroubleKind::CardPulled,
            CardError::Mute => TroubleKind::MuteCard,
            CardError::Busy => TroubleKind::CardBusy,
            CardError::Foreign => TroubleKind::ForeignCard,
            CardError::Smartphone => TroubleKind::Smartphone,
            CardError::Swapped => TroubleKind::CardSwapped,
            CardError::NoCertificate => TroubleKind::NoCertificate,
            CardError::UnsupportedKey => TroubleKind::UnsupportedKey,
            CardError::UnexpectedStatus { status, .. } => {
                return Self::Trouble(Trouble::with_code(TroubleKind::UnexpectedStatus, status.to_string(), ""));
            }
            CardError::Relay(_) => TroubleKind::RelayRefused,
            CardError::ShortReader => TroubleKind::ShortReader,
            CardError::Malformed(_) => TroubleKind::MalformedAnswer,
            CardError::Daemon(code) => {
                return Self::Trouble(Trouble::with_code(TroubleKind::ReaderError, format!("{code:08X}"), ""));
            }
        };
        Self::Trouble(kind.into())
    }
}

impl From<UnsupportedKeyError> for CardError {
    fn from(error: UnsupportedKeyError) -> Self {
        tracing::debug!(%error, "the card's key");
        Self::UnsupportedKey
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_see_the_status_word_that_the_card_gave() {
        let fault = CardFault::from(CardError::UnexpectedStatus { ins: 0x2A, status: StatusWord(0x6F00) });
        let CardFault::Trouble(trouble) = fault else {
            panic!("{fault:?}");
        };
        assert_eq!(trouble.kind, TroubleKind::UnexpectedStatus);
        assert_eq!(trouble.received.unwrap().code, "6F00");
    }
}
