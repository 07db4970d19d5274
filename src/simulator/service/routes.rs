//! What each path does.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use hyper::{Method as Verb, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Mode;
use super::body::Delivery;
use super::cards::CardTrust;
use super::checks::{Check, Checks, Opening};
use super::est::{self, Enrolment};
use super::refusal::Refusal;
use super::registry::Registry;
use super::relay::RelayMode;
use super::stats::Counters;
use super::verify::Expected;
use crate::gateway::wire::{ProofRequest, RelayRequest, VERSION, thumbprint};
use crate::gateway::{ServiceState, ServiceStatus};
use crate::simulator::answer::{Answer, Fault};
use crate::simulator::card::stand_in::Terminal;

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";
/// Longest request body; a proof is about 4 KiB.
const REQUEST_LIMIT: usize = 64 * 1024;
/// Length up to which a request that is too long is read all the same: who is still sending hears no answer.
const PATIENCE: usize = 16 * REQUEST_LIMIT;
/// Length of the answer that is too long.
pub(super) const HUGE: usize = 10 * 1024 * 1024;

/// The service's memory, shared by its connections.
pub(super) struct Shared {
    pub checks: Mutex<Checks>,
    pub mode: Mutex<Mode>,
    /// How method A goes.
    pub relay: Mutex<RelayMode>,
    /// Who asks cards for the stand-in's proof.
    pub terminal: Terminal,
    /// What is said beside the mode.
    pub announced: Mutex<ServiceStatus>,
    pub counters: Counters,
    pub enrolment: Enrolment,
    pub audiences: Vec<String>,
    pub cards: CardTrust,
    pub registry: Registry,
}

/// One terminal's view of the service.
pub(super) struct Session {
    pub shared: Arc<Shared>,
    /// DER of the certificate at the other end of TLS.
    pub terminal: Vec<u8>,
}

/// An error here closes the connection without an answer.
type Reply = io::Result<Response<Delivery>>;

impl Session {
    /// Answers one request.
    pub async fn answer(&self, request: Request<Incoming>) -> Reply {
        let path = request.uri().path().to_owned();
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let verb = request.method().clone();
        let count = |route| self.shared.counters.exchange(route);
        if segments.first() == Some(&"v1") {
            if let Err(refusal) = self.shared.enrolment.accepts(&self.terminal) {
                count("refused");
                return Ok(self.refuse(refusal));
            }
            self.shared.counters.terminal(&self.thumbprint());
        }
        let reply = match (verb, segments.as_slice()) {
            (Verb::GET, [".well-known", "est", "cacerts"]) => {
                count("GET /.well-known/est/cacerts");
                Ok(self.authorities())
            }
            (Verb::POST, [".well-known", "est", "simpleenroll"]) => {
                count("POST /.well-known/est/simpleenroll");
                self.enroll(request).await
            }
            (Verb::POST, [".well-known", "est", "simplereenroll"]) => {
                count("POST /.well-known/est/simplereenroll");
                self.reenroll(request).await
            }
            (Verb::GET, ["v1", "service"]) => {
                count("GET /v1/service");
                self.state()
            }
            (Verb::POST, ["v1", "checks"]) => {
                count("POST /v1/checks");
                self.open(request).await
            }
            (Verb::POST, ["v1", "checks", check, "relay"]) => {
                count("POST /v1/checks/{check}/relay");
                self.relay(check, request).await
            }
            (Verb::POST, ["v1", "checks", check, "proof"]) => {
                count("POST /v1/checks/{check}/proof");
                match self.person(check, request).await {
                    Ok((asked, at, answer)) => return self.deliver(check, &asked, at, &answer).await,
                    Err(refusal) => Err(refusal),
                }
            }
            (Verb::DELETE, ["v1", "checks", check]) => {
                count("DELETE /v1/checks/{check}");
                self.give_up(check)
            }
            (_, path) => {
                count("other");
                return Ok(self.elsewhere(path));
            }
        };
        Ok(reply.unwrap_or_else(|refusal| self.refuse(refusal)))
    }

    fn state(&self) -> Result<Response<Delivery>, Refusal> {
        let state = match self.mode() {
            Mode::Open => ServiceState::Open,
            Mode::Maintenance { message, until } => ServiceState::Maintenance { message, until },
            Mode::Closed { until } => ServiceState::Closed { until },
            Mode::Unregistered => return Err(Refusal::NotRegistered),
        };
        let announced = self.shared.announced.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let versions = vec![VERSION.to_owned()];
        let relay = self.relay_mode().offer();
        Ok(self.json(200, &ServiceStatus { state, versions, relay, simulation: true, ..announced }))
    }

    async fn open(&self, request: Request<Incoming>) -> Result<Response<Delivery>, Refusal> {
        self.admit()?;
        let request: Opening = body(request).await?;
        let opened = self.checks().open(request, self.thumbprint(), self.relay_mode(), SystemTime::now());
        Ok(self.json(201, &opened))
    }

    async fn relay(&self, check: &str, request: Request<Incoming>) -> Result<Response<Delivery>, Refusal> {
        self.admit()?;
        let request: RelayRequest = body(request).await?;
        let mut checks = self.checks();
        let relay = checks.relay(check, &self.thumbprint(), SystemTime::now())?;
        let answer = relay.step(&request, &self.shared.terminal)?;
        drop(checks);
        Ok(self.json(200, &answer))
    }

    fn give_up(&self, check: &str) -> Result<Response<Delivery>, Refusal> {
        self.checks().give_up(check, &self.thumbprint())?;
        Ok(reply(204, None, Delivery::whole(Vec::new(), &self.shared.counters.body_bytes)))
    }

