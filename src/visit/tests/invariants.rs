//! What must hold after any sequence of events, sensible or not.

use proptest::prelude::*;

use super::*;
use crate::common::{
    Announced, CardFacts, CardFault, CardNews, CertificateAge, Detail, Extended, Key, Method, Opened, PinState, Proof,
    RelayOffer, Service, Slot, TroubleKind, VisitId,
};
use crate::eligibility::Found;

/// Something that can happen at a desk.
#[derive(Debug, Clone)]
enum Act {
    Press(Key),
    Type4,
    Insert,
    InsertMute,
    Remove,
    LoseReader,
    Service(bool),
    Announces(Option<RelayOffer>),
    Read(PinState, CertificateAge, Extended),
    Tried(Extended),
    Same,
    Verified,
    Signed,
    Fault(CardFault),
    Opened(Method, Option<RelayOffer>, bool),
    Relayed(bool),
    Answer(bool),
    /// The line is on the disk, or cannot be.
    Recorded(bool),
    /// The journal can be written, or not.
    Journal(bool),
    /// A result by itself, where none can come.
    Found,
    /// The menu wants the last answer again.
    Reshow,
    /// The same as the ones above, from the visit before this one.
    Late(Box<Act>),
    Pass(u64),
}

fn method() -> impl Strategy<Value = Method> + Clone {
    proptest::sample::select(vec![Method::Pin, Method::Staff])
}

fn act() -> impl Strategy<Value = Act> {
    let digit = (b'0'..=b'9').prop_map(|byte| Key::Digit(Digit::from_ascii(byte).unwrap()));
    let key = prop_oneof![
        digit,
        proptest::sample::select(vec![
            Key::Enter,
            Key::Erase,
            Key::Cancel,
            Key::Staff,
            Key::OtherMethod,
            Key::Language,
            Key::NextPage,
            Key::Burst,
            Key::Other,
        ]),
    ];
    let pin = prop_oneof![(1..=3_u8).prop_map(PinState::Left), Just(PinState::Blocked), Just(PinState::Absent)];
    let age = proptest::sample::select(vec![CertificateAge::Valid, CertificateAge::Grace, CertificateAge::LongExpired]);
    let fault = prop_oneof![
        (0..=2_u8).prop_map(CardFault::PinWrong),
        Just(CardFault::PinBlocked),
        Just(CardFault::Trouble(TroubleKind::CardPulled.into())),
    ];
    let method = method();
    let extended = proptest::sample::select(vec![Extended::Yes, Extended::No, Extended::Unknown]);
    let relay = proptest::option::of(any::<bool>().prop_map(|extended| RelayOffer { extended }));
    let plain = prop_oneof![
        6 => key.prop_map(Act::Press),
        4 => Just(Act::Type4),
        4 => Just(Act::Insert),
        1 => Just(Act::InsertMute),
        2 => Just(Act::Remove),
        1 => Just(Act::LoseReader),
        1 => any::<bool>().prop_map(Act::Service),
        3 => relay.clone().prop_map(Act::Announces),
        6 => (pin, age, extended.clone()).prop_map(|(pin, age, extended)| Act::Read(pin, age, extended)),
        3 => extended.prop_map(Act::Tried),
        4 => proptest::bool::weighted(0.8).prop_map(Act::Relayed),
        4 => Just(Act::Same),
        3 => Just(Act::Verified),
        3 => Just(Act::Signed),
        2 => fault.prop_map(Act::Fault),
        6 => (method, relay, proptest::bool::weighted(0.8))
            .prop_map(|(method, relay, well)| Act::Opened(method, relay, well)),
        4 => proptest::bool::weighted(0.8).prop_map(Act::Answer),
        4 => proptest::bool::weighted(0.8).prop_map(Act::Recorded),
        1 => proptest::bool::weighted(0.8).prop_map(Act::Journal),
        1 => Just(Act::Found),
        2 => Just(Act::Reshow),
        4 => (0..40_000_u64).prop_map(Act::Pass),
    ];
    prop_oneof![
        9 => plain.clone(),
        1 => plain.prop_map(|act| Act::Late(Box::new(act))),
    ]
}

/// What an observer who knows only events and effects has counted.
#[derive(Default)]
struct Observer {
    /// Whether acts of staff count at this desk.
    staff_can_act: bool,
    enters: usize,
    verifies: usize,
    proofs_sent: Vec<VisitId>,
    reading: Option<VisitId>,
    /// Staff pressed their key since the last visit that used it began.
    confirmations: usize,
    /// The visit whose card is looked at once more, and the one whose card was still there.
    rechecked: Option<VisitId>,
    same: Option<VisitId>,
    /// The visit whose relay runs.
    relay: Option<VisitId>,
    /// The visits whose relay was done.
    relayed: Vec<VisitId>,
    /// The visits that have an answer.
    answered: Vec<VisitId>,
}

