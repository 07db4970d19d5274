//! Bundles that are taken, and those that are not.

mod contents;
#[cfg(feature = "simulator")]
mod files;
mod signed;
mod taking;

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use time::OffsetDateTime;
use time::macros::datetime;

use super::super::load::Settings;
use super::apply::{AppliedBundle, apply_at};
use super::clock::BundleClock;
use super::error::BundleError;
use super::take::{TakeOutcome, take_at};

const NOW: OffsetDateTime = datetime!(2026-11-30 20:15 +9);
const CLOCK: BundleClock = BundleClock { at: NOW, is_set: true };

/// Settings as a site has them, with its own words.
const OWN: &str = "# ours\n[kiosk]\nfacility = \"1319999999\"\nname = \"本院\" # the name\n[gateway]\nurl = \"https://a.example\"\n\
                   authority = \"authority.pem\"\ncertificate = \"terminal.pem\"\nkey = \"terminal.key\"\n[ui]\n# quiet\nsound = true\n\
                   [fleet]\nkiosk = \"midori-1\"\nkey = \"fleet.pem\"\n";

/// Whom bundles are signed by.
struct Signer(Ed25519KeyPair);

impl Signer {
    fn new() -> Self {
        let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self(Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap())
    }

    fn pem(&self) -> String {
        let mut der = vec![0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
        der.extend(self.0.public_key().as_ref());
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    /// Signs this text and lays both into a folder.
    fn signs(&self, dir: &Path, text: &str) -> PathBuf {
        let path = dir.join("fleet.toml");
        fs::write(&path, text).unwrap();
        fs::write(dir.join("fleet.toml.sig"), STANDARD.encode(self.0.sign(text.as_bytes()))).unwrap();
        path
    }
}

/// A box with settings, and whom it trusts.
struct Site {
    dir: tempfile::TempDir,
    downloads: tempfile::TempDir,
    signer: Signer,
}

impl Site {
    fn new() -> Self {
        let (dir, downloads, signer) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), Signer::new());
        fs::write(dir.path().join("fleet.pem"), signer.pem()).unwrap();
        fs::write(dir.path().join("kiosk.toml"), OWN).unwrap();
        Self { dir, downloads, signer }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn settings(&self) -> Settings {
        Settings::load(&self.path("kiosk.toml")).unwrap()
    }

    fn signed(&self, text: &str) -> PathBuf {
        self.signer.signs(self.downloads.path(), text)
    }

    fn takes(&self, text: &str) -> Result<TakeOutcome, BundleError> {
        take_at(&self.settings(), &self.signed(text), CLOCK)
    }

    fn applies(&self) -> Result<Option<AppliedBundle>, BundleError> {
        apply_at(&self.settings(), CLOCK)
    }

    /// Takes and applies it.
    fn follows(&self, text: &str) -> AppliedBundle {
        self.takes(text).unwrap();
        self.applies().unwrap().expect("a bundle that waits")
    }

    /// Why it is refused. Nothing but that is kept then.
    fn refuses(&self, text: &str) -> String {
        let (before, waits) = (self.text("kiosk.toml"), self.text("kiosk.toml.bundle"));
        let error = self.takes(text).unwrap_err().to_string();
        assert_eq!((self.text("kiosk.toml"), self.text("kiosk.toml.bundle")), (before, waits), "{error}");
        assert!(!error.contains(char::is_control), "{error:?}");
        error
    }
}

/// A bundle with this number and these lines for every kiosk.
fn base(serial: u64, lines: &str) -> String {
    format!("serial = {serial}\n{lines}\n[kiosk.midori-1]\n")
}
