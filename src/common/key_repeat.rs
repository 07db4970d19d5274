//! Key repeat: while a key is held down, the terminal sends it again and again. Only the first event is a press.
//!
//! A terminal that tells press and repeat apart is believed. Of any other only the time is known, and a key counts as
//! held as long as it may be: a program that was not scheduled for a while hears the repeats of that time late.

use std::time::Duration;

use super::key::Key;
use super::key_time::{KeyReport, KeyTime};

/// The same key within this time of its last event is the same press. Keyboards begin to repeat after 250 to 600 ms;
/// without this window an Enter that is held too long would send the PIN and then close the answer.
pub const REPEAT_WINDOW: Duration = Duration::from_millis(700);

/// The window of the keys for language and appearance, which the visitor taps several times to reach the fifth: shorter
/// than the time between two taps, longer than the time between two repeats. Held down, such a key goes one too far.
pub const TAPPED_REPEAT_WINDOW: Duration = Duration::from_millis(150);

/// Recognises key repeat by the last key and its time.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyRepeat(Option<(Key, KeyTime)>);

impl KeyRepeat {
    /// Whether this event repeats a key that is held down, and takes note of it. Erasing and turning pages may repeat,
    /// and digits where it is not known that they do.
    pub fn is_same_press(&mut self, key: Key, time: impl Into<KeyTime>) -> bool {
        let time = time.into();
        match key {
            Key::Erase | Key::NextPage | Key::PreviousPage => {
                self.forget();
                false
            }
            Key::Digit(_) => {
                self.forget();
                time.report() == KeyReport::Repeated
            }
            // Neither lets go of a key that is held.
            Key::Burst | Key::Other => false,
            _ => {
                let before = self.0.replace((key, time));
                let tapped = matches!(key, Key::Language | Key::Appearance);
                let window = if tapped { TAPPED_REPEAT_WINDOW } else { REPEAT_WINDOW };
                match time.report() {
                    KeyReport::Pressed => false,
                    KeyReport::Repeated => true,
                    KeyReport::Unsaid => before.is_some_and(|(last, at)| last == key && time.pause_after(at) < window),
                }
            }
        }
    }

    /// A character was typed in between, or the last press did not count: the next event of any key is a press.
    pub const fn forget(&mut self) {
        self.0 = None;
    }
}
