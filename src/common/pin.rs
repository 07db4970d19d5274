//! The four-digit PIN of the user-authentication certificate (利用者証明用電子証明書の暗証番号) while it is typed.
//!
//! The digits live in one fixed heap cell from the first key to the VERIFY command. The cell moves by pointer only, is
//! wiped when dropped, and neither type can be printed or cloned.

use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, ExposeSecretMut, SecretBox};

/// Digits in the PIN of the user-authentication certificate.
pub const PIN_LENGTH: usize = 4;

/// One typed digit, `0..=9`. Its `Debug` hides the value: a key event must be printable, a digit must not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digit(u8);

impl Digit {
    /// The digit behind an ASCII character, if it is one.
    #[must_use]
    pub const fn from_ascii(byte: u8) -> Option<Self> {
        if byte.is_ascii_digit() { Some(Self(byte)) } else { None }
    }

    /// The ASCII character, for a field that takes digits among others.
    pub(crate) const fn ascii(self) -> u8 {
        self.0
    }
}

impl std::fmt::Debug for Digit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digit")
    }
}

/// A complete PIN on its way to the card: exactly [`PIN_LENGTH`] ASCII digits.
#[derive(Debug)]
pub struct Pin(SecretBox<[u8; PIN_LENGTH]>);

impl Pin {
    /// The ASCII digits, for the one place that writes them into a VERIFY command.
    #[must_use]
    pub fn expose(&self) -> &[u8; PIN_LENGTH] {
        self.0.expose_secret()
    }
}

/// What has been typed so far.
#[derive(Debug)]
pub struct PinEntry {
    cell: SecretBox<[u8; PIN_LENGTH]>,
    length: usize,
}

/// What a further digit did to the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// The digit was taken.
    Taken,
    /// The entry was full already; it is empty now. A PIN of another length must never be cut down to four and sent.
    Overflowed,
}

impl Default for PinEntry {
    fn default() -> Self {
        Self { cell: SecretBox::new(Box::new([0; PIN_LENGTH])), length: 0 }
    }
}

impl PinEntry {
    /// Number of digits typed, `0..=PIN_LENGTH`.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether nothing has been typed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds a digit.
    pub fn push(&mut self, digit: Digit) -> Pushed {
        let Some(place) = self.cell.expose_secret_mut().get_mut(self.length) else {
            self.clear();
            return Pushed::Overflowed;
        };
        *place = digit.0;
        self.length += 1;
        Pushed::Taken
    }

    /// Takes the last digit back.
    pub fn erase(&mut self) {
        self.length = self.length.saturating_sub(1);
        if let Some(place) = self.cell.expose_secret_mut().get_mut(self.length) {
            place.zeroize();
        }
    }

    /// Forgets everything typed.
    pub fn clear(&mut self) {
        self.cell.expose_secret_mut().zeroize();
        self.length = 0;
    }

    /// Hands the PIN over if it is complete; the entry is empty afterwards.
    pub fn take(&mut self) -> Option<Pin> {
        if self.length != PIN_LENGTH {
            return None;
        }
        Some(Pin(std::mem::take(self).cell))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(digits: &str) -> PinEntry {
        let mut entry = PinEntry::default();
        for byte in digits.bytes() {
            entry.push(Digit::from_ascii(byte).unwrap());
        }
        entry
    }

    #[test]
    fn four_digits_make_a_pin() {
        assert_eq!(typed("0907").take().unwrap().expose(), b"0907");
    }

    #[test]
    fn three_digits_make_no_pin() {
        assert!(typed("090").take().is_none());
    }

    #[test]
    fn a_fifth_digit_throws_all_away_instead_of_cutting_to_four() {
        let mut entry = typed("1234");
        assert_eq!(entry.push(Digit::from_ascii(b'5').unwrap()), Pushed::Overflowed);
        assert!(entry.is_empty());
        assert!(entry.take().is_none());
    }

    #[test]
    fn an_erased_digit_can_be_typed_again() {
        let mut entry = typed("1235");
        entry.erase();
        entry.push(Digit::from_ascii(b'4').unwrap());
        assert_eq!(entry.take().unwrap().expose(), b"1234");
    }

    #[test]
    fn nothing_of_it_can_be_printed() {
        let mut entry = typed("7391");
        let shown = format!("{entry:?} {:?} {:?}", Digit::from_ascii(b'7'), entry.take());
        assert!(!shown.contains(['7', '3', '9']), "{shown}");
    }
}
