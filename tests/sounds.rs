//! What is heard of a visit: the terminal's bell, and words where the system can speak.

#![cfg(feature = "simulator")]

mod support;

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use uketsuke::simulator::tls::TestPki;

use support::desk::{Desk, PIN, Setup, VALID, WAITING};
use support::pcscd::Pcscd;
use support::service::EmulatedService;
use support::terminal::Key;
use support::wait_for;

fn rings(desk: &Desk) -> usize {
    desk.raw().split(|byte| *byte == 0x07).count() - 1
}

#[test]
fn the_card_rings_once_and_the_answer_twice() {
    let desk = Desk::open();
    assert_eq!(rings(&desk), 0);
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    wait_for("the first stroke", || (rings(&desk) == 1).then_some(()));
    desk.enters_pin("1234");
    desk.sees(VALID);
    wait_for("two more", || (rings(&desk) == 3).then_some(()));
}

#[test]
fn asking_for_staff_rings_and_an_answer_of_another_kind_rings_no_other_way() {
    let desk = Desk::open();
    desk.inserts("none");
    desk.sees(PIN);
    wait_for("the first stroke", || (rings(&desk) == 1).then_some(()));
    desk.presses(Key::F3);
    desk.sees("職員がまいります");
    desk.sees("そのままお待ちください");
    wait_for("six more", || (rings(&desk) == 7).then_some(()));
    desk.staff();
    desk.sees("該当する資格なし");
    wait_for("two more", || (rings(&desk) == 9).then_some(()));
    desk.leaves();
    assert_eq!(rings(&desk), 9);
}

#[test]
fn a_kiosk_that_is_to_be_silent_is() {
    let desk = Desk::set_up(Setup { ui: "sound = false", ..Setup::default() });
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    assert_eq!(rings(&desk), 0);
}

/// A desk whose system speaks by this script, and the folder that the script finds itself in.
fn speaking(script: &str) -> (Desk, EmulatedService, Arc<Pcscd>) {
    let pcscd = Pcscd::start();
    let dir = pcscd.dir().join("kiosk");
    TestPki::new().and_then(|pki| pki.write(&dir)).expect("certificates");
    let service = EmulatedService::open(&pcscd, &dir, ([127, 0, 0, 1], 0).into());
    let program = dir.join("spd-say");
    std::fs::write(&program, format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}\n")).expect("a script");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = format!("{}:{}", dir.display(), std::env::var("PATH").expect("a path"));
    let gateway = format!("url = \"https://{}\"", service.address());
    let setup = Setup { ui: "speech = true", ..Setup::default() };
    let desk = Desk::at(setup, &pcscd, &gateway, &[("PATH", &path)]);
    desk.sees(WAITING);
    (desk, service, pcscd)
}

fn spoken(dir: &Path) -> String {
    std::fs::read_to_string(dir.join("spoken")).unwrap_or_default()
}

#[test]
fn what_is_asked_is_spoken_and_nothing_of_the_answer() {
    let (desk, _service, _pcscd) = speaking("echo \"$@\" >>spoken");
    let hears = |words: &str| wait_for(words, || spoken(desk.dir()).contains(words).then_some(()));
    hears("--language ja -- マイナンバーカードをカードリーダーに置いてください");
    desk.inserts("valid-kumiai");
    hears("4桁の暗証番号を入力して");
    desk.enters_pin("1234");
    desk.sees(VALID);
    hears("画面をご覧ください");
    desk.leaves();
    hears("カードをお取りください");
    let said = spoken(desk.dir());
    for private in ["有効", "試験", "花子", "06139992", "1234"] {
        assert!(!said.contains(private), "{private} was spoken: {said}");
    }
}

#[test]
fn a_speaker_that_hangs_holds_up_no_visit() {
    let (desk, _service, _pcscd) = speaking("exec sleep 1000");
    for _ in 0..2 {
        desk.visits("valid-kumiai", VALID);
        desk.leaves();
    }
    let children = format!("/proc/{0}/task/{0}/children", desk.pid());
    let children = || std::fs::read_to_string(&children).expect("children").split_whitespace().count();
    wait_for("at most one speaker", || (children() <= 1).then_some(()));
}
