//! What the kiosk makes of a service that fails it: each mishap by its own name.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use super::{DEADLINE, World, code, kiosk, start};
use crate::common::Method;
use crate::gateway::{GatewayError, ServiceState};
use crate::simulator::service::Mode;
use crate::simulator::tls::TestPki;

const ANY_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

#[tokio::test]
async fn the_port_is_closed() {
    let world = World::new().await;
    let addr = TcpListener::bind(ANY_PORT).await.unwrap().local_addr().unwrap();
    let kiosk = kiosk(&world.pki, format!("https://{addr}"), DEADLINE);
    assert_eq!(kiosk.service().await, Err(GatewayError::Unreachable));
}

#[tokio::test(start_paused = true)]
async fn a_server_accepts_and_never_answers() {
    let silent = TcpListener::bind(ANY_PORT).await.unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    let kiosk = kiosk(&TestPki::new().unwrap(), url, DEADLINE);
    assert_eq!(kiosk.service().await, Err(GatewayError::Unreachable));
}

#[tokio::test]
async fn a_server_accepts_and_hangs_up() {
    let listener = TcpListener::bind(ANY_PORT).await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let kiosk = kiosk(&TestPki::new().unwrap(), url, DEADLINE);
    let (answer, ()) = tokio::join!(kiosk.service(), async { drop(listener.accept().await) });
    assert_eq!(answer, Err(GatewayError::Broken));
}

#[tokio::test]
async fn a_server_answers_without_tls() {
    let listener = TcpListener::bind(ANY_PORT).await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let kiosk = kiosk(&TestPki::new().unwrap(), url, DEADLINE);
    let portal = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 302 Found\r\nLocation: http://portal.invalid/\r\n\r\n").await.unwrap();
        stream
    };
    let (answer, _stream) = tokio::join!(kiosk.service(), portal);
    assert_eq!(answer, Err(GatewayError::Untrusted));
}

#[tokio::test]
async fn the_server_is_of_another_authority() {
    let world = World::new().await;
    let kiosk = kiosk(&TestPki::new().unwrap(), world.service.url(), DEADLINE);
    assert_eq!(kiosk.service().await, Err(GatewayError::Untrusted));
}

#[tokio::test]
async fn the_server_has_another_name() {
    let pki = TestPki::new().unwrap();
    let elsewhere = SocketAddr::from(([127, 0, 0, 2], 0));
    let service = start(&pki, elsewhere).await;
    let kiosk = kiosk(&pki, service.url(), DEADLINE);
    assert_eq!(kiosk.service().await, Err(GatewayError::Untrusted));
}

#[tokio::test]
async fn a_proof_is_not_carried_on_to_where_the_service_points() {
    let world = World::new().await;
    let listener = TcpListener::bind(ANY_PORT).await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let acceptor = tokio_rustls::TlsAcceptor::from(std::sync::Arc::new(world.pki.server_config().unwrap()));
    let elsewhere = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: {}/v1/service\r\nContent-Length: 0\r\n\r\n",
        world.service.url()
    );
    let pointing = async {
        let mut stream = acceptor.accept(listener.accept().await.unwrap().0).await.unwrap();
        stream.write_all(elsewhere.as_bytes()).await.unwrap();
        stream
    };
    let kiosk = kiosk(&world.pki, url, DEADLINE);
    let (answer, _stream) = tokio::join!(kiosk.service(), pointing);
    assert_eq!(answer, Err(GatewayError::Status(307)));
}

/// The alert of TLS 1.3 comes when the request is under way already, so it is tried often: a race must not blur the
/// answer.
#[tokio::test]
async fn the_terminal_is_of_another_authority() {
    let world = World::new().await;
    let mut foreign = TestPki::new().unwrap();
    foreign.authority_pem.clone_from(&world.pki.authority_pem);
    for _ in 0..20 {
        let kiosk = kiosk(&foreign, world.service.url(), DEADLINE);
        assert_eq!(kiosk.open_check(Method::Pin).await.err(), Some(GatewayError::NotRegistered));
    }
    assert_eq!(world.service.stats().handshakes, 0);
}

