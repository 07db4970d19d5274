//! The visit's data: one value for the life of the kiosk, and the state that it is in.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::desk::Desk;
use super::limit::Limit;
use super::rules::Rules;
use super::view::{CheckingStep, KeyNote, PinNote};
use crate::common::{
    Absence, Appearance, CardFacts, Extended, Language, Method, Opened, Pin, PinEntry, Proof, Service, Slot, StaffId,
    Trouble, TroubleKind, VisitId,
};
use crate::eligibility::Found;
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;

/// A staff confirmation waits this long for its card (design: 60 s).
pub(super) const CONFIRMED_FOR: Duration = Duration::from_secs(60);

/// Reading a card takes less than this; one that does not answer is mute.
pub(super) const READ_FOR: Duration = Duration::from_secs(20);

/// A visitor who types nothing for this long has gone.
pub(super) const IDENTIFY_FOR: Duration = Duration::from_secs(120);

/// The answer takes 3 to 7 s in the field; after this the screen says that it takes longer.
pub(super) const SLOW_AFTER: Duration = Duration::from_secs(7);

/// A check that ends sooner than this may end before the card has signed and the proof has arrived.
pub(super) const PROOF_FOR: Duration = Duration::from_secs(10);

/// How long a trouble stays on the screen.
pub(super) const TROUBLE_FOR: Duration = Duration::from_secs(60);

/// The same where no card is left to take.
pub(super) const TROUBLE_WITHOUT_CARD_FOR: Duration = Duration::from_secs(30);

/// Staff who have revealed an answer copy it by hand.
pub(super) const COPY_FOR: Duration = Duration::from_secs(180);

/// How long a visitor is thanked.
pub(super) const THANKS_FOR: Duration = Duration::from_secs(3);

/// An Enter on the call to take the card counts after this.
pub(super) const AGAIN_AFTER: Duration = Duration::from_secs(2);

/// A forgotten card is called out after this time, and then again and again, more and more seldom.
pub(super) const REMIND_AFTER: Duration = Duration::from_secs(20);

/// A language or an appearance that was chosen on the waiting screen returns to that of the settings after this long
/// without a visit.
pub(super) const CHOICE_FOR: Duration = Duration::from_secs(60);

/// Digits that follow each other faster are no choices of a language: a PIN is typed before the card is there.
pub(super) const CHOICES_APART: Duration = Duration::from_millis(1500);

/// The visit: one value for the life of the kiosk.
#[derive(Debug)]
pub struct Visit {
    pub(super) rules: Rules,
    pub(super) id: VisitId,
    pub(super) state: State,
    pub(super) slot: Slot,
    pub(super) service: Service,
    /// What the last card told of the reader, until the reader goes.
    pub(super) extended: Extended,
    /// What is wrong with the folder of results.
    pub(super) folder: Option<Trouble>,
    /// Results that came by themselves and wait for their turn.
    pub(super) found: Queue,
    /// Whose results are shown.
    pub(super) desk: Desk,
    pub(super) language: Language,
    pub(super) appearance: Appearance,
    /// Until when language and appearance last that were chosen on the waiting screen.
    pub(super) choice_until: Option<Instant>,
    /// When the waiting screen turns dark.
    pub(super) dims_at: Option<Instant>,
    pub(super) dimmed: bool,
    /// Since when the card in the drawing of the waiting screen slides.
    pub(super) slides_since: Option<Instant>,
    /// When the last digit was typed on the waiting screen.
    pub(super) digit_at: Option<Instant>,
    /// When the last digit came that was one too many.
    pub(super) overflowed_at: Option<Instant>,
    /// When staff were called last.
    pub(super) called_at: Option<Instant>,
    /// The call that stands.
    pub(super) call: Option<StandingCall>,
    /// The number of the last call.
    pub(super) last_call: u64,
    /// A word to the last key, and until when it stands.
    pub(super) note: Option<(KeyNote, Instant)>,
    /// The staff menu is open: no visit begins meanwhile.
    pub(super) menu_open: bool,
    /// Rules that hold from the next visit on.
    pub(super) next_rules: Option<Box<Rules>>,
    /// Who among the staff confirmed last.
    pub(super) by: Option<StaffId>,
    /// When the visit began that has not been recorded yet.
    pub(super) began: Option<Instant>,
    /// What keeps visits from being recorded, and so from being begun.
    pub(super) journal: Option<Trouble>,
    /// The answer of the last visit.
    pub(super) closed: Option<Closed>,
    /// Staff are not at the desk. No visit waits for them to come back.
    pub(super) absence: Option<Absence>,
}

