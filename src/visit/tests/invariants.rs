//! What must hold after any sequence of events, sensible or not.

use proptest::prelude::*;

use super::*;
use crate::common::{
    Absence, AbsenceKind, CardFacts, CardFault, CardNews, CertificateAge, Detail, Digit, Extended, Key, KeyReport,
    Method, PinState, RelayOffer, TroubleKind,
};
use crate::visit::fuzz;
use crate::visit::promises::{Act, Says, WatchedDesk, failed, read};

fn method() -> impl Strategy<Value = Method> + Clone {
    proptest::sample::select(vec![Method::Pin, Method::Staff])
}

const AWAY: Absence = Absence { kind: AbsenceKind::Away, back: None };

/// A key that comes at this moment.
fn press(key: Key) -> Act {
    Act::Press(key, Duration::ZERO, KeyReport::Unsaid)
}

/// Digits, as a finger types them.
fn types(digits: &str) -> Vec<Act> {
    let digits = digits.bytes().map(|byte| press(Key::Digit(Digit::from_ascii(byte).unwrap())));
    digits.flat_map(|act| [Act::Pass(Duration::from_millis(200)), act]).collect()
}

/// What happens at a desk, one or several things in a row.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    let digit = (b'0'..=b'9').prop_map(|byte| Key::Digit(Digit::from_ascii(byte).unwrap()));
    let key = prop_oneof![
        digit,
        proptest::sample::select(vec![
            Key::Enter,
            Key::Erase,
            Key::Cancel,
            Key::Staff,
            Key::OtherMethod,
            Key::Call,
            Key::Different,
            Key::Language,
            Key::Appearance,
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
    let says = proptest::sample::select(vec![Some(Says::Valid), Some(Says::Valid), Some(Says::Lost), None]);
    let plain = prop_oneof![
        6 => key.prop_map(press),
        4 => Just(Act::Insert),
        1 => Just(Act::InsertMute),
        2 => Just(Act::Remove),
        1 => Just(Act::LoseReader),
        1 => any::<bool>().prop_map(Act::Service),
        3 => relay.clone().prop_map(Act::Announces),
        6 => (pin, age, extended.clone())
            .prop_map(|(pin, certificate, extended)| read(CardFacts { pin, certificate, extended })),
        3 => extended.prop_map(|extended| Act::Card(CardNews::Tried(extended))),
        4 => proptest::bool::weighted(0.8).prop_map(Act::Relayed),
        4 => Just(Act::Card(CardNews::Same)),
        3 => Just(Act::Card(CardNews::Verified)),
        3 => Just(Act::Card(CardNews::Signed)),
        2 => fault.prop_map(failed),
        6 => (method, relay, proptest::bool::weighted(0.8))
            .prop_map(|(method, relay, well)| Act::Opened(method, relay, well)),
        4 => says.prop_map(Act::Answer),
        4 => proptest::bool::weighted(0.8).prop_map(Act::Recorded),
        1 => proptest::bool::weighted(0.8).prop_map(Act::Journal),
        1 => any::<bool>().prop_map(|away| Act::Absent(away.then_some(AWAY))),
        1 => Just(Act::Found(Some(Says::Valid))),
        1 => Just(Act::Numbers(Says::Valid, Duration::from_secs(20))),
        4 => (0..40_000_u64).prop_map(|milliseconds| Act::Pass(Duration::from_millis(milliseconds))),
    ];
    prop_oneof![
        17 => plain.clone().prop_map(|act| vec![act]),
        1 => Just(types("1234")),
        2 => plain.prop_map(|act| vec![Act::Late(Box::new(act))]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_visit_keeps_its_promises_whatever_happens(acts in proptest::collection::vec(acts(), 1..60), staff_can_act in any::<bool>(),
        method in method(), switchable in any::<bool>(), masked in any::<bool>()) {
        let detail = if masked { Detail::Masked } else { Detail::Full };
        let rules = Rules { method, switchable, detail, staff_can_act, ..rules() };
        let mut desk = WatchedDesk::new(rules, std::time::Instant::now());
        acts.into_iter().flatten().for_each(|act| desk.step(act));
        desk.ends();
    }

    #[test]
    fn a_visit_keeps_them_whatever_bytes_a_fuzzer_makes_of_it(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        fuzz::events(&bytes);
    }
}

/// The promises are worth something only where the acts lead far enough.
#[test]
fn an_ordinary_visit_of_acts_leads_to_an_answer() {
    let mut desk = WatchedDesk::new(rules(), std::time::Instant::now());
    let begins = [Act::Insert, Act::Opened(Method::Pin, None, true), read(FACTS)];
    let ends = [
        Act::Pass(Duration::from_millis(200)),
        press(Key::Enter),
        Act::Card(CardNews::Verified),
        Act::Card(CardNews::Signed),
        Act::Answer(Some(Says::Valid)),
        Act::Recorded(true),
    ];
    begins.into_iter().chain(types("1234")).chain(ends).for_each(|act| desk.step(act));
    assert!(matches!(desk.screen(), Screen::Panel(panel) if panel.verdict.is_confirmed()), "{:?}", desk.screen());
    desk.ends();
}
