//! What an event does: every event, every key, and identifying the visitor by PIN or by staff.

use std::mem::discriminant;
use std::time::Instant;

use super::desk::Desk;
use super::effect::{Bell, CardOrder, Effect, ServiceOrder};
use super::event::Event;
use super::limit::Limit;
use super::relay::RELAY_FOR;
use super::rules::{Rules, StaffAct};
use super::state::{
    Ask, Attempt, CHOICE_FOR, CHOICES_APART, CONFIRMED_FOR, COPY_FOR, IDENTIFY_FOR, PROOF_FOR, PendingStep, Queue,
    SLOW_AFTER, State, Visit,
};
use super::turn::Turn;
use super::view::{KeyNote, PinNote, PinRejection, Screen};
use crate::common::{
    Appearance, CallKind, CardFacts, Digit, Extended, Key, Language, Method, PIN_LENGTH, Pin, PinEntry, PinState,
    Pushed, REPEAT_WINDOW, Service, Slot, TroubleKind, VisitId,
};

impl Visit {
    /// A kiosk that waits and has heard nothing yet.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            id: VisitId(0),
            state: State::Waiting { confirmed: None },
            slot: Slot::Unknown,
            service: Service::Unknown,
            extended: Extended::Unknown,
            folder: None,
            found: Queue::default(),
            desk: Desk::default(),
            language: rules.language,
            appearance: Appearance::Standing,
            choice_until: None,
            dims_at: None,
            dimmed: false,
            slides_since: None,
            digit_at: None,
            overflowed_at: None,
            called_at: None,
            call: None,
            last_call: 0,
            note: None,
            menu_open: false,
            next_rules: None,
            by: None,
            began: None,
            journal: None,
            closed: None,
            absence: None,
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
    pub(super) const fn asks(&self) -> bool {
        matches!(self.state, State::Reading { .. } | State::Identify { .. } | State::Checking { .. })
    }

