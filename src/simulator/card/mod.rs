//! An emulated My Number Card, as faithful as public measurements allow (`domain` facts: JIS X 6306, JICSAP 1.1, and
//! what people measured on cards). It knows bytes in and bytes out and its own counters; readers, sockets and clocks
//! belong to others.
//!
//! | file | holds |
//! |---|---|
//! | `profile` | what card a persona has |
//! | `emulated` | the card: power, session, dispatch |
//! | `apdu`, `status` | the language |
//! | `files`, `jpki`, `faces`, `registers` | what is on the card, and who may touch it |
//! | `reading`, `secrets`, `signing`, `crypto` | the commands |
//! | `stand_in` | in place of the PIN-less proof, which is not public |
//! | `wallet` | every persona's card |
//! | `fault` | what goes wrong on the way |
//!
//! Assumptions, not measured on a card: a card whose PIN was never set has no EF 0018; a PIN of the wrong length costs
//! a try; an extended READ BINARY and a missing Le are answered 6700; a child's card lacks the files of the signature
//! pair.

mod apdu;
mod crypto;
mod emulated;
mod faces;
mod fault;
mod files;
mod jpki;
pub mod profile;
mod reading;
mod registers;
mod secrets;
mod signing;
pub mod stand_in;
mod status;
mod tlv;
mod wallet;

#[cfg(test)]
mod tests;

pub use emulated::{EmulatedCard, Quirks};
pub use fault::{Fault, Faults, Outcome, ParseFaultError, Trigger};
pub use profile::{CardKind, CardProfile, CertificateAge};
pub(super) use status::StatusWord;
pub use wallet::{Wallet, WalletError};
