//! What the staff's pages ask for and what takes its time: comparing a passcode, saving, asking the machine. Each runs
//! beside the loop.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ratatui::backend::Backend;

use super::jobs::JobResult;
use super::kiosk::{Kiosk, RunMode};
use super::rules::visit_rules;
use crate::card::pcsc;
use crate::common::staff::StaffId;
use crate::settings::{self, Choices, Passcode, Settings};
use crate::staff::diagnosis::Examined;
use crate::staff::{Effect, Event, Facts, PowerAction, PowerError};
use crate::tty::keyboard::KeyInput;
use crate::visit;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Carries out what the reception asks for.
    pub(super) fn perform_staff(&mut self, effect: Effect) -> Result<(), B::Error> {
        match effect {
            Effect::Confirm(by) => self.handle(visit::Event::Staff(by))?,
            Effect::Reshow => self.handle(visit::Event::Reshow)?,
            Effect::CheckPasscode(passcode) => self.compare(passcode),
            Effect::WrongPasscode(count, pause) => {
                passcode_missed(count, pause);
                self.journal.passcode_refused(count);
            }
            Effect::RecordManual(manual, by) => {
                let entered = self.enter(&manual, by);
                // Today's list has it now, and is two keys away.
                self.staff_menu.inform(self.facts());
                return self.handle_staff(Event::ManualRecorded(entered));
            }
            Effect::SaveSettings(after) => self.save(*after),
            Effect::Examine => self.examine(),
            Effect::Power(PowerAction::Program) => self.try_settings(),
            Effect::Power(action) => self.ask_machine(action),
        }
        Ok(())
    }

    /// Hears what a job has come to.
    pub(super) fn hear_job(&mut self, result: JobResult) -> Result<(), B::Error> {
        match result {
            JobResult::Checked(by) => self.handle_staff(Event::PasscodeChecked(by)),
            JobResult::Saved(Ok(settings), keys, by) => {
                self.apply(*settings)?;
                settings_changed(&keys, by.as_ref());
                self.journal.settings_changed(by, keys);
                self.staff_menu.inform(self.facts());
                self.handle_staff(Event::SettingsSaved(Ok(())))
            }
            JobResult::Saved(Err(error), ..) => {
                tracing::warn!(%error, "the settings were not saved");
                self.handle_staff(Event::SettingsSaved(Err(error)))
            }
            JobResult::Readers(names) => {
                self.jobs.readers = names;
                Ok(())
            }
            JobResult::Examined(doctor, found) => {
                (self.jobs.doctor, self.jobs.looking) = (doctor, false);
                self.jobs.examined = Examined::Found(found);
                Ok(())
            }
            JobResult::PowerFailed(error) => {
                tracing::warn!(?error, "neither restarted nor shut down");
                self.handle_staff(Event::PowerFailed(error))
            }
            JobResult::PowerTaken => Ok(()),
            JobResult::Startable => {
                self.jobs.restart_now = true;
                Ok(())
            }
        }
    }

    /// What the pages know of the kiosk.
    pub(super) fn facts(&self) -> Facts {
        Facts {
            guarded: self.settings.is_guarded(),
            contact: self.settings.kiosk.contact.clone(),
            choices: self.settings.choices(),
            readers: self.jobs.readers.clone(),
            kept: self.settings.has_file(),
            reshow: self.visit.can_reshow(),
            today: self.journal.today(),
            ways: self.visit.other_ways().unwrap_or_default(),
            machine: self.machine(),
            examined: self.jobs.examined.clone(),
        }
    }

    /// Readers come and go: their names are asked for whenever the menu opens. The daemon may take its time.
    pub(super) fn look_for_readers(&mut self) {
        if matches!(self.settings.source, settings::ResultSource::Gateway(_)) && self.settings.has_file() {
            self.jobs.running.spawn_blocking(|| JobResult::Readers(pcsc::names().unwrap_or_default()));
        }
    }

    /// Looks at the machine beside the loop, and leaves the loop's reader and service alone. One that is
    /// under way is waited for.
    fn examine(&mut self) {
        self.jobs.examined = Examined::Looking;
        if std::mem::replace(&mut self.jobs.looking, true) {
            return;
        }
        let (mut doctor, settings) = (std::mem::take(&mut self.jobs.doctor), self.settings.clone());
        self.jobs.running.spawn_blocking(move || {
            let found = doctor.beside(&settings);
            JobResult::Examined(doctor, found)
        });
    }

    /// Whether the program is to restart now.
    pub(super) fn restarts(&self) -> bool {
        let free = !self.staff_menu.holds_visits() && self.visit.is_idle();
        self.jobs.restart_now || self.jobs.restart_when_idle && free
    }

    /// With every hash, so that a passcode takes as long for the last member of the staff as for none.
    fn compare(&mut self, passcode: Passcode) {
        let passcodes = self.settings.passcodes();
        self.jobs.running.spawn_blocking(move || {
            let mut found = None;
            for (sign, hash) in passcodes {
                if hash.is_of(&passcode) && found.is_none() {
                    found = Some(sign);
                }
            }
            JobResult::Checked(found)
        });
    }

    fn save(&mut self, after: Choices) {
        let (settings, by) = (self.settings.clone(), self.staff_menu.by().cloned());
        self.jobs.running.spawn_blocking(move || {
            let before = settings.choices();
            let keys = before.changed_keys(&after);
            JobResult::Saved(settings.with(&before, &after).map(Box::new), keys, by)
        });
    }

    /// New settings: what the screen looks and sounds like holds at once, what a visit may do from the next one on, and
    /// what this program was started with from its next start on.
    fn apply(&mut self, settings: Settings) -> Result<(), B::Error> {
        let before = std::mem::replace(&mut self.settings, settings);
        let settings = &self.settings;
        let rules = Box::new(visit_rules(settings));
        self.staff_menu.set_language(settings.ui.language);
        self.handoff.change(settings.handoff.clone());
        // The reader is bound when the program starts; a program that was given no file has none to restart from.
        self.jobs.restart_when_idle |= settings.has_file() && before.reader.pattern != settings.reader.pattern;
        self.handle(visit::Event::Rules(rules))
    }

    /// A program that restarts and stumbles over its settings is no reception any more, so they are read before.
    fn try_settings(&mut self) {
        let file = self.settings.has_file().then(|| self.settings.file.clone());
        self.jobs.running.spawn_blocking(move || match file.map(|file| Settings::load(&file)) {
            Some(Err(error)) => JobResult::PowerFailed(PowerError::Settings(error.to_string())),
            None | Some(Ok(_)) => JobResult::Startable,
        });
    }

    /// `systemctl` asks logind, which lets a user at the machine's own seat do it.
    fn ask_machine(&mut self, action: PowerAction) {
        let verb = if action == PowerAction::Off { "poweroff" } else { "reboot" };
        tracing::info!(verb, "asked for by staff");
        self.jobs.running.spawn_blocking(move || {
            asked("systemctl", verb).map_or_else(JobResult::PowerFailed, |()| JobResult::PowerTaken)
        });
    }

    /// When the pause after wrong passcodes changes on the screen, and when it ends.
    pub(super) fn pause_changes(&self, now: Instant) -> Option<Instant> {
        let left = self.staff_menu.paused_for(now)?;
        Some(now + crate::ui::next_change(left)?)
    }
}

