//! The desk over real sockets, by what the service answers: how often it asks (never faster than its own back-off),
//! what it learns of the clock, and a certificate that is renewed while a visit is at the desk.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::unbounded_channel;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::common::{Method, VisitId};
use crate::gateway::{GatewayClient, GatewayConfig, GatewayEvent, GatewayHandle};
use crate::settings::{Endpoint, GatewaySettings, KeyLocation, Site};
use crate::simulator::authority::CardAuthority;
use crate::simulator::personas;
use crate::simulator::service::{CardTrust, Registration, Registry, Service, ServiceHandle};
use crate::simulator::tls::TestPki;

/// What is counted: requests in this time.
const WINDOW: Duration = Duration::from_secs(12);
/// What is left of a certificate that is due: little, so that even the tries near its end are seen.
const LEFT: Duration = Duration::from_secs(32);

/// The settings of a terminal whose certificate is due, with its files in `dir`.
fn due_terminal(pki: TestPki, dir: &Path, url: &str) -> Site {
    let now = OffsetDateTime::now_utc();
    let due = pki.terminal_of(now - LEFT * 9, now + LEFT).unwrap();
    TestPki { terminal: due, ..pki }.write(dir).unwrap();
    let endpoint = Endpoint { url: url.to_owned().try_into().unwrap(), proxy: None, deadline: Duration::from_secs(5) };
    let gateway = GatewaySettings {
        endpoint,
        authority: dir.join("authority.pem"),
        certificate: dir.join("terminal.pem"),
        key: KeyLocation::File(dir.join("terminal.key")),
    };
    Site { gateway, facility: "1319999999".parse().unwrap() }
}

/// A service of its own, and a desk whose certificate is due, with its files in `dir`.
async fn due_desk(dir: &Path, send: impl Fn(GatewayEvent) + Send + 'static) -> (ServiceHandle, GatewayHandle) {
    let pki = TestPki::new().unwrap();
    let registry = Registry::new(personas::all(), "valid-kumiai").unwrap();
    let cards = CardTrust::new(CardAuthority::new().unwrap().certificate_der()).unwrap();
    let service = Service::start("127.0.0.1:0".parse().unwrap(), &pki, registry, cards).await.unwrap();
    let site = due_terminal(pki, dir, &service.url());
    let client = GatewayClient::new(&GatewayConfig::read(&site).unwrap()).unwrap();
    (service, GatewayHandle::start(client, send))
}

fn renewals_at(service: &ServiceHandle) -> u64 {
    service.stats().exchanges.get("POST /.well-known/est/simplereenroll").copied().unwrap_or_default()
}

/// Renewals that a kiosk whose certificate is due asks for in the window, where they are answered like this.
async fn renewals(manner: Registration) -> u64 {
    let dir = tempfile::tempdir().unwrap();
    let (service, desk) = due_desk(dir.path(), |_| ()).await;
    service.answers_registrations(manner);
    tokio::time::sleep(WINDOW).await;
    drop(desk);
    renewals_at(&service)
}

#[tokio::test]
async fn a_certificate_that_is_due_is_asked_for_a_few_times_and_not_in_a_loop_whatever_comes() {
    let counts = tokio::join!(
        renewals(Registration::Same),
        renewals(Registration::Overdue(LEFT)),
        renewals(Registration::Pending(Duration::ZERO)),
        renewals(Registration::Garbage),
        renewals(Registration::Ended),
    );
    let counts = [counts.0, counts.1, counts.2, counts.3, counts.4];
    assert!(counts.iter().all(|count| (1..=3).contains(count)), "{counts:?}");
}

/// A desk of a service that answers everything with this page at once (`SOON` in it is the time a moment from now), and
/// the count of what it is asked.
async fn desk_of(page: &'static str, send: impl Fn(GatewayEvent) + Send + 'static) -> (GatewayHandle, Arc<AtomicU64>) {
    let (pki, asked) = (TestPki::new().unwrap(), Arc::new(AtomicU64::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let acceptor = TlsAcceptor::from(Arc::new(pki.server_config().unwrap()));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answers(stream, acceptor.clone(), page, Arc::clone(&count)));
        }
    });
    let config = pki.gateway_config(url.try_into().unwrap(), Duration::from_secs(5), "1319999999".parse().unwrap());
    (GatewayHandle::start(GatewayClient::new(&config).unwrap(), send), asked)
}

