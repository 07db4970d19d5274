//! Everything that can go wrong between the kiosk and the service, each tellable apart.
//!
//! None of it shows a body: what the service sent may name a person.

use std::{
    error::Error,
    fmt,
    io::{self, ErrorKind},
};

use rustls::AlertDescription;
use serde::{Deserialize, Serialize};

use crate::{
    eligibility::Text,
    visit::{Received, Trouble, TroubleKind},
};

/// Why a call to the service gave no result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// No connection came about: refused, no route, no such name, or nobody picked up.
    #[error("the service cannot be reached")]
    Unreachable,
    /// Connected, but the answer was not complete when the deadline came.
    #[error("no complete answer within the deadline")]
    TimedOut,
    /// The connection ended before the answer did.
    #[error("the connection broke off")]
    Broken,
    /// The other side is not the service whose authority is pinned: wrong certificate, wrong name, or no TLS at all.
    #[error("the other side is not the service that this terminal trusts")]
    Untrusted,
    /// The service does not accept this terminal's certificate (TLS alert, 401 or 403).
    #[error("the service does not know this terminal")]
    NotRegistered,
    /// The service refuses this terminal's certificate because it has ended.
    #[error("this terminal's certificate has ended")]
    TerminalExpired,
    /// The answer says that it is JSON and is not the message that was asked for.
    #[error("the answer cannot be read")]
    Garbage,
    /// The answer is longer than any message of this protocol; it was not read to the end.
    #[error("the answer is too large")]
    TooLarge,
    /// The answer is not JSON by its own content type.
    #[error("the answer is of another content type")]
    WrongType,
    /// A result came, for another check.
    #[error("the answer belongs to another check")]
    OtherCheck,
    /// The relay brought something that cannot be a command for a card.
    #[error("the relay brought what is no command")]
    Relay,
    /// A proof was to be sent for a visit that holds no open check.
    #[error("no check is open for this visit")]
    NoCheck,
    /// The service refused and said why.
    #[error(transparent)]
    Problem(Box<Problem>),
    /// The service refused without a word that can be read.
    #[error("the service answered with HTTP status {0}")]
    Status(u16),
}

/// What the service says when it refuses (RFC 9457). Title and detail are for the screen, never for a log.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("the service refused: {} (HTTP status {status})", code.as_str())]
pub struct Problem {
    /// Stable code of the service.
    pub code: ProblemCode,
    /// Short text for a person, as received.
    pub title: String,
    /// Longer text for a person, as received.
    pub detail: String,
    /// Whether the service thinks that the same act can succeed later.
    pub retryable: bool,
    /// HTTP status.
    pub status: u16,
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problem({}, {})", self.code.as_str(), self.status)
    }
}

/// A code of the service: 1 to 64 characters of `A-Z a-z 0-9 . _ -`, and therefore safe in a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProblemCode(String);

/// The text is no code.
#[derive(Debug, thiserror::Error)]
#[error("not a problem code")]
pub struct NotACode;

impl ProblemCode {
    /// The code as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ProblemCode {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if (1..=64).contains(&text.len()) && text.chars().all(fits) { Ok(Self(text)) } else { Err(NotACode) }
    }
}

/// What the screen says of it. The service's own code and words go along, verbatim.
impl From<GatewayError> for Trouble {
    fn from(error: GatewayError) -> Self {
        let kind = match error {
            GatewayError::Unreachable => TroubleKind::Unreachable,
            GatewayError::TimedOut => TroubleKind::TimedOut,
            GatewayError::Broken => TroubleKind::ConnectionBroken,
            GatewayError::Untrusted => TroubleKind::Untrusted,
            GatewayError::NotRegistered => TroubleKind::NotRegistered,
            GatewayError::TerminalExpired => TroubleKind::TerminalExpired,
            GatewayError::Garbage => TroubleKind::Garbage,
            GatewayError::TooLarge => TroubleKind::TooLarge,
            GatewayError::WrongType => TroubleKind::WrongType,
            GatewayError::OtherCheck | GatewayError::NoCheck => TroubleKind::OtherCheck,
            GatewayError::Relay => TroubleKind::RelayRefused,
            GatewayError::Problem(problem) => return (*problem).into(),
            GatewayError::Status(status) => {
                let received = Received { code: format!("HTTP {status}"), text: String::new(), retryable: None };
                return Self { kind: TroubleKind::HttpStatus, received: Some(received) };
            }
        };
        kind.into()
    }
}

