//! The loop's side of the journal.

use ratatui::backend::Backend;

use super::keyboard::Input;
use super::kiosk::{Kiosk, Stage};
use super::source::Source;
use crate::journal::Report;
use crate::settings::WhenFull;
use crate::visit::{Event, Outcome, StaffNote, Trouble, TroubleKind, VisitId};

/// What the visit hears, where the journal is to stop it.
const FULL: Trouble = Trouble::new(TroubleKind::JournalFull);

impl<B: Backend, I: Input, S: Stage> Kiosk<B, I, S> {
    /// Records what a visit came to. What nobody has to wait for is answered at once.
    pub(super) fn record(&mut self, visit: VisitId, outcome: Outcome, ports: &Source) -> Option<Event> {
        let waits = self.journal.visit(visit, outcome, ports.certificate(visit));
        (!waits).then_some(Event::Recorded(visit, Ok(())))
    }

    /// What a report of the journal means for the visit. Where visits go on without it, it is the staff's to know.
    pub(super) fn of_journal(&mut self, report: Report) -> Option<Event> {
        match (report, self.settings.journal.when_full) {
            (Report::Recorded(visit, goes_on), _) => {
                Some(Event::Recorded(visit, if goes_on { Ok(()) } else { Err(FULL) }))
            }
            (Report::Writable(writable), WhenFull::Stop) => Some(Event::Journal((!writable).then_some(FULL))),
            (Report::Writable(false), WhenFull::Warn) => {
                self.note = Some(StaffNote::JournalFull);
                None
            }
            (Report::Writable(true), WhenFull::Warn) => {
                self.note = self.note.filter(|note| *note != StaffNote::JournalFull);
                None
            }
        }
    }
}
