//! What the tests over real sockets, real daemons and real programs share.

// Every test program uses another part of this.
#![allow(dead_code)]

pub mod pcscd;

use std::time::{Duration, Instant};

/// Looks again and again until `found` finds something; panics with `what` after ten seconds. Tests wait for conditions, not for time.
pub fn wait_for<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        if let Some(thing) = found() {
            return thing;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}
