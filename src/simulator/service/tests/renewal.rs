//! The desk renews between visits and never under one.

use std::fs;
use std::time::Duration;

use time::OffsetDateTime;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use super::World;
use crate::common::{Method, VisitId};
use crate::gateway::{
    CardProof, GatewayClient, GatewayConfig, GatewayEvent, GatewayHandle, OpenCheck, UserId, register,
};
use crate::settings::Settings;
use crate::simulator::service::Registration;
use crate::simulator::tls::TestPki;

const RENEWAL: &str = "POST /.well-known/est/simplereenroll";
/// What a renewal asks for first.
const AUTHORITIES: &str = "GET /.well-known/est/cacerts";

/// A desk whose terminal has a certificate that is due for renewal already, and so near its end that the desk begins
/// with it a second or two after its start.
struct Due {
    world: World,
    folder: tempfile::TempDir,
    desk: GatewayHandle,
    news: UnboundedReceiver<GatewayEvent>,
}

impl Due {
    async fn open(manner: Registration) -> Self {
        let world = World::new().await;
        world.service.answers_registrations(manner);
        let folder = tempfile::tempdir().unwrap();
        let now = OffsetDateTime::now_utc();
        let terminal = world.pki.terminal_of(now - time::Duration::MINUTE * 3, now + time::Duration::MINUTE).unwrap();
        TestPki { terminal, ..TestPki::new().unwrap() }.write(folder.path()).unwrap();
        fs::write(folder.path().join("authority.pem"), &world.pki.authority_pem).unwrap();
        let gateway = "authority = \"authority.pem\"\ncertificate = \"terminal.pem\"\nkey = \"terminal.key\"\n";
        let url = world.service.url();
        let text =
            format!("[kiosk]\nfacility = \"1319999999\"\nname = \"試験\"\n[gateway]\nurl = \"{url}\"\n{gateway}");
        fs::write(folder.path().join("kiosk.toml"), text).unwrap();
        let site = Settings::load(&folder.path().join("kiosk.toml")).unwrap().site().unwrap();
        let client = GatewayClient::new(&GatewayConfig::read(&site).unwrap()).unwrap();
        let (events, mut news) = unbounded_channel();
        let desk = GatewayHandle::start(client, move |event| drop(events.send(event)));
        assert!(matches!(news.recv().await, Some(GatewayEvent::Status(Ok(_)))));
        Self { world, folder, desk, news }
    }

    async fn check(&mut self, visit: VisitId) -> OpenCheck {
        self.desk.open(visit, Method::Pin);
        loop {
            match self.news.recv().await {
                Some(GatewayEvent::Opened { result, .. }) => return result.unwrap(),
                Some(GatewayEvent::Status(Ok(_))) => {}
                other => panic!("no check, but {other:?}"),
            }
        }
    }

    /// The visit's proof by the terminal that the desk names, and whether the service took it.
    async fn proves(&mut self, visit: VisitId, check: &OpenCheck) -> bool {
        let now = std::time::SystemTime::now();
        let card = self.world.card("valid-kumiai");
        let proof = CardProof::begin(check, card, &self.desk.terminal(), now);
        self.desk.prove(visit, self.world.sign(proof));
        loop {
            match self.news.recv().await {
                Some(GatewayEvent::Answer { result, .. }) => return result.is_ok(),
                Some(GatewayEvent::Status(_)) => {}
                other => panic!("no answer, but {other:?}"),
            }
        }
    }

    fn stored(&self) -> String {
        fs::read_to_string(self.folder.path().join("terminal.pem")).unwrap()
    }

    async fn until(&self, what: &str, mut so: impl FnMut(&Self) -> bool) {
        let waiting = async {
            while !so(self) {
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(10), waiting).await.unwrap_or_else(|_| panic!("waited in vain for {what}"));
    }
}

#[tokio::test]
async fn a_renewal_that_ends_under_a_visit_is_taken_up_after_it() {
    let mut due = Due::open(Registration::Proper).await;
    let (old, file) = (due.desk.terminal().thumbprint(), due.stored());
    due.until("the renewal's begin", |due| due.world.service.stats().exchanges.contains_key(AUTHORITIES)).await;
    let check = due.check(VisitId(1)).await;
    due.until("the renewal", |due| due.stored() != file).await;
    // That something does not happen shows only in time.
    let changed = due.until("a change", |due| due.desk.terminal().thumbprint() != old);
    assert!(timeout(Duration::from_millis(300), changed).await.is_err(), "not under the visit");
    assert!(due.proves(VisitId(1), &check).await, "by the terminal that opened the check");

    due.until("the new certificate", |due| due.desk.terminal().thumbprint() != old).await;
    let check = due.check(VisitId(2)).await;
    assert!(due.proves(VisitId(2), &check).await);
    assert_eq!(due.world.service.stats().exchanges[RENEWAL], 1, "and it is not due again");
}

#[tokio::test]
async fn a_renewal_that_fails_disturbs_no_visit() {
    let mut due = Due::open(Registration::ForeignKey).await;
    let (old, file) = (due.desk.terminal().thumbprint(), due.stored());
    due.until("the renewal", |due| due.world.service.stats().exchanges.contains_key(RENEWAL)).await;
    for visit in [VisitId(1), VisitId(2)] {
        let check = due.check(visit).await;
        assert!(due.proves(visit, &check).await);
    }
    assert_eq!((due.desk.terminal().thumbprint(), due.stored()), (old, file));
    assert_eq!(due.world.service.stats().exchanges[RENEWAL], 1, "the next try is seconds away");
}

#[tokio::test(start_paused = true)]
async fn a_terminal_that_was_registered_again_is_taken_up_by_itself() {
    let due = Due::open(Registration::Pending(Duration::from_secs(3600))).await;
    let old = due.desk.terminal();
    due.world.service.revoke(old.certificate());
    due.world.service.answers_registrations(Registration::Proper);
    let user: UserId = "W0000001".parse().unwrap();
    due.world.service.admit(&user, "TEST-CODE");
    let site = Settings::load(&due.folder.path().join("kiosk.toml")).unwrap().site().unwrap();
    register(&site, &user, &"TEST-CODE".into()).await.unwrap();
    let asked = tokio::time::Instant::now();
    while due.desk.terminal().thumbprint() == old.thumbprint() {
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(asked.elapsed() < Duration::from_secs(120), "waited in vain");
    }
}
