//! Everything that can go wrong between the kiosk and the service, each tellable apart.
//!
//! None of it shows a body: what the service sent may name a person.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::time::{Duration, SystemTime};

use rustls::AlertDescription;
use serde::{Deserialize, Serialize};
use time::macros::format_description;

use super::authority::is_about_dates;
use super::proxy::ProxyError;
use crate::common::{Received, Trouble, TroubleKind, in_japan};
use crate::eligibility::Text;

/// Why a call to the service gave no result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// No connection came about: refused, no route, no such name, or no answer.
    #[error("the service cannot be reached")]
    Unreachable,
    /// The service's name leads nowhere: there is no such name, or no name server answers.
    #[error("the service's name cannot be looked up")]
    NoName,
    /// There is no way through the proxy.
    #[error("the proxy gives no way to the service ({0})")]
    Proxy(ProxyError),
    /// Connected, but the answer was not complete when the deadline came.
    #[error("no complete answer within the deadline")]
    TimedOut,
    /// The connection ended before the answer did.
    #[error("the connection broke off")]
    Broken,
    /// The other side is not the service whose authority is pinned: wrong certificate, wrong name, or no TLS at all.
    #[error("the other side is not the service that this terminal trusts")]
    Untrusted,
    /// No generation or cipher of TLS in common: the other side knows only what is not safe any more.
    #[error("the service speaks no TLS that is safe")]
    OldTls,
    /// The service's certificate is out of its dates; everything else about it is right, and so is our clock as far as
    /// is known.
    #[error("the service's certificate is out of its dates")]
    ServiceExpired,
    /// This machine's clock is wrong: never set, or not the service's, which says this.
    #[error("this machine's clock is wrong")]
    Clock(Option<SystemTime>),
    /// The service does not accept this terminal's certificate (TLS alert, 401 or 403).
    #[error("the service does not know this terminal")]
    NotRegistered,
    /// The service refuses this terminal's certificate because it has ended.
    #[error("this terminal's certificate has ended")]
    TerminalExpired,
    /// The answer says that it is JSON and is not the message that was asked for, or it is not even HTTP.
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
    /// The service has too much to do (HTTP 429).
    #[error("the service is busy")]
    Busy(Box<Busy>),
    /// The service refused and said why.
    #[error(transparent)]
    Problem(Box<ServiceProblem>),
    /// The service refused without a word that can be read.
    #[error("the service answered with HTTP status {0}")]
    Status(u16),
}

/// What the service says when it has too much to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Busy {
    /// How long it does not want to be asked again (`Retry-After`), if it says so.
    pub after: Option<Duration>,
    /// Its words, if it has any.
    pub problem: Option<ServiceProblem>,
}

/// What the service says when it refuses (RFC 9457). Title and detail are for the screen, never for a log.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("the service refused: {} (HTTP status {status})", code.as_str())]
pub struct ServiceProblem {
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

impl fmt::Debug for ServiceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problem({}, {})", self.code.as_str(), self.status)
    }
}

/// A code of the service: 1 to 64 characters of `A-Z a-z 0-9 . _ -`, and therefore safe in a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ProblemCode(String);

/// The text is no code.
#[derive(Debug, thiserror::Error)]
#[error("not a problem code")]
pub struct ProblemCodeError;

impl ProblemCode {
    /// The code as received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ProblemCode {
    type Error = ProblemCodeError;

    fn try_from(text: String) -> Result<Self, ProblemCodeError> {
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if (1..=64).contains(&text.len()) && text.chars().all(fits) { Ok(Self(text)) } else { Err(ProblemCodeError) }
    }
}

/// What the screen says of it. The service's own code and words go along, verbatim.
impl From<GatewayError> for Trouble {
    fn from(error: GatewayError) -> Self {
        let kind = match error {
            GatewayError::Unreachable | GatewayError::NoName => TroubleKind::Unreachable,
            GatewayError::Proxy(fault) => return Trouble::with_code(TroubleKind::Unreachable, fault.to_string(), ""),
            GatewayError::TimedOut => TroubleKind::TimedOut,
            GatewayError::Broken => TroubleKind::ConnectionBroken,
            GatewayError::Untrusted => TroubleKind::Untrusted,
            GatewayError::OldTls => TroubleKind::OldTls,
            GatewayError::ServiceExpired => TroubleKind::ServiceExpired,
            GatewayError::Clock(None) => TroubleKind::Clock,
            GatewayError::Clock(Some(service)) => {
                let received = Received { time: Some(shown(service)), ..Received::default() };
                return Trouble { kind: TroubleKind::Clock, received: Some(received) };
            }
            GatewayError::NotRegistered => TroubleKind::NotRegistered,
            GatewayError::TerminalExpired => TroubleKind::TerminalExpired,
            GatewayError::Garbage => TroubleKind::Garbage,
            GatewayError::TooLarge => TroubleKind::TooLarge,
            GatewayError::WrongType => TroubleKind::WrongType,
            GatewayError::OtherCheck | GatewayError::NoCheck => TroubleKind::OtherCheck,
            GatewayError::Relay => TroubleKind::RelayRefused,
            GatewayError::Problem(problem) => return (*problem).into(),
            GatewayError::Busy(busy) => return (*busy).into(),
            GatewayError::Status(status) => {
                return Trouble::with_code(TroubleKind::HttpStatus, format!("HTTP {status}"), "");
            }
        };
        kind.into()
    }
}

