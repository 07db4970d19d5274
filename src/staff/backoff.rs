//! Wrong passcodes in a row, and the pauses that follow them.

use std::time::{Duration, Instant};

/// Everybody mistypes; somebody who tries out does it more often.
const FREE: u32 = 3;
/// The first pause; every further miss doubles it.
const FIRST: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Wrong passcodes since the last right one. They belong to the desk, not to one prompt: closing the menu forgets none.
#[derive(Debug, Default)]
pub(super) struct Misses {
    count: u32,
    until: Option<Instant>,
}

impl Misses {
    /// One more; answers with how many there are and for how long nothing can be typed now.
    pub(super) fn add(&mut self, now: Instant) -> (u32, Option<Duration>) {
        self.count = self.count.saturating_add(1);
        let doublings = self.count.checked_sub(FREE);
        let pause =
            doublings.map(|times| FIRST.saturating_mul(1_u32.checked_shl(times).unwrap_or(u32::MAX)).min(LONGEST));
        self.until = pause.map(|pause| now + pause);
        (self.count, pause)
    }

    /// The right one.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// When something can be typed again, if not now.
    pub(super) fn until(&self, now: Instant) -> Option<Instant> {
        self.until.filter(|until| *until > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_misses_are_free_and_from_the_third_on_every_pause_is_twice_as_long() {
        let now = Instant::now();
        let mut misses = Misses::default();
        let pauses: Vec<u64> = (0..9).map(|_| misses.add(now).1.map_or(0, |pause| pause.as_secs())).collect();
        assert_eq!(pauses, [0, 0, 30, 60, 120, 240, 480, 900, 900]);
        for _ in 0..100 {
            assert_eq!(misses.add(now).1, Some(LONGEST));
        }
        misses.clear();
        assert_eq!(misses.add(now), (1, None));
    }
}
