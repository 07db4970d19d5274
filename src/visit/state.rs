//! The states and what leads from one to the next.

use std::time::{Duration, Instant};

use super::effect::{Bell, Effect};
use super::event::Event;
use super::found::Queue;
use super::outcome::Ended;
use super::reshow::Closed;
use super::rules::{Rules, StaffAct};
use super::view::{Note, Step};
use crate::common::card::{CardFacts, Extended, Slot};
use crate::common::key::Key;
use crate::common::key_repeat::KeyRepeat;
use crate::common::language::Language;
use crate::common::method::{Method, Proof};
use crate::common::pin::{Pin, PinEntry};
use crate::common::service::{Opened, Service};
use crate::common::staff::StaffId;
use crate::common::trouble::{Trouble, TroubleKind};
use crate::common::visit_id::VisitId;
use crate::eligibility::message::XmlMsg;
use crate::eligibility::verdict::Verdict;

/// A staff confirmation waits this long for its card (design: 60 s).
pub(super) const CONFIRMED_FOR: Duration = Duration::from_secs(60);
/// Nobody reads a card for longer than this; a card that does not answer is mute.
pub(super) const READ_FOR: Duration = Duration::from_secs(20);
/// A person who types nothing for this long has gone.
pub(super) const IDENTIFY_FOR: Duration = Duration::from_secs(120);
/// The answer takes 3 to 7 s in the field; after this the screen says that it takes longer.
pub(super) const SLOW_AFTER: Duration = Duration::from_secs(7);
/// A check that ends sooner than this may end before the card has signed and the proof has arrived.
pub(super) const PROOF_FOR: Duration = Duration::from_secs(10);
/// How long a trouble stays on the screen.
const TROUBLE_FOR: Duration = Duration::from_secs(60);
/// The same where no card is left to take.
const TROUBLE_WITHOUT_CARD_FOR: Duration = Duration::from_secs(10);
/// A forgotten card is called out after this time, and then again and again, more and more seldom.
const REMIND_AFTER: Duration = Duration::from_secs(20);
/// A language chosen on the waiting screen returns to the default after this long without a visit.
pub(super) const LANGUAGE_FOR: Duration = Duration::from_secs(60);

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
    pub(super) language: Language,
    pub(super) language_until: Option<Instant>,
    pub(super) held_key: KeyRepeat,
    /// When the last digit came that was one too many.
    pub(super) overflowed_at: Option<Instant>,
    /// The reception is open: no visit begins meanwhile.
    pub(super) held: bool,
    /// Rules that hold from the next visit on.
    pub(super) next_rules: Option<Box<Rules>>,
    /// Who among the staff confirmed last.
    pub(super) by: Option<StaffId>,
    /// When the visit began that has not been recorded yet.
    pub(super) began: Option<Instant>,
    /// What keeps visits from being recorded, and so from being begun.
    pub(super) journal: Option<Trouble>,
    /// An answer that was closed and can be shown again.
    pub(super) closed: Option<Closed>,
}

#[derive(Debug)]
pub(super) enum State {
    Waiting {
        confirmed_until: Option<Instant>,
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
        until: Instant,
    },
    Checking {
        attempt: Attempt,
        facts: CardFacts,
        work: Work,
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
        until: Instant,
    },
    TakeCard {
        remind_at: Instant,
        /// Until the reminder after that; longer every time, so that a card left overnight does not ring all night.
        pause: Duration,
    },
    Trouble {
        trouble: Trouble,
        until: Instant,
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
    Pin { entry: PinEntry, note: Option<Note> },
    LastTry { wrong: bool },
    NoPin,
    NoRelay,
    Staff,
}

/// What the checking waits for.
#[derive(Debug)]
pub(super) enum Work {
    /// The service, to open the check; the PIN waits with it and has not been sent.
    Check(Option<Pin>),
    Verify,
    Sign,
    /// The service, to prove the card by commands of its own, at most until then.
    Relay {
        until: Instant,
    },
    /// The service's answer to this proof.
    Answer(Proof),
}

impl Work {
    pub(super) const fn step(&self) -> Step {
        match self {
            Self::Check(_) => Step::Connect,
            Self::Verify => Step::Verify,
            Self::Sign => Step::Sign,
            Self::Relay { .. } => Step::Relay,
            Self::Answer(_) => Step::Ask,
        }
    }

