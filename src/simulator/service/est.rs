//! The service's registration desk: the part of EST (RFC 7030) that terminals use, with one-time codes.
//!
//! Who asks for what is judged here; what is issued is [`super::issuing`]'s.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use hyper::{Request, Response};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::request::CertReq;

use super::body::Delivery;
use super::issuing::{self, Issuing};
use super::refusal::Refusal;
use super::routes::{HUGE, Session, reply, whole};
use crate::gateway::est::UserId;
use crate::gateway::wire::thumbprint;
use crate::simulator::tls::{PkiError, TestPki};

const PKCS7: &str = "application/pkcs7-mime; smime-type=certs-only";
/// As long as the emulated service's own certificates.
const LIFE: Duration = Duration::from_secs(3650 * 24 * 3600);

/// How the registration desk answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Registration {
    /// As it should.
    #[default]
    Proper,
    /// An operator has to agree first: 202, with the time to wait.
    Pending(Duration),
    /// With a certificate for another key.
    ForeignKey,
    /// With a certificate that names another terminal.
    ForeignName,
    /// With a certificate that has ended.
    Ended,
    /// With the certificate that the terminal shows, where it shows one.
    Same,
    /// With a certificate that began long ago and has so little time left, as an authority does that ends soon itself.
    Overdue(Duration),
    /// With base64 that holds no PKCS#7.
    Garbage,
    /// With more than a client reads.
    Huge,
    /// As HTML.
    WrongType,
}

/// Who may register, and who may not any more.
pub(super) struct Enrolment {
    issuing: Issuing,
    memory: Mutex<Memory>,
}

struct Memory {
    codes: HashMap<String, String>,
    revoked: BTreeSet<String>,
    life: Duration,
    manner: Registration,
}

impl Enrolment {
    pub fn new(pki: &TestPki) -> Result<Self, PkiError> {
        let memory =
            Memory { codes: HashMap::new(), revoked: BTreeSet::new(), life: LIFE, manner: Registration::Proper };
        Ok(Self { issuing: Issuing::new(pki)?, memory: Mutex::new(memory) })
    }

    pub fn admit(&self, user: &UserId, code: &str) {
        self.memory().codes.insert(user.to_string(), code.to_owned());
    }

    pub fn terminals_live(&self, life: Duration) {
        self.memory().life = life;
    }

    pub fn answers(&self, manner: Registration) {
        self.memory().manner = manner;
    }

    pub fn revoke(&self, certificate: &[u8]) {
        self.memory().revoked.insert(thumbprint(certificate));
    }

    /// Whether the terminal at the other end of TLS may speak: it showed a certificate, and that was not withdrawn.
    pub fn accepts(&self, terminal: &[u8]) -> Result<(), Refusal> {
        if terminal.is_empty() {
            return Err(Refusal::NoCertificate);
        }
        if self.memory().revoked.contains(&thumbprint(terminal)) { Err(Refusal::NotRegistered) } else { Ok(()) }
    }

