//! What the staff menu asks for. What takes its time runs beside the loop: comparing a passcode, saving the settings,
//! examining the machine, restarting it.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::mem::{replace, take};
use std::time::{Duration, Instant, SystemTime};

use ratatui::backend::Backend;

use super::jobs::JobResult;
use super::kiosk::{Kiosk, RunMode};
use super::ports::Ports;
use super::rules::visit_rules;
use super::systemctl::systemctl;
use crate::card::pcsc;
use crate::common::{StaffId, in_japan};
use crate::doctor::host::Host;
use crate::settings::{self, Choices, Passcode, Settings, key_names};
use crate::staff::diagnosis::Examined;
use crate::staff::power::ResetCode;
use crate::staff::{Effect, Event, PowerAction, PowerError, SaveId};
use crate::tty::keyboard::KeyInput;
use crate::visit::{self, StaffAct};

/// Removes all that is the site's and restarts the machine; the image's, and root's.
const FACTORY_RESET: &str = "uketsuke-factory-reset.service";

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Carries out what the staff menu asks for.
    pub(super) fn perform_staff(&mut self, effect: Effect) -> Result<(), B::Error> {
        match effect {
            Effect::Confirm(StaffAct::Doubt(_, doubt), by) => self.handle(visit::Event::Doubt(doubt, by))?,
            Effect::Confirm(_, by) => self.handle(visit::Event::Staff(by))?,
            Effect::Expect(person) => {
                let now = in_japan(SystemTime::now());
                self.handle(visit::Event::Expect(person, now))?;
            }
            Effect::ExpectNoLonger => self.handle(visit::Event::ExpectNoLonger)?,
            Effect::TakeHeld(number) => self.handle(visit::Event::TakeHeld(number))?,
            Effect::DropHeld => self.handle(visit::Event::DropHeld)?,
            Effect::CheckPasscode(passcode) => self.compare(passcode),
            Effect::WrongPasscode(count, pause) => {
                wrong_passcode(count, pause);
                self.journal.passcode_refused(count);
            }
            Effect::RecordManual(manual, by) => {
                let recorded = self.record_manual(&manual, by);
                return self.handle_staff(Event::ManualRecorded(recorded));
            }
            Effect::Mark(id, mark, by) => return self.mark(id, mark, by),
            Effect::Inquire(check) => return self.inquire(*check),
            Effect::FindAssignee => {
                let assignee = self.assignee().map(Box::new);
                return self.handle_staff(Event::Assignee(assignee));
            }
            Effect::Assign(assignment) => return self.assign(*assignment),
            Effect::RecordAssignment(outcome) => self.record_assignment(outcome),
            Effect::WithdrawInquiry(id, outcome) => self.withdraw(id, outcome),
            Effect::RecordInquiry(id, outcome) => return self.record_inquiry(id, outcome),
            Effect::KeepNumbers(message, since) => self.handle(visit::Event::NumbersClosed(message, since))?,
            Effect::HandOnNumbers(message) => self.hand_on_numbers(message),
            Effect::SaveSettings(id, after) => self.save(id, *after),
            Effect::Examine => self.examine(),
            Effect::ReadPast(period) => self.read_past(period),
            Effect::ExportCounts(counts) => self.export_counts(counts),
            Effect::LookForReaders => self.look_for_readers(),
            Effect::ReadTestCard => self.ports.iter_mut().for_each(Ports::read_test_card),
            Effect::PlayTone => self.sound.try_tone(),
            Effect::Register => self.set_up.registers = true,
            Effect::EndSetUp => self.end_set_up(),
            Effect::Absence(choice) => return self.set_absence(choice),
            Effect::Report(to) => self.report(to),
            Effect::Power(PowerAction::Program) => self.try_settings(),
            Effect::Power(action) => self.ask_machine(action),
        }
        Ok(())
    }

    /// Takes the result of a job.
    pub(super) fn hear_job(&mut self, result: JobResult) -> Result<(), B::Error> {
        if matches!(result, JobResult::Saved(..)) {
            self.bundles.saving = false;
        }
        match result {
            JobResult::Checked(by) => self.handle_staff(Event::PasscodeChecked(by)),
            JobResult::Saved(id, Ok(settings), keys, by) => {
                self.apply(*settings)?;
                settings_changed(&keys, by.as_ref());
                self.journal.settings_changed(by, None, keys);
                // The page that saved them compares with the new facts.
                self.refresh_facts();
                self.handle_staff(Event::SettingsSaved(id, Ok(())))
            }
            JobResult::Saved(id, Err(error), ..) => {
                tracing::warn!(%error, "the settings were not saved");
                self.handle_staff(Event::SettingsSaved(id, Err(error)))
            }
            JobResult::Bundle(result) => {
                self.hear_bundle(result);
                Ok(())
            }
            JobResult::Readers(names) => {
                self.jobs.readers = names;
                self.facts.invalidate();
                Ok(())
            }
            JobResult::Examined(doctor, found) => {
                (self.jobs.doctor, self.jobs.examining) = (doctor, false);
                self.jobs.examined = Examined::Found(found);
                self.facts.invalidate();
                self.report_now();
                Ok(())
            }
            JobResult::Reported(packed, written) => {
                self.reported(packed, written);
                Ok(())
            }
            JobResult::PowerFailed(error) => {
                tracing::warn!(?error, "neither restarted nor shut down");
                self.handle_staff(Event::PowerFailed(error))
            }
            JobResult::Read(period, result) => {
                self.hear_past(period, result);
                Ok(())
            }
            JobResult::Exported(result) => {
                self.hear_export(result);
                Ok(())
            }
            JobResult::ReaderReset(result) => self.reader_was_reset(&result),
            JobResult::PowerTaken => Ok(()),
            JobResult::Startable => {
                self.jobs.restart_now = true;
                Ok(())
            }
        }
    }

    /// Readers come and go: their names are asked for whenever the menu opens. The daemon may take its time.
    pub(super) fn look_for_readers(&mut self) {
        if matches!(self.settings.source, settings::ResultSource::Gateway(_)) && self.settings.has_file() {
            self.jobs.running.spawn_blocking(|| JobResult::Readers(pcsc::names().unwrap_or_default()));
        }
    }

    /// Examines the machine beside the loop, without using the loop's reader and service. At most one job examines at a
    /// time.
    fn examine(&mut self) {
        self.jobs.examined = Examined::Looking;
        self.facts.invalidate();
        if replace(&mut self.jobs.examining, true) {
            return;
        }
        let (mut doctor, settings) = (take(&mut self.jobs.doctor), self.settings.clone());
        self.jobs.running.spawn_blocking(move || {
            let found = doctor.beside(&settings);
            JobResult::Examined(doctor, found)
        });
    }

    /// Whether the program is to restart now.
    pub(super) fn restarts(&self) -> bool {
        self.jobs.restart_now || self.jobs.restart_when_idle && self.is_free() || self.restarts_for_bundle()
    }

    /// Whether neither a visitor nor staff are there.
    pub(super) fn is_free(&self) -> bool {
        !self.staff_menu.holds_visits() && self.visit.is_idle()
    }

    /// Compares with every hash: the time must not tell which staff member's passcode it is, or that it is no one's.
    fn compare(&mut self, passcode: Passcode) {
        let passcodes = self.settings.passcodes();
        let (count, misses) = (self.passcode_count.clone(), self.staff_menu.wrong_passcodes().saturating_add(1));
        self.jobs.running.spawn_blocking(move || {
            // Counted first: power that is cut before the answer gives no free try.
            count.write(misses);
            let mut found = None;
            for (id, hash) in passcodes {
                if hash.is_of(&passcode) && found.is_none() {
                    found = Some(id);
                }
            }
            if found.is_some() {
                count.write(0);
            }
            JobResult::Checked(found)
        });
    }

    fn save(&mut self, id: SaveId, after: Choices) {
        let (settings, by) = (self.settings.clone(), self.staff_menu.by().cloned());
        self.bundles.saving = true;
        self.jobs.running.spawn_blocking(move || {
            let before = settings.choices();
            let keys = before.changed_keys(&after);
            JobResult::Saved(id, settings.with(&before, &after).map(Box::new), keys, by)
        });
    }

    /// Applies new settings: screen and sound change at once, the rules of a visit with the next visit, and what the
    /// program reads only at its start with the next start.
    fn apply(&mut self, settings: Settings) -> Result<(), B::Error> {
        let before = replace(&mut self.settings, settings);
        self.facts.invalidate();
        let settings = &self.settings;
        let rules = Box::new(visit_rules(settings, self.capabilities));
        self.staff_menu.set_language(settings.ui.language);
        self.handoff.change(settings.handoff.clone());
        self.calls.change(settings.call.clone());
        // The reader is chosen when the program starts. Without a settings file a restart would change nothing.
        self.jobs.restart_when_idle |= settings.has_file() && before.reader.pattern != settings.reader.pattern;
        self.handle(visit::Event::Rules(rules))
    }

    /// Reads the settings before the program restarts: with wrong ones it would not come back.
    fn try_settings(&mut self) {
        let file = self.settings.has_file().then(|| self.settings.file.clone());
        self.jobs.running.spawn_blocking(move || match file.map(|file| Settings::load(&file)) {
            Some(Err(error)) => JobResult::PowerFailed(PowerError::Settings(error.to_string())),
            None | Some(Ok(_)) => JobResult::Startable,
        });
    }

    /// Whether this machine can be reset to what it was delivered with, and by which digits from now on.
    pub(super) fn offer_factory_reset(&mut self) {
        let is_real = self.mode.simulation(self.settings.ui.language).is_none();
        let offered = is_real && Host::here().has_unit(FACTORY_RESET);
        self.jobs.reset_code = offered.then(|| ResetCode::drawn(RandomState::new().build_hasher().finish()));
        self.facts.invalidate();
    }

    /// `systemctl` asks logind, which lets a user at the machine's own seat do it.
    fn ask_machine(&mut self, action: PowerAction) {
        let what: &[&str] = match action {
            PowerAction::Program | PowerAction::Restart => &["reboot"],
            PowerAction::Off => &["poweroff"],
            PowerAction::FactoryReset => &["start", FACTORY_RESET],
        };
        tracing::info!(what = what.join(" "), "asked for by staff");
        self.jobs
            .running
            .spawn_blocking(move || systemctl(what).map_or_else(JobResult::PowerFailed, |()| JobResult::PowerTaken));
    }

    /// When the pause after wrong passcodes changes on the screen, and when it ends.
    pub(super) fn pause_changes(&self, now: Instant) -> Option<Instant> {
        let left = self.staff_menu.paused_for(now)?;
        Some(now + crate::ui::next_change(left)?)
    }
}

/// Every wrong passcode is one line of the log; what was typed is not in it.
fn wrong_passcode(count: u32, pause: Option<Duration>) {
    let pause = pause.map_or(0, |pause| pause.as_secs());
    tracing::warn!(in_a_row = count, pause, "wrong staff passcode");
}

/// Logs the keys without their values, which may be secret: the path of a folder, a hash.
fn settings_changed(keys: &[settings::KeyPath], by: Option<&StaffId>) {
    tracing::info!(keys = key_names(keys), by = by.map(StaffId::as_str), "settings changed");
}
