//! The vocabulary between the visit and its ports: what it hears and what it asks for.

use std::time::Instant;

use super::outcome::Outcome;
use super::pin::{Digit, Pin};
use super::rules::{Method, Rules, StaffId};
use super::trouble::Trouble;
use crate::eligibility::message::XmlMsg;

/// Number of a visit. Every request carries it and every answer brings it back, so that an answer which comes after its
/// visit ended is recognised and dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct VisitId(pub u64);

/// A key, by what it means at a reception desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A digit, from the keyboard or a keypad with Num Lock on or off.
    Digit(Digit),
    /// Enter: go on.
    Enter,
    /// Backspace: take the last digit back.
    Erase,
    /// Esc: give up this visit.
    Cancel,
    /// F2, staff only: "I have compared face and card".
    Staff,
    /// F3: identify the other way.
    OtherMethod,
    /// F1: the other language.
    Language,
    /// Next page of the panel.
    NextPage,
    /// Previous page of the panel.
    PreviousPage,
    /// F10: the staff's menu. It is the reception's key, not the visit's.
    Menu,
    /// F4: other ways to confirm. The reception's key as well.
    Ways,
    /// Several keys at once, as a paste or a scanner sends them; none of them is a person's key press.
    Burst,
    /// Any other key.
    Other,
}

/// What lies on the reader, as far as the card side knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Nothing has been heard yet.
    Unknown,
    /// A reader, no card.
    Empty,
    /// A card that answered its power-on. The number changes with every insertion.
    Card(u64),
    /// Something that does not answer. The number changes with every insertion.
    Mute(u64),
    /// No reader can be used, and why.
    Unusable(Trouble),
}

impl Slot {
    /// The number of the insertion, where something lies on the reader.
    #[must_use]
    pub const fn insertion(&self) -> Option<u64> {
        match self {
            Self::Card(number) | Self::Mute(number) => Some(*number),
            Self::Unknown | Self::Empty | Self::Unusable(_) => None,
        }
    }
}

/// What is known of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Service {
    /// Nothing has been heard yet.
    Unknown,
    /// It answers and is open.
    Open(Announced),
    /// It cannot be used now, and why.
    Unusable(Trouble),
}

/// What an open service says beside being open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Announced {
    /// Its words for the staff, fit for a screen.
    pub notices: Vec<String>,
    /// When it closes next, as shown: `18:00`, or with the day `11/23 18:00`.
    pub closes: Option<String>,
    /// Whether method A goes by a relay.
    pub relay: Option<RelayOffer>,
}

/// The service proves the card itself in method A, by commands that the kiosk hands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RelayOffer {
    /// Whether some of the commands are extended APDUs (拡張Lc/Le), which not every reader carries.
    pub extended: bool,
}

/// What is known about a reader and extended APDUs. A reader's claim is no promise: its buffer may be smaller than what it
/// announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Extended {
    /// The reader says so, or has carried one.
    Yes,
    /// The reader says that it carries short ones only, or has failed on one.
    No,
    /// Neither says anything.
    #[default]
    Unknown,
}

impl std::fmt::Display for Extended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        })
    }
}

/// What an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Method B: the person's PIN, and the card's signature.
    Pin,
    /// Method A: the staff's confirmation, signed by the terminal; nothing proves the card.
    Attested,
    /// Method A: the staff's confirmation, and the service has proved the card through the relay.
    Relayed,
    /// A result file that another terminal wrote (資格確認端末).
    Folder,
    /// Text that was copied out of another program.
    Copied {
        /// Lines of it that nobody understands and that are not shown.
        unread: usize,
    },
}

impl Proof {
    /// A stable word; journals and figures hold it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Attested => "attested",
            Self::Relayed => "relayed",
            Self::Folder => "folder",
            Self::Copied { .. } => "copied",
        }
    }
}

/// A result that came by itself.
#[derive(Debug)]
pub struct Found {
    /// The message as it was found.
    pub message: Box<XmlMsg>,
    /// [`Proof::Folder`] or [`Proof::Copied`].
    pub proof: Proof,
}

/// State of the PIN on the card, asked without spending a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinState {
    /// Tries left, at least one.
    Left(u8),
    /// No try left; only the municipal office can help.
    Blocked,
    /// The card has no PIN (顔認証マイナンバーカード, as far as a card tells it).
    Absent,
}

/// Age of the user-authentication certificate on the day of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateAge {
    /// Within its validity.
    Valid,
    /// Ended, but within the months in which the qualification can still be confirmed; the service decides.
    Grace,
    /// Ended longer ago.
    LongExpired,
}

/// What a visit needs to know of the card that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardFacts {
    /// State of the PIN.
    pub pin: PinState,
    /// Age of the certificate.
    pub certificate: CertificateAge,
    /// What is known of the reader without asking the card.
    pub extended: Extended,
}

/// Why the card did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardFault {
    /// The PIN was wrong; tries left, at least one.
    PinWrong(u8),
    /// The PIN is blocked now, or was before.
    PinBlocked,
    /// The card has no PIN.
    PinAbsent,
    /// Anything that ends the visit.
    Trouble(Trouble),
}

/// What the card side reports about a visit's card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardNews {
    /// The card was recognised and read.
    Read(CardFacts),
    /// The reader was tried with this card.
    Tried(Extended),
    /// The card accepted the PIN.
    Verified,
    /// The card has signed; it is not needed any more.
    Signed,
    /// It did not work.
    Failed(CardFault),
}

/// A check that the service holds open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Until when.
    pub until: Instant,
    /// Whether the relay comes before the proof.
    pub relay: Option<RelayOffer>,
}

/// Everything that a visit can hear.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Staff have done what F2 asks of them, and who, where a passcode tells it.
    Staff(Option<StaffId>),
    /// The reception is open (or closed again): no visit begins meanwhile.
    Held(bool),
    /// The answer that was closed last is wanted again.
    Reshow,
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
    /// The folder of results went away (and why), or is there again.
    Folder(Option<Trouble>),
    /// The visit's deadline has come.
    Elapsed,
}

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
