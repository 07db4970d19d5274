//! A service's commands at the desk: which reach the card, in which state of the card, and what becomes of it.

use std::sync::mpsc::channel;

use super::worker::{Desk, VISIT};
use super::{digest, pins_sent};
use crate::card::error::CardError;
use crate::card::tests::script::{self, Script, ScriptedLink, hex};
use crate::card::worker::CardEvent;
use crate::common::{CardFault, CardNews, Extended, TroubleKind};

const CHALLENGE: &str = "0084000020";
const SELECT_FILE: &str = "00A4020C020016";
const CARD_MANAGER: &str = "00A4040C07 A0000001510000";

impl Script {
    /// What the kiosk itself says before the first command of a relay.
    fn begun_afresh(self) -> Self {
        self.then(CARD_MANAGER, Ok("9000")).then("00A4040C0A D392F000260100000001", Ok("9000")).compared()
    }

    fn challenged(self) -> Self {
        self.then(CHALLENGE, Ok(&format!("{} 9000", "C5".repeat(32))))
    }
}

impl Desk {
    /// A desk at which this card was read.
    fn with_card(script: Script) -> Self {
        let desk = Self::holding(script);
        desk.reads();
        desk
    }

    fn reads(&self) -> Extended {
        self.desk.read(VISIT);
        let _certificate = self.hears();
        match self.hears_news() {
            CardNews::Read(facts) => facts.extended,
            other => panic!("{other:?}"),
        }
    }

    fn relays(&self, commands: &[&str]) {
        self.desk.relay(VISIT, commands.iter().map(|command| hex(command)).collect());
    }

    fn hears_answers(&self) -> Vec<Vec<u8>> {
        match self.hears() {
            CardEvent::Answers(VISIT, answers) => answers,
            other => panic!("{other:?}"),
        }
    }

    fn hears_trouble(&self) -> TroubleKind {
        match self.hears_news() {
            CardNews::Failed(CardFault::Trouble(trouble)) => trouble.kind,
            other => panic!("{other:?}"),
        }
    }
}

fn present() -> String {
    format!("80A206C1000133{}", "7F".repeat(307))
}

#[test]
fn a_relay_begins_afresh_once_and_returns_whole_answers() {
    let script = Script::read().begun_afresh().then(SELECT_FILE, Ok("9000")).challenged().challenged().left();
    let desk = Desk::with_card(script);
    desk.relays(&[SELECT_FILE, CHALLENGE]);
    let challenge = hex(&format!("{} 9000", "C5".repeat(32)));
    assert_eq!(desk.hears_answers(), [hex("9000"), challenge.clone()]);
    desk.relays(&[CHALLENGE]);
    assert_eq!(desk.hears_answers(), [challenge]);
    desk.desk.leave(VISIT);
    assert!(matches!(desk.hears(), CardEvent::Count(VISIT, _)));
}

#[test]
fn after_a_verified_pin_the_card_forgets_it_before_a_service_speaks_to_it() {
    let script = Script::read().begun_afresh().challenged();
    let script = script.compared().verify("9000").signed().begun_afresh().challenged().left();
    let desk = Desk::with_card(script);
    desk.relays(&[CHALLENGE]);
    assert_eq!(desk.hears_answers().len(), 1);
    desk.desk.prove(VISIT, script::pin(), digest());
    assert_eq!(desk.hears_news(), CardNews::Verified);
    let _signature = desk.hears();
    assert_eq!(desk.hears_news(), CardNews::Signed);
    desk.relays(&[CHALLENGE]);
    assert_eq!(desk.hears_answers().len(), 1);
}

#[test]
fn a_card_that_keeps_its_application_is_told_nothing() {
    let desk = Desk::with_card(Script::read().then(CARD_MANAGER, Ok("6A82")).left());
    desk.relays(&[CHALLENGE]);
    assert_eq!(desk.hears_trouble(), TroubleKind::UnexpectedStatus);
}

#[test]
fn another_card_that_was_slipped_under_is_told_nothing() {
    let other = Script::read()
        .then(CARD_MANAGER, Ok("9000"))
        .then("00A4040C0A D392F000260100000001", Ok("9000"))
        .then("00B08A0040", Ok(&format!("{} 9000", "AA".repeat(64))))
        .left();
    let desk = Desk::with_card(other);
    desk.relays(&[CHALLENGE]);
    assert_eq!(desk.hears_trouble(), TroubleKind::CardSwapped);
}

