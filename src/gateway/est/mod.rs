//! Registration of this terminal with the service, and its renewal: EST (RFC 7030), Enrollment over Secure Transport.
//!
//! May touch the network and the three files that the settings name (`[gateway] authority, certificate, key`), and
//! nothing else. The key is made here, stays in its file, and is never shown or sent; what the service hears is a user
//! ID, a one-time code and a signed request.
//!
//! | file | holds |
//! |---|---|
//! | `user`, `error` | who registers, and why it may fail |
//! | `key`, `request` | the terminal's key, and the request that it signs |
//! | `exchange` | the three requests over HTTPS |
//! | `answer`, `ber` | the certificates that come back |
//! | `authority` | whom the kiosk trusts: bootstrapping, bringing up to date |
//! | `store` | files that are whole or not there |
//!
//! The order on the disk is key, authority, certificate, each by a rename: a power cut leaves a kiosk that is
//! registered, or one that can register again with the key that is there.

mod answer;
mod authority;
mod ber;
mod client;
mod error;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
mod key;
mod registration;
mod request;
mod store;
#[cfg(test)]
#[cfg(feature = "simulator")]
mod tests;
mod user;

pub use authority::{Fingerprint, FingerprintError, bootstrap};
pub use error::{KeyError, RegisterError};
pub use registration::{Registered, register, renew};
pub use user::{UserId, UserIdError};
