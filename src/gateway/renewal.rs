//! When the running certificate is renewed: at two thirds of its life, and then ever more urgently until it has worked.
//!
//! By the wall clock, because a certificate's end is a date; looked at again every hour, because a clock can be set and
//! a machine can sleep. A clock that is wrong renews nothing: the service's own time is asked first (`est`).
//!
//! Whatever an authority answers, the kiosk does not ask in a loop: after every try, also one that worked, it waits on
//! this machine's running time.

use std::future::pending;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, sleep_until};

use super::client::GatewayClient;
use super::config::GatewayConfig;
use super::est::RegisterError;
use super::terminal::Terminal;
use super::watch::Jitter;
use crate::settings::Site;

/// How long a date is believed to be as far away as it was; and the pause after a renewal that worked.
const LOOK: Duration = Duration::from_secs(3600);
/// Shortest and longest pause between two tries.
const PAUSES: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(6 * 3600));
/// What the shortest pause grows to while one try after the other fails.
const MAX_FLOOR: Duration = Duration::from_secs(15 * 60);
/// After a start nothing is renewed for so long: a power cut ends for the kiosks of a whole town at the same moment.
const SETTLE: Duration = Duration::from_secs(5 * 60);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// The desk's note of what is due.
pub(super) struct Renewal {
    /// None: certificates that came from nowhere go nowhere (the demo).
    site: Option<Arc<Site>>,
    look: Instant,
    under_way: bool,
    /// Tries in a row that did not work.
    failures: u32,
}

impl Renewal {
    /// For the terminal with which the desk starts.
    pub fn at_start(client: &GatewayClient, dice: Jitter) -> Self {
        Self::of(client, settle(left(client.terminal()), dice))
    }

    /// For the terminal that takes the place of another.
    pub fn after_renewal(client: &GatewayClient, dice: Jitter) -> Self {
        Self::of(client, rest(left(client.terminal()), dice))
    }

    fn of(client: &GatewayClient, pause: Duration) -> Self {
        let terminal = client.terminal();
        tracing::info!(days_left = days_left(terminal), "this terminal's certificate is in use");
        let look = Instant::now() + next_look(terminal).max(pause);
        Self { site: client.site(), look, under_way: false, failures: 0 }
    }

    /// Ready when it is time to look; never while a renewal is under way, or where there is none.
    pub async fn time(&self) {
        if self.site.is_none() || self.under_way {
            pending::<()>().await;
        }
        sleep_until(self.look).await;
    }

    /// The settings to renew by, if it is due now; it is then under way.
    pub fn begin(&mut self, terminal: &Terminal) -> Option<Arc<Site>> {
        let wait = next_look(terminal);
        self.look = Instant::now() + wait;
        self.under_way = wait.is_zero();
        self.site.clone().filter(|_| self.under_way)
    }

    /// It did not work. The kiosk goes on with what it has.
    pub fn failed(&mut self, error: &RegisterError, terminal: &Terminal, dice: Jitter) {
        self.failures = self.failures.saturating_add(1);
        let asked_for = if let RegisterError::Pending { retry_after } = error { *retry_after } else { Duration::ZERO };
        let pause = pause(left(terminal), self.failures, dice).max(asked_for);
        self.look = Instant::now() + pause;
        self.under_way = false;
        let again_in = pause.as_secs();
        tracing::warn!(%error, days_left = days_left(terminal), again_in, "this terminal's certificate was not renewed");
    }

    /// Whether the settings' files hold another certificate than the running one: this terminal was registered
    /// again.
    pub fn found(&self, running: &Terminal) -> Option<GatewayClient> {
        let config = GatewayConfig::read(self.site.as_ref()?).ok()?;
        let client = GatewayClient::new(&config).ok()?;
        (client.terminal().certificate() != running.certificate()).then_some(client)
    }
}

/// How long the certificate holds; nothing where it has ended or cannot be read.
fn left(terminal: &Terminal) -> Duration {
    let left = terminal.not_after().map(|end| end.duration_since(SystemTime::now()).unwrap_or_default());
    left.unwrap_or_default()
}

fn days_left(terminal: &Terminal) -> u64 {
    left(terminal).as_secs() / DAY.as_secs()
}

fn next_look(terminal: &Terminal) -> Duration {
    let (Some(from), Some(until)) = (terminal.not_before(), terminal.not_after()) else { return LOOK };
    until_due(from, until, SystemTime::now()).min(LOOK)
}

