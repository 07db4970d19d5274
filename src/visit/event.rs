//! Everything that a visit can hear.

use std::time::Instant;

use time::OffsetDateTime;

use super::rules::{FaceDoubt, Rules};
use crate::common::{Absence, CardNews, Key, Method, Opened, Service, Slot, StaffId, Trouble, VisitId};
use crate::eligibility::message::XmlMsg;
use crate::eligibility::{Found, Person};

/// Everything that a visit can hear.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Staff have done what F2 asks of them, and who, where a passcode tells it.
    Staff(Option<StaffId>),
    /// Staff do not confirm the face that they were called for, and who, where a passcode tells it.
    Doubt(FaceDoubt, Option<StaffId>),
    /// The staff menu was opened (or closed again): no visit begins while it is open.
    MenuOpen(bool),
    /// Staff are at the kiosk: what they were called for is over.
    StaffCame,
    /// The settings have changed; they hold from the next visit on.
    Rules(Box<Rules>),
    /// What was to be recorded is on the disk, or the visit must not go on without it.
    Recorded(VisitId, Result<(), Trouble>),
    /// The journal went away in a way that stops visits (and why), or is there again.
    Journal(Option<Trouble>),
    /// Something changed at the reader.
    Slot(Slot),
    /// Something became known about the service.
    Service(Service),
    /// News of the card of a visit.
    Card(VisitId, CardNews),
    /// The check was opened for this method, or could not be.
    Opened(VisitId, Method, Result<Opened, Trouble>),
    /// The service has proved the card through the relay, or has not.
    Relayed(VisitId, Result<(), Trouble>),
    /// The service's answer to the proof.
    Answer(VisitId, Result<Box<XmlMsg>, Trouble>),
    /// A result came by itself, or something that was meant to be one.
    Found(Result<Found, Trouble>),
    /// Staff name the person whose card is read next, at this time of this machine's clock.
    Expect(Box<Person>, OffsetDateTime),
    /// Staff do not expect that person any more.
    ExpectNoLonger,
    /// Staff give the held result with this number to the person who stands there.
    TakeHeld(u64),
    /// Staff give none of the held results to anyone.
    DropHeld,
    /// Staff, or the time, have closed an answer by numbers on their page, which was shown first then.
    NumbersClosed(Box<XmlMsg>, Instant),
    /// The folder of results went away (and why), or is there again.
    Folder(Option<Trouble>),
    /// Staff are not at the desk from now on, or are there again.
    Absent(Option<Absence>),
    /// The visit's deadline has come.
    Elapsed,
}
