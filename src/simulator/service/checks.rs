//! The checks that are open. Pure: the time comes from outside.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom as _, SystemRandom};
use serde::Deserialize;

use super::refusal::Refusal;
use super::relay::{Relay, RelayMode};
use super::verify::Holder;
use crate::common::Method;
use crate::gateway::wire::OpenAnswer;

/// The body of `POST /v1/checks` as a service reads it: wider than what a kiosk writes
/// ([`crate::gateway::wire::OpenRequest`]).
#[derive(Deserialize)]
pub struct Opening {
    /// How the person will be identified.
    pub method: Method,
    /// The facility that asks.
    pub facility: TenDigits,
}

/// A facility's code on the wire. Its check digit helps the person who types it; a service knows whose terminal asks.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct TenDigits(String);

impl TenDigits {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TenDigits {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit());
        if fits { Ok(Self(text)) } else { Err("not ten digits") }
    }
}

/// How long a check stays open.
pub const LIFE: Duration = Duration::from_secs(5 * 60);

/// Who was shown by a proof, and when: the answer's time, also when it is asked for again.
pub type Shown = (Holder, SystemTime);

/// SHA-256 of a proof.
pub type ProofDigest = [u8; 32];

/// One open check.
#[derive(Clone)]
pub struct Check {
    /// What the proof has to carry.
    pub nonce: String,
    /// How the person is identified.
    pub method: Method,
    /// Thumbprint of the terminal that opened it.
    pub terminal: String,
    /// The facility that asked.
    pub facility: TenDigits,
    /// The relay that comes before the proof.
    pub relay: Option<Relay>,
    expires: SystemTime,
    spent: Option<(ProofDigest, Shown)>,
}

/// All checks of the service.
#[derive(Default)]
pub struct Checks(HashMap<String, Check>);

impl Checks {
    /// Opens a check for a terminal, and forgets those whose time is over.
    pub fn open(&mut self, request: Opening, terminal: String, relay: RelayMode, now: SystemTime) -> OpenAnswer {
        let relay = if request.method == Method::Staff { relay } else { RelayMode::Off };
        self.0.retain(|_, check| now < check.expires + LIFE);
        let (id, nonce) = (random::<12>(), random::<32>());
        let check = Check {
            nonce: nonce.clone(),
            method: request.method,
            terminal,
            facility: request.facility,
            relay: Relay::new(relay),
            expires: now + LIFE,
            spent: None,
        };
        self.0.insert(id.clone(), check);
        OpenAnswer {
            check: id,
            nonce,
            expires_in: u32::try_from(LIFE.as_secs()).unwrap_or(u32::MAX),
            relay: relay.offer(),
            simulation: true,
        }
    }

    /// A check that this terminal opened.
    pub fn find(&self, id: &str, terminal: &str, now: SystemTime) -> Result<&Check, Refusal> {
        let check = self.0.get(id).filter(|check| check.terminal == terminal).ok_or(Refusal::CheckUnknown)?;
        if now < check.expires { Ok(check) } else { Err(Refusal::CheckExpired) }
    }

    /// The relay of a check that this terminal opened.
    pub fn relay(&mut self, id: &str, terminal: &str, now: SystemTime) -> Result<&mut Relay, Refusal> {
        self.find(id, terminal, now)?;
        self.0.get_mut(id).and_then(|check| check.relay.as_mut()).ok_or(Refusal::RelayNone)
    }

    /// Marks the nonce as used by this proof and no other.
    pub fn spend(&mut self, id: &str, proof: ProofDigest, shown: Shown) {
        if let Some(check) = self.0.get_mut(id) {
            check.spent = Some((proof, shown));
        }
    }

    /// Forgets a check that was given up.
    pub fn give_up(&mut self, id: &str, terminal: &str) -> Result<(), Refusal> {
        self.0.get(id).filter(|check| check.terminal == terminal).ok_or(Refusal::CheckUnknown)?;
        self.0.remove(id);
        Ok(())
    }
}

impl Check {
    /// Whom this very proof showed before, if its answer was lost; another proof for the same nonce is refused.
    pub fn shown_before(&self, proof: &ProofDigest) -> Result<Option<Shown>, Refusal> {
        match &self.spent {
            None => Ok(None),
            Some((first, shown)) if first == proof => Ok(Some(*shown)),
            Some(_) => Err(Refusal::NonceUsed),
        }
    }
}

/// `N` random bytes in base64url.
fn random<const N: usize>() -> String {
    let mut bytes = [0; N];
    // The system's source does not fail after start-up on the systems that this simulator runs on.
    let _ = SystemRandom::new().fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {

    use super::*;

    fn opened(checks: &mut Checks, now: SystemTime) -> OpenAnswer {
        let request = Opening { method: Method::Pin, facility: TenDigits("1319999999".to_owned()) };
        checks.open(request, "terminal".to_owned(), RelayMode::Off, now)
    }

    #[test]
    fn a_check_can_be_proved_for_five_minutes() {
        let mut checks = Checks::default();
        let start = SystemTime::UNIX_EPOCH;
        let check = opened(&mut checks, start).check;
        assert!(checks.find(&check, "terminal", start + LIFE - Duration::from_secs(1)).is_ok());
        assert_eq!(checks.find(&check, "terminal", start + LIFE).err(), Some(Refusal::CheckExpired));
    }

    #[test]
    fn another_terminal_does_not_find_the_check() {
        let mut checks = Checks::default();
        let start = SystemTime::UNIX_EPOCH;
        let check = opened(&mut checks, start).check;
        assert_eq!(checks.find(&check, "other", start).err(), Some(Refusal::CheckUnknown));
        assert_eq!(checks.give_up(&check, "other"), Err(Refusal::CheckUnknown));
    }

    #[test]
    fn no_two_checks_share_a_nonce() {
        let mut checks = Checks::default();
        let start = SystemTime::UNIX_EPOCH;
        assert_ne!(opened(&mut checks, start).nonce, opened(&mut checks, start).nonce);
    }
}
