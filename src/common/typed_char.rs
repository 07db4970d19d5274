//! One typed character.

use std::fmt;

use super::pin::Digit;

/// One printable ASCII character other than the space. Its `Debug` hides the character: key events may be printed, what
/// is typed with them may not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TypedChar(pub(super) u8);

impl TypedChar {
    /// The character of this byte; `None`: the byte is no printable ASCII character.
    #[must_use]
    pub const fn from_ascii(byte: u8) -> Option<Self> {
        if byte.is_ascii_graphic() { Some(Self(byte)) } else { None }
    }

    pub(crate) const fn char(self) -> char {
        self.0 as char
    }

    /// The character, if it is a digit.
    pub(crate) fn digit(self) -> Option<char> {
        self.0.is_ascii_digit().then_some(self.char())
    }

    /// Whether it is this character, in upper or lower case.
    pub(crate) const fn is(self, other: u8) -> bool {
        self.0.eq_ignore_ascii_case(&other)
    }
}

impl From<Digit> for TypedChar {
    fn from(digit: Digit) -> Self {
        Self(digit.ascii())
    }
}

impl fmt::Debug for TypedChar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedChar")
    }
}
