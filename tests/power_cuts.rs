//! The power goes at any moment: between two calls of the program to the file system, and within one.
//!
//! The real operations run under strace; from the calls that it records follows everything that a disk may hold after a
//! cut (`support::disk`). Each of these states is laid out and read by the program's own readers, which then go on
//! from there.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use time::OffsetDateTime;
use tokio::time::timeout;
use uketsuke::common::{Method, Proof, VisitId};
use uketsuke::eligibility::{VerdictKind, XmlMsg};
use uketsuke::gateway::{GatewayClient, GatewayConfig, UserId, est, register};
use uketsuke::handoff::HandOff;
use uketsuke::journal::{FILE, Flaw, HEAD, Journal, JournalReport, KEY, Verified, verify};
use uketsuke::settings::{Settings, Site};
use uketsuke::simulator::authority::CardAuthority;
use uketsuke::simulator::personas;
use uketsuke::simulator::service::{CardTrust, Registry, Service, ServiceHandle};
use uketsuke::simulator::tls::TestPki;
use uketsuke::visit::{Ended, VisitOutcome};

use crate::support::cuts::{KEPT, cuts, folder, inside, says, shown};
use crate::support::desk::USER;
use crate::support::disk::{Cut, Files, files_of, lay_out};

/// What the hand-off's log says then.
const HANDED_ON: &str = "a result is handed on";
/// How the name of a result begins.
const RESULT: &str = "OQSsiquc01res_face_";
const CODE: &str = "TEST-CODE";

fn now<T>(story: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(story)
}

fn lines(files: &Files, kind: &str) -> Vec<String> {
    let kind = format!("\"kind\":\"{kind}\"");
    let text = String::from_utf8_lossy(files.get(FILE).map_or(&[], Vec::as_slice)).into_owned();
    text.lines().filter(|line| line.contains(&kind)).map(str::to_owned).collect()
}

// The journal.

/// Settings whose journal lies there.
fn with_journal(dir: &Path) -> Settings {
    let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"試験\"\n[gateway]\nurl = \"https://a.invalid\"\nauthority = \"a\"\n\
                certificate = \"a\"\nkey = \"a\"\n";
    let mut settings = Settings::parse(text).expect("settings");
    settings.journal.dir = Some(dir.to_owned());
    settings
}

/// Starts the journal and records so many visits, each reported before the next one.
fn visits(settings: &Settings, number: u64, reported: impl Fn()) {
    let mut journal = Journal::start(settings).expect("a journal");
    now(async {
        for visit in 1..=number {
            let (end, took) = (Ended::Answered(VerdictKind::Confirmed), Duration::from_secs(5));
            let outcome = VisitOutcome { method: Some(Method::Pin), by: None, proof: Some(Proof::Pin), end, took };
            assert!(journal.visit(VisitId(visit), outcome, Some(b"synthetic certificate")));
            let report = async {
                loop {
                    match journal.next().await {
                        // The list of what is open was read meanwhile.
                        JournalReport::Open => {}
                        report => break report,
                    }
                }
            };
            let report = timeout(Duration::from_secs(20), report).await.expect("a report");
            assert_eq!(report, JournalReport::Recorded(VisitId(visit), true));
            reported();
        }
    });
}

#[test]
#[ignore = "is recorded, started by another test"]
fn inside_journal() {
    let (dir, what) = inside();
    visits(&with_journal(&dir), what.parse().expect("a number"), || says(KEPT));
}

#[test]
fn no_power_cut_takes_a_visit_that_was_reported_as_recorded_from_the_journal_or_breaks_its_chain() {
    let (cuts, kept) = cuts("power_cuts::inside_journal", &Files::new(), KEPT, "2");
    journals(&cuts, &kept, false);
}

