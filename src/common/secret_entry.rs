//! A secret while it is typed: the one-time code of a registration, the staff passcode.

use secrecy::zeroize::Zeroize as _;
use secrecy::{ExposeSecret as _, ExposeSecretMut as _, SecretBox, SecretString};

use super::typed_char::TypedChar;

/// The typed secret, in one fixed heap cell that moves by pointer only and is wiped when dropped.
#[derive(Debug)]
pub(crate) struct SecretEntry {
    cell: SecretBox<[u8; Self::MAX_LENGTH]>,
    length: usize,
}

impl Default for SecretEntry {
    fn default() -> Self {
        Self { cell: SecretBox::new(Box::new([0; Self::MAX_LENGTH])), length: 0 }
    }
}

impl SecretEntry {
    /// Most characters. The real form of a one-time code is not established; this is longer than any that is typed.
    pub(crate) const MAX_LENGTH: usize = 64;
    /// Fewest characters of a one-time code: a shorter one was sent too early.
    const MIN_LENGTH: usize = 4;

    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// Adds a character; `false`: there is no space left, or it is none of ASCII.
    pub(crate) fn push(&mut self, typed: TypedChar) -> bool {
        let Some(byte) = typed.ascii() else { return false };
        let Some(place) = self.cell.expose_secret_mut().get_mut(self.length) else { return false };
        *place = byte;
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

    /// Hands the secret over if it is long enough; the entry is empty afterwards.
    pub(crate) fn take(&mut self) -> Option<SecretString> {
        let typed = self.cell.expose_secret().get(..self.length).filter(|typed| typed.len() >= Self::MIN_LENGTH)?;
        // Copied once, into an allocation of exactly its size that is wiped when it is dropped.
        let secret = SecretString::from(std::str::from_utf8(typed).ok()?);
        self.clear();
        Some(secret)
    }
}
