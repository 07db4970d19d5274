use std::time::{Duration, Instant};

use super::view::{CheckingStep, PanelView, PinNote, Screen, WrongPin};
use super::*;
use crate::common::appearance::Detail;
use crate::common::card::{CardFacts, CardFault, CardNews, CertificateAge, Extended, PinState, Slot};
use crate::common::key::Key;
use crate::common::key_repeat::KeyRepeat;
use crate::common::language::Language;
use crate::common::method::{Method, Proof};
use crate::common::pin::Digit;
use crate::common::service::{Opened, RelayOffer, Service};
use crate::common::trouble::{Trouble, TroubleKind};
use crate::common::visit_id::VisitId;
use crate::eligibility::message::XmlMsg;

mod found;
mod handed_on;
mod hands;
mod invariants;
mod language;
mod late_and_slow;
mod record;
mod relay;
mod staff;
mod ways;

/// A desk with a visit at it; its methods are what people and machines do.
struct Desk {
    visit: Visit,
    /// Stands in front of the visit, as in the event loop.
    key_repeat: KeyRepeat,
    now: Instant,
    insertion: u64,
    effects: Vec<Effect>,
    /// What was recorded, and whether the journal says so at once.
    records: Vec<(VisitId, VisitOutcome)>,
    records_at_once: bool,
}

const FACTS: CardFacts =
    CardFacts { pin: PinState::Left(3), certificate: CertificateAge::Valid, extended: Extended::Unknown };

fn rules() -> Rules {
    Rules {
        method: Method::Pin,
        switchable: true,
        language: Language::Japanese,
        panel_for: Duration::from_secs(60),
        deadline: Duration::from_secs(30),
        source: AnswerSource::Card,
        detail: Detail::Full,
        reshow: false,
    }
}

/// A synthetic answer: valid, one entry.
fn valid() -> Box<XmlMsg> {
    let text = r#"{"MessageHeader":{"ProcessExecutionTime":"20261122101530","QualificationConfirmationDate":"20261122",
        "MedicalInstitutionCode":"1319999999","ReferenceClassification":"1","SegmentOfResult":"1",
        "CharacterCodeIdentifier":"0"},"MessageBody":{"ProcessingResultStatus":"1","QualificationValidity":"1",
        "ResultList":{"ResultOfQualificationConfirmation":[{"InsuredCardClassification":"01",
        "InsurerNumber":"06139992","Name":"試験　花子","Sex1":"2","Birthdate":"19900401",
        "InsurerName":"架空健康保険組合"}]}}}"#;
    Box::new(XmlMsg::from_json(text.as_bytes()).expect("a readable message"))
}

fn down() -> Trouble {
    TroubleKind::Unreachable.into()
}

impl Desk {
    /// A desk that has heard nothing yet.
    fn closed(rules: Rules) -> Self {
        let (visit, now) = (Visit::new(rules), Instant::now());
        Self {
            visit,
            key_repeat: KeyRepeat::default(),
            now,
            insertion: 0,
            effects: Vec::new(),
            records: Vec::new(),
            records_at_once: true,
        }
    }

    fn with(rules: Rules) -> Self {
        let mut desk = Self::closed(rules);
        desk.hear(Event::Slot(Slot::Empty));
        desk.hear(Event::Service(Service::Open(crate::common::service::Announced::default())));
        desk
    }

    fn new() -> Self {
        Self::with(rules())
    }

    fn hear(&mut self, event: Event) {
        if let Event::Key(key) = event
            && self.key_repeat.is_same_press(key, self.now)
        {
            return self.effects.clear();
        }
        self.effects = self.visit.handle(event, self.now);
        while let Some(at) = self.effects.iter().position(|effect| matches!(effect, Effect::Record(..))) {
            let Effect::Record(id, outcome) = self.effects.remove(at) else { return };
            self.records.push((id, outcome));
            if self.records_at_once {
                self.effects.extend(self.visit.handle(Event::Recorded(id, Ok(())), self.now));
            }
        }
    }

