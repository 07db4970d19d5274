//! What the reader and the card report.

use super::effect::{Bell, CardOrder, Effect, ServiceOrder};
use super::limit::Limit;
use super::state::{Ask, IDENTIFY_FOR, PendingStep, State, Visit};
use super::turn::Turn;
use super::view::{PinNote, PinRejection};
use crate::common::{
    CardFacts, CardFault, CardNews, CertificateAge, Detail, Extended, PinEntry, PinState, Proof, Service, Slot,
    Trouble, TroubleKind,
};

impl Visit {
    pub(super) fn slot(&mut self, slot: Slot, turn: &mut Turn) {
        let before = std::mem::replace(&mut self.slot, slot);
        let same_card = before.insertion() == self.slot.insertion();
        if before.insertion().is_some() && !same_card {
            self.cover();
        }
        match self.slot.clone() {
            Slot::Card(_) | Slot::Mute(_) if same_card && self.is_under_way() => {}
            Slot::Card(_) => match self.state {
                State::Panel { .. } | State::Trouble { .. } | State::TakeCard { .. } if same_card => {}
                _ if self.menu_open => self.finish_for_menu(turn),
                _ => self.begin(turn),
            },
            Slot::Mute(_) => match self.state {
                State::Panel { .. } | State::Trouble { .. } | State::TakeCard { .. } if same_card => {}
                _ if self.menu_open => self.finish_for_menu(turn),
                _ => self.mute(turn),
            },
            Slot::Empty => self.card_gone(TroubleKind::CardPulled.into(), turn),
            Slot::Unusable(trouble) => {
                self.extended = Extended::Unknown;
                self.withdraw();
                let gone = if trouble.kind == TroubleKind::NoReader { TroubleKind::ReaderGone.into() } else { trouble };
                self.card_gone(gone, turn);
            }
            Slot::Unknown => {}
        }
    }

    /// The visitor has taken the card and turns away: where an answer is hidden at first, it is hidden again. Staff may
    /// reveal it once more.
    fn cover(&mut self) {
        if let State::Panel { masked, page, .. } = &mut self.state
            && self.rules.detail == Detail::Masked
        {
            (*masked, *page) = (true, 0);
        }
    }

    /// Another card has come while the staff menu is open: what was shown of the one before is over, and this one
    /// waits. It rings, because staff may not look at the screen.
    fn finish_for_menu(&mut self, turn: &mut Turn) {
        if !matches!(self.state, State::Waiting { .. }) {
            self.end(turn);
            self.wait();
        }
        turn.effects.push(Effect::Bell(Bell::CardRead));
    }

    /// The reader is empty, or not there any more: what was under way ends, unless the card has signed already.
    fn card_gone(&mut self, trouble: Trouble, turn: &mut Turn) {
        match &self.state {
            State::Checking { work: PendingStep::Answer(_), .. }
            | State::Waiting { .. }
            | State::Recording { .. }
            | State::Panel { .. }
            | State::Thanks { .. }
            | State::Trouble { .. } => {}
            State::TakeCard { answered: true, .. } => self.thank(turn),
            State::TakeCard { answered: false, .. } => self.wait(),
            State::Reading { .. } | State::Identify { .. } | State::Checking { .. } => self.fail(trouble, turn),
        }
    }

    pub(super) fn card(&mut self, news: CardNews, turn: &mut Turn) {
        match (&mut self.state, news) {
            (State::Reading { attempt, facts: known, .. }, CardNews::Read(facts)) => {
                if facts.certificate == CertificateAge::LongExpired {
                    // By which clock? One that is known to be wrong ends no card.
                    let clock = match &self.service {
                        Service::Unusable(trouble) if trouble.kind == TroubleKind::Clock => Some(trouble.clone()),
                        _ => None,
                    };
                    let trouble = clock.unwrap_or_else(|| TroubleKind::CertificateExpired.into());
                    return self.fail(trouble, turn);
                }
                *known = Some(facts);
                self.extended = facts.extended;
                // Where the service is known to be down, nothing is asked for before it has opened the check.
                if attempt.opened.is_some() || !matches!(self.service, Service::Unusable(_)) {
                    self.identify(facts, turn);
                }
            }
            (State::Reading { .. }, CardNews::Tried(outcome)) => self.tried(outcome, turn),
            (State::Checking { work: PendingStep::SameCard, .. }, CardNews::Same) => self.attest(Proof::Attested, turn),
            (State::Checking { work: work @ PendingStep::Verify, .. }, CardNews::Verified) => *work = PendingStep::Sign,
            (State::Checking { work: work @ (PendingStep::Verify | PendingStep::Sign), .. }, CardNews::Signed) => {
                *work = PendingStep::Answer(Proof::Pin);
                turn.effects.extend([
                    Effect::Service(self.id, ServiceOrder::SendProof),
                    Effect::Card(self.id, CardOrder::Leave),
                ]);
            }
            (
                State::Reading { .. }
                | State::Checking {
                    work: PendingStep::Verify | PendingStep::Sign | PendingStep::SameCard | PendingStep::Relay { .. },
                    ..
                },
                CardNews::Failed(fault),
            ) => {
                self.card_failed(fault, turn);
            }
            _ => {}
        }
    }

    fn card_failed(&mut self, fault: CardFault, turn: &mut Turn) {
        let pin = match fault {
            CardFault::Trouble(trouble) => return self.fail(trouble, turn),
            CardFault::PinWrong(0) | CardFault::PinBlocked => PinState::Blocked,
            CardFault::PinWrong(left) => PinState::Left(left),
            CardFault::PinAbsent => PinState::Absent,
        };
        let State::Checking { attempt, facts, work: PendingStep::Verify | PendingStep::Sign, .. } = &self.state else {
            return self.fail(TroubleKind::MalformedAnswer.into(), turn);
        };
        let facts = CardFacts { pin, ..*facts };
        let ask = match pin {
            PinState::Left(1) => Ask::LastTry { wrong: true },
            PinState::Left(_) => {
                Ask::Pin { entry: PinEntry::default(), note: Some(PinNote::Rejected(PinRejection::WrongPin)) }
            }
            PinState::Blocked | PinState::Absent => Ask::NoPin,
        };
        let limit = Limit::new(turn.now, IDENTIFY_FOR);
        self.state = State::Identify { attempt: *attempt, facts, ask, limit };
        turn.effects.push(Effect::Bell(Bell::Trouble));
    }
}
