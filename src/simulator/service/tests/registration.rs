//! A terminal registers and renews: what goes well, and what is told apart when it does not.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ring::digest::{SHA256, digest};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::time_provider::TimeProvider;
use secrecy::SecretString;
use time::OffsetDateTime;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::{World, start};
use crate::gateway::est::{KeyError, RegisterError, UserId, bootstrap, register, renew};
use crate::gateway::wire::thumbprint;
use crate::gateway::{GatewayClient, GatewayConfig, GatewayError, Registered};
use crate::settings::{Settings, Site};
use crate::simulator::service::Registration;
use crate::simulator::tls::TestPki;

const CODE: &str = "TEST-CODE-0001";

/// A kiosk's folder, and the service beside it.
struct Kiosk {
    world: World,
    folder: tempfile::TempDir,
}

impl Kiosk {
    /// A kiosk that knows whom to trust, and nothing else. The service has issued a code for it.
    async fn new() -> Self {
        let kiosk = Self { world: World::new().await, folder: tempfile::tempdir().unwrap() };
        fs::write(kiosk.file("authority.pem"), &kiosk.world.pki.authority_pem).unwrap();
        kiosk.world.service.admit(&user(), CODE);
        kiosk
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn site(&self) -> Site {
        let url = self.world.service.url();
        let text = format!(
            "[kiosk]\nfacility = \"1319999999\"\nname = \"試験\"\n[gateway]\nurl = \"{url}\"\nauthority = \"authority.pem\"\n\
             certificate = \"terminal.pem\"\nkey = \"terminal.key\"\ndeadline = \"5s\"\n"
        );
        let path = self.file("kiosk.toml");
        fs::write(&path, text).unwrap();
        Settings::load(&path).unwrap().site().unwrap()
    }

    async fn registers_with(&self, code: &str) -> Result<Registered, RegisterError> {
        register(&self.site(), &user(), &code.into()).await
    }

    async fn registers(&self) -> Result<Registered, RegisterError> {
        self.registers_with(CODE).await
    }

    fn client(&self) -> GatewayClient {
        GatewayClient::new(&GatewayConfig::read(&self.site()).unwrap()).unwrap()
    }

    fn certificate(&self) -> Vec<u8> {
        CertificateDer::from_pem_file(self.file("terminal.pem")).unwrap().to_vec()
    }
}

fn user() -> UserId {
    "W0000001".parse().unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn a_terminal_with_a_code_registers_and_is_known() {
    let kiosk = Kiosk::new().await;
    let registered = kiosk.registers().await.unwrap();
    assert!(registered.not_after > SystemTime::now());
    assert_eq!(mode(&kiosk.file("terminal.key")), 0o600);
    let client = kiosk.client();
    client.service().await.unwrap();
    assert_eq!(client.terminal().not_after(), Some(registered.not_after));
    assert_eq!(kiosk.world.service.stats().terminals, [thumbprint(&kiosk.certificate())]);
    let key = fs::read_to_string(kiosk.file("terminal.key")).unwrap();
    assert!(!fs::read_to_string(kiosk.file("terminal.pem")).unwrap().contains(key.lines().nth(1).unwrap()));
}

#[tokio::test]
async fn a_wrong_code_changes_nothing_but_the_key() {
    let kiosk = Kiosk::new().await;
    assert!(matches!(kiosk.registers_with("TEST-CODE-0002").await, Err(RegisterError::WrongCode)));
    assert!(!kiosk.file("terminal.pem").exists());
    kiosk.registers().await.unwrap();
}

#[tokio::test]
async fn a_code_works_once() {
    let kiosk = Kiosk::new().await;
    kiosk.registers().await.unwrap();
    let first = kiosk.certificate();
    assert!(matches!(kiosk.registers().await, Err(RegisterError::WrongCode)));
    assert_eq!(kiosk.certificate(), first, "the first registration still holds");
}

#[tokio::test]
async fn a_code_of_another_account_is_a_wrong_code() {
    let kiosk = Kiosk::new().await;
    let other = "W0000002".parse().unwrap();
    let result = register(&kiosk.site(), &other, &CODE.into()).await;
    assert!(matches!(result, Err(RegisterError::WrongCode)));
}

#[tokio::test]
async fn what_is_not_this_terminals_certificate_is_not_stored() {
    let kiosk = Kiosk::new().await;
    for (manner, words) in [
        (Registration::ForeignKey, "another key"),
        (Registration::ForeignName, "another terminal"),
        (Registration::Ended, "not valid now"),
        (Registration::Garbage, "no PKCS#7"),
        (Registration::Huge, "too large"),
        (Registration::WrongType, "another content type"),
    ] {
        kiosk.world.service.answers_registrations(manner);
        kiosk.world.service.admit(&user(), CODE);
        let error = kiosk.registers().await.unwrap_err().to_string();
        assert!(error.contains(words), "{manner:?}: {error}");
        assert!(!kiosk.file("terminal.pem").exists(), "{manner:?}");
    }
}

#[tokio::test]
async fn a_service_that_has_yet_to_agree_says_when_to_come_again_and_spends_no_code() {
    let kiosk = Kiosk::new().await;
    kiosk.world.service.answers_registrations(Registration::Pending(Duration::from_secs(120)));
    let result = kiosk.registers().await;
    assert!(matches!(result, Err(RegisterError::Pending { retry_after }) if retry_after.as_secs() == 120));
    kiosk.world.service.answers_registrations(Registration::Proper);
    kiosk.registers().await.unwrap();
}

#[tokio::test]
async fn after_a_power_cut_at_any_moment_the_terminal_registers_again() {
    let kiosk = Kiosk::new().await;
    kiosk.registers().await.unwrap();
    let key = fs::read(kiosk.file("terminal.key")).unwrap();
    let certificate = fs::read(kiosk.file("terminal.pem")).unwrap();
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    // What lies there after the cut, by name, and whether the key is one of it.
    let states = [
        (vec![], false),
        (vec![(".terminal.key.new", half(&key))], false),
        (vec![("terminal.key", key.clone())], true),
        (vec![("terminal.key", key.clone()), (".terminal.pem.new", half(&certificate))], true),
        (vec![("terminal.key", key.clone()), ("terminal.pem", certificate.clone())], true),
    ];
    for (state, has_key) in states {
        for name in ["terminal.key", "terminal.pem", ".terminal.key.new", ".terminal.pem.new"] {
            let _ = fs::remove_file(kiosk.file(name));
        }
        for (name, contents) in state {
            fs::write(kiosk.file(name), contents).unwrap();
            fs::set_permissions(kiosk.file(name), fs::Permissions::from_mode(0o600)).unwrap();
        }
        kiosk.world.service.admit(&user(), CODE);
        kiosk.registers().await.unwrap();
        kiosk.client().service().await.unwrap();
        assert_eq!(fs::read(kiosk.file("terminal.key")).unwrap() == key, has_key, "a key that is there is used again");
        let left: Vec<_> = fs::read_dir(kiosk.folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".new")), "{left:?}");
    }
}

