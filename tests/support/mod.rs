//! What the tests over real sockets, real daemons and real programs share.

pub mod bulk_program;
pub mod camera;
pub mod cells;
pub mod certificates;
pub mod chain;
pub mod cuts;
pub mod desk;
pub mod disk;
pub mod failures;
pub mod faulty_server;
pub mod listener;
pub mod matrix;
#[expect(dead_code, reason = "`of_words` is the example's that looks into a terminal")]
pub mod memory;
pub mod name_server;
pub mod pager;
pub mod pcscd;
pub mod process;
pub mod reception;
pub mod recording;
pub mod replies;
pub mod service;
pub mod terminal;
pub mod terminal_program;
pub mod visit_kinds;

use std::time::{Duration, Instant};

/// Looks again and again until `found` finds something; panics with `what` after ten seconds. Tests wait for
/// conditions, not for time.
pub fn wait_for<T>(what: &str, found: impl FnMut() -> Option<T>) -> T {
    wait_for_up_to(Duration::from_secs(10), what, found)
}

/// The same, for what comes within a moment, thousands of times.
pub fn wait_finely_for<T>(what: &str, found: impl FnMut() -> Option<T>) -> T {
    wait_every(Duration::from_micros(200), Duration::from_secs(10), what, found)
}

/// The same with more patience or less.
pub fn wait_for_up_to<T>(patience: Duration, what: &str, found: impl FnMut() -> Option<T>) -> T {
    wait_every(Duration::from_millis(5), patience, what, found)
}

fn wait_every<T>(look: Duration, patience: Duration, what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(thing) = found() {
            return thing;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::park_timeout(look);
    }
}
