//! Where a bundle waits, and what lies there.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::super::fleet_values::BundleId;
use super::super::load::Settings;
use super::error::BundleError;
use super::signature::{FleetKeys, SignedBundle};

/// The bundle that waits or was taken last.
const WAITING: &str = ".bundle";
/// The settings before the last bundle.
const BEFORE: &str = ".before";
/// Why a bundle was refused last.
const REFUSED: &str = ".refused";

/// The settings file itself, where it is reached by a link.
pub(super) fn settings_file(settings: &Settings) -> PathBuf {
    fs::canonicalize(&settings.file).unwrap_or_else(|_| settings.file.clone())
}

fn beside(settings: &Settings, ending: &str) -> PathBuf {
    let file = settings_file(settings);
    let mut name = OsString::from(file.file_name().unwrap_or_default());
    name.push(ending);
    file.with_file_name(name)
}

pub(super) fn waiting(settings: &Settings) -> PathBuf {
    beside(settings, WAITING)
}

pub(super) fn before(settings: &Settings) -> PathBuf {
    beside(settings, BEFORE)
}

pub(super) fn refused(settings: &Settings) -> PathBuf {
    beside(settings, REFUSED)
}

/// A bundle that was verified and is not in the settings yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingBundle(pub BundleId);

impl WaitingBundle {
    /// The one that waits beside these settings. `None`: there is none, or it is not newer than what was taken.
    pub fn beside(settings: &Settings) -> Result<Option<Self>, BundleError> {
        let Some(fleet) = &settings.fleet else { return Ok(None) };
        let Some(signed) = SignedBundle::read_waiting(&waiting(settings))? else { return Ok(None) };
        if fleet.taken.is_some_and(|taken| taken.id.is_of(signed.text())) {
            return Ok(None);
        }
        let id = signed.verified(&FleetKeys::read(&fleet.key)?)?.id;
        Ok(fleet.taken.is_none_or(|taken| taken.id.serial < id.serial).then_some(Self(id)))
    }
}

/// How long a bundle that could not be taken is left alone.
const TRY_AGAIN: Duration = Duration::from_secs(60 * 60);

/// What a file is, so that another one in its place is noticed.
type Identity = (u64, u64, i64, i64, u64);

/// Notices that a bundle has come to wait, by a look at the file's name and no more.
#[derive(Debug)]
pub struct BundleWatch {
    path: Option<PathBuf>,
    seen: Option<Identity>,
    /// When one that could not be taken is tried again.
    again_at: Option<Instant>,
}

impl BundleWatch {
    /// For these settings. Without `[fleet]` there is nothing to look for.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let path = (settings.has_file() && settings.fleet.is_some()).then(|| waiting(settings));
        Self { path, seen: None, again_at: None }
    }

    /// Whether a bundle lies there that this was not asked about yet, or one that is to be tried again.
    pub fn has_news(&mut self, now: Instant) -> bool {
        let there = self.path.as_deref().and_then(identity);
        let again = self.again_at.take_if(|at| *at <= now).is_some();
        there.is_some() && (there != std::mem::replace(&mut self.seen, there) || again)
    }

    /// The one that lies there could not be taken. What was in the way, a full disk or a clock, may be gone later.
    pub fn try_later(&mut self, now: Instant) {
        self.again_at = Some(now + TRY_AGAIN);
    }
}

fn identity(path: &Path) -> Option<Identity> {
    let file = fs::symlink_metadata(path).ok()?;
    Some((file.dev(), file.ino(), file.mtime(), file.mtime_nsec(), file.size()))
}
