//! What an observer sees who knows only events and effects.

use std::time::Instant;

use super::act::{Says, message};
use crate::common::{Call, CardNews, Digit, Key, Method, PIN_LENGTH, VisitId};
use crate::visit::{CardOrder, Effect, Event, ServiceOrder};

/// What an observer who knows only events, effects and views has counted.
#[derive(Default)]
pub(super) struct Observer {
    /// The digits that the screen has counted, and those of an Enter behind four of them, until they are sent.
    pub(super) typed: Vec<Digit>,
    pub(super) entered: Option<(VisitId, Vec<Digit>)>,
    pub(super) enters: usize,
    pub(super) verifies: usize,
    pub(super) proofs_sent: Vec<VisitId>,
    pub(super) reading: Option<VisitId>,
    /// The call that stands, and the number of the last one.
    pub(super) called: Option<u64>,
    last_call: u64,
    /// Staff pressed their key since the last visit that used it began.
    pub(super) confirmations: usize,
    /// The visit whose card is looked at once more, and the one whose card was still there.
    pub(super) rechecked: Option<VisitId>,
    pub(super) same: Option<VisitId>,
    /// The visit whose relay runs.
    pub(super) relay: Option<VisitId>,
    /// The visits whose relay was done.
    pub(super) relayed: Vec<VisitId>,
    /// The visits that have an answer, and those that have one that says that the qualification is in force.
    pub(super) answered: Vec<VisitId>,
    pub(super) valid: Vec<VisitId>,
    pub(super) handed_on: Vec<VisitId>,
    /// When the last answer by numbers that was closed was shown first.
    pub(super) numbers: Option<Instant>,
    /// When results came by themselves, and whether they say so.
    pub(super) found: Vec<(Instant, bool)>,
}

impl Observer {
    /// `asked` are the digits that the screen shows as typed, where it asks for a PIN.
    pub(super) fn hears(&mut self, event: &Event, id: VisitId, asked: Option<usize>, now: Instant) {
        match event {
            Event::Key(Key::Staff) | Event::Staff(_) => self.confirmations += 1,
            Event::Key(Key::Digit(digit)) if asked.is_some() => self.typed.push(*digit),
            Event::Key(Key::Enter) => {
                self.enters += 1;
                if asked == Some(PIN_LENGTH) {
                    self.entered = Some((id, self.typed.clone()));
                }
            }
            Event::Answer(id, Ok(answer)) if self.proofs_sent.contains(id) => {
                self.answered.push(*id);
                self.valid.extend((Ok(answer) == message(Says::Valid).as_ref()).then_some(*id));
            }
            Event::Found(Ok(found)) => {
                self.found.push((now, Ok(&found.message) == message(Says::Valid).as_ref()));
            }
            Event::NumbersClosed(_, since) => self.numbers = Some(*since),
            Event::Card(id, CardNews::Same) if self.rechecked == Some(*id) => self.same = Some(*id),
            Event::Relayed(id, result) if self.relay == Some(*id) => {
                self.relay = None;
                self.relayed.extend(result.as_ref().ok().map(|()| *id));
            }
            _ => {}
        }
    }

    /// `staff` is whether acts of staff count.
    pub(super) fn sees(&mut self, effects: &[Effect], staff: bool, menu_open: bool) {
        for effect in effects {
            match effect {
                Effect::Service(id, order) => self.sees_service(*id, *order, staff),
                Effect::Card(id, order) => self.sees_card(*id, order, menu_open),
                Effect::HandOn(id, _) => {
                    assert!(self.valid.contains(id), "an answer handed on that does not say 有効");
                    assert!(!self.handed_on.contains(id), "an answer handed on twice");
                    self.handed_on.push(*id);
                }
                Effect::Call(Call::Called(number, _)) => {
                    assert!(self.called.is_none(), "a call while another one stands");
                    assert!(*number > self.last_call, "the number of another call");
                    (self.called, self.last_call) = (Some(*number), *number);
                }
                Effect::Call(Call::Over(number)) => {
                    assert_eq!(self.called.take(), Some(*number), "the end of a call that does not stand");
                }
                Effect::Record(..) | Effect::Bell(_) | Effect::Forget => {}
            }
        }
    }

    fn sees_service(&mut self, id: VisitId, order: ServiceOrder, staff: bool) {
        assert!(staff || !is_of_staff(order), "{order:?} where no act of staff counts");
        match order {
            ServiceOrder::Relay => {
                assert!(self.confirmations > 0, "a relay that no staff confirmed");
                assert_eq!(self.reading, Some(id), "a relay with a card that was let go");
                self.confirmations = 0;
                self.relay = Some(id);
            }
            ServiceOrder::Attest => {
                assert_ne!(self.relay, Some(id), "a proof before the relay was done");
                let known = self.same == Some(id) || self.relayed.contains(&id);
                assert!(known, "a proof for a card that nothing has looked at since staff confirmed");
                self.proofs_sent.push(id);
            }
            ServiceOrder::SendProof => self.proofs_sent.push(id),
            ServiceOrder::GiveUp => self.relay = self.relay.filter(|relay| *relay != id),
            ServiceOrder::OpenCheck(_) => {}
        }
    }

    fn sees_card(&mut self, id: VisitId, order: &CardOrder, menu_open: bool) {
        match order {
            CardOrder::Recheck => {
                assert!(self.confirmations > 0, "a look at the card that no staff confirmed");
                assert_eq!(self.reading, Some(id), "a look at a card that was let go");
                self.confirmations = 0;
                self.rechecked = Some(id);
            }
            CardOrder::Prove(pin) => {
                self.verifies += 1;
                let typed = pin.expose().iter().map(|byte| Digit::from_ascii(*byte)).collect::<Option<Vec<_>>>();
                assert!(typed.is_some(), "a PIN is four digits");
                let entered = self.entered.take();
                assert!(entered.is_some(), "a PIN without an Enter behind four digits, or a second one");
                assert!(entered == typed.map(|typed| (id, typed)), "another PIN than was typed, or for another visit");
                assert_eq!(self.reading, Some(id), "a PIN for a card that was let go");
            }
            CardOrder::Read => {
                assert_eq!(self.reading, None, "the card before was never let go");
                assert!(!menu_open, "a visit began while the staff menu was open");
                self.reading = Some(id);
            }
            CardOrder::Leave if self.reading == Some(id) => {
                assert_eq!(self.relay, None, "the card was let go in the middle of a relay");
                self.reading = None;
            }
            CardOrder::Leave | CardOrder::TryReader => {}
        }
    }
}

/// What only method A asks of the service.
const fn is_of_staff(order: ServiceOrder) -> bool {
    match order {
        ServiceOrder::OpenCheck(Method::Staff) | ServiceOrder::Relay | ServiceOrder::Attest => true,
        ServiceOrder::OpenCheck(Method::Pin) | ServiceOrder::SendProof | ServiceOrder::GiveUp => false,
    }
}
