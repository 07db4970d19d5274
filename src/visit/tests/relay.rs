//! Method A where the service proves the card itself: the reader is known to carry it before staff confirm.

use super::*;
use crate::common::{
    Announced, CardFacts, CardFault, CardNews, Extended, Key, Method, PinState, Proof, RelayOffer, Service, Slot,
    Trouble, TroubleKind,
};

const EXTENDED: RelayOffer = RelayOffer { extended: true };
const SHORT: RelayOffer = RelayOffer { extended: false };

fn announces(relay: Option<RelayOffer>) -> Event {
    Event::Service(Service::Open(Announced { relay, ..Announced::default() }))
}

fn by_staff() -> Rules {
    Rules { method: Method::Staff, ..rules() }
}

const fn on(extended: Extended) -> CardNews {
    CardNews::Read(CardFacts { extended, ..FACTS })
}

impl Desk {
    /// A card whose face staff are to compare, on a reader of which this is known.
    fn with_relay(rules: Rules, relay: RelayOffer, reader: Extended) -> Self {
        let mut desk = Self::with(rules);
        desk.hear(announces(Some(relay)));
        desk.inserts();
        desk.opens_with(Method::Staff, Some(relay));
        desk.card(on(reader));
        desk
    }

    /// The service's commands are on their way to the card.
    fn relaying() -> Self {
        let mut desk = Self::with_relay(by_staff(), EXTENDED, Extended::Yes);
        desk.presses(Key::Staff);
        assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::Relay)]));
        desk
    }

    fn relayed(&mut self, result: Result<(), Trouble>) {
        self.hear(Event::Relayed(self.visit.id(), result));
    }

    fn tries_reader(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Card(_, CardOrder::TryReader)))
    }
}

#[test]
fn after_the_staff_the_service_proves_the_card_and_only_then_the_proof_is_sent() {
    let mut desk = Desk::relaying();
    assert!(matches!(desk.screen(), Screen::Checking { relay: true, step: CheckingStep::Relay, .. }));
    desk.relayed(Ok(()));
    assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::Attest), Effect::Card(_, CardOrder::Leave)]));
    desk.answers(Ok(valid()));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { proof: Proof::Relayed, .. })));
}

#[test]
fn without_a_relay_the_staffs_word_is_the_proof() {
    let mut desk = Desk::with(by_staff());
    desk.inserts();
    desk.opens(Method::Staff);
    desk.card(on(Extended::No));
    desk.presses(Key::Staff);
    assert!(matches!(desk.effects[..], [Effect::Card(_, CardOrder::Recheck)]));
    desk.card(CardNews::Same);
    assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::Attest), Effect::Card(_, CardOrder::Leave)]));
    desk.answers(Ok(valid()));
    assert!(matches!(desk.screen(), Screen::Panel(PanelView { proof: Proof::Attested, .. })));
}

#[test]
fn the_staffs_word_is_not_sent_for_a_card_that_is_gone_or_another_one() {
    let pulled = CardNews::Failed(CardFault::Trouble(TroubleKind::CardPulled.into()));
    let swapped = CardNews::Failed(CardFault::Trouble(TroubleKind::CardSwapped.into()));
    for (news, kind) in [(pulled, TroubleKind::CardPulled), (swapped, TroubleKind::CardSwapped)] {
        let mut desk = Desk::with(by_staff());
        desk.inserts();
        desk.opens(Method::Staff);
        desk.card(on(Extended::No));
        desk.presses(Key::Staff);
        desk.card(news);
        assert_eq!(desk.trouble(), Some(kind));
        assert!(!desk.attests());
        // Too late, and a relay that was never wanted: neither brings the proof after all.
        desk.card(CardNews::Same);
        desk.relayed(Ok(()));
        assert!(!desk.attests());
    }
}

#[test]
fn a_reader_that_cannot_is_told_before_staff_confirm() {
    let mut desk = Desk::with_relay(by_staff(), EXTENDED, Extended::No);
    assert!(matches!(desk.screen(), Screen::NoRelay));
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::NoRelay) && desk.effects.is_empty());
    desk.presses(Key::OtherMethod);
    assert!(matches!(
        desk.effects[..2],
        [Effect::Service(_, ServiceOrder::GiveUp), Effect::Service(_, ServiceOrder::OpenCheck(Method::Pin))]
    ));
    assert!(matches!(desk.screen(), Screen::Pin { other: false, .. }));
}

