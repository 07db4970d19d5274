//! Earlier days and months of the journal, and the counts as a file: read and written beside the loop, so that neither
//! holds up a visit.

use std::io;
use std::path::Path;

use ratatui::backend::Backend;

use super::jobs::JobResult;
use super::kiosk::{Kiosk, RunMode};
use super::kiosk_mark::kiosk_mark;
use crate::common::{FileMode, ReplaceOptions, StaffNote, replace_file};
use crate::journal::{self, counts_csv};
use crate::staff::past::{Export, Past};
use crate::tty::keyboard::KeyInput;
use crate::visit::{MonthCounts, PastChecks, Period};

/// As what is handed on: the group may read it.
const MODE: u32 = 0o640;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Has a period read. At most one job reads at a time, and behind it only what is wanted then.
    pub(super) fn read_past(&mut self, period: Period) {
        self.jobs.past = Past::Reading(period);
        self.jobs.export = Export::Nothing;
        self.facts.invalidate();
        if self.jobs.reading.is_none() {
            self.begin_reading(period);
        }
    }

    fn begin_reading(&mut self, period: Period) {
        let Some(dir) = self.settings.journal.dir.clone() else {
            self.jobs.past = Past::Failed(period);
            return;
        };
        self.jobs.reading = Some(period);
        self.jobs.running.spawn_blocking(move || JobResult::Read(period, journal::read_period(&dir, period)));
    }

    /// Takes what was read, where it is still wanted.
    pub(super) fn hear_past(&mut self, period: Period, result: io::Result<PastChecks>) {
        self.jobs.reading = None;
        let Past::Reading(wanted) = self.jobs.past else { return };
        if wanted == period {
            self.jobs.past = match result {
                Ok(checks) => Past::Read(period, checks),
                Err(error) => {
                    tracing::warn!(%error, "the journal cannot be read");
                    Past::Failed(period)
                }
            };
        } else {
            self.begin_reading(wanted);
        }
        self.facts.invalidate();
    }

    /// Writes the counts into the folder of the hand-off. One that is asked for twice is written once at a time.
    pub(super) fn export_counts(&mut self, counts: Box<MonthCounts>) {
        let Some(dir) = self.settings.handoff.as_ref().map(|handoff| handoff.dir.clone()) else { return };
        if self.jobs.export == Export::Writing {
            return;
        }
        self.jobs.export = Export::Writing;
        self.facts.invalidate();
        let kiosk = kiosk_mark(&self.settings);
        self.jobs.running.spawn_blocking(move || {
            let name = counts_csv::name(&counts, &kiosk);
            JobResult::Exported(write(&dir.join(&name), &counts_csv::of(&counts)).map(|()| name))
        });
    }

    /// Takes what came of it.
    pub(super) fn hear_export(&mut self, result: Result<String, StaffNote>) {
        self.jobs.export = result.map_or_else(Export::Failed, Export::Written);
        self.facts.invalidate();
    }
}

fn write(path: &Path, text: &str) -> Result<(), StaffNote> {
    let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(MODE), owner: None, synced: true };
    replace_file(path, text.as_bytes(), options).map_err(|error| {
        tracing::warn!(%error, path = %path.display(), "the counts cannot be written");
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StaffNote::HandOffFull,
            _ => StaffNote::HandOffMissing,
        }
    })
}
