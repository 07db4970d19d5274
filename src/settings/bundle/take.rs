//! Takes a bundle: checks it for this kiosk and leaves it beside the settings, where the kiosk finds it.

use std::fs::File;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

use super::super::edit::file;
use super::super::fleet_values::BundleId;
use super::super::load::Settings;
use super::super::menu_value::KeyPath;
use super::apply::follows;
use super::clock::BundleClock;
use super::error::BundleError;
use super::place::{self, WaitingBundle};
use super::refusal::Refusal;
use super::signature::{FleetKeys, SignedBundle};

/// What became of a bundle that was not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakeOutcome {
    /// It waits for a moment between visits, and will change these keys.
    Waits(BundleId, Vec<KeyPath>),
    /// It waited already.
    Waited(BundleId),
    /// It was taken already.
    Taken(BundleId),
}

/// Holds the folder of the settings against another `take`, until it is dropped.
fn locked(settings: &Settings) -> Result<File, BundleError> {
    let folder = place::settings_file(settings).parent().map(Path::to_owned).unwrap_or_default();
    let held = File::open(&folder).and_then(|file| {
        flock(&file, FlockOperation::LockExclusive)?;
        Ok(file)
    });
    let remedy = "let the kiosk's user read and write this folder";
    held.map_err(|source| BundleError::Unreadable { path: folder, source, remedy })
}

/// Has the kiosk of these settings take the bundle at `path`. What is refused is kept for `uketsuke doctor`.
pub fn take(settings: &Settings, path: &Path) -> Result<TakeOutcome, BundleError> {
    take_at(settings, path, BundleClock::here())
}

pub(super) fn take_at(settings: &Settings, path: &Path, clock: BundleClock) -> Result<TakeOutcome, BundleError> {
    let fleet = settings.fleet.as_ref().filter(|_| settings.has_file()).ok_or(BundleError::NoFleet)?;
    let taken = (|| {
        // Two that are brought at once come one after the other, or the older one could be left in place of the newer.
        let _lock = locked(settings)?;
        let signed = SignedBundle::read(path)?;
        let bundle = signed.verified(&FleetKeys::read(&fleet.key)?)?;
        let id = bundle.id;
        if fleet.taken.is_some_and(|taken| taken.id == id) {
            return Ok(TakeOutcome::Taken(id));
        }
        // One that cannot be read or verified any more holds up none.
        let waiting = WaitingBundle::beside(settings).unwrap_or_default();
        if let Some(WaitingBundle(waiting)) = waiting {
            follows(id, waiting)?;
        }
        let merged = bundle.for_kiosk(path, settings, clock)?;
        if waiting == Some(WaitingBundle(id)) {
            return Ok(TakeOutcome::Waited(id));
        }
        file::write_as(&place::settings_file(settings), &place::waiting(settings), signed.waiting().as_bytes())?;
        Ok(TakeOutcome::Waits(id, merged.keys))
    })();
    match &taken {
        Err(error) => Refusal::keep(settings, error, clock),
        // One that waits already may be what could not be laid in: why stays.
        Ok(TakeOutcome::Waited(_)) => {}
        Ok(TakeOutcome::Taken(_) | TakeOutcome::Waits(..)) => Refusal::forget(settings),
    }
    taken
}
