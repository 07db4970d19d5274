//! The doctor at a real desk: a real pcscd with an emulated card, the emulated service, a terminal; and what it says
//! when one is missing.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret as _;
use serde_json::Value;
use time::OffsetDateTime;
use uketsuke::simulator::service::Mode;
use uketsuke::simulator::tls::TestPki;

use crate::support::desk::{Desk, Place, Setup, VALID, WAITING};
use crate::support::pcscd::{CardProcess, Pcscd};
use crate::support::service::EmulatedService;
use crate::support::terminal::{Key, Terminal};
use crate::support::{wait_for, wait_for_up_to};

/// A box whose kiosk does not run: its daemon, its card, its service, its files.
struct Kiosk {
    card: CardProcess,
    service: Option<EmulatedService>,
    pcscd: Arc<Pcscd>,
    dir: PathBuf,
}

/// What the doctor said of it.
struct FindingDetail {
    status: Option<i32>,
    findings: Vec<Value>,
}

impl Kiosk {
    /// One that has everything, with the card of this persona on its reader.
    fn with(persona: &str) -> Self {
        let pcscd = Pcscd::start();
        let dir = pcscd.dir().join("kiosk");
        TestPki::new().and_then(|pki| pki.write(&dir)).expect("certificates");
        let service = EmulatedService::open(&pcscd, &dir, SocketAddr::from(([127, 0, 0, 1], 0)));
        let settings = format!(
            "[kiosk]\nfacility = \"1319999999\"\nname = \"見本助産院\"\n[identify]\nkeyboard_out_of_reach = true\n[gateway]\nurl = \"https://{}\"\n\
             authority = \"authority.pem\"\ncertificate = \"terminal.pem\"\nkey = \"terminal.key\"\n\
             [journal]\ndir = \"journal\"\n[log]\ndir = \"log\"\n",
            service.address()
        );
        std::fs::write(dir.join("kiosk.toml"), settings).expect("settings");
        let card = CardProcess::start(&pcscd, persona);
        card.insert();
        Self { card, service: Some(service), pcscd, dir }
    }

    fn command(&self, option: Option<&str>) -> std::process::Command {
        let mut command = self.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
        command.arg("doctor").args(option).arg("--config").arg(self.dir.join("kiosk.toml")).env("LANG", "C.UTF-8");
        command
    }

    /// What it says to a machine, away from any terminal.
    fn says(&self) -> FindingDetail {
        let output = self.command(Some("--json")).output().expect("uketsuke");
        let findings = serde_json::from_slice(&output.stdout).expect("a JSON array");
        FindingDetail { status: output.status.code(), findings }
    }

    fn tries(&self) -> String {
        self.card.status_of("auth")
    }
}

impl FindingDetail {
    fn of(&self, name: &str) -> (&str, &str) {
        let of = self.findings.iter().find(|finding| finding["name"] == name);
        let of = of.unwrap_or_else(|| panic!("no {name} in {:#?}", self.findings));
        (of["state"].as_str().expect("a state"), of["found"].as_str().expect("words"))
    }

    fn names(&self, state: &str) -> Vec<&str> {
        let of = self.findings.iter().filter(|finding| finding["state"] == state);
        of.filter_map(|finding| finding["name"].as_str()).collect()
    }

    #[track_caller]
    fn has_broken(&self, names: &[&str]) {
        assert_eq!(self.names("broken"), names, "{:#?}", self.findings);
        assert_eq!(self.status, Some(i32::from(!names.is_empty())));
        for finding in &self.findings {
            assert_eq!(finding["remedy"].is_null(), finding["state"] == "ok", "{finding}");
        }
    }
}

#[test]
fn a_good_box_has_nothing_broken_and_its_card_has_all_its_tries() {
    let kiosk = Kiosk::with("valid-kumiai");
    let said = kiosk.says();
    said.has_broken(&[]);
    for name in ["daemon", "daemon-log", "reader", "card", "service", "certificate", "key", "clock", "settings", "log"]
    {
        assert_eq!(said.of(name).0, "ok", "{name}: {}", said.of(name).1);
    }
    assert!(said.of("reader").1.starts_with("Virtual PCD"), "{}", said.of("reader").1);
    assert!(said.of("reader").1.ends_with("; says that it carries extended APDUs"), "{}", said.of("reader").1);
    assert!(said.of("card").1.contains("tries left for the PIN: 3"), "{}", said.of("card").1);
    assert!(said.of("service").1.starts_with("open"), "{}", said.of("service").1);
    // What lies on a machine that runs tests, and not on a kiosk.
    let mut look = said.names("look");
    look.retain(|name| !["lockdown", "user", "synchronised", "font", "sound"].contains(name));
    assert_eq!(look, [""; 0], "{:#?}", said.findings);
    assert_eq!(kiosk.tries(), "3");
}

