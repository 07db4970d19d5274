//! The HTTPS client: five calls, one warm connection, bodies with a limit.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use reqwest::{
    Method as Verb, RequestBuilder, Response, StatusCode, Url,
    header::{CONNECTION, CONTENT_TYPE},
};
use rustls::ClientConfig;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout};
use zeroize::Zeroizing;

use super::{
    ConfigError, GatewayConfig, GatewayError, Jws, Problem, RelayStep, ServiceStatus, Terminal,
    terminal::base_url,
    wire::{OpenAnswer, OpenRequest, ProblemBody, ProofRequest, RelayAnswer, RelayRequest},
};
use crate::{
    eligibility::{FacilityCode, XmlMsg},
    settings::Site,
    visit::{Method, RelayOffer},
};

/// Longest body that is read. The largest result of one person is a few KiB.
const BODY_LIMIT: usize = 256 * 1024;
/// Longest wait for TCP and TLS together.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
/// Longest wait for the service's state, which takes no thought: a service that hangs is to be noticed while nobody waits.
const STATUS_LIMIT: Duration = Duration::from_secs(10);
/// A connection that delivers nothing for this long is dead: routers forget idle connections without a word.
const UNACKNOWLEDGED_LIMIT: Duration = Duration::from_secs(10);
/// The kernel's own sign of life on the idle connection; no timer of this program.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// How long the idle connection is kept: longer than anybody types.
const IDLE_LIMIT: Duration = Duration::from_secs(15 * 60);

/// An open check: the service waits for a proof over its nonce.
#[derive(Clone, PartialEq, Eq)]
pub struct Check {
    id: String,
    nonce: String,
    method: Method,
    expires: Instant,
    relay: Option<RelayOffer>,
    simulation: bool,
}

impl Check {
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

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").field("id", &self.id).field("method", &self.method).finish_non_exhaustive()
    }
}

/// The client of one service. Cheap to keep, dear to build (reads keys): build it once, after the first frame.
#[derive(Debug)]
pub struct GatewayClient {
    http: reqwest::Client,
    base: Url,
    deadline: Duration,
    facility: FacilityCode,
    terminal: Arc<Terminal>,
    site: Option<Arc<Site>>,
    exchanges: AtomicU64,
}

impl GatewayClient {
    /// Reads the keys and prepares TLS; connects nowhere yet.
    pub fn new(config: &GatewayConfig) -> Result<Self, ConfigError> {
        let base = base_url(&config.url)?;
        let terminal = Arc::new(Terminal::new(config)?);
        let http = http(terminal.tls(&config.authority_pem)?)?;
        Ok(Self {
            http,
            base,
            deadline: config.deadline,
            facility: config.facility.clone(),
            terminal,
            site: config.site.clone(),
            exchanges: AtomicU64::new(0),
        })
    }

    /// Who this terminal is in a proof.
    #[must_use]
    pub fn terminal(&self) -> &Terminal {
        &self.terminal
    }

    /// The same, for those who keep it.
    pub(super) fn terminal_shared(&self) -> Arc<Terminal> {
        Arc::clone(&self.terminal)
    }

    /// Where its certificates lie, if they are files.
    pub(super) fn site(&self) -> Option<Arc<Site>> {
        self.site.clone()
    }

    /// How many HTTP requests were sent so far, answered or not.
    #[must_use]
    pub fn exchanges(&self) -> u64 {
        self.exchanges.load(Ordering::Relaxed)
    }

    /// `GET /v1/service`: open or under maintenance.
    pub async fn service(&self) -> Result<ServiceStatus, GatewayError> {
        let request = self.request(Verb::GET, &["service"]).timeout(self.deadline.min(STATUS_LIMIT));
        self.ask(request).await
    }

    /// `POST /v1/checks`: a nonce for one proof, and a warm connection for it.
    pub async fn open_check(&self, method: Method) -> Result<Check, GatewayError> {
        let asked = OpenRequest { method, facility: self.facility.clone() };
        let sent = Instant::now();
        let answer = self.ask(self.request(Verb::POST, &["checks"]).json(&asked)).await?;
        Check::read(answer, method, sent).ok_or(GatewayError::Garbage)
    }

    /// `POST /v1/checks/{check}/relay`: one step of the relay. The first one brings no answers of the card.
    ///
    /// One exchange, whatever becomes of it. A step that is sent again could be taken for the next one, and a card be
    /// told twice what was meant once; the next visit begins a new relay.
    pub async fn relay(&self, check: &Check, answers: &[Vec<u8>]) -> Result<RelayStep, GatewayError> {
        let asked = RelayRequest::new(answers);
        let request = self.request(Verb::POST, &["checks", check.id(), "relay"]).json(&asked);
        let answer: RelayAnswer = json(self.send(request).await?).await?;
        answer.try_into()
    }