/// How long until two thirds of the life are over.
fn until_due(from: SystemTime, until: SystemTime, now: SystemTime) -> Duration {
    let life = until.duration_since(from).unwrap_or_default();
    (from + life * 2 / 3).duration_since(now).unwrap_or_default()
}

/// The shortest time from a start to a renewal.
fn settle(left: Duration, dice: Jitter) -> Duration {
    dice.second_half((left / 32).min(SETTLE))
}

/// The shortest time from a renewal that worked to the next one: an hour, less only where the certificate would end
/// before. An authority whose certificates are due when they come is not asked for one after the other.
fn rest(left: Duration, dice: Jitter) -> Duration {
    dice.around((left / 3).clamp(PAUSES.0, LOOK))
}

/// The time from the last of so many tries that failed to the next one: an eighth of what is left, give or take a
/// quarter by `dice`, so that they follow each other faster towards the end and no two kiosks knock together. After the
/// end, when only a new registration helps, seldom.
fn pause(left: Duration, failures: u32, dice: Jitter) -> Duration {
    let floor = (PAUSES.0 * (1 << failures.saturating_sub(1).min(8))).min(MAX_FLOOR);
    let pause = if left.is_zero() { LOOK } else { (left / 8).clamp(floor, PAUSES.1) };
    dice.around(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: SystemTime = SystemTime::UNIX_EPOCH;
    const MIDDLE: Jitter = Jitter::MIDDLE;

    #[test]
    fn a_certificate_is_renewed_at_two_thirds_of_its_life() {
        let until = NOON + 90 * DAY;
        assert_eq!(until_due(NOON, until, NOON), 60 * DAY);
        assert_eq!(until_due(NOON, until, NOON + 59 * DAY), DAY);
        assert_eq!(until_due(NOON, until, NOON + 60 * DAY), Duration::ZERO);
        assert_eq!(until_due(NOON, until, until + DAY), Duration::ZERO);
    }

    #[test]
    fn tries_follow_each_other_faster_towards_the_end() {
        let pauses = [30 * DAY, DAY, Duration::from_secs(3600), Duration::from_secs(40), Duration::from_secs(1)];
        let pauses = pauses.map(|left| pause(left, 1, MIDDLE).as_secs());
        assert_eq!(pauses, [6 * 3600, 3 * 3600, 450, 5, 5]);
        assert_eq!(pause(Duration::ZERO, 1, MIDDLE), LOOK);
        assert_ne!(pause(DAY, 1, Jitter::of(0)), pause(DAY, 1, Jitter::of(255)));
    }

    #[test]
    fn the_shortest_pause_grows_with_every_try_that_fails() {
        let second = Duration::from_secs(1);
        let pauses = [1, 2, 3, 8, 9, 1000, u32::MAX].map(|failures| pause(second, failures, MIDDLE).as_secs());
        assert_eq!(pauses, [5, 10, 20, 640, 900, 900, 900]);
    }

    /// Tries in the last 30 days of a certificate, where every pause is the shortest that the dice allow.
    fn tries(mut pause: impl FnMut(Duration, u32) -> Duration) -> u32 {
        let (mut left, mut tries) = (30 * DAY, 0);
        while !left.is_zero() {
            tries += 1;
            left = left.saturating_sub(pause(left, tries));
        }
        tries
    }

    #[test]
    fn an_authority_that_always_refuses_is_asked_some_two_hundred_times_in_a_month() {
        let tries = tries(|left, failures| pause(left, failures, Jitter::of(0)));
        assert!((100..250).contains(&tries), "{tries}");
    }

    #[test]
    fn an_authority_whose_certificates_are_due_when_they_come_is_asked_about_once_an_hour() {
        let tries = tries(|_, _| rest(30 * DAY, Jitter::of(0)));
        assert_eq!(tries, 30 * 24 * 4 / 3);
    }

    #[test]
    fn the_kiosks_of_a_country_do_not_renew_together() {
        for spread in [settle as fn(Duration, Jitter) -> Duration, rest] {
            let (first, last) = (spread(30 * DAY, Jitter::of(0)), spread(30 * DAY, Jitter::of(255)));
            assert!(last > first + Duration::from_secs(120), "{first:?} {last:?}");
        }
    }

    #[test]
    fn certificates_that_live_for_minutes_are_renewed_in_time_all_the_same() {
        let life = Duration::from_secs(120);
        let due = until_due(NOON, NOON + life, NOON);
        assert!(rest(life, Jitter::of(255)) < due && settle(life, Jitter::of(255)) < due);
    }
}
