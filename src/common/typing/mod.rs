//! What a finger typed, and what a scanner did: decided by the times of the keys.
//!
//! Two questions, judged apart. *Does an Enter count?* Only if time that was surely there lies before it; so no scan is
//! ever sent, however the program or the terminal was held up meanwhile. *Were the digits a person's?* They are, unless
//! their times were measured and no finger is that fast, or nothing at all speaks for a finger; so a person who typed
//! while the kiosk stood still loses nothing, and presses Enter once more at most.

use std::time::Duration;

use super::key::Key;
use super::key_repeat::KeyRepeat;
use super::key_time::KeyTime;
use super::pin::PIN_LENGTH;

/// Four digits and Enter take a person longer than this. A scanner that sends a key every 37 ms does not.
const PIN_TAKES: Duration = Duration::from_millis(150);
/// Gaps in a row that are too short for a finger make a burst. One may be two fingers at once.
const CLOSE_GAPS: usize = 2;
/// As many keys in one read are a paste, where it does not matter who typed what.
const PASTE: usize = 3;

/// Recognises a scanner by the last keys and their times.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typing {
    /// The last key that types.
    last: Option<KeyTime>,
    /// The last digits, the oldest first.
    digits: [Option<KeyTime>; PIN_LENGTH],
    /// The last key that was read together with the one before.
    together: Option<KeyTime>,
    /// Gaps in a row up to here that were too short.
    close_gaps: usize,
    /// Keys in a row up to here without a pause that is known.
    run: usize,
    /// The last key of a burst.
    burst: Option<KeyTime>,
    /// The same digit again within this time is one strike; zero: every strike counts.
    double_strike: Duration,
    /// The last key, where it was a digit and double strikes are left out.
    struck: Option<(Key, KeyTime)>,
    /// A digit was left out since the last Enter that counted.
    left_out: bool,
}

impl Typing {
    /// The same digit again within `double_strike` is one strike.
    #[must_use]
    pub fn new(double_strike: Duration) -> Self {
        Self { double_strike, ..Self::default() }
    }

    /// Keeps no digit of who has left.
    pub const fn forget_digit(&mut self) {
        self.struck = None;
    }

    /// What a press means to who is asked for a PIN; none if it repeats a key that is held.
    pub fn press(&mut self, key: Key, time: KeyTime, held: &mut KeyRepeat) -> Option<Key> {
        if held.is_same_press(key, time) {
            return None;
        }
        let judged = self.judge(key, time);
        // It did not count, so the next one is no repetition of it.
        if judged == Key::HastyEnter {
            held.forget();
        }
        Some(if self.is_double_strike(judged, time) { Key::DoubleStrike } else { judged })
    }

    /// Whether this digit is one strike with the key before. It has been judged as a scanner's before: what is left out
    /// here does not make a scan look like a person.
    fn is_double_strike(&mut self, key: Key, time: KeyTime) -> bool {
        let digit = (matches!(key, Key::Digit(_)) && !self.double_strike.is_zero()).then_some((key, time));
        let before = std::mem::replace(&mut self.struck, digit);
        let double =
            digit.is_some() && before.is_some_and(|(last, at)| last == key && time.is_within(at, self.double_strike));
        self.left_out |= double;
        double
    }

    /// The key, or what it is in place of it: part of a burst, or an Enter that comes too soon.
    fn judge(&mut self, key: Key, time: KeyTime) -> Key {
        let runs_on = self.burst.is_some_and(|burst| !time.is_apart_from(burst));
        if runs_on || key == Key::Burst {
            return self.bursts(time);
        }
        if !matches!(key, Key::Digit(_) | Key::Enter | Key::Other) {
            return key;
        }
        let before = self.last.replace(time);
        let is = |gap: fn(KeyTime, KeyTime) -> bool| before.is_some_and(|before| gap(time, before));
        self.close_gaps = if is(KeyTime::is_close_to) { self.close_gaps + 1 } else { 0 };
        self.run = if is(|time, before| !time.is_apart_from(before)) { self.run + 1 } else { 1 };
        if is(KeyTime::is_read_with) {
            self.together = Some(time);
        }
        if self.close_gaps >= CLOSE_GAPS || (key == Key::Enter && self.run > PIN_LENGTH) {
            return self.bursts(time);
        }
        let pause = before.map_or(Duration::MAX, |before| time.pause_after(before));
        match key {
            // Without the digits that were left out a code of many has four. They came closer than a double strike, and
            // so does the scanner's Enter; a hand that shakes takes longer.
            Key::Enter if self.left_out && pause < self.double_strike => Key::HastyEnter,
            Key::Enter if !self.is_deliberate(time) => Key::HastyEnter,
            Key::Enter => {
                self.left_out = false;
                key
            }
            Key::Digit(_) => {
                self.digits.rotate_left(1);
                if let Some(newest) = self.digits.last_mut() {
                    *newest = Some(time);
                }
                key
            }
            key => key,
        }
    }

    fn bursts(&mut self, time: KeyTime) -> Key {
        self.burst = Some(time);
        self.close_gaps = 0;
        Key::Burst
    }

    /// Whether enough time lies before an Enter, as surely as it can be known.
    fn is_deliberate(&self, enter: KeyTime) -> bool {
        let newest = self.digits.last().copied().flatten();
        let oldest = self.digits.iter().flatten().next().copied();
        newest.is_none_or(|digit| enter.is_apart_from(digit))
            && [oldest, self.together].into_iter().flatten().all(|key| enter.pause_after(key) >= PIN_TAKES)
    }
}

/// Recognises a paste by the keys that are read together, where a scanner may type.
#[derive(Debug, Clone, Copy, Default)]
pub struct Paste {
    last: Option<KeyTime>,
    together: usize,
    /// A Japanese letter was among the keys that are read together.
    letters: bool,
}

impl Paste {
    /// Whether this key belongs to a paste. The first two of it are known too late. What holds a Japanese `letter` is
    /// none, where one is wanted: a method of input sends a whole word at once, and no scanner sends one.
    pub fn has(&mut self, time: KeyTime, letter: bool) -> bool {
        let before = self.last.replace(time);
        let together = before.is_some_and(|before| time.is_read_with(before));
        (self.together, self.letters) =
            if together { (self.together + 1, self.letters || letter) } else { (1, letter) };
        self.together >= PASTE && !self.letters
    }
}

#[cfg(test)]
mod tests;
