//! A card's mark: the same card gives the same mark in this journal, and nobody without the key finds the card to it.
//!
//! Plain SHA-256 would not do: a certificate that somebody has can be hashed by anybody.

use std::io;
use std::path::Path;

use ring::hmac::{self, HMAC_SHA256};
use ring::rand::{SecureRandom as _, SystemRandom};
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::disk::Folder;

/// HMAC-SHA-256 of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark([u8; 32]);

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base16ct::lower::encode_string(&self.0))
    }
}

/// The journal's own key. It never leaves its file and this.
pub(super) struct Key(hmac::Key);

/// 256 bits, as long as the hash.
const LENGTH: usize = 32;

impl Key {
    /// The key in `file`; `None`: nothing there can be used as one.
    pub(super) fn read(file: &Path) -> io::Result<Option<Self>> {
        match std::fs::read(file).map(Zeroizing::new) {
            Ok(bytes) => Ok((bytes.len() == LENGTH).then(|| Self::new(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// A new one, kept in the folder under this name.
    pub(super) fn make(folder: &Folder, name: &str) -> io::Result<Self> {
        let mut bytes = Zeroizing::new([0; LENGTH]);
        SystemRandom::new()
            .fill(&mut *bytes)
            .map_err(|_unspecified| io::Error::other("the system gives no random numbers"))?;
        folder.put(name, &*bytes)?;
        Ok(Self::new(&*bytes))
    }

    fn new(bytes: &[u8]) -> Self {
        Self(hmac::Key::new(HMAC_SHA256, bytes))
    }

    /// The mark of a certificate (DER).
    pub(super) fn mark(&self, certificate: &[u8]) -> Mark {
        let mut mark = [0; 32];
        mark.copy_from_slice(hmac::sign(&self.0, certificate).as_ref());
        Mark(mark)
    }
}
