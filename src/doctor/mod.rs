//! Self-diagnosis: what is missing between this machine and a working reception.
//!
//! It may look at everything and change nothing; it must never ask for a PIN, nor spend a try of one. What it finds are
//! data ([`crate::common::finding::Finding`]); their words are with the screen's.
//!
//! Every check runs beside the others and has ten seconds ([`Doctor`]): a share or a service that hangs hides nothing
//! but itself. What a check reads of the machine it reads below a folder ([`host::Host`]), so that a test can lay out
//! another machine.

mod card;
mod clock;
mod files;
pub mod host;
mod lockdown;
mod rounds;
mod screen;
mod service;
#[cfg(test)]
mod tests;

pub use rounds::Doctor;

use std::sync::Arc;

use self::host::Host;
use self::rounds::Check;
use crate::common::finding::{Finding, FindingDetail, Part};
use crate::settings::{ResultSource, Settings, SettingsError};

impl Doctor {
    /// Looks at everything, as `uketsuke doctor` does: also at the card that lies there, at the service, and at the
    /// terminal, which is asked a question. In the order of [`Part`].
    pub fn everything(&mut self, settings: &Result<Settings, SettingsError>) -> Vec<Finding> {
        // Alone, and before anybody else writes to the terminal.
        let mut found = screen::terminal();
        let mut checks = Vec::new();
        match settings {
            Ok(settings) => {
                let settings = Arc::new(settings.clone());
                checks.extend(of_machine(&settings));
                checks.extend(of_desk(&settings));
            }
            Err(error) => {
                found.push(Finding::broken(Part::Settings, FindingDetail::Wrong(error.to_string())));
                checks.extend(of_any_machine());
            }
        }
        found.extend(self.look(checks));
        found.push(Finding::fine(Part::Version, FindingDetail::Name(env!("CARGO_PKG_VERSION").to_owned())));
        found.sort_by_key(|finding| finding.part);
        found
    }

    /// Looks at what a running kiosk does not know anyway. It leaves alone what belongs to the loop: card, service and
    /// terminal.
    pub fn beside(&mut self, settings: &Settings) -> Vec<Finding> {
        let mut found = self.look(of_machine(&Arc::new(settings.clone())));
        // The page has a clock of its own, which goes on. And a kiosk in its unit sees no other's processes: a daemon
        // that it cannot look at is no news to staff, every day; the command, as root, looks.
        found.retain(|finding| {
            !matches!(
                (finding.part, &finding.detail),
                (_, FindingDetail::Time(..)) | (Part::DaemonLog, FindingDetail::Unknown)
            )
        });
        found
    }
}

/// What needs no settings.
fn of_any_machine() -> Vec<Check> {
    vec![
        Check::of(Part::Clock, || clock::clock(&Host::here())),
        Check::of(Part::Font, || vec![screen::font(&Host::here())]),
        Check::of(Part::Locale, || vec![screen::locale(), files::user()]),
        Check::of(Part::Lockdown, || lockdown::findings(&Host::here())),
    ]
}

fn of_machine(settings: &Arc<Settings>) -> Vec<Check> {
    let of = |part, run: fn(&Settings) -> Vec<Finding>| {
        let settings = Arc::clone(settings);
        Check::of(part, move || run(&settings))
    };
    let mut checks = of_any_machine();
    checks.extend([
        of(Part::Settings, files::settings),
        of(Part::Journal, files::journal),
        of(Part::HandOff, files::handoff),
        of(Part::Log, files::log),
        of(Part::Disk, files::disks),
    ]);
    match &settings.source {
        ResultSource::Gateway(_) => checks.extend([
            Check::of(Part::DaemonLog, || vec![card::daemon_log(&Host::here())]),
            of(Part::Key, service::key),
        ]),
        ResultSource::Folder(_) => checks.push(of(Part::Folder, files::results)),
    }
    checks
}

fn of_desk(settings: &Arc<Settings>) -> Vec<Check> {
    let of = |part, run: fn(&Settings) -> Vec<Finding>| {
        let settings = Arc::clone(settings);
        Check::of(part, move || run(&settings))
    };
    match &settings.source {
        ResultSource::Gateway(_) => vec![
            of(Part::Reader, card::desk),
            of(Part::Certificate, service::certificate),
            of(Part::Service, service::service),
        ],
        ResultSource::Folder(_) => Vec::new(),
    }
}
