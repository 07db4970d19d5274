//! Self-diagnosis: what is missing between this machine and a working reception.
//!
//! It may read everything and change nothing; it must never ask for a PIN, nor use one of its tries. Its findings are
//! data ([`crate::common::finding::Finding`]); `ui` has the texts for them.
//!
//! The probes run at the same time, each for at most ten seconds ([`Doctor`]): a share or a service that hangs hides
//! only its own finding. A probe reads the machine's files below a folder ([`host::Host`]), so that a test can lay out
//! another machine.

mod bundle;
mod call;
mod card;
mod clock;
mod files;
pub mod host;
mod image;
mod lockdown;
pub mod machine;
mod probes;
mod screen;
mod service;
mod share;
mod sound;
#[cfg(test)]
mod tests;

pub use image::ImageState;
pub use probes::Doctor;

use std::sync::Arc;

use self::host::Host;
use self::probes::Probe;
use crate::common::{Finding, FindingDetail, Part};
use crate::settings::{ResultSource, Settings, SettingsError};

/// What shows who is staff, by these settings alone.
#[must_use]
pub fn staff_access(settings: &Settings) -> Vec<Finding> {
    files::staff_access(settings)
}

impl Doctor {
    /// Examines everything, as `uketsuke doctor` does: also the card in the reader, the service and the terminal, which
    /// is asked for its cursor position. The findings are in the order of [`Part`].
    pub fn everything(&mut self, settings: &Result<Settings, SettingsError>) -> Vec<Finding> {
        // First and alone: nothing else may write to the terminal meanwhile.
        let mut found = screen::terminal();
        let mut probes = Vec::new();
        match settings {
            Ok(settings) => {
                let settings = Arc::new(settings.clone());
                probes.extend(machine_probes(&settings));
                probes.extend(desk_probes(&settings));
            }
            Err(error) => {
                found.push(Finding::broken(Part::Settings, FindingDetail::Wrong(error.to_string())));
                probes.extend(machine_probes_without_settings());
            }
        }
        found.extend(self.run(probes));
        found.push(Finding::fine(Part::Version, FindingDetail::Name(env!("CARGO_PKG_VERSION").to_owned())));
        found.sort_by_key(|finding| finding.part);
        found
    }

    /// Examines what a running kiosk does not know already. It leaves out card, service and terminal, which the event
    /// loop uses.
    pub fn beside(&mut self, settings: &Settings) -> Vec<Finding> {
        let settings = Arc::new(settings.clone());
        let mut probes = machine_probes(&settings);
        if matches!(settings.source, ResultSource::Gateway(_)) {
            let owned = Arc::clone(&settings);
            probes.push(Probe::new(Part::Reader, move || card::models(&owned)));
        }
        let mut found = self.run(probes);
        // The page shows a clock of its own. And in its unit the kiosk cannot see other users' processes: staff need
        // not read every day that the daemon is hidden; the command, run as root, sees it.
        found.retain(|finding| {
            !matches!(
                (finding.part, &finding.detail),
                (_, FindingDetail::Time(..)) | (Part::DaemonLog, FindingDetail::Unknown)
            )
        });
        found
    }
}

/// Probes that need no settings.
fn machine_probes_without_settings() -> Vec<Probe> {
    vec![
        Probe::new(Part::Clock, || clock::clock(&Host::here())),
        Probe::new(Part::Font, || vec![screen::font(&Host::here())]),
        Probe::new(Part::Locale, || vec![screen::locale(), files::user()]),
        Probe::new(Part::Image, || ImageState::read(&Host::here()).findings()),
        Probe::new(Part::Lockdown, || lockdown::findings(&Host::here())),
    ]
}

fn machine_probes(settings: &Arc<Settings>) -> Vec<Probe> {
    let probe = |part, run: fn(&Settings) -> Vec<Finding>| {
        let settings = Arc::clone(settings);
        Probe::new(part, move || run(&settings))
    };
    let mut probes = machine_probes_without_settings();
    probes.extend([
        probe(Part::Call, call::findings),
        probe(Part::Settings, files::settings),
        probe(Part::Bundle, bundle::findings),
        probe(Part::StaffAccess, files::staff_access),
        probe(Part::Journal, files::journal),
        probe(Part::HandOff, files::handoff),
        probe(Part::Log, files::log),
        probe(Part::Disk, files::disks),
    ]);
    let owned = Arc::clone(settings);
    probes.push(Probe::new(Part::Sound, move || vec![sound::sound(&owned.ui, &Host::here())]));
    let owned = Arc::clone(settings);
    probes.push(Probe::new(Part::Share, move || share::findings(&owned, &Host::here())));
    match &settings.source {
        ResultSource::Gateway(_) => probes.extend([
            Probe::new(Part::DaemonLog, || {
                let host = Host::here();
                [card::daemon_log(&host)].into_iter().chain(card::resets(&host)).collect()
            }),
            probe(Part::Key, service::key),
        ]),
        ResultSource::Folder(_) => probes.push(probe(Part::Folder, files::results)),
    }
    probes
}

fn desk_probes(settings: &Arc<Settings>) -> Vec<Probe> {
    let probe = |part, run: fn(&Settings) -> Vec<Finding>| {
        let settings = Arc::clone(settings);
        Probe::new(part, move || run(&settings))
    };
    match &settings.source {
        ResultSource::Gateway(_) => vec![
            probe(Part::Reader, card::desk),
            probe(Part::Certificate, service::certificate),
            probe(Part::Service, service::service),
        ],
        ResultSource::Folder(_) => Vec::new(),
    }
}
