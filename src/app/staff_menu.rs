//! The loop's side of the staff menu: its events, and what it is told of the kiosk.

use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;

use super::kiosk::{Kiosk, RunMode, clock};
use crate::common::staff::{StaffId, StaffNote};
use crate::common::time::in_japan;
use crate::eligibility::Manual;
use crate::staff::diagnosis::{Keeping, Machine, Results};
use crate::staff::{Event, Purpose};
use crate::tty::keyboard::KeyInput;
use crate::visit;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Lets the staff menu handle an event, does what it asks for, and tells the visit whether the menu is open.
    pub(super) fn handle_staff(&mut self, event: Event) -> Result<(), B::Error> {
        if let Event::Open(purpose) = event {
            self.staff_menu.inform(self.facts());
            if purpose == Purpose::Menu {
                self.look_for_readers();
            }
        }
        let (held, open) = (self.staff_menu.holds_visits(), self.staff_menu.is_open());
        if let Some(effect) = self.staff_menu.handle(event, Instant::now()) {
            self.perform_staff(effect)?;
        }
        if self.staff_menu.is_open() != open {
            self.console.repaint()?;
        }
        if self.staff_menu.holds_visits() != held {
            self.handle(visit::Event::MenuOpen(!held))?;
        }
        Ok(())
    }

    /// Records what staff have entered by hand and hands it on, labelled as unverified. An error keeps
    /// the entry on the screen, where Enter tries again.
    pub(super) fn enter(&mut self, manual: &Manual, by: Option<StaffId>) -> Result<(), StaffNote> {
        if self.visit.is_stopped_by_journal() {
            return Err(StaffNote::JournalFull);
        }
        let message = manual.message(&self.settings.kiosk.facility, in_japan(SystemTime::now()));
        self.journal.manual(manual.way(), by);
        self.handoff.unverified(message, manual.way());
        Ok(())
    }

    /// What changes without a key of the staff: what the open pages know, and the screen that a passcode is typed for.
    pub(super) fn keep_up(&mut self) -> Result<(), B::Error> {
        if self.staff_menu.is_open() {
            self.staff_menu.inform(self.facts());
        }
        match self.staff_menu.confirms() {
            Some(act) if self.visit.staff_act() != Some(act) => self.handle_staff(Event::Withdraw),
            _ => Ok(()),
        }
    }

    pub(super) fn machine(&self) -> Machine {
        let failing = |on: bool, note: Option<StaffNote>| match note {
            Some(note) => Keeping::Failing(note.code()),
            None if on => Keeping::On,
            None => Keeping::Off,
        };
        let stopped = self.visit.is_stopped_by_journal().then_some(StaffNote::JournalFull);
        let (journal, handoff) = (self.journal.staff_note().or(stopped), self.handoff_note);
        Machine {
            results: self.results(),
            journal: failing(self.settings.journal.dir.is_some(), journal),
            handoff: failing(self.settings.handoff.is_some(), handoff),
            clock: clock(),
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