/// The problem code that says the same as the state `maintenance`.
const MAINTENANCE: &str = "maintenance";
/// The problem code that says the same as the state `closed`.
const CLOSED: &str = "closed";
/// Characters of received words that are kept; no screen shows more.
const MOST_WORDS: usize = 400;

impl From<Problem> for Trouble {
    fn from(Problem { code, title, detail, retryable, .. }: Problem) -> Self {
        let text = if detail.is_empty() { title } else { format!("{title} {detail}") };
        let kind = match code.as_str() {
            MAINTENANCE => TroubleKind::Maintenance,
            CLOSED => TroubleKind::Closed,
            _ => TroubleKind::Problem,
        };
        let received = Received { code: code.into(), text: for_the_screen(text), retryable: Some(retryable) };
        Self { kind, received: Some(received) }
    }
}

/// Words of the service as a screen can show them: without control characters, in full width, and not endless.
pub(super) fn for_the_screen(text: String) -> String {
    Text::from(text).shown().trim().chars().take(MOST_WORDS).collect()
}

impl From<ProblemCode> for String {
    fn from(code: ProblemCode) -> Self {
        code.0
    }
}

impl GatewayError {
    /// Reads the cause out of a failed exchange: TLS first, because a refused certificate looks like a broken connection otherwise.
    pub(crate) fn of_transport(error: &reqwest::Error) -> Self {
        let tls = causes(error).find_map(<dyn Error>::downcast_ref::<rustls::Error>);
        if let Some(tls) = tls {
            return match tls {
                rustls::Error::AlertReceived(AlertDescription::CertificateExpired) => Self::TerminalExpired,
                rustls::Error::AlertReceived(alert) if refuses_our_certificate(*alert) => Self::NotRegistered,
                _ => Self::Untrusted,
            };
        }
        let cause = causes(error).filter_map(<dyn Error>::downcast_ref::<io::Error>).last();
        let hung_up = matches!(
            cause.map(io::Error::kind),
            Some(ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe)
        );
        match (error.is_connect(), error.is_timeout()) {
            // Taken and then dropped before TLS was up: somebody is there.
            (true, _) if hung_up => Self::Broken,
            (true, _) => Self::Unreachable,
            (false, true) => Self::TimedOut,
            (false, false) => Self::Broken,
        }
    }
}

/// In TLS 1.3 the server judges our certificate after our side of the handshake is done; its alert arrives in place of an answer.
fn refuses_our_certificate(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
            | AlertDescription::DecryptError
    )
}

/// The error and what caused it, outermost first. An `io::Error` hides the error that it wraps from `source`, so it is opened by
/// hand.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'a (dyn Error + 'static)| {
        let error = *error;
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(wrapped) => Some(wrapped),
            None => error.source(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str, title: &str) -> Trouble {
        let code = ProblemCode::try_from(code.to_owned()).unwrap();
        Problem { code, title: title.into(), detail: String::new(), retryable: true, status: 503 }.into()
    }

    #[test]
    fn a_check_refused_for_maintenance_is_told_like_the_maintenance_that_was_announced() {
        assert_eq!(refused("maintenance", "点検中です").kind, TroubleKind::Maintenance);
        assert_eq!(refused("card-expired", "").kind, TroubleKind::Problem);
    }

    #[test]
    fn words_of_the_service_cannot_steer_the_terminal_or_fill_it() {
        let received = refused("x", &format!("ｶﾞ\u{1b}[2J{}", "あ".repeat(100_000))).received.unwrap();
        assert!(received.text.starts_with("ガあ"), "{}", received.text);
        assert!(received.text.chars().count() <= MOST_WORDS);
    }
}
