//! What travels besides the result message: the small JSON bodies of the protocol.
//!
//! Both ends use these types; `openapi.yaml` is the contract that they have to keep. Unknown members are ignored, so that a newer
//! service can say more.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcOffset, macros::offset};

use super::error::for_the_screen;
use crate::{
    eligibility::FacilityCode,
    visit::{Method, Received, Service, Trouble, TroubleKind},
};

/// Japan has one time zone and no summer time.
const JAPAN: UtcOffset = offset!(+9);

/// Whether the service takes checks at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum ServiceState {
    /// Checks are answered.
    Open,
    /// Checks are refused for a while.
    Maintenance {
        /// The service's own words, shown as received.
        message: String,
        /// When it expects to be open again, if it says so.
        #[serde(default, with = "time::serde::rfc3339::option", skip_serializing_if = "Option::is_none")]
        until: Option<OffsetDateTime>,
    },
}

/// The answer to `GET /v1/service`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceStatus {
    /// Open or under maintenance.
    #[serde(flatten)]
    pub state: ServiceState,
    /// Announcements of the service for the staff. No screen shows them yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<String>,
    /// Whether the answers are made up. A kiosk then says so on every screen.
    #[serde(default)]
    pub simulation: bool,
}

impl From<ServiceStatus> for Service {
    fn from(status: ServiceStatus) -> Self {
        let ServiceState::Maintenance { message, until } = status.state else { return Self::Open };
        let until = until.map(|until| until.to_offset(JAPAN));
        let until = until.map_or_else(String::new, |t| {
            format!("{}/{} {}:{:02}", u8::from(t.month()), t.day(), t.hour(), t.minute())
        });
        let received = Received { code: until, text: for_the_screen(message), retryable: Some(false) };
        Self::Unusable(Trouble { kind: TroubleKind::Maintenance, received: Some(received) })
    }
}

/// The body of `POST /v1/checks`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenRequest {
    /// How the person will be identified.
    pub method: Method,
    /// The facility that asks (医療機関コード), echoed in the result's header.
    pub facility: FacilityCode,
}

/// The answer to `POST /v1/checks`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenAnswer {
    /// The check's name: 1 to 64 characters of `A-Z a-z 0-9 - _`. Comes back as `ArbitraryFileIdentifier` of the result.
    pub check: String,
    /// At least 16 random bytes in base64url; the card signs it once.
    pub nonce: String,
    /// Seconds that the check stays open. A duration, because a kiosk's clock may be wrong.
    pub expires_in: u32,
    /// Whether the answer will be made up; see [`ServiceStatus::simulation`]. Said again here, so that no answer can come
    /// before a kiosk has heard it.
    #[serde(default)]
    pub simulation: bool,
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
    pub code: super::ProblemCode,
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
    /// `RS256` for today's card, `ES256` for the terminal.
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
