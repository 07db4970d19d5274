//! The seam between meaning and transport: bytes to a card and back, and word of cards that come and go.
//!
//! [`super::pcsc`] implements it with the system's daemon; an emulated card inside the process implements it too.

use super::error::CardError;
use crate::common::card::{Extended, Slot};

/// Room for any answer that exists (65,536 bytes, status word and driver overhead). PC/SC throws an answer away that
/// does not fit although the card has executed the command, so nothing smaller is ever offered.
pub const MAX_ANSWER: usize = 65_548;

/// A powered card that nobody else can talk to.
///
/// Dropping it powers the card off: a verified PIN survives a mere reset or disconnect on this card.
pub trait Link {
    /// Sends one command and writes the card's whole answer, status word included, to the beginning of `answer`
    /// ([`MAX_ANSWER`] bytes). Returns the answer's length, which may be 0 or 1 where a driver reports nonsense.
    fn transmit(&mut self, command: &[u8], answer: &mut [u8]) -> Result<usize, CardError>;

    /// Name of the reader, by which is remembered what is known of it.
    fn reader(&self) -> &str;

    /// What the reader says of itself about extended APDUs. Nothing is said to the card.
    fn extended(&self) -> Extended {
        Extended::Unknown
    }
}

/// The worker's side: gets hold of the card on the reader.
pub trait Connector: Send + 'static {
    /// Powers the card and keeps everybody else out.
    fn connect(&mut self) -> Result<Box<dyn Link>, CardError>;
}

/// The waiter's side.
pub trait CardWatcher: Send + 'static {
    /// Sleeps until what lies on the reader is something else than what was told last. `None` ends the watch.
    fn next(&mut self) -> Option<Slot>;
}
