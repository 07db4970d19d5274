//! The card: recognises a My Number Card, reads its user-authentication certificate, has it VERIFY a PIN and sign.
//!
//! Uses the system's smart-card daemon. Knows no screen, no service and no settings file; it does not decide what a
//! visit does next, and it never repeats a VERIFY.
//!
//! From the bottom up: [`apdu`] (bytes), [`link`] (the traits that carry them; an emulated card implements them too),
//! [`channel`] (61xx, 6Cxx and incomplete responses), [`jpki`] (the application), [`relay`] (which commands of a
//! service reach the card), [`worker`] (the two threads), [`calls`] (whether they come back). [`pcsc`] is the real
//! reader behind the traits of [`link`].

pub mod apdu;
pub mod calls;
pub mod certificate;
pub mod channel;
pub mod error;
mod extended;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
pub mod jpki;
pub mod known_readers;
pub mod link;
pub mod pcsc;
pub mod relay;
#[cfg(test)]
mod tests;
mod timed_link;
pub mod worker;

pub use error::CardError;
pub use link::{CardWatcher, Connector, Link};
pub use worker::{CardEvent, CardHandle};