    /// `POST /v1/checks/{check}/proof`: the answer, for this check and no other.
    ///
    /// One exchange. Only if the connection breaks (an idle one may have died unnoticed) the same proof goes once more over a new
    /// one; the service answers the same proof the same way, and the deadline holds for both together.
    pub async fn prove(&self, check: &Check, proof: &Jws) -> Result<Box<XmlMsg>, GatewayError> {
        let attempts = async {
            match self.prove_once(check, proof).await {
                Err(GatewayError::Broken) => self.prove_once(check, proof).await,
                answer => answer,
            }
        };
        timeout(self.deadline, attempts).await.unwrap_or(Err(GatewayError::TimedOut))
    }

    /// `DELETE /v1/checks/{check}`: the visit was given up. Nobody waits for the answer for long.
    pub async fn give_up(&self, check: &str, deadline: Duration) -> Result<(), GatewayError> {
        let request = self.request(Verb::DELETE, &["checks", check]).timeout(deadline);
        let response = self.send(request).await?;
        if response.status().is_success() { Ok(()) } else { Err(refusal(response).await) }
    }

    async fn prove_once(&self, check: &Check, proof: &Jws) -> Result<Box<XmlMsg>, GatewayError> {
        let asked = ProofRequest { jws: proof.as_str().to_owned() };
        // The answer names a person. With the connection its buffers end too, and whatever is freed is wiped.
        let request =
            self.request(Verb::POST, &["checks", check.id(), "proof"]).header(CONNECTION, "close").json(&asked);
        let message: Box<XmlMsg> = self.ask(request).await?;
        if message.message_header.arbitrary_file_identifier.as_ref().is_some_and(|id| id.as_str() == check.id()) {
            Ok(message)
        } else {
            Err(GatewayError::OtherCheck)
        }
    }

    fn request(&self, verb: Verb, path: &[&str]) -> RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("v1").extend(path);
        }
        self.http.request(verb, url).timeout(self.deadline)
    }

    /// Sends the request and reads the answer. A refusal of a certificate that has ended, by our own clock, is about its end.
    async fn ask<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, GatewayError> {
        let answer = match self.send(request).await {
            Ok(response) => json(response).await,
            Err(error) => Err(error),
        };
        match answer {
            Err(GatewayError::NotRegistered) if self.terminal.has_ended() => Err(GatewayError::TerminalExpired),
            answer => answer,
        }
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, GatewayError> {
        self.exchanges.fetch_add(1, Ordering::Relaxed);
        request.send().await.map_err(|error| GatewayError::of_transport(&error))
    }
}

/// HTTP over this TLS and no other way: the same for every request that the kiosk sends.
pub(super) fn http(tls: ClientConfig) -> Result<reqwest::Client, ConfigError> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .http1_only()
        .connect_timeout(CONNECT_LIMIT)
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(IDLE_LIMIT)
        .tcp_nodelay(true)
        .tcp_keepalive(KEEPALIVE)
        .tcp_user_timeout(UNACKNOWLEDGED_LIMIT)
        .build()
        .map_err(ConfigError::Client)
}

/// The body of a success as `T`, or the refusal.
async fn json<T: DeserializeOwned>(response: Response) -> Result<T, GatewayError> {
    if !response.status().is_success() {
        return Err(refusal(response).await);
    }
    if !is_of_type(&response, &["application/json"]) {
        return Err(GatewayError::WrongType);
    }
    let body = limited(response).await?;
    serde_json::from_slice(&body).ok().ok_or(GatewayError::Garbage)
}

/// Why the service refused. 401 and 403 are about the terminal in this protocol, whatever the body says.
async fn refusal(response: Response) -> GatewayError {
    let status = response.status();
    if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return GatewayError::NotRegistered;
    }
    let plain = GatewayError::Status(status.as_u16());
    if !is_of_type(&response, &["application/problem+json", "application/json"]) {
        return plain;
    }
    match limited(response).await {
        Ok(body) => match serde_json::from_slice::<ProblemBody>(&body) {
            Ok(ProblemBody { code, title, detail, retryable }) => {
                let status = status.as_u16();
                GatewayError::Problem(Box::new(Problem { code, title, detail, retryable, status }))
            }
            Err(_) => plain,
        },
        Err(error) => error,
    }
}

pub(super) fn is_of_type(response: &Response, expected: &[&str]) -> bool {
    let given = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    // Parameters such as `charset=utf-8` say nothing new about JSON.
    let essence = given.and_then(|value| value.split(';').next()).map(|value| value.trim().to_ascii_lowercase());
    essence.is_some_and(|essence| expected.contains(&essence.as_str()))
}

/// Reads a body up to [`BODY_LIMIT`] into memory that is wiped afterwards and, being taken at full size, never moves.
pub(super) async fn limited(mut response: Response) -> Result<Zeroizing<Vec<u8>>, GatewayError> {
    if response.content_length().is_some_and(|length| length > BODY_LIMIT as u64) {
        return Err(GatewayError::TooLarge);
    }
    let mut body = Zeroizing::new(Vec::with_capacity(BODY_LIMIT));
    while let Some(chunk) = response.chunk().await.map_err(|error| GatewayError::of_transport(&error))? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(GatewayError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(check: &str, nonce: &str) -> Option<Check> {
        let answer =
            OpenAnswer { check: check.into(), nonce: nonce.into(), expires_in: 300, relay: None, simulation: false };
        Check::read(answer, Method::Pin, Instant::now())
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