#[tokio::test]
async fn a_key_that_others_may_read_is_not_registered() {
    let kiosk = Kiosk::new().await;
    kiosk.registers().await.unwrap();
    for mode in [0o640, 0o604, 0o660] {
        fs::set_permissions(kiosk.file("terminal.key"), fs::Permissions::from_mode(mode)).unwrap();
        kiosk.world.service.admit(&user(), CODE);
        let error = kiosk.registers().await.unwrap_err();
        assert!(matches!(error, RegisterError::Key(KeyError::Open { .. })), "{error}");
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    assert_eq!(kiosk.world.service.stats().exchanges["POST /.well-known/est/simpleenroll"], 1, "the code was not sent");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_costs_no_code() {
    let kiosk = Kiosk::new().await;
    let mut site = kiosk.site();
    site.gateway.certificate = "/nonexistent/terminal.pem".into();
    let result = register(&site, &user(), &CODE.into()).await;
    assert!(matches!(result, Err(RegisterError::CannotStore { .. })));
    assert_eq!(kiosk.world.service.stats().all_exchanges(), 0);
}

#[tokio::test]
async fn without_an_authority_nothing_is_sent_and_its_fingerprint_brings_it() {
    let kiosk = Kiosk::new().await;
    fs::remove_file(kiosk.file("authority.pem")).unwrap();
    assert!(matches!(kiosk.registers().await, Err(RegisterError::NoAuthority { .. })));
    assert_eq!(kiosk.world.service.stats().connections, 0);

    let wrong = "00".repeat(32).parse().unwrap();
    assert!(matches!(bootstrap(&kiosk.site(), &wrong).await, Err(RegisterError::OtherAuthority)));
    assert!(!kiosk.file("authority.pem").exists());

    let der = CertificateDer::from_pem_slice(kiosk.world.pki.authority_pem.as_bytes()).unwrap();
    // "SHA256:…" of ring's own Debug.
    let hex = format!("{:?}", digest(&SHA256, &der));
    let fingerprint = hex.split_once(':').unwrap().1.parse().unwrap();
    bootstrap(&kiosk.site(), &fingerprint).await.unwrap();
    kiosk.registers().await.unwrap();
}

#[tokio::test]
async fn another_service_gets_no_code_over_the_wire() {
    let kiosk = Kiosk::new().await;
    fs::write(kiosk.file("authority.pem"), TestPki::new().unwrap().authority_pem).unwrap();
    let error = kiosk.registers().await.unwrap_err();
    assert!(matches!(error, RegisterError::Connection(GatewayError::Untrusted)), "{error}");
    assert_eq!(kiosk.world.service.stats().all_exchanges(), 0);
}

#[tokio::test]
async fn a_renewal_keeps_the_key_and_the_name_and_makes_the_end_later() {
    let kiosk = Kiosk::new().await;
    kiosk.world.service.terminals_live(Duration::from_secs(60));
    kiosk.registers().await.unwrap();
    let key = fs::read(kiosk.file("terminal.key")).unwrap();
    let running = kiosk.client();
    kiosk.world.service.terminals_live(Duration::from_secs(3600));

    let renewed = renew(Arc::new(kiosk.site()), running.terminal()).await.unwrap();
    renewed.service().await.unwrap();
    assert!(renewed.terminal().not_after() > running.terminal().not_after());
    assert_eq!(fs::read(kiosk.file("terminal.key")).unwrap(), key);
    assert_eq!(kiosk.certificate(), renewed.terminal().certificate());
    assert_eq!(kiosk.world.service.stats().terminals, [thumbprint(renewed.terminal().certificate())]);
}

#[tokio::test]
async fn a_renewal_that_brings_the_wrong_thing_leaves_what_there_was() {
    let kiosk = Kiosk::new().await;
    kiosk.registers().await.unwrap();
    let (running, before) = (kiosk.client(), kiosk.certificate());
    for manner in [Registration::ForeignKey, Registration::ForeignName, Registration::Ended, Registration::Garbage] {
        kiosk.world.service.answers_registrations(manner);
        let result = renew(Arc::new(kiosk.site()), running.terminal()).await;
        assert!(matches!(result, Err(RegisterError::BadAnswer(_))), "{manner:?}");
        assert_eq!(kiosk.certificate(), before, "{manner:?}");
    }
    running.service().await.unwrap();
}

#[tokio::test]
async fn a_revoked_terminal_neither_works_nor_renews_until_it_registers_again() {
    let kiosk = Kiosk::new().await;
    kiosk.registers().await.unwrap();
    let running = kiosk.client();
    kiosk.world.service.revoke(&kiosk.certificate());
    assert_eq!(running.service().await, Err(GatewayError::NotRegistered));
    let result = renew(Arc::new(kiosk.site()), running.terminal()).await;
    assert!(matches!(result, Err(RegisterError::Refused { status: 403, .. })));
    kiosk.world.service.admit(&user(), CODE);
    kiosk.registers().await.unwrap();
    kiosk.client().service().await.unwrap();
}

/// A clock that is wrong by so much.
#[derive(Debug)]
struct Clock(time::Duration);

impl TimeProvider for Clock {
    fn current_time(&self) -> Option<UnixTime> {
        let now = OffsetDateTime::now_utc() + self.0;
        Some(UnixTime::since_unix_epoch(Duration::from_secs(now.unix_timestamp().try_into().ok()?)))
    }
}

/// What a kiosk whose certificate ends so long from now makes of a server whose clock is off by so much, and which
/// answers 403 to whom its TLS lets in.
async fn refused(ends: time::Duration, off: time::Duration) -> GatewayError {
    let (pki, now) = (TestPki::new().unwrap(), OffsetDateTime::now_utc());
    let terminal = pki.terminal_of(now - time::Duration::DAY, now + ends).unwrap();
    let mut server = pki.server_config().unwrap();
    server.time_provider = Arc::new(Clock(off));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let pki = TestPki { terminal, ..pki };
    let kiosk = super::kiosk(&pki, url, super::DEADLINE);
    let refusing = async {
        let stream = listener.accept().await.unwrap().0;
        match TlsAcceptor::from(Arc::new(server)).accept(stream).into_fallible().await {
            Ok(mut stream) => {
                stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n").await.unwrap();
                std::future::pending().await
            }
            // Kept open, so that the alert is not lost on the way.
            Err((_, _stream)) => std::future::pending().await,
        }
    };
    tokio::select! {
        answer = kiosk.service() => answer.unwrap_err(),
        error = refusing => error,
    }
}

#[tokio::test]
async fn the_end_of_a_certificate_is_told_by_the_services_clock_or_by_ours() {
    let (hour, day) = (time::Duration::HOUR, time::Duration::DAY);
    assert_eq!(refused(hour, time::Duration::ZERO).await, GatewayError::NotRegistered);
    assert_eq!(refused(-hour, -hour * 2).await, GatewayError::TerminalExpired, "403, and ended by our clock");
    assert_eq!(refused(hour, day).await, GatewayError::TerminalExpired, "a TLS alert, and not ended by our clock");
}

#[tokio::test]
async fn a_terminal_whose_certificate_has_ended_is_told_apart_from_an_unknown_one() {
    let world = World::new().await;
    let now = OffsetDateTime::now_utc();
    let ended = world.pki.terminal_of(now - time::Duration::HOUR, now - time::Duration::MINUTE).unwrap();
    let url = world.service.url().try_into().unwrap();
    let mut config = world.pki.gateway_config(url, super::DEADLINE, super::FACILITY.parse().unwrap());
    (config.certificate_pem, config.key_pem) = (ended.certificate_pem, ended.key_pem);
    // The alert of TLS 1.3 comes when the request is under way already, so it is tried often.
    for _ in 0..20 {
        let client = GatewayClient::new(&config).unwrap();
        assert_eq!(client.service().await, Err(GatewayError::TerminalExpired));
    }
}

#[tokio::test]
async fn a_new_authority_is_trusted_beside_the_old_one_until_the_service_shows_itself_under_it() {
    let kiosk = Kiosk::new().await;
    // The kiosk trusts the service's authority and one that the service has given up.
    let other = TestPki::new().unwrap().authority_pem;
    let mine = fs::read_to_string(kiosk.file("authority.pem")).unwrap();
    fs::write(kiosk.file("authority.pem"), format!("{other}{mine}")).unwrap();
    kiosk.registers().await.unwrap();
    let now = fs::read_to_string(kiosk.file("authority.pem")).unwrap();
    assert_eq!(now.matches("BEGIN").count(), 1, "the service works under its own authority alone");
    kiosk.client().service().await.unwrap();

    // A service whose certificate is of another authority than the one that it names.
    let mut pki = TestPki::new().unwrap();
    let (old, before) = (TestPki::new().unwrap(), kiosk.world.service.addr());
    pki.server = old.server;
    let moved = start(&pki, ([127, 0, 0, 1], 0).into()).await;
    assert_ne!(moved.addr(), before);
    moved.admit(&user(), CODE);
    let mut site = kiosk.site();
    site.gateway.endpoint.url = moved.url().try_into().unwrap();
    fs::write(kiosk.file("authority.pem"), &old.authority_pem).unwrap();
    register(&site, &user(), &SecretString::from(CODE)).await.unwrap();
    let both = fs::read_to_string(kiosk.file("authority.pem")).unwrap();
    assert_eq!(both.matches("BEGIN").count(), 2, "what the service shows itself by today stays trusted");
    GatewayClient::new(&GatewayConfig::read(&site).unwrap()).unwrap().service().await.unwrap();
}