impl Observer {
    fn hears(&mut self, event: &Event) {
        match event {
            Event::Key(Key::Staff) => self.confirmations += 1,
            Event::Answer(id, Ok(_)) => self.answered.push(*id),
            Event::Card(id, CardNews::Same) if self.rechecked == Some(*id) => self.same = Some(*id),
            Event::Relayed(id, result) if self.relay == Some(*id) => {
                self.relay = None;
                self.relayed.extend(result.as_ref().ok().map(|()| *id));
            }
            _ => {}
        }
    }

    fn sees(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Service(_, order) if is_of_staff(*order) && !self.staff_can_act => {
                    panic!("{order:?} where no act of staff counts");
                }
                Effect::Service(id, ServiceOrder::Relay) => {
                    assert!(self.confirmations > 0, "a relay that no staff confirmed");
                    assert_eq!(self.reading, Some(*id), "a relay with a card that was let go");
                    self.confirmations = 0;
                    self.relay = Some(*id);
                }
                Effect::Card(id, CardOrder::Recheck) => {
                    assert!(self.confirmations > 0, "a look at the card that no staff confirmed");
                    assert_eq!(self.reading, Some(*id), "a look at a card that was let go");
                    self.confirmations = 0;
                    self.rechecked = Some(*id);
                }
                Effect::Service(id, ServiceOrder::Attest) => {
                    assert_ne!(self.relay, Some(*id), "a proof before the relay was done");
                    let known = self.same == Some(*id) || self.relayed.contains(id);
                    assert!(known, "a proof for a card that nothing has looked at since staff confirmed");
                    self.proofs_sent.push(*id);
                }
                Effect::Service(id, ServiceOrder::GiveUp) if self.relay == Some(*id) => self.relay = None,
                Effect::Card(_, CardOrder::Prove(pin)) => {
                    self.verifies += 1;
                    assert!(pin.expose().iter().all(u8::is_ascii_digit), "a PIN is four digits");
                }
                Effect::Service(id, ServiceOrder::SendProof) => self.proofs_sent.push(*id),
                Effect::Card(id, CardOrder::Read) => {
                    assert_eq!(self.reading, None, "the card before was never let go");
                    self.reading = Some(*id);
                }
                Effect::Card(id, CardOrder::Leave) if self.reading == Some(*id) => {
                    assert_eq!(self.relay, None, "the card was let go in the middle of a relay");
                    self.reading = None;
                }
                _ => {}
            }
        }
    }
}

/// What only method A asks of the service.
const fn is_of_staff(order: ServiceOrder) -> bool {
    match order {
        ServiceOrder::OpenCheck(Method::Staff) | ServiceOrder::Relay | ServiceOrder::Attest => true,
        ServiceOrder::OpenCheck(Method::Pin) | ServiceOrder::SendProof | ServiceOrder::GiveUp => false,
    }
}

fn event(desk: &mut Desk, act: Act, id: VisitId) -> Event {
    match act {
        Act::Press(key) => Event::Key(key),
        Act::Insert => {
            desk.insertion += 1;
            Event::Slot(Slot::Card(desk.insertion))
        }
        Act::InsertMute => {
            desk.insertion += 1;
            Event::Slot(Slot::Mute(desk.insertion))
        }
        Act::Remove => Event::Slot(Slot::Empty),
        Act::LoseReader => Event::Slot(Slot::Unusable(TroubleKind::NoReader.into())),
        Act::Service(true) => Event::Service(Service::Open(crate::common::service::Announced::default())),
        Act::Service(false) => Event::Service(Service::Unusable(down())),
        Act::Announces(relay) => Event::Service(Service::Open(Announced { relay, ..Announced::default() })),
        Act::Read(pin, certificate, extended) => {
            Event::Card(id, CardNews::Read(CardFacts { pin, certificate, extended }))
        }
        Act::Tried(extended) => Event::Card(id, CardNews::Tried(extended)),
        Act::Relayed(well) => Event::Relayed(id, if well { Ok(()) } else { Err(down()) }),
        Act::Same => Event::Card(id, CardNews::Same),
        Act::Verified => Event::Card(id, CardNews::Verified),
        Act::Signed => Event::Card(id, CardNews::Signed),
        Act::Fault(fault) => Event::Card(id, CardNews::Failed(fault)),
        Act::Opened(method, relay, well) => {
            let until = desk.now + Duration::from_secs(60);
            Event::Opened(id, method, if well { Ok(Opened { until, relay }) } else { Err(down()) })
        }
        Act::Answer(well) => Event::Answer(id, if well { Ok(valid()) } else { Err(down()) }),
        Act::Recorded(well) => Event::Recorded(id, if well { Ok(()) } else { Err(TroubleKind::JournalFull.into()) }),
        Act::Journal(well) => Event::Journal((!well).then(|| TroubleKind::JournalFull.into())),
        Act::Found => Event::Found(Ok(Found { message: valid(), proof: Proof::Folder })),
        Act::Reshow => Event::Reshow,
        Act::Late(act) => event(desk, *act, VisitId(id.0.wrapping_sub(1))),
        Act::Type4 | Act::Pass(_) => Event::Elapsed,
    }
}

