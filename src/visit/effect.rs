//! Everything that a visit can ask for.

use super::outcome::Outcome;
use crate::common::method::Method;
use crate::common::pin::Pin;
use crate::common::visit_id::VisitId;
use crate::eligibility::message::XmlMsg;

/// Everything that a visit can ask for. Each is asked once; nothing is repeated by the ports.
#[derive(Debug)]
pub enum Effect {
    /// Connect, recognise and read the card.
    ReadCard(VisitId),
    /// Try whether the reader carries extended APDUs to this card; answered by [`CardNews::Tried`].
    TryReader(VisitId),
    /// Open a check with the service, so that nonce and connection are there when they are needed.
    OpenCheck(VisitId, Method),
    /// Hand the service's commands on to the card until the service is satisfied; answered by [`Event::Relayed`].
    Relay(VisitId),
    /// Make sure it is still the same card, VERIFY this PIN once, sign.
    Prove(VisitId, Pin),
    /// Send the proof that the card has signed.
    SendProof(VisitId),
    /// Send the staff's confirmation, signed by the terminal.
    Attest(VisitId),
    /// Let go of the card: no application selected, no PIN verified, power off.
    LeaveCard(VisitId),
    /// Tell the service that this visit's check is given up; drop what is under way.
    GiveUp(VisitId),
    /// Record in the journal what a visit came to; answered by [`Event::Recorded`] before anything else is done.
    Record(VisitId, Outcome),
    /// Hand a confirmed answer on to the receipt computer. Nobody waits for it.
    HandOn(VisitId, Box<XmlMsg>),
    /// Sound the bell.
    Bell(Bell),
    /// The visit is over: repaint everything, keep nothing.
    Forget,
}

/// Why the bell sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bell {
    /// The card was read: look at the screen.
    CardRead,
    /// The answer is there.
    Answer,
    /// Something is wrong.
    Trouble,
    /// A card was forgotten on the reader.
    Forgotten,
}