#[test]
fn a_power_cut_while_half_a_line_is_repaired_takes_nothing_and_the_repair_is_recorded_all_the_same() {
    let dir = folder();
    visits(&with_journal(dir.path()), 1, || ());
    let mut torn = files_of(dir.path());
    torn.get_mut(FILE).expect("a journal").extend(br#"{"seq":3,"at":"2026-11-2"#);
    let (cuts, kept) = cuts("power_cuts::inside_journal", &torn, KEPT, "1");
    journals(&cuts, &kept, true);
}

/// `torn`: the journal was torn before all this.
fn journals(cuts: &[Cut], kept: &[Files], torn: bool) {
    let dir = folder();
    let settings = with_journal(dir.path());
    let (mut verified, mut gone_on) = (HashSet::new(), HashSet::new());
    let file = dir.path().join(FILE);
    for cut in cuts {
        lay_out(&cut.files, dir.path());
        let part = |name: &str| cut.files.get(name).cloned();
        // Nothing but a last line that is not whole. A head that is behind is looked at for longer, so once for each.
        if part(FILE).is_some_and(|bytes| !bytes.is_empty()) && verified.insert([part(FILE), part(HEAD)]) {
            let found = verify(&file).expect("a journal");
            let explained = match &found {
                Verified::Whole(_) => true,
                Verified::Flawed(flaws) => matches!(flaws[..], [Flaw::Torn { .. }]),
            };
            assert!(explained, "{found:?}: {}", shown(cut));
        }
        // What a leftover holds, under its provisional name, is read by no program.
        let names: Vec<String> = cut.files.keys().cloned().collect();
        if !gone_on.insert(([FILE, HEAD, KEY].map(part), names, cut.confirmed)) {
            continue;
        }
        visits(&settings, 1, || ());
        let after = files_of(dir.path());
        let found = verify(&file);
        assert!(matches!(found, Ok(Verified::Whole(_))), "{found:?}: {}", shown(cut));
        let (recorded, reported) = (lines(&after, "visit"), lines(&kept[cut.confirmed], "visit"));
        assert!(recorded.starts_with(&reported), "a reported visit is lost: {}", shown(cut));
        assert!(recorded.len() <= reported.len() + 2, "one that was under way, and the new one: {}", shown(cut));
        assert_eq!(lines(&after, "anomaly"), Vec::<String>::new(), "{}", shown(cut));
        assert!(!torn || !lines(&after, "repair").is_empty(), "what was torn is recorded: {}", shown(cut));
        assert_eq!(after.keys().collect::<Vec<_>>(), [HEAD, FILE, KEY], "nothing is left over: {}", shown(cut));
    }
    println!("{} verified, {} gone on from", verified.len(), gone_on.len());
}

// The settings.

const SETTINGS: &str = "kiosk.toml";

#[test]
#[ignore = "is recorded, started by another test"]
fn inside_settings() {
    let mut settings = Settings::load(&inside().0.join(SETTINGS)).expect("settings");
    for method in [Method::Staff, Method::Pin, Method::Staff] {
        settings = set(&settings, method);
        says(KEPT);
    }
}

fn set(settings: &Settings, method: Method) -> Settings {
    let before = settings.choices();
    let mut after = before.clone();
    after.method = method;
    after.show_for += Duration::from_secs(1);
    settings.with(&before, &after).expect("the settings are saved")
}

#[test]
fn a_power_cut_leaves_the_old_settings_or_the_new_ones_and_saved_ones_stay() {
    let before = Files::from([(SETTINGS.to_owned(), include_bytes!("../config/kiosk.toml").to_vec())]);
    let (cuts, kept) = cuts("power_cuts::inside_settings", &before, KEPT, "");
    let dir = folder();
    let mut gone_on = HashSet::new();
    for cut in &cuts {
        let there = cut.files.get(SETTINGS).expect("the settings are there");
        let saved = &kept[cut.confirmed][SETTINGS];
        let next = &kept[(cut.confirmed + 1).min(kept.len() - 1)][SETTINGS];
        assert!(there == saved || there == next, "{} saved: {}", cut.confirmed, String::from_utf8_lossy(there));
        // What is left beside it is read by no program.
        if gone_on.insert((there, cut.files.len())) {
            lay_out(&cut.files, dir.path());
            let settings = Settings::load(&dir.path().join(SETTINGS)).expect("settings");
            set(&settings, Method::Pin);
            assert_eq!(files_of(dir.path()).len(), 1, "nothing is left over");
        }
    }
}

// The terminal's key and certificate.

/// A service with a desk where terminals register, on a thread of its own: it answers while this test waits for another
/// program.
fn service(pki: TestPki) -> ServiceHandle {
    let (ready, opened) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        now(async {
            let registry = Registry::new(personas::all(), "valid-kumiai").expect("the personas");
            let authority = CardAuthority::new().expect("the card authority");
            let cards = CardTrust::new(authority.certificate_der()).expect("the card authority");
            let service = Service::start(([127, 0, 0, 1], 0).into(), &pki, registry, cards).await.expect("a service");
            ready.send(service).expect("a test");
            // Until the test's process ends.
            std::future::pending::<()>().await;
        });
    });
    opened.recv().expect("a service")
}

