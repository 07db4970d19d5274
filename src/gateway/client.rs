//! The HTTPS client: five calls, one warm connection, bodies with a limit.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use reqwest::header::CONNECTION;
use reqwest::{Method as Verb, RequestBuilder, Response};
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout, timeout_at};

use super::check::OpenCheck;
use super::clock;
use super::config::{ConfigError, GatewayConfig};
use super::error::GatewayError;
use super::proof::Jws;
use super::relay::RelayStep;
use super::terminal::Terminal;
use super::transport::{self, Transport, json, refusal};
use super::wire::{OpenRequest, ProofRequest, RelayAnswer, RelayRequest, ServiceStatus};
use crate::common::Method;
use crate::eligibility::{FacilityCode, XmlMsg};
use crate::settings::Site;

/// Longest wait for the service's state, which takes no thought. Longer than for a connection, so that a service that
/// is not reached is told from one that does not answer; short, because the desk's promise of when a return is noticed
/// rests on it.
pub(super) const STATUS_LIMIT: Duration = Duration::from_millis(3500);

/// The client of one service. Built once; keeps its connection warm.
#[derive(Debug)]
pub struct GatewayClient {
    line: Transport,
    facility: FacilityCode,
    terminal: Arc<Terminal>,
    site: Option<Arc<Site>>,
    exchanges: AtomicU64,
}

impl GatewayClient {
    /// Reads the keys and prepares TLS; connects nowhere yet.
    pub fn new(config: &GatewayConfig) -> Result<Self, ConfigError> {
        let terminal = Arc::new(Terminal::new(config)?);
        Ok(Self {
            line: Transport::new(
                &config.endpoint,
                |dates| terminal.tls(&config.authority_pem, dates),
                &["v1", "service"],
            )?,
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

    /// `GET /v1/service`: open or under maintenance. Asked once, whatever happens; the caller may ask again.
    pub async fn service(&self) -> Result<ServiceStatus, GatewayError> {
        clock::must_be_set(SystemTime::now())?;
        let limit = self.line.deadline().min(STATUS_LIMIT);
        let until = Instant::now() + limit;
        match self.state(self.request(Verb::GET, &["service"]).timeout(limit)).await {
            Err(error) => Err(self.explained(error, until).await),
            state => state,
        }
    }

    /// `POST /v1/checks`: a nonce for one proof, and a warm connection for it.
    ///
    /// Only if the connection breaks (an idle one may have died unnoticed) it is asked for once more over a new one.
    /// That does no harm: a check that is never proved expires, and no command has been sent to a card yet.
    pub async fn open_check(&self, method: Method) -> Result<OpenCheck, GatewayError> {
        clock::must_be_set(SystemTime::now())?;
        let until = Instant::now() + self.line.deadline();
        let attempts = async {
            match self.open_once(method).await {
                Err(GatewayError::Broken) => self.open_once(method).await,
                opened => opened,
            }
        };
        match timeout_at(until, attempts).await.unwrap_or(Err(GatewayError::TimedOut)) {
            Err(error) => Err(self.explained(error, until).await),
            opened => opened,
        }
    }

    /// `POST /v1/checks/{check}/relay`: one step of the relay. The first one brings no answers of the card.
    ///
    /// One exchange, whatever becomes of it. A step that is sent again could be taken for the next one, and a card be
    /// told twice what was meant once; the next visit begins a new relay.
    pub async fn relay(&self, check: &OpenCheck, answers: &[Vec<u8>]) -> Result<RelayStep, GatewayError> {
        let asked = RelayRequest::new(answers);
        let request = self.request(Verb::POST, &["checks", check.id(), "relay"]).json(&asked);
        let answer: RelayAnswer = json(self.send(request).await?).await?;
        answer.try_into()
    }

    /// `POST /v1/checks/{check}/proof`: the answer, for this check and no other.
    ///
    /// One exchange. Only if the connection breaks (an idle one may have died unnoticed) the same proof goes once more
    /// over a new one; the service answers the same proof the same way, and the deadline holds for both together.
    pub async fn prove(&self, check: &OpenCheck, proof: &Jws) -> Result<Box<XmlMsg>, GatewayError> {
        let attempts = async {
            match self.prove_once(check, proof).await {
                Err(GatewayError::Broken) => self.prove_once(check, proof).await,
                answer => answer,
            }
        };
        timeout(self.line.deadline(), attempts).await.unwrap_or(Err(GatewayError::TimedOut))
    }

    /// `DELETE /v1/checks/{check}`: the visit was given up. The answer is not waited for longer than `deadline`.
    pub async fn give_up(&self, check: &str, deadline: Duration) -> Result<(), GatewayError> {
        let request = self.request(Verb::DELETE, &["checks", check]).timeout(deadline);
        let response = self.send(request).await?;
        if response.status().is_success() { Ok(()) } else { Err(refusal(response).await) }
    }

    async fn open_once(&self, method: Method) -> Result<OpenCheck, GatewayError> {
        let asked = OpenRequest { method, facility: self.facility.clone() };
        let sent = Instant::now();
        let answer = self.timed(self.request(Verb::POST, &["checks"]).json(&asked)).await?;
        OpenCheck::read(answer, method, sent).ok_or(GatewayError::Garbage)
    }

    async fn prove_once(&self, check: &OpenCheck, proof: &Jws) -> Result<Box<XmlMsg>, GatewayError> {
        let asked = ProofRequest { jws: proof.as_str().to_owned() };
        // The answer names a person. With the connection its buffers end too, and whatever is freed is wiped.
        let request =
            self.request(Verb::POST, &["checks", check.id(), "proof"]).header(CONNECTION, "close").json(&asked);
        let message: Box<XmlMsg> = match self.send(request).await {
            Ok(response) => json(response).await.map_err(|error| self.about_this_terminal(error))?,
            Err(error) => return Err(self.about_this_terminal(error)),
        };
        if message.message_header.arbitrary_file_identifier.as_ref().is_some_and(|id| id.as_str() == check.id()) {
            Ok(message)
        } else {
            Err(GatewayError::OtherCheck)
        }
    }

    fn request(&self, verb: Verb, path: &[&str]) -> RequestBuilder {
        self.line.request(verb, &[&["v1"], path].concat())
    }

    async fn state(&self, request: RequestBuilder) -> Result<ServiceStatus, GatewayError> {
        let answer = self.send(request).await?;
        let dated = clock::must_agree(&answer, SystemTime::now())?;
        Ok(ServiceStatus { dated, ..json(answer).await? })
    }

    /// Sends the request and reads the answer, whatever it is about, only where its clock and ours agree.
    async fn timed<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, GatewayError> {
        let answer = self.send(request).await?;
        clock::must_agree(&answer, SystemTime::now())?;
        json(answer).await
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, GatewayError> {
        self.exchanges.fetch_add(1, Ordering::Relaxed);
        let sent = Instant::now();
        let response = transport::send(request).await;
        tracing::debug!(took_us = sent.elapsed().as_micros(), "exchanged");
        response
    }

    async fn explained(&self, error: GatewayError, until: Instant) -> GatewayError {
        self.about_this_terminal(self.line.explained(error, until).await)
    }

    /// A refusal of a certificate that has ended, by our own clock, is about its end.
    fn about_this_terminal(&self, error: GatewayError) -> GatewayError {
        match error {
            GatewayError::NotRegistered if self.terminal.has_ended() => GatewayError::TerminalExpired,
            error => error,
        }
    }
}
