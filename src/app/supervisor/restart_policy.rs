//! How soon a kiosk that has ended is started again.

use std::time::Duration;

/// A kiosk that ran for this long has started; what ended it came later.
const MIN_RUN: Duration = Duration::from_secs(5);
/// After this many failed starts in a row, the screen says so.
const FAILURES: u8 = 3;
/// The pause between the first of them.
const PAUSE: Duration = Duration::from_secs(1);

/// What comes before the next start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStart {
    /// Nothing.
    AtOnce,
    /// "Please wait", this long.
    Soon(Duration),
    /// The screen says that the kiosk does not start.
    OutOfService,
}

/// Counts starts in a row that failed.
#[derive(Debug, Default)]
pub struct RestartPolicy {
    failures: u8,
}

impl RestartPolicy {
    /// The kiosk has ended after this long. Settings that are wrong are wrong the next time too.
    pub fn after(&mut self, settings_are_wrong: bool, ran: Duration) -> NextStart {
        self.failures = match (settings_are_wrong, ran >= MIN_RUN) {
            (true, _) => FAILURES,
            (false, true) => 0,
            (false, false) => self.failures.saturating_add(1),
        };
        match self.failures {
            0 | 1 => NextStart::AtOnce,
            FAILURES.. => NextStart::OutOfService,
            _ => NextStart::Soon(PAUSE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_secs(3600);

    #[test]
    fn a_kiosk_that_crashes_now_and_then_is_back_at_once() {
        let mut policy = RestartPolicy::default();
        for ran in [QUICK, LONG, QUICK, LONG, LONG] {
            assert_eq!(policy.after(false, ran), NextStart::AtOnce);
        }
    }

    #[test]
    fn a_kiosk_that_does_not_start_is_out_of_service_after_the_third_time_and_stays_so() {
        let mut policy = RestartPolicy::default();
        let nexts = [(); 4].map(|()| policy.after(false, QUICK));
        assert_eq!(
            nexts,
            [NextStart::AtOnce, NextStart::Soon(PAUSE), NextStart::OutOfService, NextStart::OutOfService]
        );
        assert_eq!(
            [LONG, QUICK].map(|ran| policy.after(false, ran)),
            [NextStart::AtOnce; 2],
            "it has started meanwhile"
        );
    }

    #[test]
    fn wrong_settings_are_said_at_once() {
        let mut policy = RestartPolicy::default();
        assert_eq!([true, false].map(|wrong| policy.after(wrong, QUICK)), [NextStart::OutOfService; 2]);
    }

    #[test]
    fn no_number_of_failures_is_too_many() {
        let mut policy = RestartPolicy::default();
        assert!((0..1000).map(|_| policy.after(false, QUICK)).skip(2).all(|next| next == NextStart::OutOfService));
    }
}
