//! What the staff menu knows of the kiosk, rebuilt only when something has changed.

use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;

use super::facts_state::FactsInputs;
use super::kiosk::{Kiosk, RunMode, clock};
use super::last_answer::last_answer;
use crate::common::{StaffNote, in_japan};
use crate::staff::diagnosis::{Keeping, Machine, Results};
use crate::staff::{Facts, NumberChecks, ReaderFacts};
use crate::tty::keyboard::KeyInput;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Tells the staff menu the facts where they have changed since it was told last; answers whether they have.
    pub(super) fn refresh_facts(&mut self) -> bool {
        let inputs = FactsInputs {
            last: last_answer(&self.visit, Instant::now()).is_some(),
            assigns: self.assignee().is_some(),
            ways: self.visit.other_ways().unwrap_or_default(),
            today: self.journal.today_revision(),
            open_items: self.journal.open_revision(),
            machine: self.machine(),
            initials: self.staff_menu.is_open().then(|| self.facts.initials.revision()),
            set_up: self.set_up_facts(),
            absence: self.absence.told(),
            reader: self.ports.is_none().then(|| (self.visit.expects_a_person(), self.visit.held_results())),
        };
        if self.facts.told.as_ref() == Some(&inputs) {
            return false;
        }
        self.staff_menu.inform(self.build_facts(&inputs));
        self.facts.told = Some(inputs);
        true
    }

    fn build_facts(&self, inputs: &FactsInputs) -> Facts {
        Facts {
            access: self.settings.staff_access(),
            contact: self.settings.kiosk.contact.clone(),
            choices: self.settings.choices(),
            factory_reset: self.jobs.reset_code,
            readers: self.jobs.readers.clone(),
            kept: self.settings.has_file(),
            last: inputs.last,
            assigns: inputs.assigns,
            today: self.journal.today(),
            day: Some(inputs.today.0),
            initials: inputs.initials.map(|_| self.facts.initials.clone()).unwrap_or_default(),
            past: self.jobs.past.clone(),
            export: self.jobs.export.clone(),
            open_items: self.journal.open_items(),
            bookings: self.takes_bookings().then(|| self.bookings.clone()),
            ways: inputs.ways,
            number_checks: self.inquiries.is_some().then(|| self.number_checks(inputs.today.0)).flatten(),
            reader: inputs.reader.clone().map(|(expects, held)| ReaderFacts {
                today: inputs.today.0.into(),
                expects,
                held,
            }),
            machine: inputs.machine.clone(),
            examined: self.jobs.examined.clone(),
            set_up: inputs.set_up.clone(),
            absence: inputs.absence,
            report: self.jobs.report.clone(),
        }
    }

    /// Whether the settings name a folder of bookings.
    fn takes_bookings(&self) -> bool {
        self.settings.exchange.as_ref().is_some_and(|exchange| exchange.bookings.is_some())
    }

    fn number_checks(&self, today: time::Date) -> Option<NumberChecks> {
        let deadline = self.settings.exchange.as_ref()?.deadline;
        Some(NumberChecks { today: today.into(), deadline })
    }

    pub(super) fn machine(&self) -> Machine {
        let keeping = |on: bool, note: Option<StaffNote>| match note {
            Some(note) => Keeping::Failing(note.code()),
            None if on => Keeping::On,
            None => Keeping::Off,
        };
        let stopped = self.visit.is_stopped_by_journal().then_some(StaffNote::JournalFull);
        let (journal, handoff) = (self.journal.staff_note().or(stopped), self.handoff_note);
        Machine {
            results: self.results(),
            journal: keeping(self.settings.journal.dir.is_some(), journal),
            handoff: keeping(self.settings.handoff.is_some(), handoff),
            call: keeping(self.settings.call.is_some(), self.calls.note()),
            clock: clock(),
            sound: self.sound.fault(),
            log: self.settings.log.dir.is_some(),
            settings: self.settings.file.display().to_string(),
            ..Machine::default()
        }
    }

    fn results(&self) -> Results {
        let Some(ports) = &self.ports else { return Results::Folder(self.visit.folder_state().cloned()) };
        let today = in_japan(SystemTime::now()).date();
        let day = ports.terminal_ends().map(|end| in_japan(end).date());
        let ends = day.map(|day| (day, (day - today).whole_days()));
        let (slot, service) = (self.visit.reader_state().clone(), self.visit.service_state().clone());
        Results::Desk { slot, service, ends }
    }
}