#[tokio::test]
async fn the_terminal_shows_no_certificate() {
    let world = World::new().await;
    let authority = reqwest::Certificate::from_pem(world.pki.authority_pem.as_bytes()).unwrap();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let unregistered = reqwest::Client::builder().tls_certs_only([authority]).no_proxy().build().unwrap();
    let answer = unregistered.get(format!("{}/v1/service", world.service.url())).send().await.unwrap();
    assert_eq!(answer.status(), 403, "who shows none may register, and nothing else");
}

#[tokio::test]
async fn the_terminals_registration_was_withdrawn() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    world.service.set_mode(Mode::Unregistered);
    assert_eq!(kiosk.service().await, Err(GatewayError::NotRegistered));
    assert_eq!(kiosk.open_check(Method::Pin).await, Err(GatewayError::NotRegistered));
}

#[tokio::test]
async fn the_service_is_under_maintenance_and_says_until_when() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    assert_eq!(kiosk.service().await.unwrap().state, ServiceState::Open);
    let until = Some(time::macros::datetime!(2026-11-23 06:00 +9));
    let message = "定期メンテナンス中です".to_owned();
    world.service.set_mode(Mode::Maintenance { message: message.clone(), until });
    assert_eq!(kiosk.service().await.unwrap().state, ServiceState::Maintenance { message, until });
    let refused = kiosk.open_check(Method::Pin).await;
    assert_eq!(code(&refused), "maintenance");
    let Err(GatewayError::Problem(problem)) = refused else { panic!() };
    assert!(problem.retryable && problem.status == 503 && !problem.detail.is_empty());
}

#[tokio::test]
async fn every_faulty_answer_has_its_own_name() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    for (persona, error) in [
        ("down", GatewayError::Broken),
        ("close", GatewayError::Broken),
        ("garbage", GatewayError::Garbage),
        ("huge", GatewayError::TooLarge),
        ("wrong-type", GatewayError::WrongType),
        ("other-check", GatewayError::OtherCheck),
    ] {
        assert_eq!(world.visit(&kiosk, persona).await.err(), Some(error), "{persona}");
    }
    assert!(world.visit(&kiosk, "valid-kumiai").await.is_ok(), "and the next person is served");
}

#[tokio::test]
async fn a_broken_call_is_made_once_more_with_the_same_proof_and_no_oftener() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    assert_eq!(world.visit(&kiosk, "down").await.err(), Some(GatewayError::Broken));
    assert_eq!(world.service.stats().exchanges["POST /v1/checks/{check}/proof"], 2);
    assert_eq!(world.visit(&kiosk, "garbage").await.err(), Some(GatewayError::Garbage));
    assert_eq!(world.service.stats().exchanges["POST /v1/checks/{check}/proof"], 3);
}

#[tokio::test]
async fn an_answer_of_ten_megabytes_is_not_read_to_its_end() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    assert_eq!(world.visit(&kiosk, "huge").await.err(), Some(GatewayError::TooLarge));
    let sent = world.service.stats().body_bytes;
    assert!(sent < 8 * 1024 * 1024, "{sent} bytes left the service");
}

#[tokio::test(start_paused = true)]
async fn no_answer_comes_and_the_deadline_does() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    let before = tokio::time::Instant::now();
    assert_eq!(world.visit(&kiosk, "timeout").await.err(), Some(GatewayError::TimedOut));
    let waited = before.elapsed();
    assert!(waited >= DEADLINE && waited < DEADLINE + Duration::from_secs(1), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn eight_seconds_are_enough_for_one_kiosk_and_too_long_for_another() {
    let world = World::new().await;
    assert!(world.visit(&world.kiosk(), "slow").await.is_ok());
    let hasty = world.kiosk_with(Duration::from_secs(7));
    assert_eq!(world.visit(&hasty, "slow").await.err(), Some(GatewayError::TimedOut));
}

#[tokio::test]
async fn no_error_shows_personal_data_of_the_service() {
    let world = World::new().await;
    let kiosk = world.kiosk();
    world.service.set_mode(Mode::Maintenance { message: "m".to_owned(), until: None });
    let error = kiosk.open_check(Method::Pin).await.unwrap_err();
    assert_eq!(format!("{error}"), "the service refused: maintenance (HTTP status 503)");
    assert_eq!(format!("{error:?}"), "Problem(Problem(maintenance, 503))");
}
