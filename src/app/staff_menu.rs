//! The loop's side of the staff menu: its events, and what changes while it is open.

use std::time::{Instant, SystemTime};

use ratatui::backend::Backend;

use super::absence::BothClocks;
use super::kiosk::{Kiosk, RunMode};
use crate::common::{StaffId, StaffNote, StruckEntry, in_japan};
use crate::eligibility::Manual;
use crate::staff::AbsenceChoice;
use crate::staff::{Event, Purpose};
use crate::tty::keyboard::KeyInput;
use crate::visit::{self, ItemId, Mark, MarkRefusal};

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Lets the staff menu handle an event, does what it asks for, and tells the visit whether the menu is open.
    pub(super) fn handle_staff(&mut self, event: Event) -> Result<(), B::Error> {
        if let Event::Open(purpose) = event {
            if purpose == Purpose::Menu {
                self.offer_factory_reset();
            }
            self.refresh_facts();
            if purpose == Purpose::Menu {
                self.look_for_readers();
            }
        }
        let (held, open) = (self.staff_menu.holds_visits(), self.staff_menu.is_open());
        let attended = self.staff_menu.is_attended();
        if let Some(effect) = self.staff_menu.handle(event, Instant::now()) {
            self.perform_staff(effect)?;
        }
        self.keep_set_up();
        if self.staff_menu.is_open() != open {
            self.console.repaint()?;
        }
        if self.staff_menu.is_attended() && !attended {
            self.handle(visit::Event::StaffCame)?;
        }
        if self.staff_menu.holds_visits() != held {
            self.handle(visit::Event::MenuOpen(!held))?;
        }
        Ok(())
    }

    /// Records what staff have entered by hand and hands it on, labelled as unverified. An error keeps the entry on the
    /// screen, where Enter tries again.
    pub(super) fn record_manual(&mut self, manual: &Manual, by: Option<StaffId>) -> Result<(), StaffNote> {
        if self.visit.is_stopped_by_journal() {
            return Err(StaffNote::JournalFull);
        }
        let message = manual.message(&self.settings.kiosk.facility, in_japan(SystemTime::now()));
        let file = self.handoff.next_file();
        self.journal.manual(manual.way(), by, file);
        self.handoff.unverified(message, manual.way(), file);
        Ok(())
    }

    /// Keeps the initials of the answers that show, to a visit and to an inquiry by numbers, until the day is over,
    /// where staff may look at them.
    fn keep_initials(&mut self) {
        let today = self.journal.today_revision().0;
        self.facts.initials.keep_only(today);
        if !self.settings.staff_access().is_given() {
            return;
        }
        let shown = [self.visit.shown_initials(), self.staff_menu.shown_initials()];
        for (check, initials) in shown.into_iter().flatten() {
            self.facts.initials.keep(check, initials, today);
        }
    }

    /// Closes an open item. The staff menu hears at once where there is no journal, and else once the line is on the
    /// disk.
    pub(super) fn mark(&mut self, id: ItemId, mark: Mark, by: Option<StaffId>) -> Result<(), B::Error> {
        match self.journal.mark(id, mark, by) {
            Some(result) => {
                let marked = self.marked(id, result);
                self.handle_staff(marked)
            }
            None => Ok(()),
        }
    }

    /// An item is closed, or not. Where an entry is struck that was handed on, another file says so.
    pub(super) fn marked(&self, id: ItemId, result: Result<Option<StruckEntry>, MarkRefusal>) -> Event {
        let handed = result.map(|struck| struck.is_some_and(|struck| self.hand_on_strike(struck)));
        Event::Marked(id, handed)
    }

    fn hand_on_strike(&self, struck: StruckEntry) -> bool {
        let message = Manual::new(struck.way).message(&self.settings.kiosk.facility, in_japan(SystemTime::now()));
        self.handoff.struck(message, struck)
    }

    /// Staff say whether they are at the desk.
    pub(super) fn set_absence(&mut self, choice: AbsenceChoice) -> Result<(), B::Error> {
        self.absence.say(choice, self.settings.hours.as_ref(), BothClocks::now());
        self.follow_absence()
    }

    /// Tells the visit where it has changed whether staff are at the desk.
    pub(super) fn follow_absence(&mut self) -> Result<(), B::Error> {
        let news = self.absence.news(self.settings.hours.as_ref(), BothClocks::now());
        news.map_or(Ok(()), |event| self.handle(event))
    }

    /// Follows what changes without a key of the staff: the facts of the open page, and the visit's screen that a
    /// passcode is typed for.
    pub(super) fn update_staff_menu(&mut self) -> Result<(), B::Error> {
        self.keep_initials();
        let card = self.visit.card_on_reader();
        if self.staff_menu.card() != card {
            self.handle_staff(Event::Card(card))?;
        }
        // Of a person nothing is left with the closed menu once the visit has forgotten it.
        if self.staff_menu.is_open() || self.facts.name_a_person() {
            self.refresh_facts();
        }
        match self.staff_menu.confirms() {
            Some(act) if !self.visit.offers(act) => self.handle_staff(Event::Withdraw),
            _ => Ok(()),
        }
    }
}
