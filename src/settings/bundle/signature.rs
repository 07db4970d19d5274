//! A bundle and its signature as they lie on the disk, and the keys that it is verified with.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, ED25519_PUBLIC_KEY_LEN, UnparsedPublicKey};

use super::error::BundleError;
use super::parse::Bundle;
use crate::common::{read_regular, read_regular_unlinked};

/// As much as a bundle may have, in bytes: a thousand kiosks with a name each take a fifth of it.
pub(super) const MAX_BUNDLE: u64 = 1 << 20;
/// As much of a signature or of public keys as is read, in bytes.
const MAX_SMALL: u64 = 16 << 10;
/// What the signature's name ends with.
const SIGNATURE: &str = ".sig";
/// Bytes of a signature (RFC 8032).
const SIGNATURE_LENGTH: usize = 64;
/// What stands before the key in its DER form (RFC 8410): an Ed25519 key without parameters.
const ED25519_SPKI: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// A text and a signature. Nothing of the text is looked at before it is [verified](Self::verified).
#[derive(Debug, Clone)]
pub struct SignedBundle {
    path: PathBuf,
    text: String,
    signature: Vec<u8>,
}

impl SignedBundle {
    /// Reads the bundle and the signature beside it, `NAME.sig`. A link is no bundle.
    pub fn read(path: &Path) -> Result<Self, BundleError> {
        let remedy = "bring bundle and signature to where the kiosk's user may read them, as files of at most 1 MiB";
        let text = read_regular_unlinked(path, MAX_BUNDLE);
        let text = text.map_err(|source| unreadable(path, source, remedy))?;
        let mut beside = OsString::from(path);
        beside.push(SIGNATURE);
        let beside = PathBuf::from(beside);
        let signature = read_regular_unlinked(&beside, MAX_SMALL);
        let signature =
            signature.map_err(|source| unreadable(&beside, source, "the signature lies beside the bundle"))?;
        let signature = decoded(&signature).ok_or(BundleError::NotASignature(beside))?;
        Ok(Self { path: path.to_owned(), text, signature })
    }

    /// A bundle that waits: signature and text in one file, so that one is never there without the other. `None`: there
    /// is none.
    pub(super) fn read_waiting(path: &Path) -> Result<Option<Self>, BundleError> {
        let remedy = "remove it, and have the bundle taken again";
        let both = match read_regular_unlinked(path, MAX_BUNDLE + MAX_SMALL) {
            Ok(both) => both,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(unreadable(path, source, remedy)),
        };
        let parts = both.split_once('\n').and_then(|(first, text)| Some((decoded(first)?, text)));
        let (signature, text) = parts.ok_or_else(|| BundleError::NotASignature(path.to_owned()))?;
        Ok(Some(Self { path: path.to_owned(), text: text.to_owned(), signature }))
    }

    /// The one file of a bundle that waits.
    pub(super) fn waiting(&self) -> String {
        format!("{}\n{}", STANDARD.encode(&self.signature), self.text)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bundle, where one of these keys has signed it.
    pub fn verified(&self, keys: &FleetKeys) -> Result<Bundle, BundleError> {
        let signed = |key: &[u8; ED25519_PUBLIC_KEY_LEN]| {
            UnparsedPublicKey::new(&ED25519, key).verify(self.text.as_bytes(), &self.signature).is_ok()
        };
        if !keys.0.iter().any(signed) {
            return Err(BundleError::Signature(self.path.clone()));
        }
        Bundle::parse(&self.text).map_err(|error| BundleError::Wrong { path: self.path.clone(), error })
    }

    /// A mistake in it, at its place.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

fn unreadable(path: &Path, source: io::Error, remedy: &'static str) -> BundleError {
    BundleError::Unreadable { path: path.to_owned(), source, remedy }
}

/// Base64 in however many lines.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let joined: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(joined).ok().filter(|signature| signature.len() == SIGNATURE_LENGTH)
}

/// The public keys of which one has to have signed a bundle: one, or the old and the new one while they are changed.
#[derive(Debug, Clone)]
pub struct FleetKeys(Vec<[u8; ED25519_PUBLIC_KEY_LEN]>);

impl FleetKeys {
    /// Reads a PEM file of public keys.
    pub fn read(path: &Path) -> Result<Self, BundleError> {
        let remedy =
            "put the public key (PEM) there by which bundles are known; the kiosk's user has to be able to read it";
        let text = read_regular(path, MAX_SMALL).map_err(|source| unreadable(path, source, remedy))?;
        Self::parse(&text).map_err(|words| BundleError::Key { path: path.to_owned(), words })
    }

    fn parse(text: &str) -> Result<Self, &'static str> {
        if text.contains("PRIVATE KEY") {
            return Err("holds a private key, which belongs to whom signs bundles alone; put the public one here \
                 (openssl pkey -pubout), and make a new pair if this kiosk ever had the private one");
        }
        let blocks = text.split(BEGIN).skip(1).map(|block| key(block.split_once(END)?.0));
        let keys: Option<Vec<_>> = blocks.collect();
        keys.filter(|keys| !keys.is_empty())
            .map(Self)
            .ok_or("no public Ed25519 key in PEM form; make it by: openssl pkey -in KEY -pubout")
    }
}

fn key(base64: &str) -> Option<[u8; ED25519_PUBLIC_KEY_LEN]> {
    let joined: String = base64.split_ascii_whitespace().collect();
    STANDARD.decode(joined).ok()?.strip_prefix(&ED25519_SPKI)?.try_into().ok()
}