    /// Whether the code was issued to who says so. It is not spent yet.
    fn knows(&self, headers: &HeaderMap) -> Result<String, Refusal> {
        let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Basic "));
        let given = given.and_then(|given| String::from_utf8(STANDARD.decode(given).ok()?).ok());
        let (user, code) = given.as_deref().and_then(|given| given.split_once(':')).ok_or(Refusal::CodeRefused)?;
        let known = self.memory().codes.get(user).is_some_and(|issued| issued == code);
        if known { Ok(user.to_owned()) } else { Err(Refusal::CodeRefused) }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// The authority that vouches for service and terminals (§4.1).
    pub(super) fn authorities(&self) -> Response<Delivery> {
        self.certs_only(&[self.shared.enrolment.issuing.certificate().clone()])
    }

    /// Registers a terminal that brings a one-time code (§4.2.1).
    pub(super) async fn enroll(&self, request: Request<Incoming>) -> Result<Response<Delivery>, Refusal> {
        let enrolment = &self.shared.enrolment;
        let user = enrolment.knows(request.headers());
        // Read whatever is answered: who is still sending hears no answer.
        let body = whole(request).await?;
        let (user, asked) = (user?, asked(&body)?);
        if issuing::common_name(&asked.info.subject).as_deref() != Some(user.as_str()) {
            return Err(Refusal::RequestName);
        }
        if let Some(response) = self.pending() {
            return Ok(response);
        }
        let answer = self.issue(&asked)?;
        enrolment.memory().codes.remove(&user);
        Ok(answer)
    }

    /// Renews the terminal at the other end of TLS (§4.2.2).
    pub(super) async fn reenroll(&self, request: Request<Incoming>) -> Result<Response<Delivery>, Refusal> {
        let body = whole(request).await?;
        self.shared.enrolment.accepts(&self.terminal)?;
        let asked = asked(&body)?;
        let running = Certificate::from_der(&self.terminal).ok().ok_or(Refusal::NoCertificate)?;
        if running.tbs_certificate.subject != asked.info.subject {
            return Err(Refusal::RequestName);
        }
        if self.shared.enrolment.memory().manner == Registration::Same {
            return Ok(self.certs_only(&[running]));
        }
        match self.pending() {
            Some(response) => Ok(response),
            None => self.issue(&asked),
        }
    }

    fn pending(&self) -> Option<Response<Delivery>> {
        let Registration::Pending(wait) = self.shared.enrolment.memory().manner else { return None };
        let mut response = reply(202, None, self.whole(Vec::new()));
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs()));
        Some(response)
    }

    /// The certificate that was asked for, in the way in which this desk misbehaves.
    fn issue(&self, asked: &CertReq) -> Result<Response<Delivery>, Refusal> {
        let enrolment = &self.shared.enrolment;
        let (life, manner) = {
            let memory = enrolment.memory();
            (memory.life, memory.manner)
        };
        match manner {
            Registration::Garbage => return Ok(pkcs7(self.whole(b"bm8gUEtDUyM3".to_vec()))),
            Registration::Huge => return Ok(pkcs7(Delivery::endless(HUGE, &self.shared.counters.body_bytes))),
            Registration::WrongType => return Ok(reply(200, Some("text/html"), self.whole(b"<html>".to_vec()))),
            _ => {}
        }
        let issued = enrolment.issuing.issue(asked, life, manner).ok().ok_or(Refusal::Request)?;
        Ok(self.certs_only(&[issued]))
    }

    fn certs_only(&self, certificates: &[Certificate]) -> Response<Delivery> {
        pkcs7(self.whole(issuing::certs_only(certificates)))
    }

    fn whole(&self, body: Vec<u8>) -> Delivery {
        Delivery::whole(body, &self.shared.counters.body_bytes)
    }
}

/// The request in the body, if its signature is its key's.
fn asked(body: &[u8]) -> Result<CertReq, Refusal> {
    let base64: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let asked = STANDARD.decode(base64).ok().and_then(|der| CertReq::from_der(&der).ok()).ok_or(Refusal::Request)?;
    if issuing::is_signed(&asked) { Ok(asked) } else { Err(Refusal::Request) }
}

fn pkcs7(body: Delivery) -> Response<Delivery> {
    let mut response = reply(200, Some(PKCS7), body);
    let name = HeaderName::from_static("content-transfer-encoding");
    response.headers_mut().insert(name, HeaderValue::from_static("base64"));
    response
}

/// A refusal by HTTP authentication says which kind there is (RFC 9110 §11.6.1).
pub(super) fn challenge(refusal: Refusal, response: &mut Response<Delivery>) {
    if refusal == Refusal::CodeRefused {
        let basic = HeaderValue::from_static("Basic realm=\"registration of terminals\"");
        response.headers_mut().insert(WWW_AUTHENTICATE, basic);
    }
}
