//! `uketsuke settings check` and `take`: a signed bundle of settings, by hand or by the program that fetched it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::settings::{BundleError, FleetKeys, Settings, SignedBundle, TakeOutcome, key_names, take};

/// What `settings check` is told.
#[derive(Debug)]
pub struct BundleCheck {
    /// The bundle; its signature lies beside it.
    pub bundle: PathBuf,
    /// The public key; left out: that of the settings.
    pub key: Option<PathBuf>,
    /// The only kiosk to check it for; left out: every one that it names.
    pub kiosk: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct BundleReport {
    text: String,
    good: bool,
}

impl BundleReport {
    /// A line for each kiosk.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether every kiosk would take it.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        self.good
    }
}

/// Checks a bundle for every kiosk that it names, over these settings or else over the defaults. Writes nothing.
pub fn check_bundle_of_settings(asked: &BundleCheck, over: Option<Settings>) -> Result<BundleReport, BundleError> {
    let key = asked.key.clone().or_else(|| Some(over.as_ref()?.fleet.as_ref()?.key.clone()));
    let keys = FleetKeys::read(&key.ok_or(BundleError::NoKey)?)?;
    let bundle = SignedBundle::read(&asked.bundle)?.verified(&keys)?;
    bundle.is_in_time_now()?;
    let over = over.map_or_else(Settings::of_any_kiosk, Ok)?;
    let kiosks = bundle.check(&asked.bundle, &over, asked.kiosk.as_deref())?;
    let mut report = BundleReport { text: format!("serial {}\n", bundle.id.serial), good: true };
    for kiosk in kiosks {
        // Writing to a String cannot fail.
        let _ = match kiosk.keys {
            Ok(keys) => writeln!(report.text, "ok      {}: {keys} keys", kiosk.name),
            Err(error) => {
                report.good = false;
                writeln!(report.text, "refused {}: {error}", kiosk.name)
            }
        };
    }
    Ok(report)
}

/// Has the kiosk of these settings take a bundle, and returns what to say about it.
pub fn take_bundle_of_settings(settings: &Settings, bundle: &Path) -> Result<String, BundleError> {
    Ok(match take(settings, bundle)? {
        TakeOutcome::Waits(id, keys) => {
            let keys = if keys.is_empty() { "no other value".to_owned() } else { key_names(&keys) };
            format!("serial {} waits for a moment between visits, or for the next start: {keys}\n", id.serial)
        }
        TakeOutcome::Waited(id) => format!("serial {} waits already\n", id.serial),
        TakeOutcome::Taken(id) => format!("serial {} was taken already\n", id.serial),
    })
}
