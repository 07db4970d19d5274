//! Whether the wall clock may be believed where believing it destroys something.

use std::time::{Duration, SystemTime};

/// A clock that says less was never set: 2025-01-01. A small computer without a battery starts in 1970, or where it
/// stopped.
const NEVER_SET: Duration = Duration::from_secs(1_735_689_600);
/// Service and terminal may differ by this much: as much as a proof's age may (`iat` in `openapi.yaml`). What differs
/// by less does no harm; a proof made by a clock that differs by more would be refused, with a PIN typed for nothing.
const MAX_APART: Duration = Duration::from_secs(5 * 60);
/// A clock of which no service has said anything is believed once it has run so long without a jump.
const STEADY: Duration = Duration::from_secs(6 * 3600);

/// Whether this machine's clock was ever set, as far as the time itself can tell.
#[must_use]
pub fn clock_is_set(now: SystemTime) -> bool {
    now.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|time| time > NEVER_SET)
}

/// Whether these times are further apart than two right clocks are.
#[must_use]
pub fn clocks_differ(one: SystemTime, other: SystemTime) -> bool {
    let apart = one.duration_since(other).unwrap_or_else(|error| error.duration());
    apart > MAX_APART
}

/// What is known of the wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing yet: it may be wrong from the start.
    Unknown,
    /// The service's clock agrees with it.
    Confirmed,
    /// It has jumped, or the service has said that it is wrong.
    Doubted,
}

/// Holds the wall clock, which can be set and can be wrong from the start, against two witnesses: the time for which
/// this program has run, which cannot be set, and the time of the service, which its certificate vouches for.
///
/// The running time is given as what has passed since any fixed moment.
#[derive(Debug)]
pub struct ClockWitness {
    /// Both clocks when the present judgement began.
    since: (SystemTime, Duration),
    standing: Standing,
}

impl ClockWitness {
    /// Knows nothing yet.
    #[must_use]
    pub const fn new(wall: SystemTime, running: Duration) -> Self {
        Self { since: (wall, running), standing: Standing::Unknown }
    }

    /// What the service said: whether its clock agrees with this one.
    pub fn hear(&mut self, agrees: bool, wall: SystemTime, running: Duration) {
        let standing = if agrees { Standing::Confirmed } else { Standing::Doubted };
        *self = Self { since: (wall, running), standing };
    }

    /// Whether the wall clock may be believed now. After a jump, forward or back, the service has to agree with it
    /// again. A clock that is set for the first time does not jump.
    pub fn believes(&mut self, wall: SystemTime, running: Duration) -> bool {
        let passed = running.saturating_sub(self.since.1);
        let expected = self.since.0 + passed;
        if clocks_differ(wall, expected) {
            let first = self.standing == Standing::Unknown && !clock_is_set(expected);
            let standing = if first { Standing::Unknown } else { Standing::Doubted };
            *self = Self { since: (wall, running), standing };
        }
        let steady = running.saturating_sub(self.since.1) >= STEADY;
        clock_is_set(wall)
            && match self.standing {
                Standing::Unknown => steady,
                Standing::Confirmed => true,
                Standing::Doubted => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);
    const TEN_YEARS: Duration = Duration::from_secs(10 * 365 * 86_400);

    fn noon() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000)
    }

    fn confirmed() -> ClockWitness {
        let mut witness = ClockWitness::new(noon(), Duration::ZERO);
        witness.hear(true, noon(), Duration::ZERO);
        witness
    }

    #[test]
    fn a_machine_that_starts_in_1970_has_no_clock() {
        assert!(!clock_is_set(SystemTime::UNIX_EPOCH));
        assert!(!clock_is_set(SystemTime::UNIX_EPOCH - Duration::from_secs(1)));
        assert!(clock_is_set(SystemTime::now()));
    }

    #[test]
    fn clocks_may_differ_by_minutes_and_not_by_more_in_either_direction() {
        assert!(!clocks_differ(noon(), noon() + MAX_APART) && !clocks_differ(noon() + MAX_APART, noon()));
        let later = noon() + MAX_APART + Duration::from_secs(1);
        assert!(clocks_differ(noon(), later) && clocks_differ(later, noon()));
    }

    #[test]
    fn a_clock_is_believed_once_the_service_agrees_with_it() {
        let mut witness = ClockWitness::new(noon(), Duration::ZERO);
        assert!(!witness.believes(noon(), Duration::ZERO), "at the start it may be wrong");
        witness.hear(true, noon() + HOUR, HOUR);
        assert!(witness.believes(noon() + HOUR * 1000, HOUR * 1000), "as long as it does not jump");
        witness.hear(false, noon() + HOUR * 1001, HOUR * 1001);
        assert!(!witness.believes(noon() + HOUR * 1001, HOUR * 1001));
    }

    #[test]
    fn without_a_service_a_clock_is_believed_after_six_hours_until_it_jumps() {
        let mut witness = ClockWitness::new(noon(), Duration::ZERO);
        assert!(!witness.believes(noon() + HOUR * 5, HOUR * 5));
        assert!(witness.believes(noon() + HOUR * 6, HOUR * 6));
        for hours in [7, 13, 1000] {
            assert!(!witness.believes(noon() + HOUR * hours + TEN_YEARS, HOUR * hours));
        }
    }

    #[test]
    fn a_clock_that_is_set_for_the_first_time_does_not_jump() {
        let mut witness = ClockWitness::new(SystemTime::UNIX_EPOCH, Duration::ZERO);
        assert!(!witness.believes(noon(), HOUR));
        assert!(witness.believes(noon() + HOUR * 6, HOUR * 7));
        assert!(!witness.believes(SystemTime::UNIX_EPOCH, HOUR * 8));
        assert!(!witness.believes(noon() + HOUR * 20, HOUR * 20), "the second time it does");
    }

    #[test]
    fn a_jump_in_any_direction_takes_the_belief_away_until_the_service_agrees_again() {
        let forward: fn(SystemTime) -> SystemTime = |time| time + TEN_YEARS;
        let back: fn(SystemTime) -> SystemTime = |_| SystemTime::UNIX_EPOCH;
        for jump in [forward, back] {
            let mut witness = confirmed();
            assert!(witness.believes(noon() + HOUR, HOUR));
            assert!(!witness.believes(jump(noon() + HOUR), HOUR));
            assert!(!witness.believes(noon() + HOUR, HOUR), "forth and back is no better");
            witness.hear(true, noon() + HOUR, HOUR);
            assert!(witness.believes(noon() + HOUR, HOUR));
        }
    }

    #[test]
    fn many_small_steps_are_one_jump() {
        let mut witness = confirmed();
        let believed = (1..10).map(|step| witness.believes(noon() + HOUR * step + MAX_APART * step / 4, HOUR * step));
        assert_eq!(believed.filter(|believed| *believed).count(), 4);
    }

    #[test]
    fn a_clock_that_was_never_set_is_never_believed() {
        let mut witness = ClockWitness::new(SystemTime::UNIX_EPOCH, Duration::ZERO);
        assert!(!witness.believes(SystemTime::UNIX_EPOCH + HOUR * 7, HOUR * 7));
    }
}
