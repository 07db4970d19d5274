//! Is this machine's clock right? A wrong one makes good certificates look expired and good proofs look old, and is
//! mended by other people than those: so it is looked for first, and named.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap};
use reqwest::{Client, ClientBuilder, Response, Url};

use super::error::GatewayError;

/// A clock that says less was never set: 2025-01-01. A small computer without a battery starts in 1970, or where it
/// stopped.
const NEVER_SET: Duration = Duration::from_secs(1_735_689_600);
/// Service and terminal may differ by this much: as much as a proof's age may (`iat` in `openapi.yaml`). What differs
/// by less does no harm; a proof made by a clock that differs by more would be refused, with a PIN typed for nothing.
const MAX_APART: Duration = Duration::from_secs(5 * 60);

/// Whether this machine's clock was ever set, as far as the time itself can tell.
#[must_use]
pub fn is_set(now: SystemTime) -> bool {
    now.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|time| time > NEVER_SET)
}

/// Refuses to use a clock that was never set. Asked before anything goes out: no certificate can be judged by such a
/// clock.
pub(super) fn must_be_set(now: SystemTime) -> Result<(), GatewayError> {
    if is_set(now) { Ok(()) } else { Err(GatewayError::Clock(None)) }
}

/// Holds the service's clock, as its answer states it (`Date`, RFC 9110 §6.6.1), against ours. An answer without it
/// says nothing.
pub(super) fn must_agree(answer: &Response, now: SystemTime) -> Result<(), GatewayError> {
    match said(answer.headers()) {
        Some(service) if differ(service, now) => Err(GatewayError::Clock(Some(service))),
        _ => Ok(()),
    }
}

/// When the answer was made, by the clock of who made it.
pub(super) fn said(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()
}

fn differ(one: SystemTime, other: SystemTime) -> bool {
    let apart = one.duration_since(other).unwrap_or_else(|error| error.duration());
    apart > MAX_APART
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
            Some(service) if differ(service, SystemTime::now()) => GatewayError::Clock(Some(service)),
            _ => GatewayError::ServiceExpired,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    #[test]
    fn a_machine_that_starts_in_1970_has_no_clock() {
        assert!(!is_set(SystemTime::UNIX_EPOCH));
        assert!(!is_set(SystemTime::UNIX_EPOCH - Duration::from_secs(1)));
        assert!(is_set(SystemTime::now()));
    }

    #[test]
    fn clocks_may_differ_by_minutes_and_not_by_more_in_either_direction() {
        let noon = at(1_800_000_000);
        assert!(!differ(noon, noon + MAX_APART) && !differ(noon + MAX_APART, noon));
        let later = noon + MAX_APART + Duration::from_secs(1);
        assert!(differ(noon, later) && differ(later, noon));
    }

    #[test]
    fn the_services_clock_is_read_from_its_answer() {
        let mut headers = HeaderMap::new();
        assert_eq!(said(&headers), None);
        headers.insert(DATE, "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        assert_eq!(said(&headers), Some(at(784_111_777)));
        headers.insert(DATE, "yesterday".parse().unwrap());
        assert_eq!(said(&headers), None);
    }
}
