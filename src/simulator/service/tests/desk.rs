//! The desk: one visit at a time, one exchange after Enter, and a service whose return is noticed.

use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::Instant;

use super::{World, start};
use crate::common::{Method, VisitId};
use crate::gateway::{GatewayError, GatewayEvent, GatewayHandle, Jws, OpenCheck, ServiceStatus};
use crate::simulator::personas;
use crate::simulator::service::Mode;

const PROOF: &str = "POST /v1/checks/{check}/proof";
const STATE: &str = "GET /v1/service";
const GIVEN_UP: &str = "DELETE /v1/checks/{check}";

struct Reception {
    desk: GatewayHandle,
    news: UnboundedReceiver<GatewayEvent>,
}

impl Reception {
    async fn open(world: &World) -> Self {
        let (events, news) = unbounded_channel();
        let mut reception =
            Self { desk: GatewayHandle::start(world.kiosk(), move |event| drop(events.send(event))), news };
        reception.state().await.unwrap();
        reception
    }

    async fn state(&mut self) -> Result<ServiceStatus, GatewayError> {
        match self.news.recv().await {
            Some(GatewayEvent::Status(state)) => state,
            other => panic!("no state, but {other:?}"),
        }
    }

    async fn check(&mut self, visit: VisitId) -> OpenCheck {
        self.desk.open(visit, Method::Pin);
        match self.news.recv().await {
            Some(GatewayEvent::Opened { visit: of, method: Method::Pin, result: Ok(check) }) if of == visit => check,
            other => panic!("no check, but {other:?}"),
        }
    }

    async fn answer(&mut self) -> (VisitId, Result<Box<crate::eligibility::XmlMsg>, GatewayError>) {
        match self.news.recv().await {
            Some(GatewayEvent::Answer { visit, result }) => (visit, result),
            other => panic!("no answer, but {other:?}"),
        }
    }

    fn proof(&self, world: &World, check: &OpenCheck, persona: &str) -> Jws {
        let now = std::time::SystemTime::now();
        let proof = crate::gateway::CardProof::begin(check, world.card(persona), &self.desk.terminal(), now);
        world.sign(proof)
    }
}

#[tokio::test]
async fn after_enter_there_is_one_exchange_and_no_new_handshake() {
    let world = World::new().await;
    let mut reception = Reception::open(&world).await;
    let check = reception.check(VisitId(1)).await;
    let (before, sent) = (world.service.stats(), reception.desk.exchanges());

    reception.desk.prove(VisitId(1), reception.proof(&world, &check, "valid-kumiai"));
    assert!(matches!(reception.answer().await, (VisitId(1), Ok(_))));

    let after = world.service.stats();
    assert_eq!(after.handshakes, before.handshakes);
    assert_eq!(after.connections, before.connections);
    assert_eq!(after.all_exchanges(), before.all_exchanges() + 1);
    assert_eq!(after.exchanges[PROOF], 1);
    assert_eq!(reception.desk.exchanges(), sent + 1);
    assert_eq!(after.handshakes, 1, "the whole visit, the first question included, took one connection");
}

#[tokio::test(start_paused = true)]
async fn a_person_who_types_for_minutes_still_finds_the_connection_warm() {
    let world = World::new().await;
    let mut reception = Reception::open(&world).await;
    let check = reception.check(VisitId(1)).await;
    let before = world.service.stats();

    tokio::time::advance(Duration::from_secs(4 * 60)).await;
    reception.desk.prove(VisitId(1), reception.proof(&world, &check, "valid-kumiai"));
    assert!(reception.answer().await.1.is_ok());

    let after = world.service.stats();
    assert_eq!(after.handshakes, before.handshakes);
    assert_eq!(after.exchanges[STATE], before.exchanges[STATE], "nothing was asked meanwhile");
}

#[tokio::test(start_paused = true)]
async fn a_visit_that_was_given_up_gets_no_answer() {
    let world = World::new().await;
    let mut reception = Reception::open(&world).await;
    let check = reception.check(VisitId(1)).await;
    reception.desk.prove(VisitId(1), reception.proof(&world, &check, "slow"));
    reception.desk.give_up(VisitId(1));
    let next = reception.check(VisitId(2)).await;
    reception.desk.prove(VisitId(2), reception.proof(&world, &next, "valid-kumiai"));
    assert!(matches!(reception.answer().await, (VisitId(2), Ok(_))));
    // Ten times as long as the first answer takes: only the state is reported.
    let late = Instant::now() + Duration::from_secs(80);
    while Instant::now() < late {
        reception.state().await.unwrap();
    }
    assert_eq!(world.service.stats().exchanges[GIVEN_UP], 1);
}

