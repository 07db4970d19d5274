//! A key that is held: the terminal repeats it, and only its first event is a press.

use std::time::{Duration, Instant};

use super::key::Key;

/// The same key within this time of its last event is the same press: a held key repeats after 250 to 600 ms, so
/// without this an Enter held too long would send the PIN and then dismiss the answer.
pub const SAME_PRESS: Duration = Duration::from_millis(700);

/// The same for the language key, which is tapped several times in a row to come to the fifth language: no finger taps
/// faster, and a keyboard repeats faster. Held, it goes one language too far and stays there, which harms nobody.
pub const SAME_TAP: Duration = Duration::from_millis(120);

/// The key that was pressed last, where it may be held still.
#[derive(Debug, Clone, Copy, Default)]
pub struct HeldKey(Option<(Key, Instant)>);

impl HeldKey {
    /// Whether this is a held key that repeats. Digits, erasing and turning pages may repeat.
    pub fn is_same_press(&mut self, key: Key, now: Instant) -> bool {
        let repeats =
            matches!(key, Key::Digit(_) | Key::Erase | Key::NextPage | Key::PreviousPage | Key::Burst | Key::Other);
        let within = if key == Key::Language { SAME_TAP } else { SAME_PRESS };
        let same = self.0.is_some_and(|(last, at)| last == key && now.duration_since(at) < within);
        self.0 = (!repeats).then_some((key, now));
        same && !repeats
    }

    /// Something else was pressed in between.
    pub const fn forget(&mut self) {
        self.0 = None;
    }
}
