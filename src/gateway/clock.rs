//! Is this machine's clock right? A wrong one makes good certificates look expired and good proofs look old, and is
//! mended by other people than those: so it is looked for first, and named.

use std::time::SystemTime;

use reqwest::header::{DATE, HeaderMap};
use reqwest::{Client, ClientBuilder, Response, Url};

use super::error::GatewayError;
use crate::common::{clock_is_set, clocks_differ};

/// Refuses to use a clock that was never set. Asked before anything goes out: no certificate can be judged by such a
/// clock.
pub(super) fn must_be_set(now: SystemTime) -> Result<(), GatewayError> {
    if clock_is_set(now) { Ok(()) } else { Err(GatewayError::Clock(None)) }
}

/// Holds the service's clock, as its answer states it (`Date`, RFC 9110 §6.6.1), against ours. An answer without it
/// says nothing; whether it said something is returned.
pub(super) fn must_agree(answer: &Response, now: SystemTime) -> Result<bool, GatewayError> {
    match said(answer.headers()) {
        Some(service) if clocks_differ(service, now) => Err(GatewayError::Clock(Some(service))),
        said => Ok(said.is_some()),
    }
}

/// When the answer was made, by the clock of who made it.
pub(super) fn said(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()
}

/// Asks for the time where the service's certificate is out of its dates by our clock: has it ended, or is the clock
/// wrong?
///
/// Its connection tolerates wrong dates ([`super::authority::DateCheck::Tolerant`]) and nothing else: authority, name
/// and purpose of the certificate and the signature under the handshake are judged as ever. What this opens, and to
/// whom: the holder of a key whose certificate of our authority has ended can answer the probe. All that they gain is
/// one of two words on the screen, "clock" or "expired"; the service stays unusable under both. For nothing else passes
/// here:
///
/// * the type has one method, which sends `GET /v1/service` with no body, and keeps of the answer its `Date` alone;
/// * no check, no proof and no card ever sees this client: [`super::GatewayClient`] has no way to hand it a request;
/// * its TLS session is of no use to any other connection: nothing is resumed or kept.
#[derive(Debug)]
pub(super) struct ClockProbe {
    http: Client,
    url: Url,
}

impl ClockProbe {
    /// Prepares the client on `transport`, which must be of a TLS for which dates are in question.
    pub(super) fn new(transport: ClientBuilder, url: Url) -> Result<Self, reqwest::Error> {
        Ok(Self { http: transport.pool_max_idle_per_host(0).build()?, url })
    }

    /// What differs: the clocks, or nothing, and then the certificate has really ended.
    pub(super) async fn verdict(&self) -> GatewayError {
        let answer = self.http.get(self.url.clone()).send().await.ok();
        match answer.and_then(|answer| said(answer.headers())) {
            Some(service) if clocks_differ(service, SystemTime::now()) => GatewayError::Clock(Some(service)),
            _ => GatewayError::ServiceExpired,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const NEW_YEAR_2017: Duration = Duration::from_secs(1_483_228_800);

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn the_services_clock_is_read_from_its_answer() {
        let mut headers = HeaderMap::new();
        assert_eq!(said(&headers), None);
        headers.insert(DATE, "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        assert_eq!(said(&headers), Some(at(784_111_777)));
        headers.insert(DATE, "Sat, 31 Dec 2016 23:59:60 GMT".parse().unwrap());
        assert!(said(&headers).is_none_or(|time| !clocks_differ(time, SystemTime::UNIX_EPOCH + NEW_YEAR_2017)));
        headers.insert(DATE, "yesterday".parse().unwrap());
        assert_eq!(said(&headers), None);
    }
}
