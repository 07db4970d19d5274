//! Whether the calls to the smart-card daemon come back: when the one that is under way is due.
//!
//! A reader that hangs takes its caller along, which then cannot say so; another thread asks here.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A call that has not come back after this long does not. The longest of a good reader, a signature over a bad
/// contact, takes a few seconds; drivers give up after three to ten.
pub const HANGS_AFTER: Duration = Duration::from_secs(15);

/// The calls of one thread.
#[derive(Debug, Clone, Default)]
pub struct CallClock(Arc<Mutex<Calls>>);

#[derive(Debug, Default)]
struct Calls {
    /// Jobs that are queued or under way.
    jobs: u32,
    due: Option<Instant>,
}

impl CallClock {
    /// When the call that is under way is due; none: there is none.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        self.lock().due
    }

    /// A call begins that comes back by itself within this time, if nothing hangs.
    pub fn begin(&self, within: Duration) {
        self.lock().due = Instant::now().checked_add(within + HANGS_AFTER);
    }

    /// It has come back.
    pub fn end(&self) {
        self.lock().due = None;
    }

    /// Another job is queued. From here on the thread has to get on.
    pub(super) fn add_job(&self) {
        let mut calls = self.lock();
        calls.jobs += 1;
        calls.due = calls.due.or_else(|| Instant::now().checked_add(HANGS_AFTER));
    }

    /// A job has ended, and the next one begins, if there is one.
    pub(super) fn end_job(&self) {
        let mut calls = self.lock();
        calls.jobs = calls.jobs.saturating_sub(1);
        calls.due = (calls.jobs > 0).then(|| Instant::now() + HANGS_AFTER);
    }

    fn lock(&self) -> MutexGuard<'_, Calls> {
        // A number and a moment: a thread that panicked has left good ones.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_without_jobs_owes_nothing_and_one_with_jobs_does_until_the_last_has_ended() {
        let calls = CallClock::default();
        assert_eq!(calls.due(), None);
        calls.add_job();
        let first = calls.due().unwrap();
        calls.add_job();
        assert_eq!(calls.due(), Some(first), "a job behind another one gives that no time");
        calls.begin(Duration::from_secs(1));
        assert!(calls.due().unwrap() > first, "each call has its own time");
        calls.end_job();
        assert!(calls.due().is_some());
        calls.end_job();
        assert_eq!(calls.due(), None);
    }
}
