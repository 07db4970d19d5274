//! The traits between the application and the transport: bytes to a card and back, and which card lies on the reader.
//!
//! [`super::pcsc`] implements them with the system's daemon, the simulator with an emulated card inside the process.

use super::calls::CallClock;
use super::error::CardError;
use crate::common::{Extended, Slot};

/// Bytes of the longest response that exists (65,536 of data, status word and driver overhead). PC/SC discards a
/// response that does not fit, although the card has executed the command, so every buffer has this size.
pub const MAX_ANSWER: usize = 65_548;

/// A powered card that no other program can talk to.
///
/// Dropping it powers the card off: a verified PIN survives a mere reset or disconnect on this card.
pub trait Link {
    /// Sends one command and writes the card's whole response, status word included, to the beginning of `answer`
    /// ([`MAX_ANSWER`] bytes). Returns the response's length, which may be 0 or 1 where a driver fails.
    fn transmit(&mut self, command: &[u8], answer: &mut [u8]) -> Result<usize, CardError>;

    /// Name of the reader.
    fn reader(&self) -> &str;

    /// What the reader says of itself about extended APDUs. Nothing is sent to the card.
    fn extended(&self) -> Extended {
        Extended::Unknown
    }
}

/// Connects to the card on the reader; used by the worker thread.
pub trait Connector: Send + 'static {
    /// Powers the card, for exclusive use.
    fn connect(&mut self) -> Result<Box<dyn Link>, CardError>;
}

/// Reports what lies on the reader; used by the watcher thread.
pub trait CardWatcher: Send + 'static {
    /// Blocks until what lies on the reader differs from what was returned last. `None` ends the watch.
    fn next(&mut self) -> Option<Slot>;

    /// When the call that it blocks on is due; for who asks from another thread.
    fn calls(&self) -> CallClock {
        CallClock::default()
    }
}
