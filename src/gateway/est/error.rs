//! Why a terminal could not be registered or renewed, each reason tellable apart by a screen.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::gateway::config::ConfigError;
use crate::gateway::error::GatewayError;

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The service accepts this user ID or this one-time code not, or not any more (HTTP 401).
    #[error("the service did not accept the user ID or the one-time code; a code works once: ask for a new one")]
    WrongCode,
    /// The service understood and said no.
    #[error("the service refused (HTTP status {status}); ask its operator")]
    Refused {
        /// HTTP status.
        status: u16,
        /// The service's own words, fit for a screen and never for a log; empty where it sent none.
        words: String,
    },
    /// The service's operator has to agree first (HTTP 202, RFC 7030 §4.2.3).
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
    /// The service showed, or the settings' file holds, an authority with another fingerprint than the one that was
    /// given.
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

impl RegisterError {
    /// The service's own words, where it refused with any.
    #[must_use]
    pub fn words(&self) -> &str {
        if let Self::Refused { words, .. } = self { words } else { "" }
    }

    /// The error with the service's own words: they are for the operator at this terminal, and are in no log.
    #[must_use]
    pub fn with_words(&self) -> String {
        let words = self.words();
        if words.is_empty() { self.to_string() } else { format!("{self}: {words}") }
    }
}

/// What happened, and what to do about it.
fn advised(error: &GatewayError) -> String {
    let remedy = match error {
        GatewayError::Untrusted => "no code was sent; check [gateway] url and authority",
        GatewayError::ServiceExpired | GatewayError::OldTls => "no code was sent; ask the service's operator",
        GatewayError::Clock(_) => "set it (timedatectl shows it) and try again",
        GatewayError::Unreachable | GatewayError::NoName => "check [gateway] url and the network",
        GatewayError::Proxy(_) => "check [gateway] proxy, which may have to let this service through",
        GatewayError::TimedOut
        | GatewayError::Broken
        | GatewayError::NotRegistered
        | GatewayError::TerminalExpired
        | GatewayError::Garbage
        | GatewayError::TooLarge
        | GatewayError::WrongType
        | GatewayError::OtherCheck
        | GatewayError::Relay
        | GatewayError::NoCheck
        | GatewayError::Busy(_)
        | GatewayError::Problem(_)
        | GatewayError::Status(_) => "try again; if it says the same, ask the service's operator",
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
    /// Others than its owner may read it, so that it may have been copied.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::proxy::ProxyError;

    #[test]
    fn the_services_words_reach_the_person_who_registers_and_no_log() {
        let refused = RegisterError::Refused { status: 403, words: "試験　花子".into() };
        assert_eq!(refused.words(), "試験　花子");
        assert!(!refused.to_string().contains("花子"), "{refused}");
    }

    #[test]
    fn what_is_wrong_on_this_machine_is_not_laid_at_the_services_door() {
        for error in [GatewayError::Clock(None), GatewayError::NoName, GatewayError::Proxy(ProxyError::Absent)] {
            let said = RegisterError::from(error).to_string();
            assert!(!said.contains("operator"), "{said}");
        }
    }
}
