//! Lays a bundle that waits into the settings file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::edit::file;
use super::super::fleet_values::{BundleId, TakenBundle};
use super::super::load::Settings;
use super::super::menu_value::KeyPath;
use super::super::source::ResultSource;
use super::clock::BundleClock;
use super::error::BundleError;
use super::files::BundleFile;
use super::merge::Merged;
use super::parse::Bundle;
use super::place;
use super::refusal::Refusal;
use super::signature::{FleetKeys, SignedBundle};
use crate::common::JAPAN;

/// A bundle whose settings are now in the file.
#[derive(Debug)]
pub struct AppliedBundle {
    /// Which.
    pub id: BundleId,
    /// The settings as they are now.
    pub settings: Settings,
    /// The keys that have another value than before.
    pub keys: Vec<KeyPath>,
}

/// Lays the bundle that waits beside these settings into their file. `None`: none waits that is newer than what was
/// taken. Blocks on the disk: never in the event loop. What is refused is kept for `uketsuke doctor`.
pub fn apply_waiting(settings: &Settings) -> Result<Option<AppliedBundle>, BundleError> {
    apply_at(settings, BundleClock::here())
}

pub(super) fn apply_at(settings: &Settings, clock: BundleClock) -> Result<Option<AppliedBundle>, BundleError> {
    if settings.fleet.is_none() || !settings.has_file() {
        return Ok(None);
    }
    let applied = applied(settings, clock);
    if let Err(error) = &applied {
        Refusal::keep(settings, error, clock);
    }
    applied
}

fn applied(settings: &Settings, clock: BundleClock) -> Result<Option<AppliedBundle>, BundleError> {
    let fleet = settings.fleet.as_ref().ok_or(BundleError::NoFleet)?;
    let Some(signed) = SignedBundle::read_waiting(&place::waiting(settings))? else { return Ok(None) };
    if fleet.taken.is_some_and(|taken| taken.id.is_of(signed.text())) {
        return Ok(None);
    }
    let bundle = signed.verified(&FleetKeys::read(&fleet.key)?)?;
    if fleet.taken.is_some_and(|taken| bundle.id.serial < taken.id.serial) {
        return Ok(None);
    }
    let Merged { settings: merged, keys, files } = bundle.for_kiosk(signed.path(), settings, clock)?;
    let file = place::settings_file(settings);
    for new in &files {
        keep(settings, &file, new)?;
    }
    file::write_as(&file, &place::before(settings), settings.written.text.as_bytes())?;
    file::replace(&file, &settings.written.text, &merged.written.text)?;
    Refusal::forget(settings);
    remove_unused(&file, [&settings.written.text, &merged.written.text]);
    Ok(Some(AppliedBundle { id: bundle.id, settings: merged, keys }))
}

/// Whether a bundle may come after another: with a higher number, or as the same one again.
pub(super) fn follows(id: BundleId, before: BundleId) -> Result<(), BundleError> {
    if id.serial < before.serial {
        return Err(BundleError::Older { serial: id.serial, newest: before.serial });
    }
    if id.serial == before.serial && id != before {
        return Err(BundleError::SameSerial(id.serial));
    }
    Ok(())
}

impl Bundle {
    /// What comes of it for the kiosk of these settings, now. Nothing is written.
    pub(super) fn for_kiosk(
        &self,
        path: &Path,
        settings: &Settings,
        clock: BundleClock,
    ) -> Result<Merged, BundleError> {
        let fleet = settings.fleet.as_ref().ok_or(BundleError::NoFleet)?;
        if let Some(taken) = fleet.taken {
            follows(self.id, taken.id)?;
        }
        let clock_is_back = fleet.taken.is_some_and(|taken| clock.at < taken.at.assume_offset(JAPAN));
        self.is_in_time(BundleClock { is_set: clock.is_set && !clock_is_back, ..clock })?;
        let taken = TakenBundle::now(self.id, clock.at);
        self.merged(path, settings, &fleet.kiosk, Some(taken))
    }

    /// Whether it may be taken today, by this machine's clock.
    pub fn is_in_time_now(&self) -> Result<(), BundleError> {
        self.is_in_time(BundleClock::here())
    }

    /// Whether it may still be taken. Without a clock that was set, that of one with a last day is not known.
    pub(super) fn is_in_time(&self, clock: BundleClock) -> Result<(), BundleError> {
        match self.until {
            Some(_) if !clock.is_set => Err(BundleError::NoClock),
            Some(until) if until < clock.at.date() => Err(BundleError::Late(until)),
            Some(_) | None => Ok(()),
        }
    }
}

/// Puts a file of the bundle beside the settings. One that the settings name already is left alone: the service may
/// have renewed the authority in it.
fn keep(settings: &Settings, file: &Path, new: &BundleFile) -> Result<(), BundleError> {
    let path = file.with_file_name(&new.name);
    if named(settings).contains(&path) && path.is_file() {
        return Ok(());
    }
    Ok(file::write_as(file, &path, new.text.as_bytes())?)
}

/// The files of authorities that these settings name.
fn named(settings: &Settings) -> BTreeSet<PathBuf> {
    let folder = place::settings_file(settings).parent().map(Path::to_owned).unwrap_or_default();
    let authority = match &settings.source {
        ResultSource::Gateway(gateway) => Some(gateway.authority.clone()),
        ResultSource::Folder(_) => None,
    };
    let calls = settings.call.iter().flat_map(super::super::call::CallSettings::paths);
    let all = authority.into_iter().chain(calls);
    // By the settings file's own folder, where that is reached by a link.
    all.filter_map(|path| Some(folder.join(path.file_name()?))).collect()
}

/// Removes what earlier bundles have put there and neither of these texts of settings names.
fn remove_unused(file: &Path, used_by: [&str; 2]) {
    let Some(entries) = file.parent().and_then(|folder| fs::read_dir(folder).ok()) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let is_named = |text: &&str| name.to_str().is_some_and(|name| text.contains(name));
        if super::files::is_ours(&name) && !used_by.iter().any(is_named) {
            tracing::debug!(path = %path.display(), "of an earlier bundle");
            let _ = fs::remove_file(path);
        }
    }
}
