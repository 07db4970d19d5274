//! A typed character.

use super::pin::Digit;

/// One printable character of ASCII, the blank excepted. Its `Debug` hides it: a key event must be printable, what is
/// typed with it must not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sign(pub(super) u8);

impl Sign {
    /// The character behind a byte, if it is one.
    #[must_use]
    pub const fn from_ascii(byte: u8) -> Option<Self> {
        if byte.is_ascii_graphic() { Some(Self(byte)) } else { None }
    }

    pub(crate) fn char(self) -> char {
        char::from(self.0)
    }

    pub(crate) fn digit(self) -> Option<char> {
        self.0.is_ascii_digit().then_some(char::from(self.0))
    }

    /// The character, for a text that everybody may read while it is typed.
    pub(crate) const fn shown(self) -> char {
        self.0 as char
    }

    pub(crate) fn is(self, other: u8) -> bool {
        self.0.eq_ignore_ascii_case(&other)
    }
}

impl From<Digit> for Sign {
    fn from(digit: Digit) -> Self {
        Self(digit.ascii())
    }
}

impl std::fmt::Debug for Sign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sign")
    }
}