    /// Who is proved to be here, and what the service has to say about them.
    async fn person(&self, id: &str, request: Request<Incoming>) -> Result<(Check, SystemTime, Answer), Refusal> {
        self.admit()?;
        let now = SystemTime::now();
        let ProofRequest { jws } = body(request).await?;
        let check = self.checks().find(id, &self.thumbprint(), now)?.clone();
        let digest = ring::digest::digest(&ring::digest::SHA256, jws.as_bytes());
        let digest = digest.as_ref().try_into().unwrap_or_default();
        let (holder, at) = if let Some(shown) = check.shown_before(&digest)? {
            shown
        } else {
            let shared = &self.shared;
            let expected = Expected {
                check: &check,
                audiences: &shared.audiences,
                terminal: &self.terminal,
                cards: &shared.cards,
                now,
            };
            let holder = expected.of(&jws)?;
            self.checks().spend(id, digest, (holder, now));
            (holder, now)
        };
        Ok((check, at, self.shared.registry.answer(holder.serial).clone()))
    }

    /// The persona's message, in the way in which its persona's service misbehaves.
    async fn deliver(&self, id: &str, check: &Check, at: SystemTime, answer: &Answer) -> Reply {
        tokio::time::sleep(answer.delay).await;
        let sent = &self.shared.counters.body_bytes;
        let message = |id: &str| {
            let message = answer.message(id, check.facility.as_str(), at.into());
            message.to_json().map_err(io::Error::other)
        };
        let (content_type, body) = match answer.fault {
            Fault::None => (JSON, Delivery::whole(message(id)?, sent)),
            Fault::Down => return Err(io::ErrorKind::ConnectionAborted.into()),
            Fault::Silent => return std::future::pending().await,
            Fault::Garbage => (JSON, Delivery::whole(b"{\"XmlMsg\": <not this>".to_vec(), sent)),
            Fault::Close => (JSON, Delivery::half(message(id)?, sent)),
            Fault::Huge => (JSON, Delivery::endless(HUGE, sent)),
            Fault::WrongType => ("text/html", Delivery::whole(message(id)?, sent)),
            Fault::OtherCheck => (JSON, Delivery::whole(message("another-check")?, sent)),
        };
        let mut response = reply(200, Some(content_type), body);
        // It names a person: nothing on the way may keep it.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }

    /// Whether checks are taken at the moment, from this terminal.
    fn admit(&self) -> Result<(), Refusal> {
        match self.mode() {
            Mode::Open => Ok(()),
            Mode::Maintenance { .. } => Err(Refusal::Maintenance),
            Mode::Closed { .. } => Err(Refusal::Closed),
            Mode::Unregistered => Err(Refusal::NotRegistered),
        }
    }

    /// A path of ours with another verb, or no path of ours.
    fn elsewhere(&self, path: &[&str]) -> Response<Delivery> {
        let verbs = match path {
            ["v1", "service"] | [".well-known", "est", "cacerts"] => "GET",
            ["v1", "checks"]
            | ["v1", "checks", _, "proof" | "relay"]
            | [".well-known", "est", "simpleenroll" | "simplereenroll"] => "POST",
            ["v1", "checks", _] => "DELETE",
            _ => return self.refuse(Refusal::NoSuchPath),
        };
        let mut response = self.refuse(Refusal::NoSuchVerb);
        response.headers_mut().insert(ALLOW, HeaderValue::from_static(verbs));
        response
    }

    fn refuse(&self, refusal: Refusal) -> Response<Delivery> {
        let body = Delivery::whole(refusal.body(), &self.shared.counters.body_bytes);
        let mut response = reply(refusal.status(), Some(PROBLEM), body);
        est::challenge(refusal, &mut response);
        response
    }

    fn json(&self, status: u16, value: &impl Serialize) -> Response<Delivery> {
        // Strings and numbers only: there is nothing in these types that JSON cannot say.
        let body = serde_json::to_vec(value).unwrap_or_default();
        reply(status, Some(JSON), Delivery::whole(body, &self.shared.counters.body_bytes))
    }

    fn thumbprint(&self) -> String {
        thumbprint(&self.terminal)
    }

    fn mode(&self) -> Mode {
        self.shared.mode.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn relay_mode(&self) -> RelayMode {
        *self.shared.relay.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn checks(&self) -> std::sync::MutexGuard<'_, Checks> {
        self.shared.checks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn body<T: DeserializeOwned>(request: Request<Incoming>) -> Result<T, Refusal> {
    serde_json::from_slice(&whole(request).await?).ok().ok_or(Refusal::Body)
}

/// The body as it came, if it is not too long.
pub(super) async fn whole(request: Request<Incoming>) -> Result<Vec<u8>, Refusal> {
    let mut body = request.into_body();
    let (mut kept, mut length) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.ok().ok_or(Refusal::Body)?.into_data() else { continue };
        length += data.len();
        if length <= REQUEST_LIMIT {
            kept.extend_from_slice(&data);
        } else if length > PATIENCE {
            break;
        }
    }
    if length > REQUEST_LIMIT { Err(Refusal::TooLong) } else { Ok(kept) }
}

pub(super) fn reply(status: u16, content_type: Option<&'static str>, body: Delivery) -> Response<Delivery> {
    let mut response = Response::new(body);
    *response.status_mut() = status.try_into().unwrap_or_default();
    if let Some(value) = content_type {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(value));
    }
    response
}
