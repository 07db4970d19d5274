//! How what waits for the terminal is told to end: it withdraws what was not taken, and ends at its next look.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Whether to end. Clones are the same one.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    is_set: Mutex<bool>,
    set: Condvar,
}

impl Stop {
    /// Ends what waits, and every pause.
    pub fn set(&self) {
        *self.state() = true;
        self.0.set.notify_all();
    }

    /// Whether it was set.
    #[must_use]
    pub fn is_set(&self) -> bool {
        *self.state()
    }

    /// Pauses so long, unless it is set before. Returns whether it is.
    pub fn pause(&self, at_most: Duration) -> bool {
        let state = self.state();
        let waited = self.0.set.wait_timeout_while(state, at_most, |is_set| !*is_set);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn state(&self) -> MutexGuard<'_, bool> {
        self.0.is_set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn it_ends_a_pause_and_every_later_one() {
        let stop = Stop::default();
        assert!(!stop.pause(Duration::from_millis(1)) && !stop.is_set());
        let other = stop.clone();
        let waiting = thread::spawn(move || other.pause(Duration::from_secs(600)));
        stop.set();
        assert!(waiting.join().unwrap() && stop.pause(Duration::from_secs(600)));
    }
}
