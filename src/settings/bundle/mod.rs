//! Settings of many kiosks from one signed bundle: base, group, one kiosk.
//!
//! A bundle is one TOML text and a detached Ed25519 signature beside it. It is verified before it is parsed, and what
//! comes out of it is validated as any other settings text before anything is written. It waits whole, with its
//! signature, in one file beside the settings (`NAME.bundle`), and is verified once more when the kiosk lays its keys
//! into the settings file. That is one rename, which also writes the bundle's number: before it the old settings hold,
//! behind it the new ones.
//!
//! These files lie beside the settings and not in the folder of the state: a command that is called outside of the
//! kiosk's unit knows where the settings are, and not which folder the unit was given.

mod apply;
mod clock;
mod error;
mod files;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
mod layers;
mod merge;
mod own;
mod parse;
mod place;
mod refusal;
mod signature;
mod take;
#[cfg(test)]
mod tests;

pub use apply::{AppliedBundle, apply_waiting};
pub use error::BundleError;
pub use merge::CheckedKiosk;
pub use parse::Bundle;
pub use place::{BundleWatch, WaitingBundle};
pub use refusal::Refusal;
pub use signature::{FleetKeys, SignedBundle};
pub use take::{TakeOutcome, take};