#[test]
fn a_step_with_a_forbidden_command_is_not_begun_and_the_card_is_left() {
    let link = Script::read().begun_afresh().left().link();
    let transcript = link.transcript();
    let desk = Desk::with(vec![Ok(link)], channel().1);
    desk.reads();
    desk.relays(&[CHALLENGE, "002000980430303030"]);
    assert_eq!(desk.hears_trouble(), TroubleKind::RelayRefused);
    assert!(matches!(desk.hears(), CardEvent::Count(VISIT, _)));
    assert_eq!(pins_sent(&transcript), 0);
    assert!(!transcript.lock().unwrap().contains(&hex(CHALLENGE)), "the harmless one neither");
}

#[test]
fn behind_a_command_that_failed_nothing_more_is_said() {
    let desk = Desk::with_card(Script::read().begun_afresh().then(SELECT_FILE, Ok("6A82")).left());
    desk.relays(&[SELECT_FILE, CHALLENGE]);
    assert_eq!(desk.hears_answers(), [hex("6A82")]);
}

#[test]
fn more_than_was_asked_for_is_not_handed_on() {
    let long = format!("{} 9000", "C5".repeat(33));
    let desk = Desk::with_card(Script::read().begun_afresh().then(CHALLENGE, Ok(&long)).left());
    desk.relays(&[CHALLENGE]);
    assert_eq!(desk.hears_trouble(), TroubleKind::MalformedAnswer);
}

#[test]
fn commands_for_a_visit_that_is_over_reach_no_card() {
    let desk = Desk::with_card(Script::read().left());
    desk.desk.leave(VISIT);
    let _count = desk.hears();
    desk.relays(&[CHALLENGE]);
    assert_eq!(desk.hears_trouble(), TroubleKind::CardPulled);
}

#[test]
fn a_reader_is_tried_once_and_remembered() {
    let tried = Script::read().then("00840000 000008", Ok("6985"));
    let tried = tried.then(&format!("00840000 000133{}", "00".repeat(307)), Ok("6700")).left();
    let cards: Vec<Result<ScriptedLink, CardError>> = vec![Ok(tried.link()), Ok(Script::read().left().link())];
    let desk = Desk::with(cards, channel().1);
    assert_eq!(desk.reads(), Extended::Unknown);
    desk.desk.try_reader(VISIT);
    assert_eq!(desk.hears_news(), CardNews::Tried(Extended::Yes));
    desk.desk.leave(VISIT);
    let _count = desk.hears();
    assert_eq!(desk.reads(), Extended::Yes);
}

/// What it claimed, or carried before, was no promise; or one answer was spoiled. The card is still there.
#[test]
fn a_reader_that_fails_on_a_long_command_is_named_and_tried_again_in_the_next_visit() {
    let tried = Script::read().then("00840000 000008", Ok("6985"));
    let tried = tried.then(&format!("00840000 000133{}", "00".repeat(307)), Ok("6700"));
    let fails = tried.begun_afresh().then(&present(), Err(CardError::Silent)).then("0084000008", Ok("6700"));
    let cards = vec![Ok(fails.left().link()), Ok(Script::read().left().link())];
    let desk = Desk::with(cards, channel().1);
    desk.reads();
    desk.desk.try_reader(VISIT);
    assert_eq!(desk.hears_news(), CardNews::Tried(Extended::Yes));
    desk.relays(&[&present()]);
    assert_eq!(desk.hears_trouble(), TroubleKind::ShortReader);
    let _count = desk.hears();
    assert_eq!(desk.reads(), Extended::Unknown);
}

#[test]
fn a_card_pulled_at_a_long_command_is_a_pulled_card() {
    let script = Script::read().begun_afresh().then(&present(), Err(CardError::Silent));
    let desk =
        Desk::with_card(script.then("0084000008", Err(CardError::Pulled)).then(CARD_MANAGER, Err(CardError::Pulled)));
    desk.relays(&[&present()]);
    assert_eq!(desk.hears_trouble(), TroubleKind::CardPulled);
}
