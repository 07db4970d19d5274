//! What the desk does with its jobs.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::{digest, good_visit, pins_sent};
use crate::card::error::CardError;
use crate::card::link::{CardWatcher, Connector, Link};
use crate::card::tests::script::{self, CERTIFICATE, Script, ScriptedLink};
use crate::card::worker::{CardEvent, CardHandle};
use crate::common::{CardFault, CardNews, PinState, Slot, TroubleKind, VisitId};

struct Cards(Vec<Result<ScriptedLink, CardError>>);

impl Connector for Cards {
    fn connect(&mut self) -> Result<Box<dyn Link>, CardError> {
        self.0.remove(0).map(|link| Box::new(link) as Box<dyn Link>)
    }
}

struct Slots(Receiver<Slot>);

impl CardWatcher for Slots {
    fn next(&mut self) -> Option<Slot> {
        self.0.recv().ok()
    }
}

pub struct Desk {
    pub desk: CardHandle,
    events: Receiver<CardEvent>,
}

impl Desk {
    pub fn with(cards: Vec<Result<ScriptedLink, CardError>>, slots: Receiver<Slot>) -> Self {
        let (send, events) = channel();
        let tell = move |event| send.send(event).unwrap_or_default();
        let desk = CardHandle::start(Cards(cards), Slots(slots), tell).unwrap();
        Self { desk, events }
    }

    pub fn holding(script: Script) -> Self {
        Self::with(vec![Ok(script.link())], channel().1)
    }

    pub fn hears(&self) -> CardEvent {
        self.events.recv_timeout(Duration::from_secs(20)).unwrap()
    }

    pub fn hears_news(&self) -> CardNews {
        match self.hears() {
            CardEvent::News(VisitId(7), news) => news,
            other => panic!("{other:?}"),
        }
    }
}

pub const VISIT: VisitId = VisitId(7);

#[test]
fn the_desk_reads_proves_and_lets_go() {
    let desk = Desk::holding(good_visit());
    desk.desk.read(VISIT);
    let CardEvent::Certificate(VISIT, certificate) = desk.hears() else {
        panic!("the certificate comes first");
    };
    assert_eq!(certificate.der(), CERTIFICATE);
    let CardNews::Read(facts) = desk.hears_news() else {
        panic!("then the news");
    };
    assert_eq!(facts.pin, PinState::Left(3));

    desk.desk.prove(VISIT, script::pin(), digest());
    assert_eq!(desk.hears_news(), CardNews::Verified);
    let CardEvent::Signature(VISIT, signature) = desk.hears() else {
        panic!("the signature comes before its news");
    };
    assert_eq!(signature, [0x5A; 256]);
    assert_eq!(desk.hears_news(), CardNews::Signed);

    desk.desk.leave(VISIT);
    let CardEvent::Count(VISIT, count) = desk.hears() else {
        panic!("the count at the end");
    };
    assert_eq!((count.commands, count.after_enter), (14, 3));
}

#[test]
fn the_desk_looks_at_the_card_once_more_without_a_pin() {
    let desk = Desk::holding(Script::read().compared().left());
    desk.desk.read(VISIT);
    let _certificate = desk.hears();
    let _read = desk.hears();
    desk.desk.recheck(VISIT);
    assert_eq!(desk.hears_news(), CardNews::Same);
    desk.desk.leave(VISIT);
    let CardEvent::Count(VISIT, count) = desk.hears() else {
        panic!("the count at the end");
    };
    assert_eq!((count.commands, count.after_enter), (12, 0));
}

#[test]
fn a_card_that_was_exchanged_before_the_second_look_is_let_go_at_once() {
    let desk = Desk::holding(Script::read().then("00B08A0040", Ok("6986")).left());
    desk.desk.read(VISIT);
    let _certificate = desk.hears();
    let _read = desk.hears();
    desk.desk.recheck(VISIT);
    let fault = CardFault::Trouble(TroubleKind::CardSwapped.into());
    assert_eq!(desk.hears_news(), CardNews::Failed(fault));
    assert!(matches!(desk.hears(), CardEvent::Count(VISIT, _)));
}

#[test]
fn nothing_that_the_desk_says_contains_the_pin() {
    let desk = Desk::holding(good_visit());
    desk.desk.read(VISIT);
    desk.desk.prove(VISIT, script::pin(), digest());
    desk.desk.leave(VISIT);
    let said: Vec<CardEvent> = (0..6).map(|_| desk.hears()).collect();
    let shown = format!("{said:?} {:?}", script::pin());
    assert!(!shown.contains("7391") && !shown.contains("37333931"));
    assert!(!shown.contains("55, 51, 57, 49"));
}

#[test]
fn a_card_that_is_not_ours_is_reported_and_not_held() {
    let foreign = Script::new().then("00A4040C0A D392F000260100000001", Ok("6A82"));
    let desk = Desk::holding(foreign);
    desk.desk.read(VISIT);
    let fault = CardFault::Trouble(TroubleKind::ForeignCard.into());
    assert_eq!(desk.hears_news(), CardNews::Failed(fault));
}

#[test]
fn a_pin_for_a_visit_that_is_over_goes_nowhere() {
    let link = Script::read().left().link();
    let transcript = link.transcript();
    let desk = Desk::with(vec![Ok(link)], channel().1);
    desk.desk.read(VisitId(6));
    desk.desk.prove(VISIT, script::pin(), digest());
    let _certificate = desk.hears();
    let _read = desk.hears();
    assert!(matches!(desk.hears_news(), CardNews::Failed(_)));
    assert_eq!(pins_sent(&transcript), 0);
}

#[test]
fn a_card_that_is_held_is_left_when_the_desk_closes() {
    let link = Script::read().left().link();
    let transcript = link.transcript();
    let desk = Desk::with(vec![Ok(link)], channel().1);
    desk.desk.read(VISIT);
    drop(desk.desk);
    let last = transcript.lock().unwrap().last().cloned();
    assert_eq!(last, Some(script::hex("00A4040C07 A0000001510000")));
}

#[test]
fn a_card_that_was_swapped_is_let_go_at_once() {
    let swapped = Script::read().then("00B08A0040", Ok("6A82")).left();
    let desk = Desk::holding(swapped);
    desk.desk.read(VISIT);
    desk.desk.prove(VISIT, script::pin(), digest());
    let _certificate = desk.hears();
    let _read = desk.hears();
    let fault = CardFault::Trouble(TroubleKind::CardSwapped.into());
    assert_eq!(desk.hears_news(), CardNews::Failed(fault));
    assert!(matches!(desk.hears(), CardEvent::Count(VISIT, _)));
}

#[test]
fn the_desk_passes_on_what_happens_at_the_reader() {
    let (insert, slots) = channel();
    let desk = Desk::with(vec![], slots);
    insert.send(Slot::Card(1)).unwrap();
    assert!(matches!(desk.hears(), CardEvent::Slot(Slot::Card(1))));
}