    fn screen(&self) -> Screen<'_> {
        self.visit.view(self.now).screen
    }

    fn inserts(&mut self) {
        self.insertion += 1;
        self.hear(Event::Slot(Slot::Card(self.insertion)));
    }

    fn removes(&mut self) {
        self.hear(Event::Slot(Slot::Empty));
    }

    fn card(&mut self, news: CardNews) {
        self.hear(Event::Card(self.visit.id(), news));
    }

    fn fails(&mut self, fault: CardFault) {
        self.card(CardNews::Failed(fault));
    }

    fn opens(&mut self, method: Method) {
        self.opens_with(method, None);
    }

    fn opens_with(&mut self, method: Method, relay: Option<RelayOffer>) {
        let until = self.now + Duration::from_secs(300);
        self.hear(Event::Opened(self.visit.id(), method, Ok(Opened { until, relay })));
    }

    fn answers(&mut self, result: Result<Box<XmlMsg>, Trouble>) {
        self.hear(Event::Answer(self.visit.id(), result));
    }

    /// Presses a key like a person: some time after the last one.
    fn presses(&mut self, key: Key) {
        self.passes(Duration::from_secs(1));
        self.hear(Event::Key(key));
    }

    fn types(&mut self, digits: &str) {
        for byte in digits.bytes() {
            self.presses(Key::Digit(Digit::from_ascii(byte).unwrap()));
        }
    }

    fn passes(&mut self, time: Duration) {
        self.now += time;
    }

    /// Time passes up to the next deadline.
    fn waits(&mut self) {
        self.now = self.visit.deadline().expect("something to wait for").max(self.now);
        self.hear(Event::Elapsed);
    }

    /// A card that asks for its PIN, with the check opened.
    fn at_the_pin() -> Self {
        let mut desk = Self::new();
        desk.inserts();
        desk.opens(Method::Pin);
        desk.card(CardNews::Read(FACTS));
        desk
    }

    /// A card that has signed; the service is asked.
    fn signed() -> Self {
        let mut desk = Self::at_the_pin();
        desk.types("1234");
        desk.presses(Key::Enter);
        desk.card(CardNews::Verified);
        desk.card(CardNews::Signed);
        desk
    }

    fn asks_to_prove(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Card(_, CardOrder::Prove(_))))
    }

    fn trouble(&self) -> Option<TroubleKind> {
        match self.screen() {
            Screen::Trouble { trouble, .. } => Some(trouble.kind),
            _ => None,
        }
    }
}

#[test]
fn a_pin_visit_ends_where_it_began() {
    let mut desk = Desk::new();
    assert!(matches!(desk.screen(), Screen::Waiting { missing: None, .. }));
    desk.inserts();
    assert!(matches!(
        desk.effects[..],
        [Effect::Forget, Effect::Card(_, CardOrder::Read), Effect::Service(_, ServiceOrder::OpenCheck(Method::Pin))]
    ));
    assert!(matches!(desk.screen(), Screen::Reading));
    desk.opens(Method::Pin);
    desk.card(CardNews::Read(FACTS));
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, left: 3, note: None, other: true }));
    desk.types("1234");
    desk.presses(Key::Enter);
    assert!(desk.asks_to_prove());
    desk.card(CardNews::Verified);
    desk.card(CardNews::Signed);
    assert!(matches!(
        desk.effects[..],
        [Effect::Service(_, ServiceOrder::SendProof), Effect::Card(_, CardOrder::Leave)]
    ));
    desk.answers(Ok(valid()));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { card_present: true, .. })));
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::TakeCard));
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Waiting { .. }));
}

#[test]
fn staff_can_confirm_before_the_card_comes() {
    let mut desk = Desk::new();
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: Some(_), .. }));
    desk.inserts();
    desk.opens(Method::Staff);
    desk.card(CardNews::Read(FACTS));
    assert!(desk.effects.iter().any(|effect| matches!(effect, Effect::Service(_, ServiceOrder::Attest))));
    assert!(matches!(desk.screen(), Screen::Checking { method: Method::Staff, step: CheckingStep::Ask, .. }));
}

#[test]
fn a_confirmation_waits_a_minute_for_its_card() {
    let mut desk = Desk::new();
    desk.presses(Key::Staff);
    desk.passes(Duration::from_secs(60));
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    assert!(matches!(desk.screen(), Screen::Pin { .. }));
}

