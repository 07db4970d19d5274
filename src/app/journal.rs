//! The loop's side of the journal.

use ratatui::backend::Backend;

use super::kiosk::{Input, Kiosk, RunMode};
use crate::common::{Trouble, TroubleKind, VisitId};
use crate::journal::JournalReport;
use crate::settings::WhenFull;
use crate::staff;
use crate::tty::keyboard::KeyInput;
use crate::visit::{Event, VisitOutcome};

/// What the visit hears, where the journal is to stop it.
const FULL: Trouble = Trouble::new(TroubleKind::JournalFull);

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Records what a visit came to. Where the visit need not wait for the line, it is told at once.
    pub(super) fn record(&mut self, visit: VisitId, outcome: VisitOutcome) -> Option<Event> {
        let certificate = self.ports.as_ref().and_then(|ports| ports.certificate(visit));
        let waits = self.journal.visit(visit, outcome, certificate);
        (!waits).then_some(Event::Recorded(visit, Ok(())))
    }

    /// What a report of the journal means, where it is to go on without the journal or not.
    pub(super) fn journal_report(&self, report: JournalReport) -> Option<Input> {
        Some(Input::Visit(match (report, self.settings.journal.when_full) {
            (JournalReport::Recorded(visit, true), _) => Event::Recorded(visit, Ok(())),
            (JournalReport::Recorded(visit, false), _) => Event::Recorded(visit, Err(FULL)),
            (JournalReport::InquiryRecorded(inquiry, shown), _) => {
                return Some(Input::Staff(staff::Event::InquiryRecorded(inquiry, shown)));
            }
            (JournalReport::Marked(id, _, result), _) => return Some(Input::Staff(self.marked(id, result))),
            (JournalReport::Writable(true), WhenFull::Stop) => Event::Journal(None),
            (JournalReport::Writable(false), WhenFull::Stop) => Event::Journal(Some(FULL)),
            (JournalReport::Open, _) | (JournalReport::Writable(_), WhenFull::Warn) => return None,
        }))
    }
}