fn user() -> UserId {
    USER.parse().expect("a user")
}

fn site(dir: &Path) -> Site {
    let settings = Settings::load(&dir.join(SETTINGS)).expect("settings");
    settings.site().expect("a service")
}

#[test]
#[ignore = "is recorded, started by another test"]
fn inside_registration() {
    let (dir, what) = inside();
    let site = Arc::new(site(&dir));
    now(async {
        if what == "register" {
            register(&site, &user(), &CODE.to_owned().into()).await.expect("a certificate");
        } else {
            let client = GatewayClient::new(&GatewayConfig::read(&site).expect("a certificate")).expect("a client");
            est::renew(site, client.terminal()).await.expect("a certificate");
        }
    });
    says(KEPT);
}

#[test]
fn after_a_power_cut_a_terminal_s_key_and_certificate_fit_and_a_registration_that_was_reported_holds() {
    let pki = TestPki::new().expect("certificates");
    let authority_pem = pki.authority_pem.clone();
    let service = service(pki);
    let settings = format!(
        "[kiosk]\nfacility = \"1319999999\"\nname = \"試験\"\n[gateway]\nurl = \"{}\"\nauthority = \"authority.pem\"\n\
         certificate = \"terminal.pem\"\nkey = \"terminal.key\"\n",
        service.url()
    );
    let mut before = Files::from([
        (SETTINGS.to_owned(), settings.into_bytes()),
        ("authority.pem".to_owned(), authority_pem.into_bytes()),
    ]);
    // The first registration, a renewal, and a registration in the place of another.
    for (what, life) in [("register", 3600), ("renew", 7200), ("register", 10_800)] {
        service.terminals_live(Duration::from_secs(life));
        service.admit(&user(), CODE);
        let (cuts, kept) = cuts("power_cuts::inside_registration", &before, KEPT, what);
        registrations(&cuts, &kept, &service);
        before = kept.last().expect("an end").clone();
    }
}

fn registrations(cuts: &[Cut], kept: &[Files], service: &ServiceHandle) {
    let dir = folder();
    let mut gone_on = HashSet::new();
    for cut in cuts {
        let parts = ["terminal.pem", "terminal.key", "authority.pem"].map(|name| {
            let old = kept[cut.confirmed].get(name);
            let new = kept[(cut.confirmed + 1).min(kept.len() - 1)].get(name);
            let there = cut.files.get(name);
            assert!(there == old || there == new, "{name}: {}", shown(cut));
            there
        });
        // What is left beside them is read by no program.
        if !gone_on.insert((parts, cut.files.keys().collect::<Vec<_>>())) {
            continue;
        }
        lay_out(&cut.files, dir.path());
        let site = site(dir.path());
        if let Some(config) = GatewayConfig::read_if_registered(&site).expect("files that can be read") {
            // Refuses a key that is not the certificate's.
            GatewayClient::new(&config).unwrap_or_else(|error| panic!("{error}: {}", shown(cut)));
        }
        // Whatever is there, a new code leads to a terminal that works.
        service.admit(&user(), CODE);
        now(async {
            register(&site, &user(), &CODE.to_owned().into()).await.expect("a certificate");
            let config = GatewayConfig::read(&site).expect("a certificate");
            GatewayClient::new(&config).expect("a client").service().await.expect("an answer");
        });
        assert_eq!(files_of(dir.path()).len(), 4, "nothing is left over: {}", shown(cut));
    }
    println!("{} gone on from", gone_on.len());
}

