//! When the running certificate is renewed: at two thirds of its life, and then ever more urgently until it has worked.
//!
//! By the wall clock, because a certificate's end is a date; looked at again every hour, because a clock can be set and
//! a machine can sleep.

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

/// How long a date is believed to be as far away as it was.
const LOOK: Duration = Duration::from_secs(3600);
/// Shortest and longest pause between two tries.
const PAUSES: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(6 * 3600));
const DAY: Duration = Duration::from_secs(24 * 3600);

/// The desk's note of what is due.
pub(super) struct Renewal {
    /// None: certificates that came from nowhere go nowhere (the demo).
    site: Option<Arc<Site>>,
    look: Instant,
    under_way: bool,
}

impl Renewal {
    /// For the terminal that begins to work now.
    pub fn of(client: &GatewayClient) -> Self {
        let terminal = client.terminal();
        tracing::info!(days_left = days_left(terminal), "this terminal's certificate is in use");
        Self { site: client.site(), look: Instant::now() + next_look(terminal), under_way: false }
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
        let asked_for = if let RegisterError::Pending { retry_after } = error { *retry_after } else { Duration::ZERO };
        let pause = pause(left(terminal), dice).max(asked_for);
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

/// The time between two tries: an eighth of what is left, give or take a quarter by `dice`, so that they follow each
/// other faster towards the end and no two kiosks knock together. After the end, when only a new registration helps,
/// seldom.
fn pause(left: Duration, dice: Jitter) -> Duration {
    if left.is_zero() {
        return LOOK;
    }
    dice.around((left / 8).clamp(PAUSES.0, PAUSES.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: SystemTime = SystemTime::UNIX_EPOCH;

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
        let pauses = pauses.map(|left| pause(left, Jitter::of(128)).as_secs());
        assert_eq!(pauses, [6 * 3600, 3 * 3600, 450, 5, 5]);
        assert_eq!(pause(Duration::ZERO, Jitter::of(0)), LOOK);
        assert_ne!(pause(DAY, Jitter::of(0)), pause(DAY, Jitter::of(255)));
    }
}
