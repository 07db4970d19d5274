//! A desk with a visit at it; its methods are what visitors, staff and machines do.

use std::time::{Duration, Instant};

use super::super::view::Screen;
use super::super::*;
use crate::common::{
    Call, CardFacts, CardFault, CardNews, CertificateAge, Detail, Digit, Drawing, Extended, Key, KeyRepeat, KeyTime,
    Language, Look, Method, Opened, PinState, RelayOffer, Service, Slot, Trouble, TroubleKind, Typing, VisitId,
};
use crate::eligibility::message::XmlMsg;

/// A desk with a visit at it; its methods are what people and machines do.
pub(super) struct Desk {
    pub(super) visit: Visit,
    /// Both stand in front of the visit, as in the event loop.
    pub(super) key_repeat: KeyRepeat,
    pub(super) typing: Typing,
    pub(super) now: Instant,
    pub(super) insertion: u64,
    /// What the last event asked for, but for calls.
    pub(super) effects: Vec<Effect>,
    /// What the last event said of calls.
    pub(super) called: Vec<Call>,
    /// What was recorded, and whether the journal says so at once.
    pub(super) records: Vec<(VisitId, VisitOutcome)>,
    pub(super) records_at_once: bool,
}

pub(super) const FACTS: CardFacts =
    CardFacts { pin: PinState::Left(3), certificate: CertificateAge::Valid, extended: Extended::Unknown };

pub(super) fn rules() -> Rules {
    Rules {
        method: Method::Pin,
        switchable: true,
        language: Language::Japanese,
        drawing: Drawing { look: Look::Standard, large: false },
        dim_after: Duration::from_secs(300),
        motion: true,
        panel_for: Duration::from_secs(60),
        deadline: Duration::from_secs(30),
        source: AnswerSource::Card,
        detail: Detail::Full,
        staff_can_act: true,
    }
}

/// A synthetic answer: valid, one entry.
pub(super) fn valid() -> Box<XmlMsg> {
    let text = r#"{"MessageHeader":{"ProcessExecutionTime":"20261122101530","QualificationConfirmationDate":"20261122",
        "MedicalInstitutionCode":"1319999999","ReferenceClassification":"1","SegmentOfResult":"1",
        "CharacterCodeIdentifier":"0"},"MessageBody":{"ProcessingResultStatus":"1","QualificationValidity":"1",
        "ResultList":{"ResultOfQualificationConfirmation":[{"InsuredCardClassification":"01",
        "InsurerNumber":"06139992","Name":"試験　花子","Sex1":"2","Birthdate":"19900401",
        "InsurerName":"架空健康保険組合"}]}}}"#;
    Box::new(XmlMsg::from_json(text.as_bytes()).expect("a readable message"))
}

pub(super) fn down() -> Trouble {
    TroubleKind::Unreachable.into()
}

impl Desk {
    /// A desk that has heard nothing yet.
    pub(super) fn closed(rules: Rules) -> Self {
        let (visit, now) = (Visit::new(rules), Instant::now());
        Self {
            visit,
            key_repeat: KeyRepeat::default(),
            typing: Typing::default(),
            now,
            insertion: 0,
            effects: Vec::new(),
            called: Vec::new(),
            records: Vec::new(),
            records_at_once: true,
        }
    }

    pub(super) fn with(rules: Rules) -> Self {
        let mut desk = Self::closed(rules);
        desk.hear(Event::Slot(Slot::Empty));
        desk.hear(Event::Service(Service::Open(crate::common::service::Announced::default())));
        desk
    }

    pub(super) fn new() -> Self {
        Self::with(rules())
    }

    pub(super) fn hear(&mut self, event: Event) {
        match event {
            Event::Key(key) => self.hears_key(key, self.now.into()),
            event => self.hears(event),
        }
    }

    /// A key comes with a time of its own.
    pub(super) fn hears_key(&mut self, key: Key, time: KeyTime) {
        self.effects.clear();
        self.called.clear();
        if let Some(key) = self.typing.press(key, time, &mut self.key_repeat) {
            self.hears(Event::Key(key));
        }
    }