#[test]
fn where_no_pin_can_follow_the_reader_that_cannot_is_a_trouble() {
    let desk = Desk::with_relay(Rules { switchable: false, ..by_staff() }, EXTENDED, Extended::No);
    assert_eq!(desk.trouble(), Some(TroubleKind::ShortReader));
    let mut desk = Desk::with(by_staff());
    desk.hear(announces(Some(EXTENDED)));
    desk.inserts();
    desk.card(CardNews::Read(CardFacts { pin: PinState::Blocked, extended: Extended::No, ..FACTS }));
    assert_eq!(desk.trouble(), Some(TroubleKind::ShortReader));
}

#[test]
fn a_reader_of_which_nothing_is_known_is_tried_before_staff_are_asked() {
    for (outcome, asks) in [(Extended::Yes, true), (Extended::No, false), (Extended::Unknown, false)] {
        let mut desk = Desk::with_relay(by_staff(), EXTENDED, Extended::Unknown);
        assert!(desk.tries_reader() && matches!(desk.screen(), Screen::Reading { .. }));
        desk.opens_with(Method::Staff, Some(EXTENDED));
        assert!(matches!(desk.screen(), Screen::Reading { .. }), "asked before the reader has answered");
        desk.card(CardNews::Tried(outcome));
        assert_eq!(matches!(desk.screen(), Screen::Staff { .. }), asks, "{outcome}");
        assert_eq!(matches!(desk.screen(), Screen::NoRelay), !asks, "{outcome}");
    }
}

#[test]
fn a_visit_by_pin_never_tries_the_reader() {
    let mut desk = Desk::new();
    desk.hear(announces(Some(EXTENDED)));
    desk.inserts();
    desk.opens(Method::Pin);
    desk.card(on(Extended::Unknown));
    assert!(!desk.tries_reader() && matches!(desk.screen(), Screen::Pin { other: true, .. }));
    // Only when staff are called for.
    desk.presses(Key::OtherMethod);
    assert!(desk.tries_reader());
    desk.card(CardNews::Tried(Extended::Yes));
    assert!(matches!(desk.screen(), Screen::Staff { .. }));
}

#[test]
fn a_relay_of_short_commands_needs_no_special_reader() {
    let mut desk = Desk::with_relay(by_staff(), SHORT, Extended::No);
    assert!(matches!(desk.screen(), Screen::Staff { .. }));
    desk.presses(Key::Staff);
    assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::Relay)]));
}

#[test]
fn a_trial_without_an_end_is_a_card_that_does_not_answer() {
    let mut desk = Desk::with_relay(by_staff(), EXTENDED, Extended::Unknown);
    desk.waits();
    assert_eq!(desk.trouble(), Some(TroubleKind::MuteCard));
}

#[test]
fn the_checks_own_word_counts_more_than_the_announcement() {
    let mut desk = Desk::with(by_staff());
    desk.inserts();
    desk.card(on(Extended::No));
    assert!(matches!(desk.screen(), Screen::Staff { .. }));
    desk.opens_with(Method::Staff, Some(EXTENDED));
    assert!(matches!(desk.screen(), Screen::NoRelay));

    let mut desk = Desk::with(by_staff());
    desk.hear(announces(Some(EXTENDED)));
    desk.inserts();
    desk.card(on(Extended::No));
    assert!(matches!(desk.screen(), Screen::NoRelay));
    desk.opens(Method::Staff);
    assert!(matches!(desk.screen(), Screen::Staff { .. }));
}

#[test]
fn staff_confirm_before_the_card_only_where_the_reader_is_known_to_do() {
    let may = |desk: &Desk| desk.visit.staff_act() == Some(StaffAct::ConfirmEarly);
    let mut desk = Desk::with(by_staff());
    assert!(may(&desk), "nothing special is announced");
    desk.hear(announces(Some(EXTENDED)));
    assert!(!may(&desk), "nothing is known of the reader");
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: None, .. }));

    desk.inserts();
    desk.card(on(Extended::Yes));
    desk.presses(Key::Cancel);
    desk.removes();
    assert!(may(&desk), "the last card has shown it");
    desk.hear(Event::Slot(Slot::Unusable(TroubleKind::NoReader.into())));
    desk.removes();
    assert!(!may(&desk), "this may be another reader");
}

