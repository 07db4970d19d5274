//! What the screen may know of a visit: borrowed, read-only, without a PIN.

use std::time::Duration;

use crate::common::{Absence, Announced, Appearance, EntryNote, Language, Method, PinState, Proof, Trouble};
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;

/// A picture of the visit at one moment.
#[derive(Debug)]
pub struct View<'a> {
    /// Language of the texts.
    pub language: Language,
    /// The screen to draw.
    pub screen: Screen<'a>,
    /// The screen's time limit, once it is announced.
    pub ending: Option<Ending>,
    /// Staff are called so that all may see it; and whether the bar stands in the colour of a call at this moment.
    pub called: Option<bool>,
    /// Staff are not at the desk, where this screen may say so.
    pub absence: Option<Absence>,
    /// A word to the last key, on whichever screen.
    pub note: Option<KeyNote>,
    /// The screen waits unused and is dark.
    pub dimmed: bool,
}

/// The announcement of a time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// Time left.
    pub left: Duration,
    /// Whether any key extends it.
    pub extends: bool,
}

/// A word to a key, for some seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyNote {
    /// Staff were called.
    StaffCalled,
    /// Digits are typed once a card lies there.
    CardFirst,
    /// Nothing is to be typed now.
    PleaseWait,
    /// The card is to be taken first.
    TakeCard,
    /// This screen takes no digits.
    NoDigits,
    /// Screens are drawn in this way now.
    Appearance(Appearance),
}

/// One screen, with all that it shows.
#[derive(Debug)]
pub enum Screen<'a> {
    /// Waiting for a card.
    Waiting {
        /// What is missing for a visit to succeed; the reader before the service.
        missing: Option<&'a Trouble>,
        /// What the open service announces.
        announced: Option<&'a Announced>,
        /// Staff have confirmed a face; time left for its card to come.
        confirmed_for: Option<Duration>,
        /// Method that the next visit begins with.
        method: Method,
        /// For how long the card in the drawing has been sliding to the reader, while it does.
        sliding: Option<Duration>,
    },
    /// Waiting for a result that another terminal writes.
    Listening {
        /// What keeps results from coming.
        missing: Option<&'a Trouble>,
        /// What staff have to know of results that are not shown.
        note: ReaderNote,
    },
    /// The card is being read, or the line to the service is being made sure of.
    Reading {
        /// Method of this visit.
        method: Method,
    },
    /// Method B: the PIN is asked for.
    Pin {
        /// Digits typed, `0..=4`. Never the digits.
        entered: usize,
        /// Tries left on the card.
        left: u8,
        /// A word about the last key or the last try.
        note: Option<PinNote>,
        /// Whether method A is offered.
        other: bool,
    },
    /// One try is left: a step of its own before anyone types, method A first.
    LastTry {
        /// Whether the try before this one was wrong just now.
        wrong: bool,
        /// Whether method A is offered.
        other: bool,
    },
    /// The PIN cannot be used: blocked, or the card has none. No input field.
    NoPin {
        /// [`PinState::Blocked`] or [`PinState::Absent`].
        state: PinState,
        /// Whether method A is offered.
        other: bool,
    },
    /// Method A goes by a relay that this reader cannot carry, so staff are not asked to confirm; the PIN is offered.
    NoRelay,
    /// Method A: staff are asked to compare face and card.
    Staff {
        /// Whether method B is offered.
        other: bool,
        /// Whether the visitor was asked for the PIN before, so that Esc leads back there.
        back: bool,
    },
    /// The proof is made and sent.
    Checking {
        /// Method of this visit.
        method: Method,
        /// Whether the service proves the card itself on the way.
        relay: bool,
        /// The step that is under way; the ones before it are done.
        step: CheckingStep,
        /// The answer takes longer than usual.
        slow: bool,
    },
    /// The answer.
    Panel(PanelView<'a>),
    /// The card is still on the reader.
    TakeCard,
    /// The card was taken behind an answer: the visit is over.
    Thanks,
    /// What went wrong and what to do.
    Trouble {
        /// The entry, with what was received.
        trouble: &'a Trouble,
        /// Whether Enter tries again with the card on the reader.
        again: bool,
        /// Time until the screen leaves by itself.
        left: Duration,
    },
}

/// What staff have to know of results that are not shown, and of the person who is expected. Without a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReaderNote {
    /// Results came together: staff decide whose each is.
    pub several: bool,
    /// Staff have named the person who is expected.
    pub expected: bool,
    /// Another card was read, the last one at this hour, minute and second, where its result says so.
    pub other: Option<Option<(u8, u8, u8)>>,
}

/// The answer, as the panel shows it.
#[derive(Debug)]
pub struct PanelView<'a> {
    /// What the answer means.
    pub verdict: &'a Verdict,
    /// The message as it came.
    pub message: &'a XmlMsg,
    /// What the answer rests on.
    pub proof: Proof,
    /// Page asked for; the screen shows it modulo the pages that there are.
    pub page: usize,
    /// Whether all but the verdict and a part of the name is hidden until staff reveal it.
    pub masked: bool,
    /// Whether staff can reveal it.
    pub revealable: bool,
    /// Time until the panel leaves by itself.
    pub left: Duration,
    /// Whether the card still lies on the reader.
    pub card_present: bool,
}

/// The note beside the PIN field.
pub type PinNote = EntryNote<PinRejection>;

/// Why four digits, or the last key, were not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinRejection {
    /// The card rejected them.
    WrongPin,
    /// Enter came so soon that a scanner may have sent it; the digits are still there.
    HastyEnter,
    /// A digit came again so soon that both were one strike; it counts once.
    DoubleStrike,
}

/// Steps of [`Screen::Checking`], in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckingStep {
    /// Waiting for the service to open the check.
    Connect,
    /// The card compares the PIN (method B only).
    Verify,
    /// The card signs (method B only).
    Sign,
    /// The service proves the card by its own commands (method A with a relay only).
    Relay,
    /// The card is looked at once more (method A without a relay only).
    SameCard,
    /// The service is asked. From here on the card may be taken.
    Ask,
}