    fn hears(&mut self, event: Event) {
        self.effects = self.visit.handle(event, self.now);
        self.called.clear();
        while let Some(at) = self.effects.iter().position(|effect| matches!(effect, Effect::Record(..))) {
            let Effect::Record(id, outcome) = self.effects.remove(at) else { return };
            self.records.push((id, outcome));
            if self.records_at_once {
                self.effects.extend(self.visit.handle(Event::Recorded(id, Ok(())), self.now));
            }
        }
        let calls = self.effects.extract_if(.., |effect| matches!(effect, Effect::Call(_)));
        self.called.extend(calls.filter_map(|effect| if let Effect::Call(call) = effect { Some(call) } else { None }));
    }

    pub(super) fn screen(&self) -> Screen<'_> {
        self.visit.view(self.now).screen
    }

    pub(super) fn inserts(&mut self) {
        self.insertion += 1;
        self.hear(Event::Slot(Slot::Card(self.insertion)));
    }

    pub(super) fn removes(&mut self) {
        self.hear(Event::Slot(Slot::Empty));
    }

    pub(super) fn card(&mut self, news: CardNews) {
        self.hear(Event::Card(self.visit.id(), news));
    }

    pub(super) fn fails(&mut self, fault: CardFault) {
        self.card(CardNews::Failed(fault));
    }

    pub(super) fn opens(&mut self, method: Method) {
        self.opens_with(method, None);
    }

    pub(super) fn opens_with(&mut self, method: Method, relay: Option<RelayOffer>) {
        let until = self.now + Duration::from_secs(300);
        self.hear(Event::Opened(self.visit.id(), method, Ok(Opened { until, relay })));
    }

    pub(super) fn answers(&mut self, result: Result<Box<XmlMsg>, Trouble>) {
        self.hear(Event::Answer(self.visit.id(), result));
    }

    /// Presses a key like a person: some time after the last one.
    pub(super) fn presses(&mut self, key: Key) {
        self.passes(Duration::from_secs(1));
        self.hear(Event::Key(key));
    }

    pub(super) fn types(&mut self, digits: &str) {
        for byte in digits.bytes() {
            self.presses(Key::Digit(Digit::from_ascii(byte).unwrap()));
        }
    }

    pub(super) fn passes(&mut self, time: Duration) {
        self.now += time;
    }

    /// When something is over, apart from that a waiting screen turns dark.
    pub(super) fn wakes_at(&self) -> Option<Instant> {
        self.visit.deadline().filter(|at| self.visit.dims_at != Some(*at))
    }

    /// Time passes up to the next deadline at which more happens than that a limit is announced.
    pub(super) fn waits(&mut self) {
        self.elapses();
        if matches!(self.effects[..], [Effect::Bell(Bell::TimeAlmostUp)]) {
            self.elapses();
        }
    }

    /// Time passes up to the next deadline.
    pub(super) fn elapses(&mut self) {
        self.now = self.visit.deadline().expect("something to wait for").max(self.now);
        self.hear(Event::Elapsed);
    }

    /// A card that asks for its PIN, with the check opened.
    pub(super) fn at_the_pin() -> Self {
        let mut desk = Self::new();
        desk.reaches_the_pin();
        desk
    }

    fn reaches_the_pin(&mut self) {
        self.inserts();
        self.opens(Method::Pin);
        self.card(CardNews::Read(FACTS));
    }

    /// A card that has signed; the service is asked.
    pub(super) fn signed() -> Self {
        let mut desk = Self::at_the_pin();
        desk.signs();
        desk
    }

    fn signs(&mut self) {
        self.types("1234");
        self.presses(Key::Enter);
        self.card(CardNews::Verified);
        self.card(CardNews::Signed);
    }

    /// An answer by PIN on the panel.
    pub(super) fn answered(rules: Rules) -> Self {
        let mut desk = Self::with(rules);
        desk.is_answered();
        desk
    }

    /// A visit by PIN, as far as its answer.
    pub(super) fn is_answered(&mut self) {
        self.reaches_the_pin();
        self.signs();
        self.answers(Ok(valid()));
    }

    pub(super) fn asks_to_prove(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Card(_, CardOrder::Prove(_))))
    }

    pub(super) fn rechecks(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Card(_, CardOrder::Recheck)))
    }

    pub(super) fn attests(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Service(_, ServiceOrder::Attest)))
    }

    pub(super) fn trouble(&self) -> Option<TroubleKind> {
        match self.screen() {
            Screen::Trouble { trouble, .. } => Some(trouble.kind),
            _ => None,
        }
    }
}
