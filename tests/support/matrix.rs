//! The fault matrix: each command of a visit to the card and each exchange with the service, by what goes wrong there.

use std::ops::RangeInclusive;

use super::failures::{BROKEN, NO_JSON};
use super::faulty_server::Behaviour::{self, Answers, Refuses};
use super::replies::Reply::{Hangs, Late, OtherCheck, Resets};
use super::replies::Route;

/// How the visitor is identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By the PIN.
    Pin,
    /// By staff; the terminal vouches.
    Staff,
    /// By staff; the service proves the card through the relay.
    Relay,
}

/// From when on the commands of a row are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// From the card's arrival.
    Reading,
    /// From Enter after the PIN, or from the staff's key.
    Proving,
}

/// What goes wrong between reader and card, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The card is taken away.
    Pull,
    /// Another person's card lies there, and the reader has not noticed.
    Swap,
    /// The same card was lifted for a moment, and the reader has not noticed.
    Lift,
    /// One byte of the answer arrives.
    OneByte,
    /// No answer comes.
    Silence,
    /// The answer comes late.
    Delay,
    /// The card answers 6F00.
    NoDiagnosis,
    /// The card answers 6982.
    NotAllowed,
    /// Another program tries to reset the card.
    OtherClient,
    /// The daemon is killed, and comes back.
    DaemonDies,
    /// The daemon dies and comes back without the reader; later the reader is there again.
    ReaderGoes,
}

/// The columns.
pub const FAULTS: [Fault; 11] = [
    Fault::Pull,
    Fault::Swap,
    Fault::Lift,
    Fault::OneByte,
    Fault::Silence,
    Fault::Delay,
    Fault::NoDiagnosis,
    Fault::NotAllowed,
    Fault::OtherClient,
    Fault::DaemonDies,
    Fault::ReaderGoes,
];

/// The visit goes on to the right person's 有効, as if nothing had been.
pub const VALID: &str = "有効";
/// The other card was read from its first command on: the visit is its owner's, and goes on to their 有効.
pub const OTHER: &str = "その人";

