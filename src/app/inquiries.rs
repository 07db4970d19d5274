//! The loop's side of inquiries at the qualification terminal: what the staff menu asks for, and what is reported.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use ratatui::backend::Backend;

use super::kiosk::{Input, Kiosk, RunMode};
use super::ports::Ports;
use super::state_folder::state_folder;
use crate::common::{BookingFile, BulkOutcome, InquiryFault, InquiryId, InquiryTrouble, in_japan};
use crate::eligibility::{Assignee, Assignment, NumberCheck, XmlMsg};
use crate::exchange::Turn;
use crate::exchange::bulk::{self, BulkJob};
use crate::exchange::inquiry::{InquiryEvent, InquiryHandle, NumberAnswer};
use crate::settings::Settings;
use crate::staff::{Event, InquiryNews};
use crate::tty::keyboard::KeyInput;
use crate::visit::{AssignmentEnd, AssignmentOutcome, InquiryEnd, InquiryOutcome};

/// What has no number of its own, because it never came to the terminal.
const NOT_ASKED: InquiryId = InquiryId(0);

/// What asks the terminal, where the settings name one.
pub(super) fn start(
    settings: &Settings,
    turn: &Turn,
    send: impl Fn(InquiryEvent) + Send + Sync + 'static,
) -> std::io::Result<Option<InquiryHandle>> {
    let Some(exchange) = &settings.exchange else { return Ok(None) };
    let folder = state_folder(settings);
    let folder = folder.as_deref().unwrap_or(Path::new("."));
    InquiryHandle::start(exchange, &settings.kiosk.facility, folder, turn.clone(), send).map(Some)
}

/// What checks the bookings in the folder that the settings name, if any, in turn with what staff ask for.
pub(super) fn watch_bookings(
    settings: &Settings,
    turn: &Turn,
    send: impl Fn(Vec<BookingFile>) + Send + 'static,
    record: impl Fn(BulkOutcome) + Send + 'static,
) -> std::io::Result<()> {
    let Some(exchange) = &settings.exchange else { return Ok(()) };
    let Some(bookings) = &exchange.bookings else { return Ok(()) };
    let folder = state_folder(settings);
    let folder = folder.as_deref().unwrap_or(Path::new("."));
    bulk::watch(BulkJob::new(exchange, &settings.kiosk.facility, folder, turn.clone()), bookings, send, record)
}

