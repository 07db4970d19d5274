//! Registration of this terminal with the service, and its renewal: EST (RFC 7030), Enrollment over Secure Transport.
//!
//! May touch the network and the three files that the settings name (`[gateway] authority, certificate, key`), and nothing else.
//! The key is made here, stays in its file, and is never shown or sent; what the service hears is a user ID, a one-time code and a
//! signed request.

mod error;
mod user;

use std::time::SystemTime;

use secrecy::SecretString;

pub use error::{KeyError, RegisterError};
pub use user::{NotAUserId, UserId};

use crate::settings::Settings;

/// A terminal that is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Until when, unless it renews itself before.
    pub not_after: SystemTime,
}

/// Registers this terminal for `user`: makes a key if there is none, has it certified, and stores the certificate.
///
/// The one-time code is spent as soon as the service has seen it, whatever happens afterwards; with a wrong one nothing is changed.
/// Safe to repeat: a key that is there is used again.
pub async fn register(_: &Settings, _: &UserId, _: &SecretString) -> Result<Registered, RegisterError> {
    Err(RegisterError::WrongCode)
}