#[tokio::test]
async fn another_method_gives_up_the_check_of_the_first() {
    let world = World::new().await;
    let mut reception = Reception::open(&world).await;
    let first = reception.check(VisitId(1)).await;
    let second = reception.check(VisitId(1)).await;
    assert_ne!(first.id(), second.id());
    reception.desk.prove(VisitId(1), reception.proof(&world, &second, "valid-kumiai"));
    assert!(reception.answer().await.1.is_ok());
}

#[tokio::test]
async fn a_proof_without_a_check_is_answered_at_once() {
    let world = World::new().await;
    let mut reception = Reception::open(&world).await;
    reception.desk.prove(VisitId(7), Jws::forged("a.b.c"));
    assert!(matches!(reception.answer().await, (VisitId(7), Err(GatewayError::NoCheck))));
}

#[tokio::test(start_paused = true)]
async fn an_idle_kiosk_asks_once_a_minute() {
    let world = World::new().await;
    let mut reception = Reception::open(&world).await;
    let start = Instant::now();
    for _ in 0..5 {
        reception.state().await.unwrap();
    }
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    assert!((4.9..5.1).contains(&minutes), "{minutes}");
    assert_eq!(world.service.stats().exchanges[STATE], 6);
    assert_eq!(world.service.stats().handshakes, 1);
}

#[tokio::test(start_paused = true)]
async fn the_return_of_the_service_is_seen_within_seconds() {
    let World { pki, service, authority } = World::new().await;
    let addr = service.addr();
    let world = World { pki, service, authority };
    let mut reception = Reception::open(&world).await;
    let World { pki, service, .. } = world;
    drop(service);
    for _ in 0..3 {
        assert!(reception.state().await.is_err());
    }
    let _back = start(&pki, addr).await;
    let returned = Instant::now();
    reception.state().await.unwrap();
    assert!(returned.elapsed() < Duration::from_secs(5));
}

/// How long the desk waits before it asks again, of a service that says so of itself.
async fn next_question(world: &World) -> Duration {
    let mut reception = Reception::open(world).await;
    let start = Instant::now();
    reception.state().await.unwrap();
    start.elapsed()
}

#[tokio::test(start_paused = true)]
async fn a_service_that_announces_a_change_is_asked_soon_after_it() {
    let world = World::new().await;
    let until = Some(OffsetDateTime::now_utc() + Duration::from_secs(20));
    let soon_after = |waited: Duration| (19..23).contains(&waited.as_secs());
    world.service.announce(Vec::new(), until);
    assert!(soon_after(next_question(&world).await));
    world.service.set_mode(Mode::Closed { until });
    assert!(soon_after(next_question(&world).await));
    world.service.set_mode(Mode::Maintenance { message: "m".to_owned(), until });
    assert!(soon_after(next_question(&world).await));
}

#[tokio::test(start_paused = true)]
async fn a_closed_service_that_does_not_say_when_it_opens_is_asked_like_one_that_is_down() {
    let world = World::new().await;
    world.service.set_mode(Mode::Closed { until: None });
    assert!(next_question(&world).await < Duration::from_secs(5));
    // It should have opened an hour ago.
    let until = Some(OffsetDateTime::now_utc() - Duration::from_secs(3600));
    world.service.set_mode(Mode::Closed { until });
    assert!(next_question(&world).await < Duration::from_secs(5));
}

#[tokio::test(start_paused = true)]
async fn a_check_that_is_refused_for_maintenance_makes_the_desk_ask_for_the_state() {
    let world = World::new().await;
    let mut reception = Reception::open(&world).await;
    world.service.set_mode(Mode::Maintenance { message: "m".to_owned(), until: None });
    reception.desk.open(VisitId(1), Method::Pin);
    assert!(matches!(reception.news.recv().await, Some(GatewayEvent::Opened { result: Err(_), .. })));
    let start = Instant::now();
    reception.state().await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn the_tests_know_their_personas() {
    for key in ["valid-kumiai", "slow", "timeout", "down", "close", "garbage", "huge", "wrong-type", "other-check"] {
        assert!(personas::find(key).is_some(), "{key}");
    }
}
