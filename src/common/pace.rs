//! A floor for a loop that another program drives: it answers at once, whatever is asked, and must not be asked in a
//! loop.

use std::time::{Duration, Instant};

/// Lets so many turns of a loop follow each other at once, and then one in each period.
#[derive(Debug)]
pub struct Pace {
    at_once: u32,
    period: Duration,
    /// When the turns so far would be over, at one a period.
    over: Option<Instant>,
}

impl Pace {
    /// So many at once, then one a `period`.
    #[must_use]
    pub const fn new(at_once: u32, period: Duration) -> Self {
        Self { at_once, period, over: None }
    }

    /// Counts a turn that would begin `now`: how long it has to wait.
    #[must_use]
    pub fn turn(&mut self, now: Instant) -> Duration {
        let over = self.over.map_or(now, |over| over.max(now));
        self.over = Some(over + self.period);
        over.saturating_duration_since(now).saturating_sub(self.period * self.at_once)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERIOD: Duration = Duration::from_millis(100);

    /// Turns in so many seconds of a loop in which nothing takes time but the pauses, after a rest of so long.
    fn turns(pace: &mut Pace, mut now: Instant, seconds: u64) -> u32 {
        let end = now + Duration::from_secs(seconds);
        let mut turns = 0;
        while now < end {
            now += pace.turn(now);
            turns += 1;
        }
        turns
    }

    #[test]
    fn a_loop_that_is_answered_at_once_turns_as_often_as_the_period_allows() {
        let turns = turns(&mut Pace::new(20, PERIOD), Instant::now(), 60);
        assert!((600..=622).contains(&turns), "{turns}");
    }

    #[test]
    fn a_loop_that_waits_by_itself_is_never_held_up() {
        let (mut pace, mut now) = (Pace::new(20, PERIOD), Instant::now());
        for _ in 0..1000 {
            assert_eq!(pace.turn(now), Duration::ZERO);
            now += PERIOD;
        }
    }

    #[test]
    fn after_a_rest_as_many_turns_as_at_first_follow_each_other() {
        let (mut pace, start) = (Pace::new(20, PERIOD), Instant::now());
        turns(&mut pace, start, 10);
        let later = start + Duration::from_secs(60);
        assert!((0..=20).all(|_| pace.turn(later).is_zero()));
        assert!(!pace.turn(later).is_zero());
    }
}
