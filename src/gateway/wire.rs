//! What travels besides the result message: the small JSON bodies of the protocol.
//!
//! Both ends use these types; `openapi.yaml` is the contract that they have to keep. Unknown members are ignored, so
//! that a newer service can say more.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::error::for_the_screen;
use crate::common::{Announced, Method, Received, RelayOffer, Service, Trouble, TroubleKind, in_japan};
use crate::eligibility::FacilityCode;

/// Whether the service takes checks at the moment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum ServiceState {
    /// Checks are answered.
    #[default]
    Open,
    /// Checks are refused for a while.
    Maintenance {
        /// The service's own words, shown as received.
        message: String,
        /// When it expects to be open again, if it says so.
        #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
        until: Option<OffsetDateTime>,
    },
    /// Outside its hours; checks are refused until it opens.
    Closed {
        /// When it opens again, if it says so.
        #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
        until: Option<OffsetDateTime>,
    },
}

/// The answer to `GET /v1/service`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ServiceStatus {
    /// Open or under maintenance.
    #[serde(flatten)]
    pub state: ServiceState,
    /// Announcements of the service, shown while the kiosk waits for a card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// When an open service closes next, if it says so.
    #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
    pub closes: Option<OffsetDateTime>,
    /// Whether method A goes by a relay; said here as well as in a check, so that staff are told before they confirm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<RelayOffer>,
    /// The versions of this protocol that the service speaks; `1` where it says nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<String>,
    /// Whether the answers are made up. A kiosk then says so on every screen.
    #[serde(default)]
    pub simulation: bool,
    /// Whether the answer said when it was made (`Date`), and so confirmed this machine's clock. Not of the message.
    #[serde(skip)]
    pub dated: bool,
}

/// The major version of the protocol that this program speaks, at both ends.
pub const VERSION: &str = "1";

impl ServiceStatus {
    /// What it means for a visit, said at `now` (which decides whether a time needs its day beside it).
    #[must_use]
    pub fn heard(self, now: OffsetDateTime) -> Service {
        if !self.versions.is_empty() && !self.versions.iter().any(|version| version == VERSION) {
            let text = for_the_screen(self.versions.join(", "));
            return Service::Unusable(Trouble::with_code(TroubleKind::WrongType, "versions", text));
        }
        let (kind, message, until) = match self.state {
            ServiceState::Open => {
                let notices = self.notices.into_iter().map(for_the_screen).filter(|notice| !notice.is_empty());
                let closes = self.closes.map(|closes| shown(closes, now));
                return Service::Open(Announced { notices: notices.collect(), closes, relay: self.relay });
            }
            ServiceState::Maintenance { message, until } => (TroubleKind::Maintenance, message, until),
            ServiceState::Closed { until } => (TroubleKind::Closed, String::new(), until),
        };
        let (time, text) = (until.map(|until| shown(until, now)), for_the_screen(message));
        let says_more = time.is_some() || !text.is_empty();
        let received = says_more.then(|| Received { text, time, ..Received::default() });
        Service::Unusable(Trouble { kind, received })
    }
}

/// A time for the screen, in Japan: `18:00` today, `11/23 9:00` on another day.
fn shown(time: OffsetDateTime, now: OffsetDateTime) -> String {
    let (time, now) = (in_japan(time), in_japan(now));
    let (month, day, hour, minute) = (u8::from(time.month()), time.day(), time.hour(), time.minute());
    if time.date() == now.date() { format!("{hour}:{minute:02}") } else { format!("{month}/{day} {hour}:{minute:02}") }
}

/// The body of `POST /v1/checks`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenRequest {
    /// How the person will be identified.
    pub method: Method,
    /// The facility that asks (医療機関コード), echoed in the result's header.
    pub facility: FacilityCode,
}

/// The answer to `POST /v1/checks`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenAnswer {
    /// The check's name: 1 to 64 characters of `A-Z a-z 0-9 - _`. Comes back as `ArbitraryFileIdentifier` of the
    /// result.
    pub check: String,
    /// At least 16 random bytes in base64url; the card signs it once.
    pub nonce: String,
    /// Seconds that the check stays open. A duration, because a kiosk's clock may be wrong.
    pub expires_in: u32,
    /// Present where the service proves the card itself: then the relay comes before the proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<RelayOffer>,
    /// Whether the answer will be made up; see [`ServiceStatus::simulation`]. Said again here, so that no answer can
    /// come before a kiosk has heard it.
    #[serde(default)]
    pub simulation: bool,
}

/// The body of `POST /v1/checks/{check}/relay`. The first one of a check is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RelayRequest {
    /// The card's answers to the commands before, in their order, status word included, in hexadecimal. Behind a
    /// command that the card does not end with 9000 nothing more is sent: its answer is the last.
    pub answers: Vec<String>,
}

/// The answer to `POST /v1/checks/{check}/relay`: commands, or the end.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RelayAnswer {
    /// Command APDUs for the card, to be sent in this order, in hexadecimal: at most 8, of 512 bytes each. A kiosk
    /// hands on those of its list, or none of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
    /// The service is satisfied; nothing is sent any more.
    #[serde(default)]
    pub done: bool,
}

