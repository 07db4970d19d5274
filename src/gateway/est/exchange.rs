//! The three requests of EST that a terminal needs (RFC 7030 §4.1, §4.2.1, §4.2.2).
//!
//! Not used: CSR attributes (§4.5; the request is fixed), keys made by the server (§4.4; ours never leaves the box) and the binding
//! of the request to the TLS session (§3.5; TLS 1.3 has no `tls-unique`).

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::{
    Client, Method as Verb, RequestBuilder, Response, StatusCode, Url,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use rustls::ClientConfig;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use x509_cert::Certificate;

use super::{RegisterError, UserId, answer};
use crate::{
    gateway::{
        GatewayError,
        client::{http, is_of_type, limited},
        error::for_the_screen,
        terminal::base_url,
    },
    settings::Site,
};

/// What certificates come as (RFC 7030 §4.1.3; the `smime-type` says nothing that the content would not).
const PKCS7: &str = "application/pkcs7-mime";
/// What a request goes as (RFC 7030 §4.2.1).
const PKCS10: &str = "application/pkcs10";
/// A service that wants to be asked again and does not say when.
const SOME_TIME: Duration = Duration::from_secs(60);
/// A longer wait than this is not waited for.
const LONGEST_WAIT: u64 = 24 * 3600;

/// One side of EST, over TLS of one kind.
pub struct Exchange {
    http: Client,
    base: Url,
    deadline: Duration,
}

/// RFC 9457 problem details, as far as they are words.
#[derive(Deserialize)]
struct Words {
    #[serde(default)]
    title: String,
    #[serde(default)]
    detail: String,
}

impl Exchange {
    /// For the service of the settings.
    pub fn new(site: &Site, tls: ClientConfig) -> Result<Self, RegisterError> {
        let base = base_url(&site.gateway.url)?;
        Ok(Self { http: http(tls)?, base, deadline: site.gateway.deadline })
    }

    /// `GET cacerts`: the authority's certificates.
    pub async fn authority(&self) -> Result<Vec<Certificate>, RegisterError> {
        certificates(self.request(Verb::GET, "cacerts").send().await).await
    }

    /// `POST simpleenroll`, as who the one-time code was issued to.
    pub async fn enroll(
        &self,
        request: &[u8],
        user: &UserId,
        code: &SecretString,
    ) -> Result<Vec<Certificate>, RegisterError> {
        let asked = self.asking("simpleenroll", request).basic_auth(user, Some(code.expose_secret()));
        certificates(asked.send().await).await
    }

    /// `POST simplereenroll`, as the terminal that TLS has authenticated.
    pub async fn reenroll(&self, request: &[u8]) -> Result<Vec<Certificate>, RegisterError> {
        certificates(self.asking("simplereenroll", request).send().await).await
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
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend([".well-known", "est", what]);
        }
        self.http.request(verb, url).timeout(self.deadline)
    }
}

async fn certificates(response: reqwest::Result<Response>) -> Result<Vec<Certificate>, RegisterError> {
    let response = response.map_err(|error| GatewayError::of_transport(&error))?;
    match response.status() {
        StatusCode::OK if is_of_type(&response, &[PKCS7]) => answer::certificates(&limited(response).await?),
        StatusCode::OK => Err(GatewayError::WrongType.into()),
        StatusCode::ACCEPTED => Err(RegisterError::Pending { retry_after: retry_after(&response) }),
        StatusCode::UNAUTHORIZED => Err(RegisterError::WrongCode),
        status if status.is_client_error() => {
            Err(RegisterError::Refused { status: status.as_u16(), words: words(response).await })
        }
        status => Err(GatewayError::Status(status.as_u16()).into()),
    }
}

/// How long the service asks to be left alone. It may also name a date, which would need two clocks that agree.
fn retry_after(response: &Response) -> Duration {
    let seconds = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    seconds.map_or(SOME_TIME, |seconds: u64| Duration::from_secs(seconds.min(LONGEST_WAIT)))
}

/// Why the service refused, as it says: plain text (RFC 7030 §4.2.3) or problem details.
async fn words(response: Response) -> String {
    let plain = is_of_type(&response, &["text/plain"]);
    let problem = is_of_type(&response, &["application/problem+json", "application/json"]);
    let Ok(body) = limited(response).await else { return String::new() };
    let text = if plain {
        String::from_utf8_lossy(&body).into_owned()
    } else if problem && let Ok(Words { title, detail }) = serde_json::from_slice(&body) {
        format!("{title} {detail}")
    } else {
        String::new()
    };
    for_the_screen(text)
}
