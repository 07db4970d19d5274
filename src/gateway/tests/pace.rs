//! How often the service is asked, over real sockets, by what it answers: never faster than the kiosk's own back-off.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::gateway::{GatewayClient, GatewayConfig, GatewayHandle};
use crate::settings::{Endpoint, GatewaySettings, KeyLocation, Site};
use crate::simulator::authority::CardAuthority;
use crate::simulator::personas;
use crate::simulator::service::{CardTrust, Registration, Registry, Service};
use crate::simulator::tls::TestPki;

/// What is counted: requests in this time.
const WINDOW: Duration = Duration::from_secs(12);
/// What is left of a certificate that is due: little, so that even the tries near its end are seen.
const LEFT: Duration = Duration::from_secs(32);

/// The settings of a terminal whose certificate is due, with its files in `dir`.
fn due_terminal(pki: TestPki, dir: &Path, url: &str) -> (TestPki, Site) {
    let now = OffsetDateTime::now_utc();
    let due = pki.terminal_of(now - LEFT * 9, now + LEFT).unwrap();
    let pki = TestPki { terminal: due, ..pki };
    pki.write(dir).unwrap();
    let endpoint = Endpoint { url: url.to_owned().try_into().unwrap(), proxy: None, deadline: Duration::from_secs(5) };
    let gateway = GatewaySettings {
        endpoint,
        authority: dir.join("authority.pem"),
        certificate: dir.join("terminal.pem"),
        key: KeyLocation::File(dir.join("terminal.key")),
    };
    (pki, Site { gateway, facility: "1319999999".parse().unwrap() })
}

/// Renewals that a kiosk whose certificate is due asks for in the window, where they are answered like this.
async fn renewals(manner: Registration) -> u64 {
    let (pki, dir) = (TestPki::new().unwrap(), tempfile::tempdir().unwrap());
    let registry = Registry::new(personas::all(), "valid-kumiai").unwrap();
    let cards = CardTrust::new(CardAuthority::new().unwrap().certificate_der()).unwrap();
    let service = Service::start("127.0.0.1:0".parse().unwrap(), &pki, registry, cards).await.unwrap();
    let (_pki, site) = due_terminal(pki, dir.path(), &service.url());
    service.answers_registrations(manner);
    let client = GatewayClient::new(&GatewayConfig::read(&site).unwrap()).unwrap();
    let desk = GatewayHandle::start(client, |_| ());
    tokio::time::sleep(WINDOW).await;
    drop(desk);
    service.stats().exchanges.get("POST /.well-known/est/simplereenroll").copied().unwrap_or_default()
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

/// Questions for the state in the window, where each is answered with this page at once. `SOON` in it is the time a
/// moment from now.
async fn questions(page: &'static str) -> u64 {
    let (pki, asked) = (TestPki::new().unwrap(), Arc::new(AtomicU64::new(0)));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let acceptor = TlsAcceptor::from(Arc::new(pki.server_config().unwrap()));
    let count = Arc::clone(&asked);
    let serving = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answers(stream, acceptor.clone(), page, Arc::clone(&count)));
        }
    });
    let config = pki.gateway_config(url.try_into().unwrap(), Duration::from_secs(5), "1319999999".parse().unwrap());
    let desk = GatewayHandle::start(GatewayClient::new(&config).unwrap(), |_| ());
    tokio::time::sleep(WINDOW).await;
    drop(desk);
    serving.abort();
    asked.load(Ordering::Relaxed)
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
    let counts = [counts.0, counts.1, counts.2, counts.3, counts.4, counts.5, counts.6, counts.7, counts.8];
    // After 0.5, 1, 2, 2.2, 2.2 … s at the soonest.
    assert!(counts.iter().all(|count| (1..=7).contains(count)), "{counts:?}");
}
