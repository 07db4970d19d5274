//! Key repeat: while a key is held down, the terminal sends it again and again. Only the first event is a press.

use std::time::{Duration, Instant};

use super::key::Key;

/// The same key within this time of its last event is the same press. Keyboards begin to repeat after 250 to 600 ms;
/// without this window an Enter that is held too long would send the PIN and then close the answer.
pub const REPEAT_WINDOW: Duration = Duration::from_millis(700);

/// The window of the language key, which the visitor taps several times to reach the fifth language: shorter than the
/// time between two taps, longer than the time between two repeats. Held down, the key goes one language too far.
pub const LANGUAGE_REPEAT_WINDOW: Duration = Duration::from_millis(120);

/// Recognises key repeat by the last key and its time.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyRepeat(Option<(Key, Instant)>);

impl KeyRepeat {
    /// Whether this event repeats a key that is held down, and takes note of it. Digits, erasing and turning pages may
    /// repeat.
    pub fn is_same_press(&mut self, key: Key, now: Instant) -> bool {
        let repeats =
            matches!(key, Key::Digit(_) | Key::Erase | Key::NextPage | Key::PreviousPage | Key::Burst | Key::Other);
        let window = if key == Key::Language { LANGUAGE_REPEAT_WINDOW } else { REPEAT_WINDOW };
        let same = self.0.is_some_and(|(last, at)| last == key && now.duration_since(at) < window);
        self.0 = (!repeats).then_some((key, now));
        same && !repeats
    }

    /// A character was typed in between, so the next event of any key is a press.
    pub const fn forget(&mut self) {
        self.0 = None;
    }
}
