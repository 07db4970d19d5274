//! A secret while it is typed: the one-time code of a registration, the staff passcode.

use secrecy::zeroize::Zeroize as _;
use secrecy::{ExposeSecret as _, ExposeSecretMut as _, SecretBox, SecretString};

use super::typed::Sign;

/// Most characters of a one-time code. What its real form is is not established; this is more than anybody wants to
/// type.
pub const LONGEST_CODE: usize = 64;

/// Fewest characters of a one-time code. What is shorter was sent too early.
const SHORTEST_CODE: usize = 4;

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