/// A clock's time as Japan has it, for comparison with the one on the screen.
fn shown(time: SystemTime) -> String {
    let form = format_description!("[year]-[month]-[day] [hour]:[minute]");
    // Formatting fails only for parts that a date does not have.
    in_japan(time).format(form).unwrap_or_default()
}

impl From<Busy> for Trouble {
    fn from(Busy { after, problem }: Busy) -> Self {
        let pause = after.map(|after| format!("Retry-After: {} s", after.as_secs())).unwrap_or_default();
        let Some(problem) = problem else {
            return Trouble::with_code(TroubleKind::Busy, "HTTP 429", pause);
        };
        let ServiceProblem { code, title, detail, .. } = problem;
        Trouble::with_code(TroubleKind::Busy, code, for_the_screen([title, detail, pause].join(" ")))
    }
}

/// The problem code that says the same as the state `maintenance`.
const MAINTENANCE: &str = "maintenance";
/// The problem code that says the same as the state `closed`.
const CLOSED: &str = "closed";
/// The problem code of a proof that was made by a clock that differs too much.
const PROOF_TIME: &str = "proof-time";
/// Characters of received words that are kept; no screen shows more.
const MAX_WORDS: usize = 400;

impl From<ServiceProblem> for Trouble {
    fn from(ServiceProblem { code, title, detail, retryable, .. }: ServiceProblem) -> Self {
        let text = if detail.is_empty() { title } else { format!("{title} {detail}") };
        let kind = match code.as_str() {
            MAINTENANCE => TroubleKind::Maintenance,
            CLOSED => TroubleKind::Closed,
            PROOF_TIME => TroubleKind::Clock,
            _ => TroubleKind::Problem,
        };
        let (code, text, retryable) = (code.into(), for_the_screen(text), Some(retryable));
        let received = Received { code, text, retryable, ..Received::default() };
        Self { kind, received: Some(received) }
    }
}

/// Words of the service as a screen can show them: without control characters, in full width, and not endless.
pub(super) fn for_the_screen(text: String) -> String {
    Text::from(text).shown().trim().chars().take(MAX_WORDS).collect()
}

impl From<ProblemCode> for String {
    fn from(code: ProblemCode) -> Self {
        code.0
    }
}

impl GatewayError {
    /// The library's own words for what failed, for the log: an address or a certificate, never
    /// a body.
    pub(super) fn library_words(error: &reqwest::Error) -> String {
        causes(error).last().map(ToString::to_string).unwrap_or_default()
    }

    /// Reads the cause out of a failed exchange: TLS first, because a refused certificate looks like a broken
    /// connection otherwise.
    pub(crate) fn from_transport(error: &reqwest::Error) -> Self {
        let tls = causes(error).find_map(<dyn Error>::downcast_ref::<rustls::Error>);
        if let Some(tls) = tls {
            return match tls {
                rustls::Error::AlertReceived(AlertDescription::CertificateExpired) => Self::TerminalExpired,
                rustls::Error::AlertReceived(alert) if refuses_our_certificate(*alert) => Self::NotRegistered,
                rustls::Error::AlertReceived(alert) if finds_nothing_in_common(*alert) => Self::OldTls,
                rustls::Error::PeerIncompatible(_) => Self::OldTls,
                error if is_about_dates(error) => Self::ServiceExpired,
                _ => Self::Untrusted,
            };
        }
        let cause = causes(error).filter_map(<dyn Error>::downcast_ref::<io::Error>).last();
        let hung_up = matches!(
            cause.map(io::Error::kind),
            Some(ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe)
        );
        if causes(error).find_map(<dyn Error>::downcast_ref::<hyper::Error>).is_some_and(hyper::Error::is_parse) {
            return Self::Garbage;
        }
        match (error.is_connect(), error.is_timeout()) {
            _ if error.is_dns() => Self::NoName,
            // Taken and then dropped before TLS was up: a server is there.
            (true, _) if hung_up => Self::Broken,
            (true, _) => Self::Unreachable,
            (false, true) => Self::TimedOut,
            (false, false) => Self::Broken,
        }
    }
}

/// In TLS 1.3 the server judges our certificate after our side of the handshake is done; its alert arrives in place of
/// an answer.
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

/// What a server says that offers only old TLS (RFC 8446 §6.2).
const fn finds_nothing_in_common(alert: AlertDescription) -> bool {
    matches!(
        alert,
        AlertDescription::ProtocolVersion | AlertDescription::InsufficientSecurity | AlertDescription::HandshakeFailure
    )
}

/// The error and what caused it, outermost first. An `io::Error` hides the error that it wraps from `source`, so it is
/// opened by hand.
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
        ServiceProblem { code, title: title.into(), detail: String::new(), retryable: true, status: 503 }.into()
    }

    #[test]
    fn a_service_whose_clock_is_at_the_end_of_all_years_is_no_reason_to_fall_over() {
        let last = httpdate::parse_http_date("Fri, 31 Dec 9999 23:59:59 GMT").unwrap();
        let trouble = Trouble::from(GatewayError::Clock(Some(last)));
        assert_eq!(trouble.received.unwrap().time.unwrap(), "9999-12-31 23:59");
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
        assert!(received.text.chars().count() <= MAX_WORDS);
    }
}
