//! One check at the service, from its nonce to its proof.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use super::wire::OpenAnswer;
use crate::common::{Method, RelayOffer};

/// An open check: the service waits for a proof over its nonce.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenCheck {
    id: String,
    nonce: String,
    method: Method,
    expires: Instant,
    relay: Option<RelayOffer>,
    simulation: bool,
}

impl OpenCheck {
    /// Takes over what the service answered at `now`, if it keeps to the form.
    pub(super) fn read(answer: OpenAnswer, method: Method, now: Instant) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let id_fits = (1..=64).contains(&answer.check.len()) && answer.check.chars().all(plain);
        // 16 bytes are 22 characters of base64url.
        let nonce_fits = (22..=256).contains(&answer.nonce.len()) && answer.nonce.chars().all(plain);
        let expires = now.checked_add(Duration::from_secs(answer.expires_in.into()))?;
        (id_fits && nonce_fits).then_some(Self {
            id: answer.check,
            nonce: answer.nonce,
            method,
            expires,
            relay: answer.relay,
            simulation: answer.simulation,
        })
    }

    /// The check's name, which its result has to carry.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether the service says that its answer will be made up.
    #[must_use]
    pub const fn simulation(&self) -> bool {
        self.simulation
    }

    /// Whether the service proves the card itself before it takes the proof.
    #[must_use]
    pub const fn relay(&self) -> Option<RelayOffer> {
        self.relay
    }

    /// What the card signs, as received.
    #[must_use]
    pub fn nonce(&self) -> &str {
        &self.nonce
    }

    /// How the person is identified in this check.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// When the service forgets it, by this machine's monotonic clock.
    #[must_use]
    pub fn expires(&self) -> Instant {
        self.expires
    }
}

impl fmt::Debug for OpenCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenCheck").field("id", &self.id).field("method", &self.method).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(check: &str, nonce: &str) -> Option<OpenCheck> {
        let answer =
            OpenAnswer { check: check.into(), nonce: nonce.into(), expires_in: 300, relay: None, simulation: false };
        OpenCheck::read(answer, Method::Pin, Instant::now())
    }

    #[test]
    fn a_check_whose_name_or_nonce_is_not_of_the_agreed_form_is_not_proved() {
        let nonce = "n".repeat(22);
        assert!(read("check-1_A", &nonce).is_some());
        for name in ["", "../service", "a check", &"c".repeat(65)] {
            assert!(read(name, &nonce).is_none(), "{name}");
        }
        for nonce in ["", "too-short", "n n n n n n n n n n n n n", &"n".repeat(257)] {
            assert!(read("check", nonce).is_none(), "{nonce}");
        }
    }
}
