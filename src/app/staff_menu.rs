//! The loop's side of the reception: keys that belong to it, and what it asks for.

use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;

use super::kiosk::{Kiosk, Stage, clock};
use super::source::Source;
use crate::common::key::Key;
use crate::common::staff::{StaffId, StaffNote};
use crate::common::time::in_japan;
use crate::common::typed_char::TypedChar;
use crate::eligibility::Manual;
use crate::staff::diagnosis::{Keeping, Machine, Results};
use crate::staff::{Door, Event, Input};
use crate::tty::keyboard::Input as Keys;
use crate::tty::keys::Press;
use crate::visit;

/// Who hears a press.
pub(super) enum Meaning {
    /// The visit.
    Visit(visit::Event),
    /// The reception.
    Reception(Event),
}

impl<B: Backend, I: Keys, S: Stage> Kiosk<B, I, S> {
    /// What a key of the visit's screen means: F10, F4 and F2 lead through the reception, and only where they lead
    /// somewhere.
    pub(super) fn of_visit(&self, key: Key) -> Option<Meaning> {
        let door = match key {
            Key::Menu | Key::Ways if self.visit.is_under_way() => return None,
            Key::Menu => Door::Menu,
            Key::Ways => Door::Ways,
            Key::Staff => Door::Confirm(self.visit.staff_act()?),
            key => return Some(Meaning::Visit(visit::Event::Key(key))),
        };
        let leads = door != Door::Ways || self.visit.other_ways().is_some();
        leads.then_some(Meaning::Reception(Event::Open(door)))
    }

    /// What a press means while the reception is open: letters are at hand, so a keypad with Num Lock off is a block of
    /// arrows, but where a passcode is typed. There a keypad is all that somebody may have, and its other signs have
    /// their plain meaning.
    pub(super) fn of_reception(&self, press: Press) -> Option<Meaning> {
        let digits = self.reception.takes_digits();
        let input = match press {
            Press::Pad(digit, _) if digits => Input::Typed(TypedChar::from(digit)),
            Press::Sign(_, key) if digits && key != Key::Other => Input::Key(key),
            Press::Key(Key::Digit(digit)) => Input::Typed(TypedChar::from(digit)),
            Press::Sign(sign, _) => Input::Typed(sign),
            Press::Key(key) | Press::Pad(_, key) => Input::Key(key),
            Press::Function(_) | Press::Interrupt => return None,
        };
        Some(Meaning::Reception(Event::Input(input)))
    }

    /// Lets the reception hear, does what it asks for, and tells the visit whether it is held.
    pub(super) fn receive(&mut self, event: Event, ports: &mut Source) -> Result<(), B::Error> {
        let now = Instant::now();
        if let Event::Open(door) = event {
            self.reception.inform(self.facts(ports));
            if door == Door::Menu {
                self.look_for_readers();
            }
        }
        let (held, open) = (self.reception.holds(), self.reception.is_open());
        if !open {
            self.reception.take_over(self.visit.held_key());
        }
        if let Some(effect) = self.reception.handle(event, now) {
            self.perform(effect, ports)?;
        }
        if !self.reception.is_open() {
            self.visit.take_over(self.reception.held_key());
        }
        if self.reception.is_open() != open {
            self.repaint()?;
        }
        if self.reception.holds() != held {
            self.handle(visit::Event::Held(!held), ports)?;
        }
        Ok(())
    }

    /// Records what staff have entered by hand and hands it on, as what it is: nobody has confirmed it. An error keeps
    /// the entry on the screen, where Enter tries again.
    pub(super) fn enter(&mut self, manual: &Manual, by: Option<StaffId>) -> Result<(), StaffNote> {
        if self.visit.is_stopped_by_journal() {
            return Err(StaffNote::JournalFull);
        }
        let message = manual.message(&self.settings.kiosk.facility, in_japan(SystemTime::now()));
        self.journal.manual(manual.way(), by);
        self.tray.unverified(message, manual.way());
        Ok(())
    }

    /// What changes without a key of the staff: what the open pages know, and the screen that a passcode is typed for.
    pub(super) fn keep_up(&mut self, ports: &mut Source) -> Result<(), B::Error> {
        if self.reception.is_open() {
            self.reception.inform(self.facts(ports));
        }
        match self.reception.confirms() {
            Some(act) if self.visit.staff_act() != Some(act) => self.receive(Event::Withdraw, ports),
            _ => Ok(()),
        }
    }

    pub(super) fn machine(&self, ports: &Source) -> Machine {
        let failing = |on: bool, note: Option<StaffNote>| match note {
            Some(note) => Keeping::Failing(note.code()),
            None if on => Keeping::On,
            None => Keeping::Off,
        };
        let stopped = self.visit.is_stopped_by_journal().then_some(StaffNote::JournalFull);
        let (journal, handoff) = (self.journal.staff_note().or(stopped), self.tray.note());
        Machine {
            results: self.results(ports),
            journal: failing(self.settings.journal.dir.is_some(), journal),
            handoff: failing(self.settings.handoff.is_some(), handoff),
            clock: clock(),
            log: self.settings.log.dir.is_some(),
            settings: self.settings.file.display().to_string(),
            ..Machine::default()
        }
    }

    fn results(&self, ports: &Source) -> Results {
        match ports {
            Source::Folder => Results::Folder(self.visit.folder_state().cloned()),
            Source::Desk(_) => {
                let today = in_japan(SystemTime::now()).date();
                let day = ports.terminal_ends().map(|end| in_japan(end).date());
                let ends = day.map(|day| (day, (day - today).whole_days()));
                let (slot, service) = (self.visit.reader_state().clone(), self.visit.service_state().clone());
                Results::Desk { slot, service, ends }
            }
        }
    }
}