/// Staff are called and have not come.
#[derive(Debug, Clone, Copy)]
pub(super) struct StandingCall {
    pub(super) number: u64,
    pub(super) since: Instant,
    /// Whether it is over with the screen that called.
    pub(super) ends_with_screen: bool,
    /// Whether all may see it.
    pub(super) shows: bool,
    /// When the bar changes between its two colours next; none: it does not flash.
    pub(super) flips_at: Option<Instant>,
    /// Whether the bar stands in the colour of a call.
    pub(super) lit: bool,
}

#[derive(Debug)]
pub(super) enum State {
    Waiting {
        /// Staff have confirmed a face whose card comes next.
        confirmed: Option<Limit>,
    },
    /// `facts` are there once the card is read and only the service is waited for, or the reader is tried with the
    /// card.
    Reading {
        attempt: Attempt,
        facts: Option<CardFacts>,
        trying: bool,
        until: Instant,
    },
    Identify {
        attempt: Attempt,
        facts: CardFacts,
        ask: Ask,
        limit: Limit,
    },
    Checking {
        attempt: Attempt,
        facts: CardFacts,
        work: PendingStep,
        slow_at: Option<Instant>,
        until: Instant,
    },
    /// The answer is there and is shown as soon as it is recorded.
    Recording {
        verdict: Verdict,
        message: Box<XmlMsg>,
        proof: Proof,
        method: Option<Method>,
        slow: bool,
        until: Instant,
    },
    Panel {
        verdict: Verdict,
        message: Box<XmlMsg>,
        proof: Proof,
        page: usize,
        /// All but the verdict and a part of the name is hidden until staff reveal it.
        masked: bool,
        /// When it was shown first.
        since: Instant,
        limit: Limit,
    },
    TakeCard {
        /// An answer was shown: the visit is over, and its visitor is thanked.
        answered: bool,
        /// From then on Enter tries again with the card: the Enter before ended a visit, and may be pressed twice.
        again_at: Instant,
        remind_at: Instant,
        /// Until the reminder after that; longer every time, so that a card left overnight does not ring all night.
        pause: Duration,
    },
    /// The card was taken behind an answer.
    Thanks {
        until: Instant,
    },
    Trouble {
        trouble: Trouble,
        limit: Limit,
    },
}

/// The way in which this visit tries to confirm.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attempt {
    pub(super) method: Method,
    /// Staff have confirmed already, before the card came.
    pub(super) confirmed: bool,
    /// The check, once the service has opened it.
    pub(super) opened: Option<Opened>,
}

/// What the identification asks for.
#[derive(Debug)]
pub(super) enum Ask {
    Pin { entry: PinEntry, note: Option<PinNote> },
    LastTry { wrong: bool },
    NoPin,
    NoRelay,
    Staff,
}

/// What the checking waits for.
#[derive(Debug)]
pub(super) enum PendingStep {
    /// The service, to open the check; the PIN waits with it and has not been sent.
    Check(Option<Pin>),
    Verify,
    Sign,
    /// The card, to say that it is still the one that was read, before the staff's word for it is sent.
    SameCard,
    /// The service, to prove the card by commands of its own, at most until then.
    Relay {
        until: Instant,
    },
    /// The service's answer to this proof.
    Answer(Proof),
}

impl PendingStep {
    pub(super) const fn step(&self) -> CheckingStep {
        match self {
            Self::Check(_) => CheckingStep::Connect,
            Self::Verify => CheckingStep::Verify,
            Self::Sign => CheckingStep::Sign,
            Self::SameCard => CheckingStep::SameCard,
            Self::Relay { .. } => CheckingStep::Relay,
            Self::Answer(_) => CheckingStep::Ask,
        }
    }

    /// What it is that did not come in time. In a relay service and card take turns; the service has the time-out.
    pub(super) const fn overdue(&self) -> TroubleKind {
        match self {
            Self::Verify | Self::Sign | Self::SameCard => TroubleKind::MuteCard,
            Self::Check(_) | Self::Relay { .. } | Self::Answer(_) => TroubleKind::TimedOut,
        }
    }

    /// When the visit, which ends at `until`, stops waiting for this.
    pub(super) fn ends(&self, until: Instant) -> Instant {
        match self {
            Self::Relay { until: own } => until.min(*own),
            _ => until,
        }
    }
}

/// Results that wait for their turn.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// The oldest first.
    pub(super) waiting: VecDeque<(Instant, Result<Found, Trouble>)>,
    /// From when on the one that shows may give way.
    pub(super) read_at: Option<Instant>,
}

/// An answer that was closed, until its time is over.
#[derive(Debug)]
pub(super) struct Closed {
    pub(super) verdict: Verdict,
    pub(super) message: Box<XmlMsg>,
    pub(super) proof: Proof,
    /// When it was shown first.
    pub(super) since: Instant,
    pub(super) until: Instant,
}
