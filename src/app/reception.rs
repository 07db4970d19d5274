//! The loop's side of the reception: keys that belong to it, and what it asks for.

use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;

use super::keyboard::Input as Keys;
use super::keys::Press;
use super::kiosk::{Kiosk, Stage, clock};
use super::source::Source;
use crate::eligibility::Manual;
use crate::in_japan;
use crate::reception::diagnosis::{Keeping, Machine, Results};
use crate::reception::{Door, Effect, Event, Facts, Input};
use crate::setup::Sign;
use crate::visit::{self, Key, StaffId, StaffNote};

/// Who hears a press.
pub(super) enum Meaning {
    /// The visit.
    Visit(visit::Event),
    /// The reception.
    Reception(Event),
}

impl<B: Backend, I: Keys, S: Stage> Kiosk<B, I, S> {
    /// What a key of the visit's screen means: F10, F4 and F2 lead through the reception, and only where they lead somewhere.
    pub(super) fn of_visit(&self, key: Key) -> Option<Meaning> {
        let door = match key {
            Key::Menu => Door::Menu,
            Key::Ways => Door::Ways,
            Key::Staff => Door::Confirm,
            key => return Some(Meaning::Visit(visit::Event::Key(key))),
        };
        let leads = match door {
            Door::Menu => !self.visit.is_under_way(),
            Door::Ways => self.visit.other_ways().is_some(),
            Door::Confirm => self.visit.staff_may_act(),
        };
        leads.then_some(Meaning::Reception(Event::Open(door)))
    }

    /// What a press means while the reception is open: letters are at hand, so a keypad with Num Lock off is a block of arrows.
    pub(super) fn of_reception(press: Press) -> Option<Meaning> {
        let input = match press {
            Press::Key(Key::Digit(digit)) => Input::Typed(Sign::from(digit)),
            Press::Sign(sign, _) => Input::Typed(sign),
            Press::Key(key) | Press::Pad(_, key) => Input::Key(key),
            Press::Function(_) | Press::Interrupt => return None,
        };
        Some(Meaning::Reception(Event::Input(input)))
    }

    /// Lets the reception hear, does what it asks for, and tells the visit whether it is held.
    pub(super) fn receive(&mut self, event: Event, ports: &mut Source) -> Result<(), B::Error> {
        let now = Instant::now();
        if let Event::Open(_) = event {
            self.reception.inform(self.facts(ports));
        }
        let held = self.reception.holds();
        let effect = self.reception.handle(event, now);
        match effect {
            Some(Effect::Confirm(by)) => self.handle(visit::Event::Staff(by), ports)?,
            Some(Effect::Enter(manual, by)) => {
                let entered = self.enter(&manual, by);
                self.reception.handle(Event::Entered(entered), now);
            }
            // Nothing carries these out yet.
            Some(Effect::Check(_) | Effect::Power(_)) | None => {}
        }
        if self.reception.holds() != held {
            self.repaint()?;
            self.handle(visit::Event::Held(!held), ports)?;
        }
        Ok(())
    }

    /// Records what staff have entered by hand and hands it on, as what it is: nobody has confirmed it. An error keeps the entry
    /// on the screen, where Enter tries again.
    fn enter(&mut self, manual: &Manual, by: Option<StaffId>) -> Result<(), StaffNote> {
        if self.visit.is_stopped_by_journal() {
            return Err(StaffNote::JournalFull);
        }
        let message = manual.message(&self.settings.kiosk.facility, in_japan(SystemTime::now()));
        self.journal.manual(manual.way(), by);
        self.tray.unverified(message, manual.way());
        Ok(())
    }

    /// A passcode that is typed for a visit's screen goes with that screen.
    pub(super) fn withdraw(&mut self) {
        if self.reception.confirms() && !self.visit.staff_may_act() {
            self.reception.handle(Event::Withdraw, Instant::now());
        }
    }

    fn facts(&self, ports: &Source) -> Facts {
        Facts {
            guarded: self.settings.is_guarded(),
            contact: self.settings.kiosk.contact.clone(),
            today: self.journal.today(),
            ways: self.visit.other_ways().unwrap_or_default(),
            machine: self.machine(ports),
        }
    }

    fn machine(&self, ports: &Source) -> Machine {
        let failing = |on: bool, code: Option<&'static str>| match code {
            Some(code) => Keeping::Failing(code),
            None if on => Keeping::On,
            None => Keeping::Off,
        };
        let stopped = self.visit.is_stopped_by_journal().then_some(StaffNote::JournalFull);
        let (journal, handoff) = (self.note.or(stopped).map(StaffNote::code), self.tray.note().map(StaffNote::code));
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
