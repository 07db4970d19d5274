//! Back-off: wrong passcodes in a row, and the pauses that follow them.

use std::time::{Duration, Instant};

/// From this wrong passcode in a row on, a pause follows. Two slips of the finger cost nothing.
const FIRST_PAUSED: u32 = 3;
/// The first pause; every further wrong passcode doubles it.
const FIRST_PAUSE: Duration = Duration::from_secs(30);
const MAX_PAUSE: Duration = Duration::from_secs(15 * 60);

/// Wrong passcodes since the last right one. They count for the kiosk, not for one prompt: closing the menu keeps them.
#[derive(Debug, Default)]
pub(super) struct PasscodeFailures {
    count: u32,
    until: Option<Instant>,
}

impl PasscodeFailures {
    /// So many from before the program started; their whole pause begins now.
    pub(super) fn resumed(count: u32, now: Instant) -> Self {
        Self { count, until: pause_after(count).map(|pause| now + pause) }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> u32 {
        self.count
    }

    /// Counts one more; answers with the count and the time for which no passcode can be typed now.
    pub(super) fn add(&mut self, now: Instant) -> (u32, Option<Duration>) {
        *self = Self::resumed(self.count.saturating_add(1), now);
        (self.count, pause_after(self.count))
    }

    /// A passcode was right.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The end of the pause, if there is one now.
    pub(super) fn until(&self, now: Instant) -> Option<Instant> {
        self.until.filter(|until| *until > now)
    }
}

/// The pause after so many wrong passcodes in a row.
fn pause_after(count: u32) -> Option<Duration> {
    let times = count.checked_sub(FIRST_PAUSED)?;
    Some(FIRST_PAUSE.saturating_mul(1_u32.checked_shl(times).unwrap_or(u32::MAX)).min(MAX_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_failures_are_free_and_from_the_third_on_every_pause_is_twice_as_long() {
        let now = Instant::now();
        let mut failures = PasscodeFailures::default();
        let pauses: Vec<u64> = (0..9).map(|_| failures.add(now).1.map_or(0, |pause| pause.as_secs())).collect();
        assert_eq!(pauses, [0, 0, 30, 60, 120, 240, 480, 900, 900]);
        for _ in 0..100 {
            assert_eq!(failures.add(now).1, Some(MAX_PAUSE));
        }
        failures.clear();
        assert_eq!(failures.add(now), (1, None));
    }

    #[test]
    fn a_restart_begins_the_pause_again_and_forgets_no_failure() {
        let now = Instant::now();
        for (count, pause) in [(0, 0), (2, 0), (3, 30), (4, 60), (u32::MAX, 900)] {
            let mut failures = PasscodeFailures::resumed(count, now);
            let left = failures.until(now).map_or(0, |until| (until - now).as_secs());
            assert_eq!((left, failures.count()), (pause, count));
            assert_eq!(failures.add(now).0, count.saturating_add(1));
        }
    }
}
