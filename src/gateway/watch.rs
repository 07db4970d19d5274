//! When the service is asked for its state again: seldom while all is well, often while no check can be made.
//!
//! While no check can be made the kiosk is back at most 5 s after the service is. A question sees the return if it
//! begins after it, so what counts is the time from one question's beginning to the next one's: [`MAX_PERIOD`], or,
//! where a question hangs until it is given up, [`STATUS_LIMIT`] and [`MIN_PAUSE`]. Either way at least 0.6 s are left
//! for the answer:
//!
//! ```text
//! refused at once   ?........................4.4 s? answer         4.4 s + answer
//! left hanging      ?------- 3.5 s -------.0.5 s? answer           4.0 s + answer
//! ```
//!
//! Within that the questions back off (1, 2, 4 s …) and come at random in the second half of each period: after a few
//! of them the kiosks of a country knock evenly over two seconds, and not together, when the service returns.

use std::time::Duration;

#[cfg(doc)]
use super::client::STATUS_LIMIT;
use super::error::GatewayError;

/// How often the state is asked for while the service is open.
pub(super) const WATCH: Duration = Duration::from_secs(60);
/// Longest time from the beginning of one question to the next while no check can be made.
const MAX_PERIOD: Duration = Duration::from_millis(4400);
/// Longest pause after a question that took longer than its period.
const MIN_PAUSE: Duration = Duration::from_millis(500);
/// Longest time for which a service may keep a kiosk from asking: who asks for more has mistaken a unit.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(5 * 60);
/// Over this long the kiosks of a country spread themselves where the service names one moment to all of them.
const SPREAD: Duration = Duration::from_secs(2);

/// A random number that spreads the kiosks: 0 up to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Jitter(f64);

impl Jitter {
    /// Changes nothing in [`Self::around`].
    #[cfg(test)]
    pub(super) const MIDDLE: Self = Self(0.5);

    pub(super) fn of(byte: u8) -> Self {
        Self(f64::from(byte) / 256.0)
    }

    /// A time from half of `longest` to all of it.
    pub(super) fn second_half(self, longest: Duration) -> Duration {
        longest.mul_f64(self.0.mul_add(0.5, 0.5))
    }

    /// A time that is at most a quarter shorter or longer than `middle`.
    pub(super) fn around(self, middle: Duration) -> Duration {
        middle.mul_f64(self.0.mul_add(0.5, 0.75))
    }
}

/// After `questions` (from 1) without a usable service, the last of which took `spent`: the pause before the next one.
pub(super) fn back_off(questions: u32, spent: Duration, dice: Jitter) -> Duration {
    let doubled = Duration::from_secs(1 << questions.saturating_sub(1).min(5));
    let period = dice.second_half(doubled.min(MAX_PERIOD));
    period.saturating_sub(spent).max(dice.second_half(MIN_PAUSE))
}

/// Where the service names the moment of its next change, in `left`: a little later, but no later than it would be
/// asked anyway. A service that has named one near moment after the other, `named` in a row, is asked no sooner than
/// one that is down.
pub(super) fn at_change(left: Duration, named: u32, dice: Jitter) -> Duration {
    (left + SPREAD.mul_f64(dice.0)).min(WATCH).max(back_off(named, Duration::ZERO, dice))
}

/// A service that has too much to do is left alone for as long as it says (`Retry-After`).
pub(super) fn requested_pause(error: &GatewayError) -> Option<Duration> {
    match error {
        GatewayError::Busy(busy) => busy.after.map(|after| after.min(MAX_RETRY_AFTER)),
        _ => None,
    }
}

/// Whether only a working service can have caused this.
pub(super) const fn service_is_up(error: &GatewayError) -> bool {
    matches!(error, GatewayError::Problem(_) | GatewayError::OtherCheck | GatewayError::NoCheck | GatewayError::Relay)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::client::STATUS_LIMIT;

    /// What is promised: back at Waiting so soon after the service is back.
    const BACK_WITHIN: Duration = Duration::from_secs(5);
    /// What is left for the answer over a slow line: name, TCP, TLS and the exchange itself.
    const ANSWER: Duration = Duration::from_millis(600);

    fn pauses(dice: u8, spent: Duration) -> Vec<u128> {
        (1..=6).map(|questions| back_off(questions, spent, Jitter::of(dice)).as_millis()).collect()
    }

    #[test]
    fn a_service_that_is_down_is_asked_ever_more_seldom_up_to_a_limit() {
        assert_eq!(pauses(0, Duration::ZERO), [500, 1000, 2000, 2200, 2200, 2200]);
        assert_eq!(pauses(128, Duration::ZERO), [750, 1500, 3000, 3300, 3300, 3300]);
    }

    #[test]
    fn its_return_is_seen_within_five_seconds_however_questions_fail_and_dice_fall() {
        for questions in 1..=200 {
            for dice in 0..=255 {
                for spent in [Duration::ZERO, Duration::from_secs(1), Duration::from_secs(3), STATUS_LIMIT] {
                    let from_start_to_start = spent + back_off(questions, spent, Jitter::of(dice));
                    assert!(from_start_to_start + ANSWER <= BACK_WITHIN, "{questions} {dice} {spent:?}");
                }
            }
        }
    }

    #[test]
    fn a_question_that_hung_leaves_a_pause_all_the_same() {
        assert!(pauses(0, STATUS_LIMIT).iter().all(|pause| *pause >= 250));
    }

    #[test]
    fn kiosks_that_lost_the_service_together_do_not_ask_together() {
        for questions in 1..=6 {
            let (first, last) = (
                back_off(questions, Duration::ZERO, Jitter::of(0)),
                back_off(questions, Duration::ZERO, Jitter::of(255)),
            );
            assert!(last.as_secs_f64() > 1.9 * first.as_secs_f64(), "{questions}: {first:?} {last:?}");
        }
    }

    #[test]
    fn a_named_moment_is_waited_for_and_not_missed() {
        let hour = Duration::from_secs(3600);
        assert_eq!(at_change(hour, 0, Jitter::of(0)), WATCH);
        assert_eq!(at_change(Duration::from_secs(10), 1, Jitter::of(0)), Duration::from_secs(10));
        let latest = at_change(Duration::from_secs(10), 1, Jitter::of(255));
        assert!(latest > Duration::from_secs(11) && latest < Duration::from_secs(12), "{latest:?}");
    }

    #[test]
    fn a_service_that_names_one_moment_after_the_other_is_asked_as_if_it_were_down() {
        let named: Vec<_> = (1..=6).map(|named| at_change(Duration::ZERO, named, Jitter::of(0)).as_millis()).collect();
        assert_eq!(named, pauses(0, Duration::ZERO));
    }
}
