//! `Retry-After` (RFC 9110 §10.2.3): when a service that has too much to do wants to be asked again.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::clock;

/// How long to wait; seconds count more than a date where both are given. A date is held against the service's own
/// clock, so that ours need not be right.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let given = || headers.get_all(RETRY_AFTER).iter().filter_map(|value| value.to_str().ok()).map(str::trim);
    given().find_map(seconds).or_else(|| {
        let moment = given().find_map(|text| httpdate::parse_http_date(text).ok())?;
        Some(moment.duration_since(clock::said(headers).unwrap_or(now)).unwrap_or_default())
    })
}

/// A whole number of seconds. More than fit are many.
fn seconds(text: &str) -> Option<Duration> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Duration::from_secs(text.parse::<u32>().unwrap_or(u32::MAX).into()))
}

#[cfg(test)]
mod tests {
    use reqwest::header::DATE;

    use super::*;

    fn wait(given: &[&str], date: Option<&str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        for value in given {
            headers.append(RETRY_AFTER, value.parse().unwrap());
        }
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        retry_after(&headers, httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:00 GMT").unwrap())
    }

    const LATER: &str = "Sun, 06 Nov 1994 08:50:00 GMT";

    #[test]
    fn seconds_and_dates_are_understood_and_seconds_are_preferred() {
        let minute = Some(Duration::from_secs(60));
        assert_eq!(wait(&["60"], None), minute);
        assert_eq!(wait(&[LATER], None), minute);
        assert_eq!(wait(&[LATER, "5"], None), Some(Duration::from_secs(5)));
    }

    #[test]
    fn a_date_counts_by_the_services_clock() {
        assert_eq!(wait(&[LATER], Some("Sun, 06 Nov 1994 08:49:50 GMT")), Some(Duration::from_secs(10)));
        assert_eq!(wait(&[LATER], Some("Sun, 06 Nov 1994 09:00:00 GMT")), Some(Duration::ZERO));
    }

    #[test]
    fn what_cannot_be_read_says_nothing_and_what_is_too_long_is_long() {
        for nothing in ["", "-5", "soon", "1.5", "1e3"] {
            assert_eq!(wait(&[nothing], None), None, "{nothing}");
        }
        assert!(wait(&["99999999999999999999"], None).unwrap() > Duration::from_secs(1_000_000));
    }
}