    /// When the visit, which ends at `until`, stops waiting for this.
    fn ends(&self, until: Instant) -> Instant {
        match self {
            Self::Relay { until: own } => until.min(*own),
            _ => until,
        }
    }
}

impl Visit {
    /// A kiosk that waits and has heard nothing yet.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            id: VisitId(0),
            state: State::Waiting { confirmed_until: None },
            slot: Slot::Unknown,
            service: Service::Unknown,
            extended: Extended::Unknown,
            folder: None,
            found: Queue::default(),
            language: rules.language,
            language_until: None,
            held_key: KeyRepeat::default(),
            overflowed_at: None,
            held: false,
            next_rules: None,
            by: None,
            began: None,
            journal: None,
            closed: None,
            rules,
        }
    }

    /// The number of the visit that runs, or of the last one.
    #[must_use]
    pub const fn id(&self) -> VisitId {
        self.id
    }

    /// Whether a visit runs: a card was put in and the visit has neither ended nor failed.
    #[must_use]
    pub const fn is_under_way(&self) -> bool {
        self.asks() || matches!(self.state, State::Recording { .. })
    }

    /// Whether there is something to ask of card or service.
    const fn asks(&self) -> bool {
        matches!(self.state, State::Reading { .. } | State::Identify { .. } | State::Checking { .. })
    }

    /// Whether nobody is at the desk, as far as one can see: nothing shows but the waiting screen, and nothing lies on
    /// the reader.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Waiting { confirmed_until: None }) && self.slot.insertion().is_none()
    }

    /// Whether any digit of a PIN is held, for the tests of the invariants.
    #[cfg(test)]
    pub(super) const fn holds_pin(&self) -> bool {
        match &self.state {
            State::Identify { ask: Ask::Pin { entry, .. }, .. } => !entry.is_empty(),
            State::Checking { work: Work::Check(pin), .. } => pin.is_some(),
            _ => false,
        }
    }

    /// Hears an event; answers with what is to be done, in this order.
    pub fn handle(&mut self, event: Event, now: Instant) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Key(key) => self.key(key, now, &mut effects),
            Event::Staff(by) => {
                // What F2 does not do, nobody has done; and who looks at an answer has not confirmed it.
                if matches!(self.staff_act(), Some(StaffAct::ConfirmEarly | StaffAct::Confirm(_))) {
                    self.by = by;
                }
                self.key(Key::Staff, now, &mut effects);
            }
            Event::Held(held) => self.hold(held, now, &mut effects),
            Event::Reshow => self.reshow(),
            Event::Rules(rules) => {
                if !rules.reshow {
                    self.forget_closed(&mut effects);
                }
                self.next_rules = Some(rules);
                if matches!(self.state, State::Waiting { .. }) {
                    self.wait();
                }
            }
            Event::Slot(slot) => self.slot(slot, now, &mut effects),
            Event::Service(service) => {
                self.service = service;
                self.withdraw();
            }
            Event::Card(id, news) if id == self.id => self.card(news, now, &mut effects),
            Event::Opened(id, method, result) if id == self.id => self.opened(method, result, now, &mut effects),
            Event::Relayed(id, result) if id == self.id => self.relayed(result, now, &mut effects),
            Event::Answer(id, result) if id == self.id => self.answer(result, now, &mut effects),
            // An answer of a visit that is over.
            Event::Recorded(id, result) if id == self.id => self.recorded(result, now, &mut effects),
            Event::Card(..) | Event::Opened(..) | Event::Relayed(..) | Event::Answer(..) | Event::Recorded(..) => {}
            Event::Journal(trouble) => {
                self.journal = trouble;
                self.withdraw();
            }
            Event::Found(found) => self.found(found, now, &mut effects),
            Event::Folder(trouble) => self.folder = trouble,
            Event::Elapsed => self.elapsed(now, &mut effects),
        }
        effects
    }

    /// When [`Event::Elapsed`] is wanted next, if at all.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        earliest(self.ends_at(), self.closed.as_ref().map(|closed| closed.until))
    }

    /// When the time of this state is over.
    fn ends_at(&self) -> Option<Instant> {
        match &self.state {
            State::Waiting { confirmed_until } => earliest(*confirmed_until, self.language_until),
            State::Reading { until, .. }
            | State::Identify { until, .. }
            | State::Recording { until, .. }
            | State::Panel { until, .. }
            | State::Trouble { until, .. } => Some(*until),
            State::Checking { slow_at, work, until, .. } => earliest(*slow_at, Some(work.ends(*until))),
            State::TakeCard { remind_at, .. } => Some(*remind_at),
        }
    }

    /// A new visit begins with the card on the reader. One that was under way ends unanswered.
    pub(super) fn begin(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if let Some(rules) = self.next_rules.take() {
            self.rules = *rules;
        }
        let confirmed = matches!(self.state, State::Waiting { confirmed_until: Some(until) } if until > now);
        // After an answer the next card is the next person's; after a trouble it is usually the same person's again.
        if matches!(self.state, State::Recording { .. } | State::Panel { .. } | State::TakeCard { .. }) {
            self.language = self.rules.language;
        }
        self.end(now, effects);
        self.arrive(now);
        let method = if confirmed { Method::Staff } else { self.rules.method };
        if !confirmed {
            self.by = None;
        }
        if let Some(trouble) = self.journal.clone() {
            return self.fail(trouble, now, effects);
        }
        self.state = State::Reading {
            attempt: Attempt { method, confirmed, opened: None },
            facts: None,
            trying: false,
            until: now + READ_FOR.max(self.rules.deadline),
        };
        effects.extend([Effect::ReadCard(self.id), Effect::OpenCheck(self.id, method)]);
    }

    /// Somebody is there: from here on there is a visit to record.
    pub(super) fn arrive(&mut self, now: Instant) {
        self.closed = None;
        self.language_until = None;
        self.id.0 += 1;
        self.began = Some(now);
    }

    /// A card that does not answer. It ends the visit that runs, else it is a visit of its own.
    pub(super) fn mute(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if self.began.is_none() {
            self.end(now, effects);
            self.arrive(now);
        }
        self.fail(TroubleKind::MuteCard.into(), now, effects);
    }

    fn elapsed(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if self.closed.as_ref().is_some_and(|closed| closed.until <= now) {
            self.forget_closed(effects);
        }
        if self.ends_at().is_none_or(|deadline| deadline > now) {
            return;
        }
        match &mut self.state {
            State::Waiting { confirmed_until } => {
                if confirmed_until.is_some_and(|until| until <= now) {
                    *confirmed_until = None;
                }
                if self.language_until.is_some_and(|until| until <= now) {
                    self.language = self.rules.language;
                    self.language_until = None;
                }
            }
            State::Checking { slow_at, work, until, .. } if work.ends(*until) > now => *slow_at = None,
            State::Checking { .. } | State::Reading { facts: Some(_), trying: false, .. } => {
                self.fail(TroubleKind::TimedOut.into(), now, effects);
            }
            State::Reading { .. } => self.fail(TroubleKind::MuteCard.into(), now, effects),
            State::Recording { .. } => self.fail(TroubleKind::JournalFull.into(), now, effects),
            State::Identify { .. } | State::Panel { .. } | State::Trouble { .. } => self.finish(now, effects),
            State::TakeCard { remind_at, pause } => {
                *pause *= 2;
                *remind_at = now + *pause;
                effects.push(Effect::Bell(Bell::Forgotten));
            }
        }
    }

    /// Ends what is under way: the check is given up, the card let go, nothing of it is kept.
    pub(super) fn end(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        self.record(Ended::GivenUp, None, now, effects);
        if self.asks() {
            effects.extend([Effect::GiveUp(self.id), Effect::LeaveCard(self.id)]);
        }
        self.state = State::Waiting { confirmed_until: None };
        effects.push(Effect::Forget);
    }

    pub(super) fn fail(&mut self, trouble: Trouble, now: Instant, effects: &mut Vec<Effect>) {
        self.record(Ended::Failed(trouble.kind), None, now, effects);
        self.end(now, effects);
        self.closed = None;
        let stays = if self.slot.insertion().is_some() { TROUBLE_FOR } else { TROUBLE_WITHOUT_CARD_FOR };
        self.state = State::Trouble { trouble, until: now + stays };
        effects.push(Effect::Bell(Bell::Trouble));
    }

    /// Back to the beginning; the next visit starts only with an empty reader.
    pub(super) fn finish(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        self.end(now, effects);
        if self.slot.insertion().is_some() {
            self.state = State::TakeCard { remind_at: now + REMIND_AFTER, pause: REMIND_AFTER };
        } else {
            self.wait();
            self.next_found(now, effects);
        }
    }

    /// While the reception is open the reader waits, and so do results that come by themselves.
    fn hold(&mut self, held: bool, now: Instant, effects: &mut Vec<Effect>) {
        self.held = held;
        if held || !matches!(self.state, State::Waiting { .. }) {
            return;
        }
        match self.slot {
            Slot::Card(_) => self.begin(now, effects),
            Slot::Mute(_) => self.mute(now, effects),
            Slot::Unknown | Slot::Empty | Slot::Unusable(_) => self.next_found(now, effects),
        }
    }

    pub(super) fn wait(&mut self) {
        if let Some(rules) = self.next_rules.take() {
            self.rules = *rules;
        }
        self.state = State::Waiting { confirmed_until: None };
        self.language = self.rules.language;
        self.language_until = None;
    }
}

fn earliest(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