#[test]
fn looking_again_and_again_costs_no_try_and_signs_nothing() {
    let kiosk = Kiosk::with("valid-kumiai");
    for _ in 0..4 {
        assert_eq!(kiosk.says().of("card").0, "ok");
    }
    assert_eq!(kiosk.tries(), "3");
    let instructions = kiosk.card.status_of("ins");
    let count = |ins: &str| instructions.split(',').filter(|other| *other == ins).count();
    assert_eq!((count("20"), count("2A")), (4, 0), "each looking asks once about the tries: {instructions}");
}

#[test]
fn text_and_json_say_the_same_and_name_no_person() {
    let kiosk = Kiosk::with("valid-kumiai");
    let said = kiosk.says();
    let output = kiosk.command(None).output().expect("uketsuke");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(lines.len(), said.findings.len(), "{text}");
    for (line, finding) in lines.iter().zip(&said.findings) {
        assert!(line.starts_with(finding["state"].as_str().expect("a state")), "{line} is not {finding}");
        let changes = ["clock", "disk"].iter().any(|name| finding["name"] == *name);
        assert!(changes || line.ends_with(finding["found"].as_str().expect("words")), "{line} is not {finding}");
    }
    let keys = ["area", "name", "state", "found", "remedy"];
    for finding in &said.findings {
        let object = finding.as_object().expect("an object");
        assert!(object.len() == keys.len() && keys.iter().all(|key| object.contains_key(*key)), "{finding}");
    }
    for personal in ["花子", "ハナコ", "06139992", "1319999999", "W0000001"] {
        assert!(!text.contains(personal), "{personal} in {text}");
    }
}

#[test]
fn the_table_of_readers_says_what_each_model_does_for() {
    let asked = std::process::Command::new(env!("CARGO_BIN_EXE_uketsuke")).args(["readers", "--table"]).output();
    let table = String::from_utf8(asked.expect("the program").stdout).expect("text");
    let line = |id: &str| table.lines().find(|line| line.starts_with(id)).unwrap_or_else(|| panic!("no {id}: {table}"));
    assert_eq!(line("054c:0dc9").split_whitespace().collect::<Vec<_>>()[1..6], ["extended", "1", "522", "yes", "yes"]);
    assert_eq!(line("076b:5125").split_whitespace().collect::<Vec<_>>()[1..6], ["short", "1", "271", "yes", "no"]);
    assert!(line("04e6:5120").ends_with("(does not say that it is a reader)"));
}

#[test]
fn without_a_daemon_nothing_is_said_of_readers_and_cards() {
    let kiosk = Kiosk::with("valid-kumiai");
    kiosk.pcscd.kill();
    let said = kiosk.says();
    said.has_broken(&["daemon"]);
    assert!(said.findings.iter().all(|finding| finding["name"] != "reader" && finding["name"] != "card"));
}

#[test]
fn a_reader_that_the_settings_do_not_name_is_missed() {
    let kiosk = Kiosk::with("valid-kumiai");
    let file = kiosk.dir.join("kiosk.toml");
    let text = std::fs::read_to_string(&file).expect("the settings") + "[reader]\nmatch = \"SONY*\"\n";
    std::fs::write(&file, text).expect("the settings");
    let said = kiosk.says();
    said.has_broken(&["reader"]);
    assert_eq!(said.of("reader").1, "none is called SONY*");
}

#[test]
fn an_empty_reader_is_well_and_a_locked_card_is_looked_at() {
    let kiosk = Kiosk::with("valid-kumiai");
    let card = &kiosk.card;
    card.remove();
    assert_eq!(kiosk.says().of("card"), ("ok", "no card lies there"));
    card.persona("pin-locked");
    card.insert();
    let said = kiosk.says();
    said.has_broken(&[]);
    assert_eq!(said.of("card").0, "look");
}

#[test]
fn a_service_that_is_gone_is_broken_and_one_that_is_closed_is_looked_at() {
    let mut kiosk = Kiosk::with("valid-kumiai");
    kiosk.service.as_ref().expect("a service").set_mode(Mode::Closed { until: None });
    let said = kiosk.says();
    said.has_broken(&[]);
    assert_eq!(said.of("service").0, "look");
    kiosk.service = None;
    let said = kiosk.says();
    said.has_broken(&["service"]);
    assert!(said.of("service").1.starts_with("K-401"), "{}", said.of("service").1);
}

