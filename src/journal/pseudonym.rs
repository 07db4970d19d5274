//! A card's pseudonym: the same card has the same pseudonym in this journal, and without the key the pseudonym does not
//! lead to the card.
//!
//! Plain SHA-256 would not do: every holder of the certificate could compute it.

use std::io;
use std::path::Path;

use ring::hmac::{self, HMAC_SHA256};
use ring::rand::{SecureRandom as _, SystemRandom};
use serde::{Serialize, Serializer};
use zeroize::Zeroizing;

use super::disk::Folder;

/// HMAC-SHA-256 of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pseudonym([u8; 32]);

impl Serialize for Pseudonym {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base16ct::lower::encode_string(&self.0))
    }
}

/// The journal's own key. It exists only in its file and in this type.
pub(super) struct PseudonymKey(hmac::Key);

/// Bytes of the key: as long as the hash.
const LENGTH: usize = 32;

impl PseudonymKey {
    /// The key in `file`; `None` where the file is missing or has another length.
    pub(super) fn read(file: &Path) -> io::Result<Option<Self>> {
        match std::fs::read(file).map(Zeroizing::new) {
            Ok(bytes) => Ok((bytes.len() == LENGTH).then(|| Self::new(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Makes a random key and writes it to the folder under this name.
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

    /// The pseudonym of a certificate (DER).
    pub(super) fn pseudonym(&self, certificate: &[u8]) -> Pseudonym {
        let mut pseudonym = [0; 32];
        pseudonym.copy_from_slice(hmac::sign(&self.0, certificate).as_ref());
        Pseudonym(pseudonym)
    }
}
