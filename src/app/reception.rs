//! The loop's side of the reception: keys that belong to it, and what it asks for.

use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;

use super::keyboard::Input as Keys;
use super::keys::Press;
use super::kiosk::{Kiosk, Stage};
use super::source::Source;
use crate::eligibility::Manual;
use crate::in_japan;
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
            self.reception.inform(self.facts());
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

    fn facts(&self) -> Facts {
        Facts {
            guarded: self.settings.identify.staff_passcode.is_some(),
            contact: self.settings.kiosk.contact.clone(),
            today: self.journal.today(),
            ways: self.visit.other_ways().unwrap_or_default(),
        }
    }
}