/// The body of `POST /v1/checks/{check}/proof`.
#[derive(Serialize, Deserialize)]
pub struct ProofRequest {
    /// JWS in compact form (RFC 7515). Carries the card's certificate: personal data.
    pub jws: String,
}

/// RFC 9457 problem details with the two members that this protocol adds. `status` is the response's own.
#[derive(Serialize, Deserialize)]
pub struct ProblemBody {
    /// Stable code of the service.
    pub code: super::error::ProblemCode,
    /// Short text for a person.
    #[serde(default)]
    pub title: String,
    /// Longer text for a person.
    #[serde(default)]
    pub detail: String,
    /// Whether the same act can succeed later.
    #[serde(default)]
    pub retryable: bool,
}

/// What a proof says, the payload of its JWS.
#[derive(Serialize, Deserialize)]
pub struct Claims {
    /// The check's nonce, as received.
    pub nonce: String,
    /// Base URL of the service that the proof is for, so that another service cannot pass it on.
    pub aud: String,
    /// When it was made, seconds since 1970 (RFC 7519 `NumericDate`).
    pub iat: i64,
    /// SHA-256 of the terminal's certificate in base64url (the form of RFC 8705's `x5t#S256`).
    pub terminal: String,
    /// How the person was identified.
    pub method: Method,
    /// Only where the terminal signs for the card: the card's user-authentication certificate, DER in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
}

/// The protected header of a proof's JWS.
#[derive(Serialize, Deserialize)]
pub struct ProofHeader {
    /// How the signer signs ([`SigningAlgorithm::name`](crate::common::signing::SigningAlgorithm::name)).
    pub alg: String,
    /// [`PROOF_TYPE`].
    pub typ: String,
    /// The signer's certificate, DER in base64 (not base64url: RFC 7515 §4.1.6).
    pub x5c: Vec<String>,
}

/// `typ` of a proof, so that no other JWS of the same key can pass for one (RFC 8725 §3.11).
pub const PROOF_TYPE: &str = "eligibility-proof+jwt";

/// SHA-256 of a certificate in base64url, as RFC 8705 names certificates.
#[must_use]
pub fn thumbprint(certificate: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(ring::digest::digest(&ring::digest::SHA256, certificate))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn heard(json: &str) -> Service {
        let status: ServiceStatus = serde_json::from_str(json).unwrap();
        status.heard(datetime!(2026-11-22 10:00 +9))
    }

    #[test]
    fn an_announced_time_is_told_as_a_clock_in_japan_shows_it() {
        let closes = |at: &str| match heard(&format!(r#"{{"state":"open","closes":"{at}"}}"#)) {
            Service::Open(announced) => announced.closes.unwrap(),
            other => panic!("{other:?}"),
        };
        assert_eq!(closes("2026-11-22T09:00:00Z"), "18:00");
        assert_eq!(closes("2026-11-23T00:05:00Z"), "11/23 9:05");
        // Still the 22nd in London.
        assert_eq!(closes("2026-11-22T16:00:00Z"), "11/23 1:00");
        assert_eq!(closes("9999-12-31T23:59:59Z"), "12/31 23:59", "for ever ends before midnight in Japan");
    }

    #[test]
    fn a_leap_second_is_a_time_like_any_other() {
        let status: ServiceStatus =
            serde_json::from_str(r#"{"state":"open","closes":"2026-12-31T23:59:60Z"}"#).unwrap();
        let Service::Open(announced) = status.heard(datetime!(2026-12-31 10:00 +9)) else { panic!("closed") };
        assert_eq!(announced.closes.unwrap(), "1/1 8:59");
    }

    #[test]
    fn a_closed_service_is_told_with_the_time_at_which_it_opens() {
        let Service::Unusable(trouble) = heard(r#"{"state":"closed","until":"2026-11-23T08:30:00+09:00"}"#) else {
            panic!("open");
        };
        assert_eq!(trouble.kind, TroubleKind::Closed);
        assert_eq!(trouble.received.unwrap().time.unwrap(), "11/23 8:30");
    }

    #[test]
    fn a_service_that_speaks_other_versions_only_is_told_before_staff_act() {
        for (versions, spoken) in [(r#"["1","2"]"#, true), ("[]", true), (r#"["2","10"]"#, false)] {
            let service = heard(&format!(r#"{{"state":"open","versions":{versions}}}"#));
            assert_eq!(matches!(service, Service::Open(_)), spoken, "{versions}");
            if let Service::Unusable(trouble) = service {
                assert_eq!(trouble.received.unwrap().text, "2, 10");
            }
        }
    }

    #[test]
    fn a_service_of_a_later_version_may_say_more() {
        assert_eq!(heard(r#"{"state":"open","weather":{"sun":true}}"#), Service::Open(Announced::default()));
    }

    #[test]
    fn notices_cannot_steer_the_terminal_and_empty_ones_are_not_shown() {
        let Service::Open(announced) = heard(r#"{"state":"open","notices":["\u001b[2J"," ","点検"]}"#) else {
            panic!("not open");
        };
        assert_eq!(announced.notices.last().unwrap(), "点検");
        assert!(announced.notices.iter().all(|notice| !notice.contains('\u{1b}') && !notice.trim().is_empty()));
    }
}