    /// Whether the kiosk is unused as far as it can tell: the waiting screen shows, and nothing lies on the reader.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Waiting { confirmed: None }) && self.slot.insertion().is_none()
    }

    /// Whether it is idle and keeps nothing of any person: no answer that staff may look at once more, no result that
    /// waits for them, no one whom they expect, and no call that stands.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        let waits = !self.found.waiting.is_empty() || !self.desk.held.is_empty() || self.desk.expected.is_some();
        self.is_idle() && self.closed.is_none() && self.call.is_none() && !waits
    }

    /// Whether any digit of a PIN is held, for the tests of the promises.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(super) const fn holds_pin(&self) -> bool {
        match &self.state {
            State::Identify { ask: super::state::Ask::Pin { entry, .. }, .. } => !entry.is_empty(),
            State::Checking { work: super::state::PendingStep::Check(pin), .. } => pin.is_some(),
            _ => false,
        }
    }

    /// Handles an event; returns what is to be done, in this order.
    pub fn handle(&mut self, event: Event, now: Instant) -> Vec<Effect> {
        let mut turn = Turn { now, effects: Vec::new() };
        let before = discriminant(&self.state);
        let called_for = self.screen_calls();
        let waited = matches!(self.state, State::Waiting { .. });
        let by_hand = matches!(event, Event::Key(_) | Event::Staff(_) | Event::MenuOpen(_));
        self.turn(event, &mut turn);
        if before != discriminant(&self.state) {
            self.withdraw_note();
        }
        if self.screen_calls() != called_for {
            self.screen_has_come(&mut turn);
        }
        self.settle_call(&mut turn);
        self.record_unseen(&mut turn);
        self.is_used(by_hand, now);
        self.invite(!waited, by_hand, now);
        turn.effects
    }

    fn turn(&mut self, event: Event, turn: &mut Turn) {
        match event {
            Event::Key(key) => self.key(key, turn),
            Event::Staff(by) => {
                self.end_call(turn);
                // Only a confirmation names the staff member; one who only looks at an answer has not confirmed it.
                if matches!(self.staff_act(), Some(StaffAct::ConfirmEarly | StaffAct::Confirm(_))) {
                    self.by = by;
                }
                self.key(Key::Staff, turn);
            }
            Event::Doubt(doubt, by) => self.doubted(doubt, by, turn),
            Event::MenuOpen(open) => self.menu_open(open, turn),
            Event::StaffCame => self.end_call(turn),
            Event::Rules(rules) => {
                if !rules.staff_can_act {
                    self.forget_closed(turn);
                }
                self.next_rules = Some(rules);
                if matches!(self.state, State::Waiting { .. }) {
                    self.wait();
                }
            }
            Event::Slot(slot) => self.slot(slot, turn),
            Event::Service(service) => {
                self.service = service;
                self.withdraw();
            }
            Event::Card(id, news) if id == self.id => self.card(news, turn),
            Event::Opened(id, method, result) if id == self.id => self.opened(method, result, turn),
            Event::Relayed(id, result) if id == self.id => self.relayed(result, turn),
            Event::Answer(id, result) if id == self.id => self.answer(result, turn),
            // An answer of a visit that is over.
            Event::Recorded(id, result) if id == self.id => self.recorded(result, turn),
            Event::Card(..) | Event::Opened(..) | Event::Relayed(..) | Event::Answer(..) | Event::Recorded(..) => {}
            Event::Journal(trouble) => {
                self.journal = trouble;
                self.withdraw();
            }
            Event::Found(found) => self.found(found, turn),
            Event::Expect(person, named) => self.expect(*person, named, turn),
            Event::ExpectNoLonger => self.expect_no_longer(turn),
            Event::TakeHeld(number) => self.take_held(number, turn),
            Event::DropHeld => self.drop_held(turn),
            Event::NumbersClosed(message, since) => self.keep_numbers(message, since, turn),
            Event::Folder(trouble) => self.folder = trouble,
            Event::Absent(absence) => self.absence = absence,
            Event::Elapsed => self.elapsed(turn),
        }
    }

    pub(super) fn key(&mut self, key: Key, turn: &mut Turn) {
        // It lights the dark screen; only a language may be chosen at once.
        if std::mem::take(&mut self.dimmed) && !matches!(key, Key::Digit(_)) {
            return;
        }
        // What F2 stands for is said in one place; elsewhere it is a key like any other.
        let key = if key == Key::Staff && self.staff_act().is_none() { Key::Other } else { key };
        if matches!(self.state, State::Thanks { .. }) {
            self.wait();
            // Staff begin with the next visitor, and who calls them is heard; another key has done its work.
            if key != Key::Staff && key != Key::Call {
                return;
            }
        }
        if self.extend(turn) && !Self::does_both(key) {
            return;
        }
        if key == Key::Language {
            self.speak(self.language.next(), turn);
            return;
        }
        if key == Key::Appearance {
            return self.change_appearance(turn);
        }
        match key {
            Key::Digit(_) => self.note_digit(turn.now),
            Key::DoubleStrike => {}
            _ => self.withdraw_note(),
        }
        if self.calls(key) {
            return self.call(turn);
        }
        match &mut self.state {
            State::Waiting { confirmed } => match key {
                Key::Staff => *confirmed = Some(Limit::new(turn.now, CONFIRMED_FOR)),
                Key::Cancel => *confirmed = None,
                Key::Digit(digit) => self.digit_while_waiting(digit, turn),
                _ => {}
            },
            State::Identify { limit, .. } => {
                limit.begin_again(turn.now);
                self.identify_key(key, turn);
            }
            State::Reading { .. } | State::Checking { .. } | State::Recording { .. } if key == Key::Cancel => {
                self.finish(turn);
            }
            State::Panel { page, masked, limit, .. } => match key {
                Key::Enter => {
                    self.keep_answer(turn.now);
                    self.leave(true, turn);
                }
                Key::Cancel => self.finish(turn),
                Key::Staff => {
                    (*masked, *page) = (false, 0);
                    if !limit.gives_way() {
                        *limit = Limit::new(turn.now, COPY_FOR.max(self.rules.panel_for));
                    }
                }
                Key::NextPage => *page = page.saturating_add(1),
                Key::PreviousPage => *page = page.saturating_sub(1),
                Key::Digit(digit) => *page = usize::from(digit.ascii() - b'0').checked_sub(1).unwrap_or(*page),
                _ => {}
            },
            State::Trouble { trouble, .. } => {
                let again = trouble.again() && self.slot.insertion().is_some();
                match key {
                    Key::Enter if again => self.begin(turn),
                    Key::Enter | Key::Cancel => self.finish(turn),
                    _ => {}
                }
            }
            State::TakeCard { again_at, .. } => {
                if key == Key::Enter && turn.now >= *again_at && !self.menu_open {
                    self.start_again(turn);
                }
            }
            State::Reading { .. } | State::Checking { .. } | State::Recording { .. } | State::Thanks { .. } => {}
        }
    }

    fn speak(&mut self, language: Language, turn: &Turn) {
        self.language = language;
        self.choose(turn.now);
    }

    fn change_appearance(&mut self, turn: &Turn) {
        self.appearance = self.appearance.next(self.rules.drawing);
        self.choose(turn.now);
        self.say(KeyNote::Appearance(self.appearance), turn.now);
    }

    /// Language and appearance were chosen, for this visit or the one that begins soon.
    fn choose(&mut self, now: Instant) {
        let chosen = self.language != self.rules.language || self.appearance != Appearance::Standing;
        self.choice_until = chosen.then(|| now + CHOICE_FOR);
    }

    /// Back to what the settings say, for the next person.
    pub(super) const fn forget_choice(&mut self) {
        self.language = self.rules.language;
        self.appearance = Appearance::Standing;
        self.choice_until = None;
    }

    /// How the visitor has screens drawn.
    #[must_use]
    pub const fn appearance(&self) -> Appearance {
        self.appearance
    }

    /// A digit by itself chooses a language. More than one in quick succession are a PIN that was not asked for yet:
    /// the screen goes back to its own language, and shows nothing of what was typed.
    fn digit_while_waiting(&mut self, digit: Digit, turn: &Turn) {
        let runs_on = self.digit_at.is_some_and(|at| turn.now.duration_since(at) < CHOICES_APART);
        self.digit_at = Some(turn.now);
        if runs_on {
            self.speak(self.rules.language, turn);
            self.note_card_first(turn.now);
        } else if let Some(language) = Language::by_digit(digit.ascii()) {
            self.speak(language, turn);
        } else {
            self.note_card_first(turn.now);
        }
    }

    /// Asks what this visit's method needs, or goes on where staff have confirmed already.
    pub(super) fn identify(&mut self, facts: CardFacts, turn: &mut Turn) {
        let (State::Reading { attempt, .. } | State::Identify { attempt, .. }) = &self.state else {
            return;
        };
        let attempt = *attempt;
        let ask = match (attempt.method, facts.pin) {
            (Method::Staff, _) => match self.carries(&attempt, facts) {
                Extended::Yes => Ask::Staff,
                Extended::Unknown => return self.try_reader(attempt, facts, turn),
                Extended::No if self.may_switch(&attempt, facts) => Ask::NoRelay,
                Extended::No => return self.fail(TroubleKind::ShortReader.into(), turn),
            },
            (Method::Pin, PinState::Left(1)) => Ask::LastTry { wrong: false },
            (Method::Pin, PinState::Left(_)) => Ask::Pin { entry: PinEntry::default(), note: None },
            (Method::Pin, PinState::Blocked | PinState::Absent) => Ask::NoPin,
        };
        let wants_staff = matches!(ask, Ask::Staff);
        self.state = State::Identify { attempt, facts, ask, limit: Limit::new(turn.now, IDENTIFY_FOR) };
        if attempt.confirmed && wants_staff {
            self.check(None, turn);
        } else if wants_staff {
            self.ring_for_staff(CallKind::Compare, turn);
        } else {
            turn.effects.push(Effect::Bell(Bell::CardRead));
        }
    }

    pub(super) fn identify_key(&mut self, key: Key, turn: &mut Turn) {
        if key == Key::Cancel && matches!(self.view(turn.now).screen, Screen::Staff { back: true, .. }) {
            return self.switch(turn);
        }
        let State::Identify { ask, .. } = &mut self.state else {
            return;
        };
        if matches!(key, Key::Enter | Key::Erase) {
            self.overflowed_at = None;
        }
        // A scanner or a held key runs on behind the fifth digit: what it types is not the beginning of a PIN.
        let runs_on = self.overflowed_at.is_some_and(|at| turn.now.duration_since(at) < REPEAT_WINDOW);
        match (key, ask) {
            (Key::Cancel, _) | (Key::Enter, Ask::NoPin) => self.finish(turn),
            (Key::OtherMethod, _) | (Key::Enter, Ask::NoRelay) => self.switch(turn),
            (Key::Staff, Ask::Staff) => self.check(None, turn),
            (Key::Enter, ask @ Ask::LastTry { .. }) => *ask = Ask::Pin { entry: PinEntry::default(), note: None },
            (Key::Enter, Ask::Pin { entry, note }) => match entry.take() {
                Some(pin) => self.check(Some(pin), turn),
                None => *note = Some(PinNote::TooShort),
            },
            (Key::DoubleStrike, Ask::Pin { .. }) if runs_on => self.overflowed_at = Some(turn.now),
            (Key::DoubleStrike, Ask::Pin { note, .. }) => {
                *note = Some(PinNote::Rejected(PinRejection::DoubleStrike));
            }
            (Key::Digit(digit), Ask::Pin { entry, note }) => {
                if runs_on || entry.push(digit) == Pushed::Overflowed {
                    self.overflowed_at = Some(turn.now);
                    *note = Some(PinNote::TooLong);
                } else {
                    *note = None;
                }
            }
            (Key::HastyEnter, Ask::Pin { entry, note }) => {
                let reason = PinNote::Rejected(PinRejection::HastyEnter);
                *note = Some(if entry.len() < PIN_LENGTH { PinNote::TooShort } else { reason });
            }
            (Key::Erase, Ask::Pin { entry, note }) => {
                entry.erase();
                *note = None;
            }
            (Key::Burst, Ask::Pin { entry, note }) => {
                entry.clear();
                *note = Some(PinNote::OneByOne);
            }
            (Key::Other, Ask::Pin { note, .. }) => *note = Some(PinNote::WrongKey),
            _ => {}
        }
    }

    /// Staff choose the other method for this visit.
    pub(super) fn switch(&mut self, turn: &mut Turn) {
        let State::Identify { attempt, facts, .. } = &self.state else {
            return;
        };
        if !self.may_switch(attempt, *facts) {
            return;
        }
        let (method, facts) = (attempt.method.other(), *facts);
        self.by = None;
        if let State::Identify { attempt, .. } = &mut self.state {
            *attempt = Attempt { method, confirmed: false, opened: None };
        }
        turn.effects.extend([
            Effect::Service(self.id, ServiceOrder::GiveUp),
            Effect::Service(self.id, ServiceOrder::OpenCheck(method)),
        ]);
        self.identify(facts, turn);
    }

    /// Identified: on to the service. Without an open check the PIN waits and no try is spent; one that has
    /// expired meanwhile is opened again.
    pub(super) fn check(&mut self, pin: Option<Pin>, turn: &mut Turn) {
        let State::Identify { attempt, facts, .. } = &self.state else {
            return;
        };
        let attempt = *attempt;
        let needed = if self.relay(&attempt).is_some() { PROOF_FOR + RELAY_FOR } else { PROOF_FOR };
        let open = attempt.opened.is_some_and(|opened| opened.until > turn.now + needed);
        self.state = State::Checking {
            attempt,
            facts: *facts,
            work: PendingStep::Check(None),
            slow_at: Some(turn.now + SLOW_AFTER),
            until: turn.now + self.rules.deadline,
        };
        if open {
            return self.prove(pin, turn);
        }
        if let State::Checking { work, .. } = &mut self.state {
            *work = PendingStep::Check(pin);
        }
        if attempt.opened.is_some() {
            turn.effects.push(Effect::Service(self.id, ServiceOrder::OpenCheck(attempt.method)));
        }
    }

    pub(super) fn prove(&mut self, pin: Option<Pin>, turn: &mut Turn) {
        let (State::Checking { work, .. }, Some(pin)) = (&mut self.state, pin) else {
            return self.confirmed_by_staff(turn);
        };
        *work = PendingStep::Verify;
        turn.effects.push(Effect::Card(self.id, CardOrder::Prove(pin)));
    }
}
