//! Staff who are elsewhere are called: the real kiosk, a receiver over TLS, a file. And what staff see where calls do
//! not get through: visits go on as if nothing were.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use uketsuke::simulator::tls::TestPki;

use crate::support::desk::{Desk, PIN, Setup, VALID, WAITING};
use crate::support::pager::{HANGS, PagerServer, TAKEN};
use crate::support::pcscd::{Pace, Pcscd};
use crate::support::service::EmulatedService;
use crate::support::terminal::Key;
use crate::support::wait_for;

const FAILING: &str = "K-631";

struct Called {
    desk: Desk,
    pager: PagerServer,
    /// Closed when this is dropped.
    service: EmulatedService,
}

/// A desk whose calls go to a receiver that answers so, with more lines of `[call]`; an attempt takes a second at most.
fn at_a_desk(answer: &'static str, lines: &str) -> Called {
    with_timeout("1s", answer, lines)
}

fn with_timeout(timeout: &str, answer: &'static str, lines: &str) -> Called {
    let pcscd = Pcscd::start_at(Pace::Usual);
    let dir = pcscd.dir().join("kiosk");
    TestPki::new().and_then(|pki| pki.write(&dir)).expect("certificates");
    let service = EmulatedService::open(&pcscd, &dir, ([127, 0, 0, 1], 0).into());
    let pager = PagerServer::open(&pcscd, &dir, answer);
    let gateway = format!("url = \"https://{}\"", service.address());
    let call = format!("[call]\nurl = \"{}\"\nfile = \"call.json\"\ntimeout = \"{timeout}\"\n{lines}\n", pager.url());
    let setup = Setup { identify: call.leak(), ..Setup::default() };
    let desk = Desk::at(setup, &Arc::clone(&pcscd), &gateway, &[]);
    desk.sees(WAITING);
    Called { desk, pager, service }
}

fn file(desk: &Desk) -> PathBuf {
    desk.dir().join("call.json")
}

fn stands(desk: &Desk) -> Value {
    wait_for("the file of the call", || fs::read_to_string(file(desk)).ok().map(|text| serde_json::from_str(&text)))
        .expect("JSON")
}

fn is_over(desk: &Desk) {
    wait_for("the file to go", || (!file(desk).exists()).then_some(()));
}

fn a_visit_goes_on(desk: &Desk) {
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
}

#[test]
fn an_answer_does_not_wait_for_a_call_that_is_still_being_posted() {
    let Called { desk, pager, service: _open } = with_timeout("30s", HANGS, "ca = \"authority.pem\"");
    desk.presses(Key::F3);
    pager.hears(1);
    desk.visits("valid-kumiai", VALID);
    assert_eq!((pager.told().len(), pager.hanging()), (1, 1), "the one post hangs, and the answer shows");
}

#[test]
fn f3_is_one_post_and_one_file_until_staff_come() {
    let Called { desk, pager, service: _open } = at_a_desk(TAKEN, "ca = \"authority.pem\"");
    desk.presses(Key::F3);
    desk.sees("職員");
    let told = pager.hears(1);
    assert_eq!(stands(&desk), told[0]);
    assert_eq!((&told[0]["kind"], &told[0]["state"]), (&"help".into(), &"called".into()));
    let mut members: Vec<_> = told[0].as_object().expect("an object").keys().map(String::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, ["facility", "id", "kind", "kiosk", "state", "time", "version"]);
    desk.presses(Key::F3);
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    is_over(&desk);
    desk.cancels();
    desk.sees(WAITING);
    a_visit_goes_on(&desk);
    assert_eq!(pager.told().len(), 1);
}

#[test]
fn a_call_during_a_visit_is_over_when_staff_confirm_and_its_end_is_posted_where_it_is_wanted() {
    let Called { desk, pager, service: _open } = at_a_desk(TAKEN, "ca = \"authority.pem\"\nover = true");
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.presses(Key::F3);
    let called = pager.hears(1).remove(0);
    desk.staff();
    desk.sees(VALID);
    let over = pager.hears(2).remove(1);
    assert_eq!((&over["id"], &over["state"]), (&called["id"], &"over".into()));
    is_over(&desk);
}

#[test]
fn a_receiver_that_hangs_holds_up_no_visit_and_is_said_until_it_answers() {
    let Called { desk, pager, service: _open } = at_a_desk(HANGS, "ca = \"authority.pem\"");
    desk.presses(Key::F3);
    a_visit_goes_on(&desk);
    desk.sees(FAILING);
    pager.answers(TAKEN);
    wait_for("the word to go", || (!desk.shows(FAILING)).then_some(()));
    let told = pager.told();
    assert!(told.iter().all(|call| call["id"] == told[0]["id"]), "one call: {told:?}");
    assert_eq!(warnings(&logged(&desk)), 1);
}

/// The warnings of the log about calls.
fn warnings(log: &str) -> usize {
    log.lines().filter(|line| line.contains("WARN") && line.contains("does not get through")).count()
}

fn logged(desk: &Desk) -> String {
    let files = fs::read_dir(desk.dir().join("log")).expect("the log").map(|file| file.expect("a file").path());
    files.map(|file| fs::read_to_string(file).expect("the log")).collect()
}

#[test]
fn a_redirect_is_a_fault_and_is_not_followed() {
    let answer = "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
    let Called { desk, pager, service: _open } = at_a_desk(answer, "ca = \"authority.pem\"");
    desk.presses(Key::F3);
    pager.hears(1);
    a_visit_goes_on(&desk);
    desk.sees(FAILING);
    assert_eq!(pager.told().len(), 1);
    assert!(logged(&desk).contains("redirect (302)"));
    assert!(!logged(&desk).contains("/call"), "the address is no word of the log");
}

#[test]
fn a_receiver_that_refuses_and_one_that_is_another_are_said_once_and_visits_go_on() {
    let refuses = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";
    let Called { desk, pager: _answers, service: _open } = at_a_desk(refuses, "ca = \"authority.pem\"");
    desk.presses(Key::F3);
    a_visit_goes_on(&desk);
    desk.sees(FAILING);
    a_visit_goes_on(&desk);
    assert_eq!(warnings(&logged(&desk)), 1);
    // Of another authority.
    let Called { desk, pager, service: _open } = at_a_desk(TAKEN, "ca = \"stranger.pem\"");
    let stranger = TestPki::new().expect("certificates");
    fs::write(desk.dir().join("stranger.pem"), stranger.authority_pem).expect("a certificate");
    desk.presses(Key::F3);
    a_visit_goes_on(&desk);
    desk.sees(FAILING);
    assert!(pager.told().is_empty(), "nothing is said to a stranger");
}