/// Every miss is one line of the log; what was typed is nowhere.
fn passcode_missed(count: u32, pause: Option<Duration>) {
    let pause = pause.map_or(0, |pause| pause.as_secs());
    tracing::warn!(in_a_row = count, pause, "wrong staff passcode");
}

/// The keys, not their values: the log shows no name of a folder, and no hash.
fn settings_changed(keys: &[(&str, &str)], by: Option<&StaffId>) {
    let keys: Vec<String> = keys.iter().map(|(table, key)| format!("{table}.{key}")).collect();
    tracing::info!(keys = keys.join(" "), by = by.map(StaffId::as_str), "settings changed");
}

/// Found by PATH. Without a way to ask for a password on the kiosk's own screen.
fn asked(program: &str, verb: &str) -> Result<(), PowerError> {
    let output = Command::new(program).args(["--no-ask-password", verb]).stdin(Stdio::null()).output();
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(PowerError::Refused(first_line(&output.stderr))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(PowerError::Missing),
        Err(error) => Err(PowerError::Refused(error.to_string())),
    }
}

fn first_line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_machine_that_does_not_switch_off_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let systemctl = folder.path().join("systemctl");
        let program = systemctl.to_str().unwrap();
        assert_eq!(asked(program, "poweroff"), Err(PowerError::Missing));
        let script =
            "#!/bin/sh\n[ \"$*\" = '--no-ask-password reboot' ] && exit\necho >&2\necho 'Access denied' >&2\nexit 1\n";
        std::fs::write(&systemctl, script).unwrap();
        std::fs::set_permissions(&systemctl, std::fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(asked(program, "poweroff"), Err(PowerError::Refused("Access denied".to_owned())));
        assert_eq!(asked(program, "reboot"), Ok(()));
    }
}