// The hand-off.

#[test]
#[ignore = "is recorded, started by another test"]
fn inside_hand_off() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    let (dir, kind) = inside();
    hands_on(&dir, &kind, &["valid-kumiai", "valid-kouki", "valid-70s"]);
}

/// Hands these persons on, one after the other.
fn hands_on(dir: &Path, kind: &str, people: &[&str]) {
    let text = format!(
        "[kiosk]\nfacility = \"1319999999\"\nname = \"試験\"\n[gateway]\nurl = \"https://a.invalid\"\nauthority = \"a\"\n\
         certificate = \"a\"\nkey = \"a\"\n[handoff]\nkind = \"{kind}\"\ndir = \"{}\"\n",
        dir.display()
    );
    let settings = Settings::parse(&text).expect("settings");
    let mut handoff = HandOff::new(|_| ());
    now(async {
        handoff.change(settings.handoff);
        // It looks first, and hands on from the next turn on.
        tokio::task::yield_now().await;
        for persona in people {
            let before = handed_on(dir);
            handoff.confirmed(Box::new(message(persona)), false);
            while handed_on(dir) == before {
                tokio::task::yield_now().await;
            }
        }
    });
}

fn message(persona: &str) -> XmlMsg {
    let persona = personas::find(persona).expect("a persona");
    persona.answer.message("check-1", "1319999999", OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000))
}

/// How many files a receipt computer finds.
fn handed_on(dir: &Path) -> usize {
    let names = std::fs::read_dir(dir).expect("a folder").map(|file| file.expect("a file").file_name());
    names.filter(|name| name.to_string_lossy().starts_with(RESULT)).count()
}

/// What a receipt computer reads.
fn results(files: &Files) -> Files {
    files
        .iter()
        .filter(|(name, _)| name.starts_with(RESULT))
        .map(|(name, bytes)| (name.clone(), bytes.clone()))
        .collect()
}

#[test]
fn no_power_cut_leaves_half_a_result_for_a_receipt_computer_and_one_that_was_handed_on_stays() {
    for kind in ["oqs-xml", "csv"] {
        let (cuts, kept) = cuts("power_cuts::inside_hand_off", &Files::new(), HANDED_ON, kind);
        let end = results(kept.last().expect("an end"));
        assert!(kept.len() - 2 >= 2 && end.len() == 3, "all but perhaps the last one are reported");
        let dir = folder();
        let mut gone_on = HashSet::new();
        for cut in &cuts {
            let there = results(&cut.files);
            for (name, contents) in &there {
                assert_eq!(end.get(name), Some(contents), "{name} is whole: {}", String::from_utf8_lossy(contents));
            }
            for name in results(&kept[cut.confirmed]).keys() {
                assert!(there.contains_key(name), "{name} was handed on");
            }
            // What is left unfinished goes when the kiosk looks again. One of each.
            if gone_on.insert(cut.files.keys().cloned().collect::<Vec<_>>()) {
                lay_out(&cut.files, dir.path());
                // The next start looks first, and then hands on.
                hands_on(dir.path(), kind, &["valid-kokuho"]);
                let left = files_of(dir.path());
                assert_eq!(results(&left).len(), left.len(), "nothing is left over: {}", shown(cut));
            }
        }
    }
}
