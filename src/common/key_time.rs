//! When a key was pressed, as far as a terminal tells.
//!
//! The bytes of a terminal carry no time. What is known of a key is the last moment at which it had not come yet, and
//! the moment at which it was read: a program that was not scheduled meanwhile reads late and several keys together.

use std::time::{Duration, Instant};

/// Two keys closer than this were not pressed one after the other by a finger. Two fingers may do so once (rollover).
const FINGER_GAP: Duration = Duration::from_millis(25);

/// What a terminal says of a key besides which one it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyReport {
    /// Nothing: the key may be pressed or held.
    #[default]
    Unsaid,
    /// It was pressed.
    Pressed,
    /// It is held down and repeats.
    Repeated,
}

/// The two moments between which a key came, and what the terminal says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyTime {
    /// Nothing had come yet.
    after: Instant,
    /// It was read.
    at: Instant,
    report: KeyReport,
}

impl KeyTime {
    /// A key that had not come at `after` and was read at `at`.
    #[must_use]
    pub const fn between(after: Instant, at: Instant, report: KeyReport) -> Self {
        Self { after, at, report }
    }

    /// What the terminal says of it.
    #[must_use]
    pub const fn report(self) -> KeyReport {
        self.report
    }

    /// The time that surely passed between `before` and this key.
    #[must_use]
    pub fn pause_after(self, before: Self) -> Duration {
        self.after.saturating_duration_since(before.at)
    }

    /// Whether a finger paused between `before` and this key, as surely as it can be known.
    #[must_use]
    pub fn is_apart_from(self, before: Self) -> bool {
        self.pause_after(before) >= FINGER_GAP
    }

    /// Whether both were read together, so that the time between them is not known.
    #[must_use]
    pub fn is_read_with(self, before: Self) -> bool {
        self.after < before.at
    }

    /// Whether the time between `before` and this key was measured and is shorter than a finger can. Keys that were
    /// read together are so only where the program was awake and saw all of them arrive within that time.
    #[must_use]
    pub fn is_close_to(self, before: Self) -> bool {
        self.is_within(before, FINGER_GAP)
    }

    /// Whether the time between `before` and this key was measured and is shorter than this.
    #[must_use]
    pub fn is_within(self, before: Self, time: Duration) -> bool {
        let since = if self.is_read_with(before) { self.after } else { before.at };
        self.at.saturating_duration_since(since) < time
    }
}

/// A moment that is known exactly.
impl From<Instant> for KeyTime {
    fn from(at: Instant) -> Self {
        Self::between(at, at, KeyReport::Unsaid)
    }
}