#[test]
fn a_certificate_that_has_ended_is_named() {
    let kiosk = Kiosk::with("valid-kumiai");
    let now = OffsetDateTime::now_utc();
    let pki = TestPki::read(&kiosk.dir).expect("certificates");
    let pair = pki.terminal_of(now - time::Duration::days(90), now - time::Duration::days(2)).expect("a certificate");
    std::fs::write(kiosk.dir.join("terminal.pem"), pair.certificate_pem).expect("a certificate");
    std::fs::write(kiosk.dir.join("terminal.key"), pair.key_pem.expose_secret()).expect("a key");
    let said = kiosk.says();
    said.has_broken(&["service", "certificate"]);
    assert!(said.of("certificate").1.starts_with("ended on"), "{}", said.of("certificate").1);
}

#[test]
fn settings_with_a_mistake_are_named_with_their_line_and_the_machine_is_looked_at_all_the_same() {
    let kiosk = Kiosk::with("valid-kumiai");
    let file = kiosk.dir.join("kiosk.toml");
    let text = std::fs::read_to_string(&file).expect("the settings").replace("facility", "facilty");
    std::fs::write(&file, text).expect("the settings");
    let said = kiosk.says();
    said.has_broken(&["settings"]);
    assert!(said.of("settings").1.contains("kiosk.toml:2:1"), "{}", said.of("settings").1);
    assert_eq!(said.of("lockdown").0, "look");
}

#[test]
fn in_a_terminal_its_size_and_its_letters_are_measured_and_nothing_is_left_of_the_question() {
    let kiosk = Kiosk::with("valid-kumiai");
    let mut terminal = Terminal::start(&kiosk.command(None), 100, 60);
    let status = terminal.ends();
    let screen = terminal.screen();
    assert!(status.success(), "{screen}");
    assert!(screen.contains("100x60") && screen.contains("two cells a letter"), "{screen}");
    assert!(!screen.contains('漢') && !screen.contains("[6n"), "{screen}");
    assert!(terminal.is_cooked());
    let first = screen.lines().next().unwrap_or_default();
    assert!(first.starts_with("ok      Daemon"), "{screen}");
}

#[test]
fn a_journal_that_was_changed_is_broken_on_the_staffs_page_and_in_the_command() {
    let before = |place: &Place<'_>| place.adds("[journal]\ndir = \"journal\"\n");
    let desk = Desk::set_up(Setup { before, ..Setup::default() });
    let says = || {
        let mut command = desk.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
        let output = command.args(["doctor", "--json", "--config"]).arg(desk.dir().join("kiosk.toml")).output();
        serde_json::from_slice::<Vec<Value>>(&output.expect("uketsuke").stdout).expect("a JSON array")
    };
    let journal = |said: &[Value]| said.iter().find(|finding| finding["name"] == "journal").cloned().expect("a line");
    let file = desk.dir().join("journal/journal.jsonl");
    let text = wait_for("the first line", || std::fs::read_to_string(&file).ok().filter(|text| text.ends_with('\n')));
    assert_eq!(journal(&says())["state"], "ok");
    let changed = text.replacen("\"kind\":\"start\"", "\"kind\":\"stork\"", 1);
    assert_ne!(text, changed);
    std::fs::write(&file, changed).expect("the journal");
    assert_eq!(journal(&says())["state"], "broken");
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types("5");
    desk.sees("監査記録");
    desk.sees("書いた時と違います");
    desk.presses(Key::Esc);
    desk.presses(Key::F10);
    desk.sees(WAITING);
}

#[test]
fn the_staffs_page_looks_again_and_leaves_the_card_to_the_visits() {
    let desk = Desk::open();
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types("5");
    // What only the doctor knows.
    desk.sees("秘密鍵");
    // More than once: where the processors are busy, fontconfig may take longer than the doctor waits for it.
    let looks_again_until = |faults: &str| {
        wait_for_up_to(Duration::from_secs(40), faults, || {
            desk.types("r");
            desk.shows(faults).then_some(())
        });
    };
    looks_again_until("異常 0");
    let log = desk.dir().join("log");
    let moved = desk.dir().join("moved");
    std::fs::rename(&log, &moved).expect("the log's folder");
    std::fs::write(&log, "a file where a folder was").expect("a file");
    desk.enter_again();
    looks_again_until("異常 1");
    std::fs::remove_file(&log).expect("the file");
    std::fs::rename(&moved, &log).expect("the log's folder");
    looks_again_until("異常 0");
    desk.inserts("valid-kumiai");
    desk.sees("カードが置かれました");
    assert_eq!(desk.instructions(), [""; 0], "the card waits for its visit");
    desk.presses(Key::F10);
    desk.enters_pin("1234");
    desk.sees(VALID);
}