/// Whether the service is asked for its state, and how often more than the back-off allows, where each question is
/// answered with this page.
async fn questions(page: &'static str) -> Result<(), String> {
    let begun = Instant::now();
    let (desk, asked) = desk_of(page, |_| ()).await;
    tokio::time::sleep(WINDOW).await;
    drop(desk);
    let (asked, seconds) = (asked.load(Ordering::Relaxed), begun.elapsed().as_secs_f64());
    // After 0.5, 1, 2, 2.2, 2.2 … s at the soonest. A busy machine measures a longer window.
    let most = 1.0 + 3.0 + ((seconds - 3.5) / 2.2).floor();
    if (1.0..=most).contains(&f64::from(u32::try_from(asked).unwrap())) {
        Ok(())
    } else {
        Err(format!("{page}: asked {asked} times in {seconds:.1} s"))
    }
}

async fn answers(stream: TcpStream, acceptor: TlsAcceptor, page: &'static str, count: Arc<AtomicU64>) {
    let Ok(mut stream) = acceptor.accept(stream).await else { return };
    let mut question = [0; 4096];
    while matches!(timeout(WINDOW, stream.read(&mut question)).await, Ok(Ok(1..))) {
        count.fetch_add(1, Ordering::Relaxed);
        let soon = (OffsetDateTime::now_utc() + Duration::from_millis(1)).format(&Rfc3339).unwrap();
        let (head, body) = page.split_once("\n\n").unwrap();
        let body = body.replace("SOON", &soon);
        let mut answer = format!("HTTP/1.1 {}\r\n", head.replace('\n', "\r\n"));
        write!(answer, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn a_service_that_answers_everything_at_once_is_not_asked_in_a_loop() {
    let json =
        |head: &str, body: &str| -> &'static str { format!("{head}\nContent-Type: application/json\n\n{body}").leak() };
    let counts = tokio::join!(
        questions("429 Too Many\nRetry-After: 0\n\n"),
        questions("429 Too Many\nRetry-After: Thu, 01 Jan 1970 00:00:00 GMT\n\n"),
        questions("503 Unavailable\nRetry-After: 0\n\n"),
        questions("302 Found\nLocation: /v1/service\n\n"),
        questions("307 Temporary Redirect\nLocation: /v1/service\nRetry-After: 0\n\n"),
        questions("401 Unauthorized\n\n"),
        questions(json("200 OK", r#"{"state":"open","closes":"SOON"}"#)),
        questions(json("200 OK", r#"{"state":"closed","until":"SOON"}"#)),
        questions(json("200 OK", r#"{"state":"maintenance","message":"","until":"SOON"}"#)),
    );
    let results = [counts.0, counts.1, counts.2, counts.3, counts.4, counts.5, counts.6, counts.7, counts.8];
    assert_eq!(results, [const { Ok(()) }; 9]);
}

#[tokio::test]
async fn a_dated_answer_says_whether_the_clock_is_right_and_one_without_a_date_says_nothing() {
    let now: &'static str = httpdate::fmt_http_date(SystemTime::now()).leak();
    let open = |date: &str| -> &'static str {
        format!("200 OK\nContent-Type: application/json{date}\n\n{{\"state\":\"open\"}}").leak()
    };
    for (page, agrees) in [
        (open(&format!("\nDate: {now}")), Some(true)),
        (open("\nDate: Sun, 06 Nov 1994 08:49:37 GMT"), Some(false)),
        (open(""), None),
    ] {
        let (told, mut hears) = unbounded_channel();
        let send = move |event: GatewayEvent| {
            let _no_receiver = told.send(event.clock_agrees());
        };
        let (_desk, _) = desk_of(page, send).await;
        assert_eq!(hears.recv().await.unwrap(), agrees, "{page}");
    }
}

/// Waits until this holds.
async fn until(what: &str, holds: impl Fn() -> bool) {
    let waits = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(WINDOW, waits).await.expect(what);
}

#[tokio::test]
async fn a_certificate_that_is_renewed_while_a_visit_is_at_the_desk_is_taken_into_use_after_it() {
    let dir = tempfile::tempdir().unwrap();
    let (told, mut hears) = unbounded_channel();
    let send = move |event| {
        let _no_receiver = told.send(event);
    };
    let (service, desk) = due_desk(dir.path(), send).await;
    let stored = || std::fs::read(dir.path().join("terminal.pem")).unwrap();
    let (first, before) = (desk.terminal().thumbprint(), stored());
    until("a renewal", || renewals_at(&service) > 0).await;
    let visit = VisitId(1);
    desk.open(visit, Method::Pin);
    let opened = async { while !matches!(hears.recv().await, Some(GatewayEvent::Opened { result: Ok(_), .. })) {} };
    timeout(WINDOW, opened).await.expect("an open check");
    let in_the_visit = desk.terminal().thumbprint();
    until("the new certificate stored", || stored() != before).await;
    assert_eq!(desk.terminal().thumbprint(), in_the_visit, "a proof names the certificate of its check");
    desk.give_up(visit);
    until("the new certificate in use", || desk.terminal().thumbprint() != first).await;
}
