//! How soon a kiosk that has ended is started again.

use std::time::Duration;

/// A kiosk that ran this long has started; what ended it came later.
const STARTED_AFTER: Duration = Duration::from_secs(5);
/// So many that never started, one after the other, and people are told.
const FAILURES: u8 = 3;
/// Between the first of them.
const PAUSE: Duration = Duration::from_secs(1);

/// What comes before the next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    AtOnce,
    /// "Please wait", this long.
    Soon(Duration),
    /// People are told that the kiosk does not start.
    OutOfService,
}

/// Counts attempts that came to nothing.
#[derive(Debug, Default)]
pub struct Patience {
    failures: u8,
}

impl Patience {
    /// The kiosk has ended after this long. Settings that are wrong are wrong the next time too.
    pub fn after(&mut self, settings_are_wrong: bool, ran: Duration) -> Next {
        self.failures = match (settings_are_wrong, ran >= STARTED_AFTER) {
            (true, _) => FAILURES,
            (false, true) => 0,
            (false, false) => self.failures.saturating_add(1),
        };
        match self.failures {
            0 | 1 => Next::AtOnce,
            FAILURES.. => Next::OutOfService,
            _ => Next::Soon(PAUSE),
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
        let mut patience = Patience::default();
        for ran in [QUICK, LONG, QUICK, LONG, LONG] {
            assert_eq!(patience.after(false, ran), Next::AtOnce);
        }
    }

    #[test]
    fn a_kiosk_that_does_not_start_is_out_of_service_after_the_third_time_and_stays_so() {
        let mut patience = Patience::default();
        let nexts = [(); 4].map(|()| patience.after(false, QUICK));
        assert_eq!(nexts, [Next::AtOnce, Next::Soon(PAUSE), Next::OutOfService, Next::OutOfService]);
        assert_eq!([LONG, QUICK].map(|ran| patience.after(false, ran)), [Next::AtOnce; 2], "it has started meanwhile");
    }

    #[test]
    fn with_wrong_settings_nobody_is_left_waiting() {
        let mut patience = Patience::default();
        assert_eq!([true, false].map(|wrong| patience.after(wrong, QUICK)), [Next::OutOfService; 2]);
    }

    #[test]
    fn no_number_of_failures_is_too_many() {
        let mut patience = Patience::default();
        assert!((0..1000).map(|_| patience.after(false, QUICK)).skip(2).all(|next| next == Next::OutOfService));
    }
}
