//! The real kiosk against a service whose JOSE, TLS and schema parts are third-party libraries
//! (`tests/contract/third_party_service.py`).

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use uketsuke::simulator::authority::CardAuthority;
use uketsuke::simulator::tls::TestPki;

use crate::support::desk::{PIN, STAFF, TAKE_CARD, VALID, WAITING};
use crate::support::pcscd::{CardProcess, Pcscd};
use crate::support::terminal::{Key, Terminal};

/// On the screen where there is no answer; what the service has to say about it is in its own words below.
const FAILED: &str = "確認できませんでした";

/// The network of each desk is its own, so that any port is free.
const PORT: &str = "8443";
const PYTHON: &str = "target/contract/bin/python";

const SETTINGS: &str = r#"
[kiosk]
facility = "1319999999"
name = "見本助産院"
[identify]
keyboard_out_of_reach = true
[gateway]
url = "https://127.0.0.1:8443"
authority = "authority.pem"
certificate = "terminal.pem"
key = "terminal.key"
[metrics]
file = "kiosk.prom"
"#;

#[test]
#[ignore = "needs the Python packages of tests/contract, so it is started by another test: contract, the kiosk (tests/run)"]
fn a_service_by_other_hands_accepts_what_the_kiosk_sends() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pcscd = Pcscd::start();
    let dir = pcscd.dir().join("kiosk");
    TestPki::new().and_then(|pki| pki.write(&dir)).expect("certificates");
    let cards = CardAuthority::new().expect("the card authority");
    std::fs::write(dir.join("card-authority.der"), cards.certificate_der()).expect("the card authority");
    std::fs::write(dir.join("kiosk.toml"), SETTINGS).expect("settings");

    let mut service = pcscd.command(root.join(PYTHON));
    service.arg("-B").arg(root.join("tests/contract/third_party_service.py"));
    let mut service = service.arg(&dir).arg(PORT).stdout(Stdio::piped()).spawn().expect("python");
    let mut ready = String::new();
    BufReader::new(service.stdout.take().expect("a pipe")).read_line(&mut ready).expect("a line of the service");
    assert_eq!(ready, "ready\n", "tests/prepare contract makes what the service needs");

    let card = CardProcess::start(&pcscd, "valid-kumiai");
    let mut command = pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
    command.args(["run", "--config"]).arg(dir.join("kiosk.toml"));
    let kiosk = Terminal::start(&command, 80, 24);
    kiosk.sees(WAITING);
    visit(&kiosk, &card, |kiosk| {
        kiosk.sees(PIN);
        kiosk.types("1234");
        kiosk.presses(Key::Enter);
        kiosk.sees_one_of(&[VALID, FAILED]);
    });
    visit(&kiosk, &card, |kiosk| {
        kiosk.sees(PIN);
        kiosk.presses(Key::F3);
        kiosk.sees(STAFF);
        kiosk.presses(Key::F2);
        kiosk.sees_one_of(&[VALID, FAILED]);
    });

    let heard = std::fs::read_to_string(dir.join("heard")).expect("what the service heard");
    assert!(!heard.contains("WRONG"), "{heard}");
    for line in [
        "GET /v1/service 200",
        "POST /v1/checks 201 pin",
        "POST /v1/checks/{check}/proof 200 RS256 by card",
        "POST /v1/checks 201 staff",
        "POST /v1/checks/{check}/proof 200 ES256 by terminal",
    ] {
        assert!(heard.lines().any(|other| other == line), "{line} is not in\n{heard}");
    }
    figures_are_read_by_a_third_party(&root.join(PYTHON), root, &dir);
    service.kill().and_then(|()| service.wait()).expect("the service ends");
}

/// What both visits came to, as a monitoring system reads it.
fn figures_are_read_by_a_third_party(python: &Path, root: &Path, dir: &Path) {
    let mut reader = Command::new(python);
    reader.arg("-B").arg(root.join("tests/contract/metrics.py")).arg(dir.join("kiosk.prom"));
    let read = reader.output().expect("python");
    let (figures, wrong) = (String::from_utf8_lossy(&read.stdout), String::from_utf8_lossy(&read.stderr));
    assert!(read.status.success(), "{wrong}");
    for line in [
        "counter uketsuke_visits_total{proof=pin,verdict=confirmed} 1",
        "counter uketsuke_visits_total{proof=attested,verdict=confirmed} 1",
        "counter uketsuke_failures_total{code=K-401} 0",
        "histogram uketsuke_answer_seconds_count{} 2",
        "gauge uketsuke_up{part=reader} 1",
        "gauge uketsuke_up{part=service} 1",
    ] {
        assert!(figures.lines().any(|other| other == line), "{line} is not in\n{figures}");
    }
    assert!(figures.contains("gauge uketsuke_terminal_certificate_days_left{} 3649"), "{figures}");
}

/// A card comes, something happens, the card goes.
fn visit(kiosk: &Terminal, card: &CardProcess, what: impl FnOnce(&Terminal)) {
    card.insert();
    what(kiosk);
    kiosk.presses(Key::Esc);
    kiosk.sees(TAKE_CARD);
    card.remove();
    kiosk.sees(WAITING);
}
