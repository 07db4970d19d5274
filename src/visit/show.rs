//! From the state to the view that the screen draws.

use std::time::Instant;

use super::rules::{AnswerSource, CardOnReader, FaceDoubt, StaffAct};
use super::state::{Ask, State, Visit};
use super::view::{CheckingStep, PanelView, Screen, View};
use crate::common::{Absence, Announced, Method, PinState, Proof, Service, Slot, Trouble, Way};
use crate::eligibility::{Assignee, Date};

impl Visit {
    /// What the screen shows at this moment.
    #[must_use]
    pub fn view(&self, now: Instant) -> View<'_> {
        let (screen, ending, note) = (self.screen(now), self.ending(now), self.note(now));
        let called = self.shown_call();
        View {
            language: self.language,
            screen,
            ending,
            called,
            absence: self.shown_absence(),
            note,
            dimmed: self.dimmed,
        }
    }

    /// That staff are not at the desk. An answer has its screen for itself, and where staff have just confirmed a face
    /// they are there.
    const fn shown_absence(&self) -> Option<Absence> {
        match &self.state {
            State::Panel { .. } | State::Waiting { confirmed: Some(_) } => None,
            State::Waiting { confirmed: None }
            | State::Reading { .. }
            | State::Identify { .. }
            | State::Checking { .. }
            | State::Recording { .. }
            | State::TakeCard { .. }
            | State::Thanks { .. }
            | State::Trouble { .. } => self.absence,
        }
    }

    fn screen(&self, now: Instant) -> Screen<'_> {
        match &self.state {
            State::Waiting { .. } if self.rules.source == AnswerSource::Folder => {
                let missing = self.folder.as_ref().or(self.journal.as_ref());
                Screen::Listening { missing, note: self.reader_note() }
            }
            State::Waiting { confirmed } => Screen::Waiting {
                missing: self.missing(),
                announced: self.announced(),
                confirmed_for: confirmed.map(|limit| limit.left(now)),
                method: self.rules.first_method(),
                sliding: self.sliding(now),
            },
            State::Reading { attempt, .. } => Screen::Reading { method: attempt.method },
            State::Identify { attempt, ask, facts, .. } => {
                let other = self.may_switch(attempt, *facts);
                match ask {
                    Ask::Pin { entry, note } => {
                        let PinState::Left(left) = facts.pin else {
                            return Screen::NoPin { state: facts.pin, other };
                        };
                        Screen::Pin { entered: entry.len(), left, note: *note, other }
                    }
                    Ask::LastTry { wrong } => Screen::LastTry { wrong: *wrong, other },
                    Ask::NoPin => Screen::NoPin { state: facts.pin, other },
                    Ask::NoRelay => Screen::NoRelay,
                    Ask::Staff => Screen::Staff { other, back: self.leads_back(attempt, *facts) },
                }
            }
            State::Checking { attempt, work, slow_at, .. } => Screen::Checking {
                method: attempt.method,
                relay: self.relay(attempt).is_some(),
                step: work.step(),
                slow: slow_at.is_none(),
            },
            // As long as a disk takes to say that it has written, nothing changes on the screen.
            State::Recording { proof, method: Some(method), slow, .. } => Screen::Checking {
                method: *method,
                relay: *proof == Proof::Relayed,
                step: CheckingStep::Ask,
                slow: *slow,
            },
            State::Recording { method: None, .. } => {
                Screen::Listening { missing: self.folder.as_ref(), note: self.reader_note() }
            }
            State::Panel { verdict, message, proof, page, masked, limit, .. } => Screen::Panel(PanelView {
                verdict,
                message,
                proof: *proof,
                page: *page,
                masked: *masked,
                revealable: self.rules.staff_can_act,
                left: limit.left(now),
                card_present: self.slot.insertion().is_some(),
            }),
            State::TakeCard { .. } => Screen::TakeCard,
            State::Thanks { .. } => Screen::Thanks,
            State::Trouble { trouble, limit } => {
                Screen::Trouble { trouble, again: self.can_try_again(trouble), left: limit.left(now) }
            }
        }
    }

    /// Whether this screen takes digits: those of a PIN, or of a language before a card is there.
    #[must_use]
    pub const fn takes_digits(&self) -> bool {
        matches!(self.state, State::Waiting { .. } | State::Identify { ask: Ask::Pin { .. }, .. })
    }

    /// What lies on the reader.
    #[must_use]
    pub const fn reader_state(&self) -> &Slot {
        &self.slot
    }

    /// What the card on the reader means to the staff menu.
    #[must_use]
    pub const fn card_on_reader(&self) -> CardOnReader {
        match (self.slot.insertion(), &self.state) {
            (None, _) => CardOnReader::None,
            (Some(_), State::Waiting { .. }) => CardOnReader::Waits,
            (Some(_), _) => CardOnReader::OfVisit,
        }
    }

    /// What is known of the service.
    #[must_use]
    pub const fn service_state(&self) -> &Service {
        &self.service
    }

    /// The person whose result shows, where a reference number may be assigned on this day. A text that was copied
    /// confirms nothing.
    #[must_use]
    pub fn assignee(&self, today: Date) -> Option<Assignee> {
        match &self.state {
            State::Panel { message, .. } => Assignee::of(message, today),
            _ => None,
        }
    }

    /// Why no results come by themselves, where they should and do not.
    #[must_use]
    pub const fn folder_state(&self) -> Option<&Trouble> {
        self.folder.as_ref()
    }

    /// What keeps a visit from succeeding; the reader comes first, without it nothing else matters.
    pub(super) const fn missing(&self) -> Option<&Trouble> {
        match (&self.slot, &self.service) {
            (Slot::Unusable(trouble), _) | (_, Service::Unusable(trouble)) => Some(trouble),
            _ => self.journal.as_ref(),
        }
    }

    const fn announced(&self) -> Option<&Announced> {
        match &self.service {
            Service::Open(announced) => Some(announced),
            Service::Unknown | Service::Unusable(_) => None,
        }
    }

    /// Before the card comes. While something is missing the screen says that, and neither offers nor shows a
    /// confirmation.
    pub(super) fn staff_may_confirm(&self) -> bool {
        self.rules.source == AnswerSource::Card
            && self.rules.staff_can_act
            && (self.rules.switchable || self.rules.method == Method::Staff)
            && self.missing().is_none()
            && self.reader_is_known_to_do()
    }

    /// What F2 means on this screen, if anything.
    #[must_use]
    pub fn staff_act(&self) -> Option<StaffAct> {
        if !self.rules.staff_can_act {
            return None;
        }
        match &self.state {
            State::Waiting { .. } | State::Thanks { .. } => self.staff_may_confirm().then_some(StaffAct::ConfirmEarly),
            State::Identify { ask: Ask::Staff, .. } => Some(StaffAct::Confirm(self.id.0)),
            State::Panel { masked: true, .. } => Some(StaffAct::Reveal(self.id.0)),
            _ => None,
        }
    }

    /// Whether this is still to be done by staff on this screen.
    #[must_use]
    pub fn offers(&self, act: StaffAct) -> bool {
        match act {
            StaffAct::Doubt(id, _) => self.staff_act() == Some(StaffAct::Confirm(id)),
            act => self.staff_act() == Some(act),
        }
    }

    /// What it means that staff do not confirm the face on this screen, if anything.
    #[must_use]
    pub fn doubt(&self, doubt: FaceDoubt) -> Option<StaffAct> {
        match self.staff_act() {
            Some(StaffAct::Confirm(id)) => Some(StaffAct::Doubt(id, doubt)),
            _ => None,
        }
    }

    /// Whether nothing may be confirmed, in any way, before the journal can be written again.
    #[must_use]
    pub const fn is_stopped_by_journal(&self) -> bool {
        self.journal.is_some()
    }

    /// Ways that may settle what this screen shows, the likeliest first, as far as it tells. `None` where F4 means
    /// nothing: while a visit is under way, and over a confirmed answer.
    #[must_use]
    pub fn other_ways(&self) -> Option<&'static [Way]> {
        match &self.state {
            // The PIN cannot be used: nothing is under way that the other ways would disturb.
            State::Identify { ask: Ask::NoPin, .. } => Some(Way::NO_PORTAL),
            State::Reading { .. } | State::Identify { .. } | State::Checking { .. } | State::Recording { .. } => None,
            State::Panel { verdict, .. } if verdict.is_confirmed() => None,
            State::Panel { verdict, .. } => Some(verdict.ways()),
            State::Trouble { trouble, .. } => Some(trouble.kind.ways()),
            State::Waiting { .. } => {
                Some(self.missing().or(self.folder.as_ref()).map_or(Way::NONE, |missing| missing.kind.ways()))
            }
            State::TakeCard { .. } | State::Thanks { .. } => Some(Way::NONE),
        }
    }

    pub(super) fn can_try_again(&self, trouble: &Trouble) -> bool {
        trouble.again() && self.slot.insertion().is_some()
    }
}
