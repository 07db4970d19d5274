//! Everything that a visit can ask for.

use super::outcome::VisitOutcome;
use crate::common::{Call, Method, Pin, VisitId};
use crate::eligibility::message::XmlMsg;

/// What a visit asks for, by who receives it. Each is asked once; nothing is repeated by the receivers.
#[derive(Debug)]
pub enum Effect {
    /// For the card. The only way on which a PIN leaves the visit.
    Card(VisitId, CardOrder),
    /// For the eligibility service.
    Service(VisitId, ServiceOrder),
    /// For the journal: what the visit came to; answered by [`Event::Recorded`](super::Event::Recorded) before anything
    /// else is done.
    Record(VisitId, VisitOutcome),
    /// For the receipt computer: a confirmed answer. The visit does not wait for it.
    HandOn(VisitId, Box<XmlMsg>),
    /// For the bell.
    Bell(Bell),
    /// For what calls staff who do not see the screen.
    Call(Call),
    /// For everything that shows or holds something of the visit: it is over; repaint everything, keep nothing.
    Forget,
}

/// What the card is asked for.
#[derive(Debug)]
pub enum CardOrder {
    /// Connect, recognise and read the card.
    Read,
    /// Try whether the reader carries extended APDUs to this card; answered by
    /// [`CardNews::Tried`](crate::common::card::CardNews::Tried).
    TryReader,
    /// Make sure that the card that was read is still there; answered by
    /// [`CardNews::Same`](crate::common::card::CardNews::Same).
    Recheck,
    /// Make sure it is still the same card, VERIFY this PIN once, sign.
    Prove(Pin),
    /// Let go of the card: no application selected, no PIN verified, power off.
    Leave,
}

/// What the eligibility service is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceOrder {
    /// Open a check, so that nonce and connection are there when they are needed.
    OpenCheck(Method),
    /// Hand the service's commands on to the card until the service is satisfied; answered by
    /// [`Event::Relayed`](super::Event::Relayed).
    Relay,
    /// Take the proof that the card has signed.
    SendProof,
    /// Take the staff's confirmation, signed by the terminal.
    Attest,
    /// This visit's check is given up; drop what is under way.
    GiveUp,
}

/// Why the bell sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bell {
    /// The card was read: look at the screen.
    CardRead,
    /// Staff are wanted.
    StaffCall,
    /// The answer is there, whatever it says: others hear the bell.
    Answer,
    /// Something is wrong with card, PIN or machine, so that there is no answer.
    Trouble,
    /// A time limit ends what the visitor is doing, unless a key extends it.
    TimeAlmostUp,
    /// A card was forgotten on the reader.
    Forgotten,
}