#[test]
fn a_confirmation_that_waited_for_its_card_is_used_up_by_the_relay() {
    let mut desk = Desk::relaying();
    desk.relayed(Ok(()));
    desk.answers(Ok(valid()));
    desk.presses(Key::Enter);
    desk.removes();
    desk.presses(Key::Staff);
    desk.inserts();
    desk.opens_with(Method::Staff, Some(EXTENDED));
    desk.card(on(Extended::Yes));
    assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::Relay)]));
}

#[test]
fn a_confirmation_is_withdrawn_when_a_relay_is_announced_that_the_reader_may_not_carry() {
    let mut desk = Desk::with(by_staff());
    desk.presses(Key::Staff);
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: Some(_), .. }));
    desk.hear(announces(Some(EXTENDED)));
    assert!(matches!(desk.screen(), Screen::Waiting { confirmed_for: None, .. }));
}

#[test]
fn another_card_with_a_confirmation_on_another_reader_is_tried_first() {
    let mut desk = Desk::relaying();
    desk.presses(Key::Cancel);
    desk.removes();
    desk.presses(Key::Staff);
    desk.inserts();
    desk.opens_with(Method::Staff, Some(EXTENDED));
    desk.card(on(Extended::Unknown));
    assert!(desk.tries_reader());
    desk.card(CardNews::Tried(Extended::Yes));
    assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::Relay)]));
}

#[test]
fn a_relay_that_is_announced_too_late_fails_cleanly() {
    let mut desk = Desk::with(by_staff());
    desk.inserts();
    desk.card(on(Extended::No));
    desk.presses(Key::Staff);
    desk.opens_with(Method::Staff, Some(EXTENDED));
    assert_eq!(desk.trouble(), Some(TroubleKind::ShortReader));
}

#[test]
fn a_card_pulled_in_the_middle_is_a_pulled_card() {
    let mut desk = Desk::relaying();
    desk.removes();
    assert!(matches!(desk.effects[..2], [Effect::Service(_, ServiceOrder::GiveUp), Effect::Card(_, CardOrder::Leave)]));
    assert_eq!(desk.trouble(), Some(TroubleKind::CardPulled));
}

#[test]
fn what_the_card_must_not_be_told_ends_the_visit() {
    let mut desk = Desk::relaying();
    desk.fails(CardFault::Trouble(TroubleKind::RelayRefused.into()));
    assert!(matches!(desk.effects[..2], [Effect::Service(_, ServiceOrder::GiveUp), Effect::Card(_, CardOrder::Leave)]));
    assert_eq!(desk.trouble(), Some(TroubleKind::RelayRefused));
}

#[test]
fn no_relay_leads_to_a_pin() {
    let mut desk = Desk::relaying();
    desk.fails(CardFault::PinWrong(2));
    assert_eq!(desk.trouble(), Some(TroubleKind::MalformedAnswer));
}

#[test]
fn a_service_that_keeps_the_card_busy_is_not_waited_for_as_long_as_an_answer() {
    let mut desk = Desk::relaying();
    desk.waits();
    assert!(matches!(desk.screen(), Screen::Checking { slow: true, .. }));
    let begun = desk.now;
    desk.waits();
    assert_eq!(desk.trouble(), Some(TroubleKind::TimedOut));
    assert!(desk.now - begun < Duration::from_secs(10));
}

#[test]
fn a_relay_of_a_visit_that_is_over_changes_nothing() {
    let mut desk = Desk::relaying();
    let over = desk.visit.id();
    desk.presses(Key::Cancel);
    desk.removes();
    desk.inserts();
    desk.card(on(Extended::Yes));
    desk.hear(Event::Relayed(over, Ok(())));
    assert!(desk.effects.is_empty() && matches!(desk.screen(), Screen::Staff { .. }));
}

#[test]
fn a_check_that_would_end_before_relay_and_proof_is_opened_again() {
    let mut desk = Desk::with_relay(by_staff(), EXTENDED, Extended::Yes);
    for _ in 0..3 {
        desk.passes(Duration::from_secs(95));
        desk.presses(Key::Other);
    }
    desk.presses(Key::Staff);
    assert!(matches!(desk.effects[..], [Effect::Service(_, ServiceOrder::OpenCheck(Method::Staff))]));
}
