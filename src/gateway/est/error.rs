//! Why a terminal could not be registered or renewed, each reason tellable apart by a screen.

use std::{io, path::PathBuf, time::Duration};

use crate::gateway::{ConfigError, GatewayError};

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The service accepts this user ID or this one-time code not, or not any more (HTTP 401).
    #[error("the service did not accept the user ID or the one-time code; a code works once: ask for a new one")]
    WrongCode,
    /// The service understood and said no.
    #[error("the service refused (HTTP status {status}); ask its operator{}{words}", if words.is_empty() { "" } else { ": " })]
    Refused {
        /// HTTP status.
        status: u16,
        /// The service's own words, fit for a screen; empty where it sent none.
        words: String,
    },
    /// Somebody at the service has to agree first (HTTP 202, RFC 7030 §4.2.3).
    #[error("the service has yet to agree; register again with the same user ID and code in {} s", retry_after.as_secs())]
    Pending {
        /// How long it asks to be left alone.
        retry_after: Duration,
    },
    /// The connection or the answer was of no use.
    #[error("{}", advised(.0))]
    Connection(#[from] GatewayError),
    /// The authority that is to be trusted is not on this machine.
    #[error(
        "{}: no authority to trust; put the service's there, or give its fingerprint with --authority-sha256",
        path.display()
    )]
    NoAuthority {
        /// Where the settings expect it.
        path: PathBuf,
    },
    /// The service showed, or the settings' file holds, an authority with another fingerprint than the one that was given.
    #[error("the authority is not the one with this fingerprint; nothing was stored and no code was sent")]
    OtherAuthority,
    /// The key cannot be made, read or used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// What came is not a certificate for this terminal's key.
    #[error("what the service sent is not this terminal's certificate: {0}")]
    BadAnswer(&'static str),
    /// A file cannot be written.
    #[error("{}: {source}; the kiosk's user must be able to write there", path.display())]
    CannotStore {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The settings of the service cannot be used.
    #[error("[gateway]: {0}")]
    Settings(#[from] ConfigError),
}

/// What happened, and what to do about it.
fn advised(error: &GatewayError) -> String {
    let remedy = match error {
        GatewayError::Untrusted => "no code was sent; check [gateway] url and authority, and this machine's clock",
        GatewayError::Unreachable => "check [gateway] url and the network",
        _ => "try again; if it says the same, ask the service's operator",
    };
    format!("{error}; {remedy}")
}

/// Why the terminal's key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It cannot be read.
    #[error("{}: {source}; the kiosk's user must be able to read it", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Others than its owner may read it, so that it is nobody's own any more.
    #[error("{}: others may read this key; make it the kiosk's own with chmod 600, or remove it to have a new one made", path.display())]
    Open {
        /// The file.
        path: PathBuf,
    },
    /// It is no P-256 key in PKCS#8.
    #[error("{}: no P-256 key (PEM, PKCS#8); remove it to have a new one made", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
    },
    /// No random numbers, or another failure that has no remedy here.
    #[error("no key could be made")]
    NotMade,
}