#[test]
fn staff_can_switch_one_visit_and_the_next_begins_as_configured() {
    let mut desk = Desk::at_the_pin();
    desk.types("12");
    desk.presses(Key::OtherMethod);
    assert!(matches!(
        desk.effects[..2],
        [Effect::Service(_, ServiceOrder::GiveUp), Effect::Service(_, ServiceOrder::OpenCheck(Method::Staff))]
    ));
    assert!(matches!(desk.screen(), Screen::Staff { other: true }));
    desk.presses(Key::Staff);
    desk.opens(Method::Staff);
    desk.answers(Ok(valid()));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { proof: Proof::Attested, .. })));
    desk.removes();
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, .. }));
}

#[test]
fn where_it_is_not_allowed_the_method_cannot_be_switched() {
    let mut desk = Desk::with(Rules { switchable: false, ..rules() });
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: None, .. }));
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    desk.presses(Key::OtherMethod);
    assert!(matches!(desk.screen(), Screen::Pin { other: false, .. }));
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left() {
    let mut desk = Desk::at_the_pin();
    desk.types("0000");
    desk.presses(Key::Enter);
    desk.fails(CardFault::PinWrong(2));
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, left: 2, note: Some(PinNote::Rejected(WrongPin)), .. }));
}

#[test]
fn the_last_try_is_a_step_of_its_own() {
    let mut desk = Desk::at_the_pin();
    desk.types("0000");
    desk.presses(Key::Enter);
    desk.fails(CardFault::PinWrong(1));
    assert!(matches!(desk.screen(), Screen::LastTry { wrong: true, other: true }));
    desk.types("1234");
    assert!(matches!(desk.screen(), Screen::LastTry { .. }));
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::Pin { entered: 0, left: 1, .. }));
}

#[test]
fn a_blocked_card_gets_no_input_field() {
    let mut desk = Desk::at_the_pin();
    desk.types("0000");
    desk.presses(Key::Enter);
    desk.fails(CardFault::PinWrong(0));
    assert!(matches!(desk.screen(), Screen::NoPin { state: PinState::Blocked, other: true }));
    desk.types("1234");
    desk.presses(Key::OtherMethod);
    assert!(matches!(desk.screen(), Screen::Staff { other: false }));
}

#[test]
fn a_card_pulled_while_typing_is_not_a_wrong_pin() {
    let mut desk = Desk::at_the_pin();
    desk.types("12");
    desk.removes();
    assert_eq!(desk.trouble(), Some(TroubleKind::CardPulled));
    desk.inserts();
    assert!(matches!(desk.screen(), Screen::Reading));
}

#[test]
fn a_card_that_has_signed_may_be_taken() {
    let mut desk = Desk::signed();
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Checking { step: CheckingStep::Ask, .. }));
    desk.answers(Ok(valid()));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { card_present: false, .. })));
}

#[test]
fn another_card_before_the_answer_ends_the_visit_unanswered() {
    let mut desk = Desk::signed();
    let first = desk.visit.id();
    desk.removes();
    desk.inserts();
    assert!(matches!(desk.effects[0], Effect::Service(id, ServiceOrder::GiveUp) if id == first));
    desk.hear(Event::Answer(first, Ok(valid())));
    assert!(matches!(desk.screen(), Screen::Reading));
}

#[test]
fn an_answer_after_cancelling_is_dropped() {
    let mut desk = Desk::signed();
    desk.presses(Key::Cancel);
    desk.answers(Ok(valid()));
    assert!(matches!(desk.screen(), Screen::TakeCard));
}

#[test]
fn a_slow_answer_is_said_to_be_slow_and_a_missing_one_ends() {
    let mut desk = Desk::signed();
    desk.waits();
    assert!(matches!(desk.screen(), Screen::Checking { slow: true, .. }));
    desk.waits();
    assert_eq!(desk.trouble(), Some(TroubleKind::TimedOut));
}

#[test]
fn with_the_service_down_no_pin_is_asked_for() {
    let mut desk = Desk::new();
    desk.hear(Event::Service(Service::Unusable(down())));
    assert!(matches!(desk.screen(), Screen::Waiting { missing: Some(_), .. }));
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    assert!(matches!(desk.screen(), Screen::Reading));
    desk.hear(Event::Opened(desk.visit.id(), Method::Pin, Err(down())));
    assert_eq!(desk.trouble(), Some(TroubleKind::Unreachable));
}