/// Commands of a visit that fail alike.
pub struct CommandRow {
    pub stage: Stage,
    /// Which commands of the stage; 1 is the first.
    pub commands: RangeInclusive<usize>,
    pub name: &'static str,
    /// For each fault what the screen comes to: a K-code, or one of several, [`VALID`] or [`OTHER`].
    pub comes_to: [&'static str; FAULTS.len()],
}

const fn row(
    stage: Stage,
    commands: RangeInclusive<usize>,
    name: &'static str,
    comes_to: [&'static str; FAULTS.len()],
) -> CommandRow {
    CommandRow { stage, commands, name, comes_to }
}

use Stage::{Proving, Reading};

/// While the card is read, whatever the method. A card that says nothing to its first command cannot be told from one
/// that cannot be talked to. What a card refuses after it was recognised is said of it only if it still knows where it
/// was; one that was not recognised yet is another card.
#[rustfmt::skip]
pub const READING: [CommandRow; 4] = [
    // pull, swap, lift, one byte, silence, delay, 6F00, 6982, another client, pcscd dies, reader gone
    row(Reading, 1..=1, "select the application", ["K-102|K-103", OTHER,   VALID,   "K-109", "K-102", VALID, VALID,   "K-101", VALID, "K-201", "K-201"]),
    row(Reading, 2..=2, "read the label",         ["K-103",       "K-101", "K-101", "K-109", "K-102", VALID, "K-108", "K-101", VALID, "K-201", "K-201"]),
    row(Reading, 3..=9, "read the certificate",   ["K-103",       "K-103", "K-103", "K-109", "K-102", VALID, "K-108", "K-108", VALID, "K-201", "K-201"]),
    row(Reading, 10..=10, "ask for the tries",    ["K-103",       "K-103", "K-103", "K-109", "K-102", VALID, "K-108", "K-108", VALID, "K-201", "K-201"]),
];

/// After Enter.
#[rustfmt::skip]
pub const BY_PIN: [CommandRow; 4] = [
    // pull, swap, lift, one byte, silence, delay, 6F00, 6982, another client, pcscd dies, reader gone
    row(Proving, 1..=1, "the same card?",         ["K-103", "K-104", "K-104", "K-109", "K-102", VALID, "K-108", "K-104", VALID, "K-201", "K-201"]),
    row(Proving, 2..=2, "VERIFY",                 ["K-103", "K-104", "K-104", "K-109", "K-102", VALID, "K-108", "K-108", VALID, "K-201", "K-201"]),
    row(Proving, 3..=3, "sign",                   ["K-103", "K-104", "K-104", "K-109", "K-102", VALID, "K-108", "K-108", VALID, "K-201", "K-201"]),
    row(Proving, 4..=4, "let go of the card",     [VALID,   VALID,   VALID,   VALID,   VALID,   VALID, VALID,   VALID,   VALID, VALID,   VALID]),
];

/// After the staff's key, where the terminal vouches.
#[rustfmt::skip]
pub const BY_STAFF: [CommandRow; 2] = [
    // pull, swap, lift, one byte, silence, delay, 6F00, 6982, another client, pcscd dies, reader gone
    row(Proving, 1..=1, "the same card?",         ["K-103", "K-104", "K-104", "K-109", "K-102", VALID, "K-108", "K-104", VALID, "K-201", "K-201"]),
    row(Proving, 2..=2, "let go of the card",     [VALID,   VALID,   VALID,   VALID,   VALID,   VALID, VALID,   VALID,   VALID, VALID,   VALID]),
];

/// After the staff's key, where the service proves the card. What a card answers to the service's commands is for the
/// service to judge, and of a step that does not end only the service's deadline is known. A long
/// command that comes to nothing is a reader's that carries short ones only; the next visit tries the reader.
#[rustfmt::skip]
pub const BY_RELAY: [CommandRow; 8] = [
    // pull, swap, lift, one byte, silence, delay, 6F00, 6982, another client, pcscd dies, reader gone
    row(Proving, 1..=1, "begin afresh",           ["K-103", "K-104", VALID,   "K-109", "K-402", VALID, "K-108", "K-108", VALID, "K-201", "K-201"]),
    row(Proving, 2..=2, "select the application", ["K-103", "K-104", VALID,   "K-109", "K-402", VALID, VALID,   "K-104", VALID, "K-201", "K-201"]),
    row(Proving, 3..=3, "the same card?",         ["K-103", "K-104", "K-104", "K-109", "K-402", VALID, "K-108", "K-104", VALID, "K-201", "K-201"]),
    row(Proving, 4..=4, "the service's command",  ["K-103", "K-410", "K-410", "K-109", "K-402", VALID, "K-410", "K-410", VALID, "K-201", "K-201"]),
    row(Proving, 5..=6, "a long one",             ["K-103", "K-410", "K-410", "K-206", "K-402", VALID, "K-410", "K-410", VALID, "K-201", "K-201"]),
    row(Proving, 7..=7, "ask for a challenge",    ["K-103", "K-410", "K-410", "K-109", "K-402", VALID, "K-410", "K-410", VALID, "K-201", "K-201"]),
    row(Proving, 8..=8, "the card's proof",       ["K-103", "K-410", "K-410", "K-206", "K-402", VALID, "K-410", "K-410", VALID, "K-201", "K-201"]),
    row(Proving, 9..=9, "let go of the card",     [VALID,   VALID,   VALID,   VALID,   VALID,   VALID, VALID,   VALID,   VALID, VALID,   VALID]),
];

/// What goes wrong in an exchange with the service, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpFault {
    Refused,
    Reset,
    Silence,
    Garbage,
    Broken,
    OtherCheck,
    Late,
}

/// The columns.
pub const HTTP_FAULTS: [HttpFault; 7] = [
    HttpFault::Refused,
    HttpFault::Reset,
    HttpFault::Silence,
    HttpFault::Garbage,
    HttpFault::Broken,
    HttpFault::OtherCheck,
    HttpFault::Late,
];

impl HttpFault {
    /// How the server behaves then. What is late comes when the visit has ended.
    pub const fn at(self, route: Route) -> Behaviour {
        match self {
            Self::Refused => Refuses,
            Self::Reset => Answers(route, Resets),
            Self::Silence => Answers(route, Hangs(b"")),
            Self::Garbage => Answers(route, NO_JSON),
            Self::Broken => Answers(route, BROKEN),
            Self::OtherCheck => Answers(route, OtherCheck),
            Self::Late => Answers(route, Late(4)),
        }
    }
}

/// A kind of exchange.
pub struct ExchangeRow {
    pub route: Route,
    pub name: &'static str,
    /// For each fault what the screen comes to: a K-code, or [`GIVEN_UP`].
    pub comes_to: [&'static str; HTTP_FAULTS.len()],
}

/// The visitor gave up; the service's word about it changes nothing.
pub const GIVEN_UP: &str = "待受";

/// The exchanges of a visit, by PIN and by staff alike.
#[rustfmt::skip]
pub const EXCHANGES: [ExchangeRow; 3] = [
    // refused, reset, silence, garbage, 5xx, wrong check, late
    ExchangeRow { route: Route::Open,   name: "open the check", comes_to: ["K-401", "K-403", "K-402", "K-406", "K-411", "K-409",    "K-402"] },
    ExchangeRow { route: Route::Prove,  name: "send the proof", comes_to: ["K-401", "K-403", "K-402", "K-406", "K-411", "K-409",    "K-402"] },
    ExchangeRow { route: Route::GiveUp, name: "give it up",     comes_to: [GIVEN_UP; HTTP_FAULTS.len()] },
];

/// What a relay adds to them. A step is sent once, because what the card has done for it cannot be told twice: where
/// the warm connection breaks as the port is closed, that is what is said.
#[rustfmt::skip]
pub const RELAY_EXCHANGES: [ExchangeRow; 2] = [
    // refused, reset, silence, garbage, 5xx, wrong check, late
    ExchangeRow { route: Route::RelayBegins, name: "begin the relay",   comes_to: ["K-401|K-403", "K-403", "K-402", "K-406", "K-411", "K-410", "K-402"] },
    ExchangeRow { route: Route::RelayGoesOn, name: "a step of it",      comes_to: ["K-401|K-403", "K-403", "K-402", "K-406", "K-411", "K-410", "K-402"] },
];