/// What a report means to the staff menu, if anything.
fn heard(event: InquiryEvent) -> Option<Event> {
    let answer = |id: InquiryId, answer: NumberAnswer| {
        tracing::info!(inquiry = id.0, took = answer.took.as_millis(), "the terminal has answered");
        if let Some(by) = answer.clock_difference {
            tracing::warn!(seconds = by.as_secs(), "the terminal's clock differs from this one's");
        }
        answer.message
    };
    let id = event.id();
    let news = match event {
        InquiryEvent::Queued(_) => InquiryNews::Queued,
        InquiryEvent::Sent(_) => InquiryNews::Sent,
        InquiryEvent::Slow(_) => InquiryNews::Slow,
        InquiryEvent::Answer(id, own) => InquiryNews::Answer(answer(id, own)),
        InquiryEvent::Failed(id, error) => {
            let trouble = InquiryTrouble::from(error);
            tracing::warn!(inquiry = id.0, code = trouble.fault.code(), "the terminal has not answered");
            InquiryNews::Failed(trouble)
        }
        InquiryEvent::Assigned(_, said) | InquiryEvent::AssignedLate(_, said) => InquiryNews::Assigned(said),
        // It was recorded when staff left it.
        InquiryEvent::Withdrawn(_) => return None,
        InquiryEvent::Late(id, own) => InquiryNews::Late(answer(id, own)),
    };
    Some(Event::Inquiry(id, news))
}

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// What a report means, if anything.
    pub(super) fn inquiry_report(event: InquiryEvent) -> Option<Input> {
        heard(event).map(Input::Staff)
    }

    /// Asks the terminal about numbers.
    pub(super) fn inquire(&mut self, check: NumberCheck) -> Result<(), B::Error> {
        self.begin(|inquiries| inquiries.ask(check))
    }

    /// Has the terminal keep a reference number.
    pub(super) fn assign(&mut self, assignment: Assignment) -> Result<(), B::Error> {
        self.assigned = self.assignee().map(|_| self.visit.id());
        self.begin(|inquiries| inquiries.assign(assignment))
    }

    /// The person whose result shows, where a reference number may be assigned: a terminal is not told of a person
    /// whom a service has made up; in the demo both are. Not a second time for one result, unless the first was not
    /// kept.
    pub(super) fn assignee(&self) -> Option<Assignee> {
        let demo = self.mode.simulation(self.settings.ui.language).is_some();
        let simulated = !demo && self.ports.as_ref().is_some_and(Ports::simulated);
        let offered = self.inquiries.is_some() && !simulated && self.assigned != Some(self.visit.id());
        let today = in_japan(SystemTime::now()).date().into();
        offered.then(|| self.visit.assignee(today)).flatten()
    }

    /// Records what came of a reference number.
    pub(super) fn record_assignment(&mut self, outcome: AssignmentOutcome) {
        match outcome.end {
            AssignmentEnd::Kept | AssignmentEnd::Unclear => {}
            // The answer to an assignment of before says nothing of the one that may be under way now.
            AssignmentEnd::Refused | AssignmentEnd::Failed(_) if outcome.late => {}
            AssignmentEnd::Refused | AssignmentEnd::Failed(_) => self.assigned = None,
        }
        tracing::info!(result = outcome.end.as_str(), code = outcome.end.code(), "a reference number was assigned");
        self.journal.assignment(outcome);
    }

    /// Begins an inquiry. Where its end could not be recorded, nothing is asked.
    fn begin(&mut self, begin: impl FnOnce(&InquiryHandle) -> InquiryId) -> Result<(), B::Error> {
        let stopped = self.visit.is_stopped_by_journal();
        let id = self.inquiries.as_ref().filter(|_| !stopped).map(begin);
        self.handle_staff(Event::InquiryBegan(id.unwrap_or(NOT_ASKED)))?;
        let fault = match id {
            Some(_) => return Ok(()),
            None if stopped => InquiryFault::JournalFull,
            None => InquiryFault::FolderMissing,
        };
        self.handle_staff(Event::Inquiry(NOT_ASKED, InquiryNews::Failed(fault.into())))
    }

    /// Withdraws an inquiry that staff have left.
    pub(super) fn withdraw(&mut self, id: InquiryId, outcome: InquiryOutcome) {
        if let Some(inquiries) = &self.inquiries {
            inquiries.withdraw(id);
        }
        self.count_inquiry(&outcome);
        self.journal.inquiry(id, outcome);
    }

    /// Records what an inquiry came to. An answer that need not wait for its line may be shown at once.
    pub(super) fn record_inquiry(&mut self, id: InquiryId, outcome: InquiryOutcome) -> Result<(), B::Error> {
        self.count_inquiry(&outcome);
        let answered = matches!(outcome.end, InquiryEnd::Answered(_));
        let waits = self.journal.inquiry(id, outcome);
        if answered && !waits {
            return self.handle_staff(Event::InquiryRecorded(id, true));
        }
        Ok(())
    }

    fn count_inquiry(&mut self, outcome: &InquiryOutcome) {
        if let Some(metrics) = &mut self.metrics {
            metrics.count_inquiry(outcome);
        }
    }

    /// Hands a confirmed answer on; one of an emulated terminal is called so.
    pub(super) fn hand_on_numbers(&self, message: Box<XmlMsg>) {
        if self.is_simulated() {
            self.handoff.confirmed(message, true);
        } else {
            self.handoff.numbers(message);
        }
    }

    /// When the seconds of an inquiry, or those that an answer has left, change on the screen.
    pub(super) fn inquiry_changes(&self, now: Instant) -> Option<Instant> {
        if let Some(since) = self.staff_menu.asks_since() {
            let passed = now.saturating_duration_since(since).as_secs();
            return Some(since + Duration::from_secs(passed + 1));
        }
        let left = self.staff_menu.answer_until()?.saturating_duration_since(now);
        Some(now + crate::ui::next_change(left)?)
    }
}
