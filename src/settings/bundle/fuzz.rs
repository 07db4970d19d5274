//! A bundle that was signed, whatever it says.

use std::path::Path;

use super::super::load::Settings;
use super::super::source::ResultSource;
use super::error::BundleError;
use super::parse::Bundle;

/// A text is a bundle or an error with its place. What comes of it for a kiosk is settings or an error; what no bundle
/// sets is as it was.
///
/// # Panics
///
/// Where that does not hold.
pub fn bundle(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let bundle = match Bundle::parse(text) {
        Ok(bundle) => bundle,
        Err(error) => {
            assert!(error.line >= 1 && error.line <= text.matches('\n').count() + 1, "line {}", error.line);
            return assert!(!error.words.contains(char::is_control), "words that steer the terminal");
        }
    };
    assert!(bundle.id.serial > 0);
    let Ok(over) = Settings::of_any_kiosk() else { return assert!(text.is_empty(), "the defaults are settings") };
    for kiosk in bundle.kiosks() {
        match bundle.merged(Path::new("fleet.toml"), &over, kiosk, None) {
            Ok(merged) => own_is_as_it_was(&over, &merged.settings),
            Err(error) => told(&error),
        }
    }
    if let Err(error) = bundle.check(Path::new("fleet.toml"), &over, None) {
        told(&error);
    }
}

fn told(error: &BundleError) {
    assert!(!error.to_string().contains(char::is_control), "words that steer the terminal");
}

fn own_is_as_it_was(before: &Settings, after: &Settings) {
    let (ResultSource::Gateway(old), ResultSource::Gateway(new)) = (&before.source, &after.source) else {
        return assert_eq!(before.paths(), after.paths(), "another source");
    };
    assert_eq!((&old.key, &old.certificate), (&new.key, &new.certificate));
    assert!(old.endpoint.url == new.endpoint.url || old.authority != new.authority, "a service without its authority");
    assert_eq!(before.passcodes().len(), after.passcodes().len());
    assert_eq!(before.staff_access(), after.staff_access());
    assert_eq!((&before.journal.dir, &before.fleet), (&after.journal.dir, &after.fleet));
}
