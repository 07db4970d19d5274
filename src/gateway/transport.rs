//! The line to the service: one HTTP client over pinned TLS, what is believed of an answer, and what stands behind an
//! error.
//!
//! Checks and registration both speak over a line; what differs is their paths and whom TLS presents.

use std::time::{Duration, SystemTime};

use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE};
use reqwest::{ClientBuilder, Method as Verb, Proxy, RequestBuilder, Response, StatusCode};
use rustls::ClientConfig;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout_at};
use zeroize::Zeroizing;

use super::authority::DateCheck;
use super::clock::ClockProbe;
use super::config::ConfigError;
use super::error::{Busy, GatewayError, ServiceProblem};
use super::proxy;
use super::retry_after::retry_after;
use super::wire::ProblemBody;
use crate::settings::Endpoint;

/// Longest body that is read. The largest result of one person is a few KiB.
const BODY_LIMIT: usize = 256 * 1024;
/// Longest wait for name, TCP and TLS together. A packet that is lost on its way is sent again after a second (RFC
/// 6298), so that one loss is survived on any line.
const CONNECT_LIMIT: Duration = Duration::from_secs(3);
/// A connection that delivers nothing for this long is dead: routers forget idle connections without a word.
const UNACKNOWLEDGED_LIMIT: Duration = Duration::from_secs(10);
/// The kernel's own sign of life on the idle connection; no timer of this program.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// How long the idle connection is kept: longer than a visitor types.
const IDLE_LIMIT: Duration = Duration::from_secs(15 * 60);

/// The line.
#[derive(Debug)]
pub(super) struct Transport {
    http: reqwest::Client,
    endpoint: Endpoint,
    probe: ClockProbe,
}

impl Transport {
    /// Prepares it over `tls`; connects nowhere yet. At the path `clock` the service answers every client, and so tells
    /// its time.
    pub fn new(
        endpoint: &Endpoint,
        tls: impl Fn(DateCheck) -> Result<ClientConfig, ConfigError>,
        clock: &[&str],
    ) -> Result<Self, ConfigError> {
        let http = transport(endpoint, tls(DateCheck::Enforced)?)?;
        let http = http.pool_max_idle_per_host(1).pool_idle_timeout(IDLE_LIMIT).build();
        let probe = ClockProbe::new(transport(endpoint, tls(DateCheck::Tolerant)?)?, endpoint.url.join(clock));
        Ok(Self {
            http: http.map_err(ConfigError::Client)?,
            probe: probe.map_err(ConfigError::Client)?,
            endpoint: endpoint.clone(),
        })
    }

    /// Longest time for one call.
    pub const fn deadline(&self) -> Duration {
        self.endpoint.deadline
    }

    /// A request to this path below the base address, which may take as long as the deadline.
    pub fn request(&self, verb: Verb, path: &[&str]) -> RequestBuilder {
        self.http.request(verb, self.endpoint.url.join(path)).timeout(self.endpoint.deadline)
    }

    /// Looks behind an error that may have another cause than it seems: the clock behind a certificate's dates, the
    /// proxy behind a service that is not reached. What takes longer than `until` is not looked into.
    pub async fn explained(&self, error: GatewayError, until: Instant) -> GatewayError {
        let cause = async {
            match (&error, &self.endpoint.proxy) {
                (GatewayError::ServiceExpired, _) => Some(self.probe.verdict().await),
                (GatewayError::Unreachable | GatewayError::NoName | GatewayError::Broken, Some(proxy)) => {
                    proxy::fault(proxy, self.endpoint.url.base()).await.map(GatewayError::Proxy)
                }
                _ => None,
            }
        };
        timeout_at(until, cause).await.ok().flatten().unwrap_or(error)
    }
}

/// Sends a request, once.
pub(super) async fn send(request: RequestBuilder) -> Result<Response, GatewayError> {
    request.send().await.map_err(|error| {
        tracing::debug!(cause = GatewayError::library_words(&error), "not exchanged");
        GatewayError::from_transport(&error)
    })
}

/// What every connection to the service has in common.
fn transport(endpoint: &Endpoint, tls: ClientConfig) -> Result<ClientBuilder, ConfigError> {
    let transport = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .http1_only()
        // Ends before the whole call does, whatever the settings say: "not reached" is another trouble than "not
        // answered".
        .connect_timeout(CONNECT_LIMIT.min(endpoint.deadline.mul_f32(0.75)))
        .tcp_nodelay(true)
        .tcp_keepalive(KEEPALIVE)
        .tcp_user_timeout(UNACKNOWLEDGED_LIMIT);
    Ok(match &endpoint.proxy {
        Some(proxy) => transport.proxy(Proxy::all(proxy.clone()).map_err(ConfigError::Client)?),
        None => transport,
    })
}

/// The body of a success as `T`, or the refusal.
pub(super) async fn json<T: DeserializeOwned>(response: Response) -> Result<T, GatewayError> {
    if !response.status().is_success() {
        return Err(refusal(response).await);
    }
    if !is_of_type(&response, &["application/json"]) {
        return Err(GatewayError::WrongType);
    }
    let body = limited(response).await?;
    parsed(&body).ok_or(GatewayError::Garbage)
}

/// JSON is UTF-8 (RFC 8259 §8.1), to its last byte: the parser alone passes over anything in members that are not read.
pub(super) fn parsed<T: DeserializeOwned>(body: &[u8]) -> Option<T> {
    serde_json::from_str(std::str::from_utf8(body).ok()?).ok()
}

/// Why the service refused. 401 and 403 are about the terminal in this protocol, whatever the body says.
pub(super) async fn refusal(response: Response) -> GatewayError {
    let status = response.status();
    if matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return GatewayError::NotRegistered;
    }
    let after = retry_after(response.headers(), SystemTime::now());
    match (status, problem(response).await) {
        (StatusCode::TOO_MANY_REQUESTS, problem) => {
            GatewayError::Busy(Box::new(Busy { after, problem: problem.ok().flatten() }))
        }
        (_, Ok(Some(problem))) => GatewayError::Problem(Box::new(problem)),
        (status, Ok(None)) => GatewayError::Status(status.as_u16()),
        (_, Err(error)) => error,
    }
}

/// The problem details of a refusal, where it carries any.
async fn problem(response: Response) -> Result<Option<ServiceProblem>, GatewayError> {
    let status = response.status().as_u16();
    if !is_of_type(&response, &["application/problem+json", "application/json"]) {
        return Ok(None);
    }
    let body = limited(response).await?;
    let problem =
        |ProblemBody { code, title, detail, retryable }| ServiceProblem { code, title, detail, retryable, status };
    Ok(parsed(&body).map(problem))
}

/// Whether the body is of one of these types, and as it is: no compressed one was asked for.
pub(super) fn is_of_type(response: &Response, expected: &[&str]) -> bool {
    if response.headers().get(CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity") {
        return false;
    }
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
    while let Some(chunk) = response.chunk().await.map_err(|error| GatewayError::from_transport(&error))? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(GatewayError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
