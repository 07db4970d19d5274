//! `[files]`: texts that are put beside the settings file, which are certificates of authorities.
//!
//! A file gets a name that its contents give it, and the settings name that one. So it is there whole before the one
//! rename that makes it count, and the file that counted before is not touched.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::ops::Range;

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use toml_edit::{Item, Key};

use super::super::error::ParseError;

/// As much of one file, in bytes.
const MAX_FILE: usize = 64 << 10;
/// What a file's name ends with.
const ENDING: &str = ".pem";
/// The longest name.
const MAX_NAME: usize = 64;
/// What a file of a bundle is called begins with this.
const PREFIX: &str = "fleet-";
/// Bytes of the contents' SHA-256 in the name.
const DIGEST: usize = 8;

/// The files of a bundle.
#[derive(Debug, Default)]
pub(super) struct BundleFiles(BTreeMap<String, BundleFile>);

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct BundleFile {
    /// What it holds.
    pub text: String,
    /// Its name beside the settings file.
    pub name: String,
    /// In the bundle's text.
    pub span: Range<usize>,
}

impl BundleFiles {
    pub(super) fn parse(text: &str, item: Option<&Item>) -> Result<Self, ParseError> {
        let Some(item) = item else { return Ok(Self::default()) };
        let wrong = |span, words: &str| ParseError::new(text, span, words);
        let table = item.as_table_like();
        let table = table.ok_or_else(|| wrong(item.span(), "[files] has to be a table of names and texts"))?;
        let mut files = BTreeMap::new();
        for (name, item) in table.iter() {
            let span = table.key(name).and_then(Key::span).or(item.span());
            if !is_plain(name) {
                let words =
                    "not a file's name for a bundle: at most 64 small letters, digits, - or _, and .pem at its end";
                return Err(wrong(span, words));
            }
            let contents = item.as_str().ok_or_else(|| wrong(span.clone(), "the contents have to be a text"))?;
            if let Err(words) = certificates(contents) {
                return Err(wrong(span, words));
            }
            let file =
                BundleFile { text: contents.to_owned(), name: named(name, contents), span: span.unwrap_or_default() };
            files.insert(name.to_owned(), file);
        }
        Ok(Self(files))
    }

    pub(super) fn get(&self, name: &str) -> Option<&BundleFile> {
        self.0.get(name)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &BundleFile)> {
        self.0.iter().map(|(name, file)| (name.as_str(), file))
    }
}

fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    let stem = name.strip_suffix(ENDING).unwrap_or_default();
    name.len() <= MAX_NAME && !stem.is_empty() && stem.bytes().all(plain)
}

/// Certificates that TLS can trust, and nothing else: no key of anyone is to lie beside the settings by a bundle.
fn certificates(text: &str) -> Result<(), &'static str> {
    if text.len() > MAX_FILE {
        return Err("is larger than 64 KiB; put only the authority's certificate there");
    }
    let begun = text.matches("-----BEGIN ").count();
    if begun == 0 || begun != text.matches("-----BEGIN CERTIFICATE-----").count() {
        return Err("has to hold certificates (PEM) and nothing else; a key never goes into a bundle");
    }
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(text.as_bytes()).filter_map(Result::ok).collect();
    let mut roots = RootCertStore::empty();
    let good =
        certificates.len() == begun && certificates.into_iter().all(|certificate| roots.add(certificate).is_ok());
    if good { Ok(()) } else { Err("a certificate in it cannot be read; copy the whole PEM text of the authority") }
}

/// Whether a file beside the settings has such a name.
pub(super) fn is_ours(name: &OsStr) -> bool {
    let rest = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
    let parts = rest.and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(digest, name)| digest.len() == 2 * DIGEST && is_plain(name))
}

/// The name by the contents: `fleet-9f86d081884c7d65-authority.pem`.
fn named(name: &str, contents: &str) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, contents.as_bytes());
    let digest: Vec<u8> = digest.as_ref().iter().copied().take(DIGEST).collect();
    format!("{PREFIX}{}-{name}", base16ct::lower::encode_string(&digest))
}
