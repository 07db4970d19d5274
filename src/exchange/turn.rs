//! Who may put a request into the terminal's folder: one at a time, and a single check, beside which a person stands,
//! before the bulk checks.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The turn of one kiosk. Clones are the same turn.
#[derive(Debug, Clone, Default)]
pub struct Turn(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    free: Condvar,
}

#[derive(Debug, Default)]
struct State {
    held: bool,
    /// A single check waits.
    waits: bool,
}

/// The turn, until this is dropped.
#[derive(Debug)]
pub struct Held(Turn);

impl Turn {
    /// For a single check. Waits until a bulk check gives way, at most so long: then it hangs in its folder, and the
    /// single check finds out by itself.
    pub fn single(&self, at_most: Duration) -> Option<Held> {
        let mut state = self.state();
        state.waits = true;
        let waited = self.0.free.wait_timeout_while(state, at_most, |state| state.held);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner).0;
        state.waits = false;
        (!std::mem::replace(&mut state.held, true)).then(|| Held(self.clone()))
    }

    /// For a bulk check. `None`: a single check has it, or waits for it.
    #[must_use]
    pub fn bulk(&self) -> Option<Held> {
        let mut state = self.state();
        if state.waits || state.held {
            return None;
        }
        state.held = true;
        Some(Held(self.clone()))
    }

    /// Whether a single check waits for it.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.state().waits
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.state().held = false;
        self.0.0.free.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn a_bulk_check_waits_for_a_single_one_and_gives_way_to_it() {
        let turn = Turn::default();
        let single = turn.single(Duration::ZERO);
        assert!(turn.bulk().is_none());
        drop(single);
        let bulk = turn.bulk().unwrap();
        let (other, waiting) = (turn.clone(), turn.clone());
        let single = thread::spawn(move || other.single(Duration::from_secs(60)).is_some());
        while !waiting.is_wanted() {
            thread::yield_now();
        }
        drop(bulk);
        assert!(single.join().unwrap());
        assert!(!turn.is_wanted() && turn.bulk().is_some());
    }

    #[test]
    fn a_single_check_does_not_wait_for_ever() {
        let turn = Turn::default();
        let _bulk = turn.bulk().unwrap();
        assert!(turn.single(Duration::from_millis(1)).is_none());
    }
}