#[test]
fn a_service_that_came_back_is_used_at_once() {
    let mut desk = Desk::new();
    desk.hear(Event::Service(Service::Unusable(down())));
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    desk.opens(Method::Pin);
    assert!(matches!(desk.screen(), Screen::Pin { .. }));
    desk.presses(Key::Cancel);
    desk.removes();
    assert!(matches!(desk.screen(), Screen::Waiting { missing: None, .. }));
}

#[test]
fn without_an_opened_check_no_try_is_spent() {
    let mut desk = Desk::new();
    desk.inserts();
    desk.card(CardNews::Read(FACTS));
    desk.types("1234");
    desk.presses(Key::Enter);
    assert!(!desk.asks_to_prove());
    assert!(matches!(desk.screen(), Screen::Checking { step: CheckingStep::Connect, .. }));
    desk.opens(Method::Pin);
    assert!(desk.asks_to_prove());
}

#[test]
fn a_check_that_expired_while_the_visitor_typed_is_opened_again_before_a_try_is_spent() {
    let mut desk = Desk::at_the_pin();
    for _ in 0..3 {
        desk.passes(Duration::from_secs(100));
        desk.types("1");
    }
    desk.types("1");
    desk.presses(Key::Enter);
    assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::OpenCheck(Method::Pin))]));
    desk.opens(Method::Pin);
    assert!(desk.asks_to_prove());
}

#[test]
fn a_card_whose_certificate_ended_long_ago_is_told_so_at_once() {
    let mut desk = Desk::new();
    desk.inserts();
    desk.card(CardNews::Read(CardFacts { certificate: CertificateAge::LongExpired, ..FACTS }));
    assert_eq!(desk.trouble(), Some(TroubleKind::CertificateExpired));
}

#[test]
fn a_clock_that_is_known_to_be_wrong_ends_no_card() {
    let mut desk = Desk::new();
    desk.hear(Event::Service(Service::Unusable(TroubleKind::Clock.into())));
    desk.inserts();
    desk.card(CardNews::Read(CardFacts { certificate: CertificateAge::LongExpired, ..FACTS }));
    assert_eq!(desk.trouble(), Some(TroubleKind::Clock));
}

#[test]
fn after_a_trouble_enter_tries_the_same_card_again() {
    let mut desk = Desk::new();
    desk.inserts();
    desk.fails(CardFault::Trouble(TroubleKind::UnexpectedStatus.into()));
    assert!(matches!(desk.screen(), Screen::Trouble { again: true, .. }));
    desk.presses(Key::Enter);
    assert!(matches!(desk.screen(), Screen::Reading));
}

#[test]
fn a_forgotten_card_is_called_out_again_and_again() {
    let mut desk = Desk::signed();
    desk.answers(Ok(valid()));
    desk.waits();
    assert!(matches!(desk.screen(), Screen::TakeCard));
    let mut pauses = Vec::new();
    for _ in 0..12 {
        let before = desk.now;
        desk.waits();
        assert!(matches!(desk.effects[..], [Effect::Bell(Bell::Forgotten)]));
        pauses.push(desk.now - before);
    }
    assert!(pauses.windows(2).all(|pair| pair[1] > pair[0]), "a card left overnight rings all night: {pauses:?}");
}

#[test]
fn a_reader_unplugged_in_the_middle_is_named_and_waiting_says_it_is_missing() {
    let mut desk = Desk::at_the_pin();
    desk.hear(Event::Slot(Slot::Unusable(TroubleKind::NoReader.into())));
    assert_eq!(desk.trouble(), Some(TroubleKind::ReaderGone));
    desk.waits();
    assert!(
        matches!(desk.screen(), Screen::Waiting { missing: Some(trouble), .. } if trouble.kind == TroubleKind::NoReader)
    );
}

#[test]
fn a_person_who_walks_away_leaves_no_pin_behind() {
    let mut desk = Desk::at_the_pin();
    desk.types("123");
    desk.waits();
    assert!(matches!(
        desk.effects[..],
        [Effect::Service(_, ServiceOrder::GiveUp), Effect::Card(_, CardOrder::Leave), Effect::Forget]
    ));
    assert!(matches!(desk.screen(), Screen::TakeCard));
}