/// The letters of the screens on which a PIN may exist.
fn may_hold_a_pin(desk: &Desk) -> bool {
    matches!(desk.screen(), Screen::Pin { .. } | Screen::Checking { step: CheckingStep::Connect, .. })
}

fn step(desk: &mut Desk, observer: &mut Observer, act: Act) {
    let panel_before = matches!(desk.screen(), Screen::Panel(_));
    let masked_before = matches!(desk.screen(), Screen::Panel(PanelView { masked: true, .. }));
    let before = desk.visit.id();
    let type4 = matches!(act, Act::Type4);
    if let Act::Pass(milliseconds) = act {
        desk.passes(Duration::from_millis(milliseconds));
    }
    let events: Vec<_> = match act {
        Act::Type4 => "1234".bytes().map(|byte| Event::Key(Key::Digit(Digit::from_ascii(byte).unwrap()))).collect(),
        act => vec![event(desk, act, before)],
    };
    // However it comes: a key has no visit that it could be too late for.
    observer.enters += events.iter().filter(|event| matches!(event, Event::Key(Key::Enter))).count();
    for event in events {
        let reshow = matches!(event, Event::Reshow);
        let recorded = match &event {
            Event::Recorded(id, Ok(())) => Some(*id),
            _ => None,
        };
        observer.hears(&event);
        if type4 {
            desk.passes(Duration::from_millis(200));
        }
        desk.hear(event);
        observer.sees(&desk.effects);

        let panel = matches!(desk.screen(), Screen::Panel(_));
        let revealed = masked_before && matches!(desk.screen(), Screen::Panel(PanelView { masked: false, .. }));
        assert!(observer.staff_can_act || !revealed, "an answer revealed where no act of staff counts");
        assert!(observer.staff_can_act || !matches!(desk.screen(), Screen::Staff { .. }));
        // An answer once more is that of the visit before, which no other has followed.
        let again = reshow && panel && before == desk.visit.id();
        assert!(observer.staff_can_act || panel_before || !again, "an answer again where no act of staff counts");
        if panel && !panel_before && !again {
            assert_eq!(recorded, Some(desk.visit.id()), "a panel before its line is on the disk");
            assert!(observer.answered.contains(&desk.visit.id()), "a panel without an answer to this visit");
            assert!(observer.proofs_sent.contains(&desk.visit.id()), "an answer to a proof that was never sent");
            let said = matches!(desk.screen(), Screen::Panel(PanelView { proof: Proof::Relayed, .. }));
            assert_eq!(said, observer.relayed.contains(&desk.visit.id()), "a proof of the card that was none");
        }
    }
    assert!(observer.verifies <= observer.enters, "more than one VERIFY for an Enter");
    if let Some(deadline) = desk.visit.deadline() {
        if deadline <= desk.now {
            desk.hear(Event::Elapsed);
            observer.sees(&desk.effects);
        }
        assert!(desk.visit.deadline().is_none_or(|next| next > desk.now), "a deadline that never passes");
    }
    assert!(!desk.visit.holds_pin() || may_hold_a_pin(desk), "a PIN is held where none is asked for");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_visit_keeps_its_promises_whatever_happens(acts in proptest::collection::vec(act(), 1..60), staff_can_act in any::<bool>(),
        method in method(), switchable in any::<bool>(), masked in any::<bool>()) {
        let detail = if masked { Detail::Masked } else { Detail::Full };
        let mut desk = Desk::with(Rules { method, switchable, detail, staff_can_act, ..rules() });
        desk.records_at_once = false;
        let mut observer = Observer { staff_can_act, ..Observer::default() };
        for act in acts {
            step(&mut desk, &mut observer, act);
        }

        // An empty reader always leads back to waiting, by itself.
        desk.removes();
        observer.sees(&desk.effects);
        for _ in 0..6 {
            if desk.visit.deadline().is_some() {
                desk.waits();
                observer.sees(&desk.effects);
            }
        }
        let waiting = matches!(desk.screen(), Screen::Waiting { confirmed_for: None, .. });
        prop_assert!(waiting, "{:?}", desk.screen());
        prop_assert_eq!(observer.reading, None, "the card was never let go");
        let recorded: Vec<_> = desk.records.iter().map(|(id, _)| id.0).collect();
        prop_assert_eq!(recorded, (1..=desk.visit.id().0).collect::<Vec<_>>(), "each visit once, in its turn");
        prop_assert!(desk.visit.deadline().is_none(), "an idle kiosk has nothing to wake up for");
    }
}
