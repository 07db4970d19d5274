//! The three requests of EST that a terminal needs (RFC 7030 §4.1, §4.2.1, §4.2.2).
//!
//! Not used: CSR attributes (§4.5; the request is fixed), keys made by the server (§4.4; ours never leaves the box) and
//! the binding of the request to the TLS session (§3.5; TLS 1.3 has no `tls-unique`).

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Method as Verb, RequestBuilder, Response, StatusCode};
use rustls::ClientConfig;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use tokio::time::Instant;
use x509_cert::Certificate;

use super::answer;
use super::error::RegisterError;
use super::user::UserId;
use crate::gateway::authority::DateCheck;
use crate::gateway::clock;
use crate::gateway::config::ConfigError;
use crate::gateway::error::{GatewayError, for_the_screen};
use crate::gateway::retry_after::retry_after;
use crate::gateway::transport::{Transport, is_of_type, limited, refusal, send};
use crate::settings::Site;

/// What certificates come as (RFC 7030 §4.1.3; the `smime-type` says nothing that the content would not).
const PKCS7: &str = "application/pkcs7-mime";
/// What a request goes as (RFC 7030 §4.2.1).
const PKCS10: &str = "application/pkcs10";
/// A service that wants to be asked again and does not say when.
const SOME_TIME: Duration = Duration::from_secs(60);
/// A longer wait than this is not waited for.
const MAX_WAIT: Duration = Duration::from_secs(24 * 3600);

/// One side of EST, over TLS of one kind.
pub struct EstClient(Transport);

/// RFC 9457 problem details, as far as they are words.
#[derive(Deserialize)]
struct ProblemText {
    #[serde(default)]
    title: String,
    #[serde(default)]
    detail: String,
}

impl EstClient {
    /// For the service of the settings.
    pub fn new(
        site: &Site,
        tls: impl Fn(DateCheck) -> Result<ClientConfig, ConfigError>,
    ) -> Result<Self, RegisterError> {
        Ok(Self(Transport::new(&site.gateway.endpoint, tls, &[".well-known", "est", "cacerts"])?))
    }

    /// `GET cacerts`: the authority's certificates.
    pub async fn authority(&self) -> Result<Vec<Certificate>, RegisterError> {
        self.certificates(self.request(Verb::GET, "cacerts")).await
    }

    /// `POST simpleenroll`, as who the one-time code was issued to.
    pub async fn enroll(
        &self,
        request: &[u8],
        user: &UserId,
        code: &SecretString,
    ) -> Result<Vec<Certificate>, RegisterError> {
        let asked = self.asking("simpleenroll", request).basic_auth(user, Some(code.expose_secret()));
        match self.certificates(asked).await {
            Err(RegisterError::Refused { status: 401, .. }) => Err(RegisterError::WrongCode),
            answer => answer,
        }
    }

    /// `POST simplereenroll`, as the terminal that TLS has authenticated.
    pub async fn reenroll(&self, request: &[u8]) -> Result<Vec<Certificate>, RegisterError> {
        self.certificates(self.asking("simplereenroll", request)).await
    }

    fn asking(&self, what: &str, request: &[u8]) -> RequestBuilder {
        self.request(Verb::POST, what)
            .header(CONTENT_TYPE, PKCS10)
            // Erratum 5107 takes this header away again; servers of the RFC's first days may insist on it.
            .header("content-transfer-encoding", "base64")
            // In one line, as erratum 5904 has it: there are servers that stumble over a line's end.
            .body(STANDARD.encode(request))
    }

    fn request(&self, verb: Verb, what: &str) -> RequestBuilder {
        self.0.request(verb, &[".well-known", "est", what])
    }

    /// Sends the request once. A clock that is wrong is told before what it makes look wrong: most boxes meet their
    /// first network here.
    async fn certificates(&self, request: RequestBuilder) -> Result<Vec<Certificate>, RegisterError> {
        clock::must_be_set(SystemTime::now())?;
        let until = Instant::now() + self.0.deadline();
        let answered = async {
            let response = send(request).await?;
            clock::must_agree(&response, SystemTime::now())?;
            Ok(response)
        };
        match answered.await {
            Ok(response) => certificates(response).await,
            Err(error) => Err(self.0.explained(error, until).await.into()),
        }
    }
}

async fn certificates(response: Response) -> Result<Vec<Certificate>, RegisterError> {
    match response.status() {
        StatusCode::OK if is_of_type(&response, &[PKCS7]) => answer::certificates(&limited(response).await?),
        StatusCode::OK => Err(GatewayError::WrongType.into()),
        StatusCode::ACCEPTED => {
            let asked_for = retry_after(response.headers(), SystemTime::now()).unwrap_or(SOME_TIME);
            Err(RegisterError::Pending { retry_after: asked_for.min(MAX_WAIT) })
        }
        status if status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS => {
            Err(RegisterError::Refused { status: status.as_u16(), words: words(response).await })
        }
        // A service that has too much to do or is under maintenance says so here as it does to a check.
        _ => Err(refusal(response).await.into()),
    }
}

/// Why the service refused, as it says: plain text (RFC 7030 §4.2.3) or problem details.
async fn words(response: Response) -> String {
    let plain = is_of_type(&response, &["text/plain"]);
    let problem = is_of_type(&response, &["application/problem+json", "application/json"]);
    let Ok(body) = limited(response).await else { return String::new() };
    let text = if plain {
        String::from_utf8_lossy(&body).into_owned()
    } else if problem && let Ok(ProblemText { title, detail }) = serde_json::from_slice(&body) {
        format!("{title} {detail}")
    } else {
        String::new()
    };
    for_the_screen(text)
}

#[cfg(test)]
#[cfg(feature = "simulator")]
mod tests {
    use super::*;
    use crate::common::{Trouble, TroubleKind};

    #[tokio::test]
    async fn a_service_that_cannot_register_a_terminal_now_says_why_as_it_does_to_a_check() {
        let maintenance = r#"{"type":"about:blank","title":"保守","code":"maintenance","status":503,"retryable":true}"#;
        for (status, kind, body, trouble) in [
            (503, "application/problem+json", maintenance, TroubleKind::Maintenance),
            (503, "text/html", "<html>", TroubleKind::HttpStatus),
            (302, "text/html", "<html>", TroubleKind::HttpStatus),
            (429, "text/html", "<html>", TroubleKind::Busy),
        ] {
            let answer = hyper::Response::builder().status(status).header(CONTENT_TYPE, kind).body(body).unwrap();
            let error = certificates(answer.into()).await.unwrap_err();
            let RegisterError::Connection(error) = error else { panic!("{status}: {error}") };
            assert_eq!(Trouble::from(error).kind, trouble, "{status}");
        }
    }
}
