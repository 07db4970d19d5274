//! What is typed: numbers that everybody may read, and the one-time code that nobody may.

use secrecy::{ExposeSecret as _, ExposeSecretMut as _, SecretBox, SecretString, zeroize::Zeroize as _};

use crate::visit::pin::Digit;

/// Most characters of a one-time code. What its real form is is not established; this is more than anybody wants to type.
pub const LONGEST_CODE: usize = 64;
/// Fewest characters of a one-time code. What is shorter was sent too early.
const SHORTEST_CODE: usize = 4;

/// One printable character of ASCII, the blank excepted. Its `Debug` hides it: a key event must be printable, what is
/// typed with it must not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sign(u8);

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

    pub(super) fn is(self, other: u8) -> bool {
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

/// A number of `PLACES` digits, shown while it is typed.
#[derive(Debug, Default)]
pub(super) struct Digits<const PLACES: usize>(String);

impl<const PLACES: usize> Digits<PLACES> {
    pub(super) fn new(digits: &str) -> Self {
        Self(digits.to_owned())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_complete(&self) -> bool {
        self.0.len() == PLACES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a digit; `false`: there is no place left.
    pub(super) fn push(&mut self, digit: char) -> bool {
        let fits = self.0.len() < PLACES;
        if fits {
            self.0.push(digit);
        }
        fits
    }

    pub(super) fn erase(&mut self) {
        self.0.pop();
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

/// The one-time code while it is typed: in one fixed heap cell that moves by pointer only and is wiped when dropped.
#[derive(Debug)]
pub(crate) struct CodeEntry {
    cell: SecretBox<[u8; LONGEST_CODE]>,
    length: usize,
}

impl Default for CodeEntry {
    fn default() -> Self {
        Self { cell: SecretBox::new(Box::new([0; LONGEST_CODE])), length: 0 }
    }
}

impl CodeEntry {
    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// Adds a character; `false`: there is no place left.
    pub(crate) fn push(&mut self, sign: Sign) -> bool {
        let Some(place) = self.cell.expose_secret_mut().get_mut(self.length) else { return false };
        *place = sign.0;
        self.length += 1;
        true
    }

    pub(crate) fn erase(&mut self) {
        self.length = self.length.saturating_sub(1);
        if let Some(place) = self.cell.expose_secret_mut().get_mut(self.length) {
            place.zeroize();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.cell.expose_secret_mut().zeroize();
        self.length = 0;
    }

    /// Hands the code over if it is long enough; the entry is empty afterwards.
    pub(crate) fn take(&mut self) -> Option<SecretString> {
        let typed = self.cell.expose_secret().get(..self.length).filter(|typed| typed.len() >= SHORTEST_CODE)?;
        // Copied once, into exactly the room that it keeps until it is dropped.
        let code = SecretString::from(std::str::from_utf8(typed).ok()?);
        self.clear();
        Some(code)
    }
}
