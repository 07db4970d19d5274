//! The loop's side of settings that come in a signed bundle: when it looks for one, and what follows.
//!
//! A bundle waits in a file that another program leaves (`uketsuke settings take`). The loop looks at that file's name
//! where it has woken for another reason and no visitor and no staff are there, which is at least once a minute: for
//! the clock. What is in it a job reads and lays into the settings; then the program starts again.

use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;

use super::jobs::JobResult;
use super::kiosk::{Kiosk, RunMode};
use crate::common::clock_is_set;
use crate::journal::Journal;
use crate::settings::{AppliedBundle, BundleError, Settings, apply_waiting, key_names};
use crate::tty::keyboard::KeyInput;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Has a bundle that has come to wait laid into the settings, between visits. What is of the last person is waited
    /// for too: a restart would take it from staff who may still want it.
    pub(super) fn look_for_bundle(&mut self) {
        let free = self.is_unused() && !self.bundles.saving && !self.bundles.restarts;
        if free && clock_is_set(SystemTime::now()) && self.bundles.watch.has_news(Instant::now()) {
            let settings = self.settings.clone();
            self.jobs.running.spawn_blocking(move || {
                JobResult::Bundle(apply_waiting(&settings).map(|applied| applied.map(Box::new)))
            });
        }
    }

    /// What became of a bundle.
    pub(super) fn hear_bundle(&mut self, result: Result<Option<Box<AppliedBundle>>, BundleError>) {
        match result {
            Ok(Some(applied)) => {
                record(&mut self.journal, &applied);
                self.bundles.restarts = true;
            }
            Ok(None) => {}
            Err(error) => {
                refused(&error);
                self.bundles.watch.try_later(Instant::now());
            }
        }
    }

    /// Whether no visitor and no staff are there, and nothing is kept for staff: neither of the last person nor an
    /// entry that a card interrupted.
    fn is_unused(&self) -> bool {
        self.is_free() && self.visit.keeps_nothing() && self.staff_menu.keeps_nothing()
    }

    /// Whether the program is to restart now for a bundle.
    pub(super) fn restarts_for_bundle(&self) -> bool {
        self.bundles.restarts && self.is_unused()
    }
}

/// The settings to start with: with the bundle that waits, if one does and can be taken.
pub(super) fn at_start(settings: &Settings) -> (Settings, Result<Option<AppliedBundle>, BundleError>) {
    let applied = apply_waiting(settings);
    let with = applied.as_ref().ok().and_then(Option::as_ref).map(|applied| applied.settings.clone());
    (with.unwrap_or_else(|| settings.clone()), applied)
}

/// Leaves a line about the keys that have changed, without their values.
pub(super) fn record(journal: &mut Journal, applied: &AppliedBundle) {
    tracing::info!(serial = applied.id.serial, keys = key_names(&applied.keys), "settings of a bundle");
    journal.settings_changed(None, Some(applied.id.serial), applied.keys.clone());
}

/// Says so in the log.
pub(super) fn refused(error: &BundleError) {
    tracing::warn!(%error, "a bundle of settings is not taken");
}
