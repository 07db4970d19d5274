use std::time::Duration;

use super::view::{CheckingStep, PanelView, PinNote, PinRejection, Screen};
use super::*;
use crate::common::{
    CardFacts, CardFault, CardNews, CertificateAge, Digit, Key, Method, PinState, Proof, Service, Slot, TroubleKind,
};
use crate::eligibility::message::XmlMsg;
use desk::*;

mod absent;
mod any_results;
mod appearance;
mod call;
mod desk;
mod dim;
mod found;
mod handed_on;
mod hands;
mod invariants;
mod language;
mod late_and_slow;
mod limits;
mod record;
mod relay;
mod slide;
mod staff;
mod ways;
mod whose;

#[test]
fn a_pin_visit_ends_where_it_began() {
    let mut desk = Desk::new();
    assert!(matches!(desk.screen(), Screen::Waiting { missing: None, .. }));
    desk.inserts();
    assert!(matches!(
        desk.effects[..],
        [Effect::Forget, Effect::Card(_, CardOrder::Read), Effect::Service(_, ServiceOrder::OpenCheck(Method::Pin))]
    ));
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
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
    assert!(matches!(desk.screen(), Screen::Thanks));
    desk.waits();
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
    assert!(desk.rechecks() && !desk.attests());
    assert!(matches!(desk.screen(), Screen::Checking { method: Method::Staff, step: CheckingStep::SameCard, .. }));
    desk.card(CardNews::Same);
    assert!(desk.attests());
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
    assert!(matches!(desk.screen(), Screen::Staff { other: true, back: true }));
    desk.presses(Key::Staff);
    desk.opens(Method::Staff);
    desk.card(CardNews::Same);
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
    assert!(matches!(desk.effects[..], [Effect::Bell(Bell::StaffCall)]), "it calls them all the same");
}

#[test]
fn a_wrong_pin_says_how_many_tries_are_left() {
    let mut desk = Desk::at_the_pin();
    desk.types("0000");
    desk.presses(Key::Enter);
    desk.fails(CardFault::PinWrong(2));
    assert!(matches!(
        desk.screen(),
        Screen::Pin { entered: 0, left: 2, note: Some(PinNote::Rejected(PinRejection::WrongPin)), .. }
    ));
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
    assert!(matches!(desk.screen(), Screen::Staff { other: false, back: false }));
}

#[test]
fn a_card_pulled_while_typing_is_not_a_wrong_pin() {
    let mut desk = Desk::at_the_pin();
    desk.types("12");
    desk.removes();
    assert_eq!(desk.trouble(), Some(TroubleKind::CardPulled));
    desk.inserts();
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
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
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
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
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
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
    assert!(matches!(desk.screen(), Screen::Reading { .. }));
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
        // The last answer is dropped meanwhile.
        if matches!(desk.effects[..], [Effect::Forget]) {
            desk.waits();
        }
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
