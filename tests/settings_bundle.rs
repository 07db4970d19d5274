//! Settings of many kiosks from a signed bundle, at a real desk: signed by the handbook's own commands, taken by the
//! program's own, and laid in between visits.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::desk::{Desk, PIN, Place, Setup, TAKE_CARD, VALID, WAITING, program};
use crate::support::terminal::Key;
use crate::support::wait_for;

const OLD: &str = "見本助産院";
const NEW: &str = "みどり助産院";
const MENU: &str = "職員メニュー";
const HANDBOOK: &str = include_str!("../kiosk/README.md");

/// The lines of the handbook's examples that begin so, run in this folder as they stand there.
fn runs_the_handbooks(dir: &Path, beginning: &str) {
    let lines: Vec<&str> = HANDBOOK.lines().filter(|line| line.starts_with(beginning)).collect();
    assert!(!lines.is_empty(), "no line {beginning}");
    for line in lines {
        let output = Command::new("sh").args(["-euc", line]).current_dir(dir).output().expect("a shell");
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

fn makes_keys(dir: &Path) {
    runs_the_handbooks(dir, "openssl genpkey -algorithm ed25519");
    runs_the_handbooks(dir, "openssl pkey -in fleet.key");
}

fn signs(dir: &Path, text: &str) {
    fs::write(dir.join("fleet.toml"), text).expect("a bundle");
    runs_the_handbooks(dir, "openssl pkeyutl -sign -rawin");
}

/// A kiosk that trusts a key, whose owner is at the same desk.
fn of_a_fleet(place: &Place<'_>) {
    makes_keys(place.dir);
    place.adds("[journal]\ndir = \"journal\"\n[fleet]\nkiosk = \"midori-1\"\nkey = \"fleet.pem\"\n");
}

fn fleet() -> Setup {
    Setup { before: of_a_fleet, ..Setup::default() }
}

/// A bundle that gives the kiosk another name.
fn named(serial: u64, name: &str) -> String {
    format!(
        "serial = {serial}\n[base.ui]\ndim_after = \"10m\"\n[kiosk.midori-1.kiosk]\nname = \"{name}\"\n[kiosk.midori-2]\n"
    )
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The update program has the kiosk take what it fetched.
fn takes(desk: &Desk, text: &str) -> (bool, String) {
    signs(desk.dir(), text);
    takes_what_lies_there(desk)
}

fn takes_what_lies_there(desk: &Desk) -> (bool, String) {
    let mut command = desk.pcscd.command(program());
    command.args(["settings", "take"]).arg(desk.dir().join("fleet.toml"));
    let output = command.arg("--config").arg(desk.dir().join("kiosk.toml")).output().expect("uketsuke");
    (output.status.success(), said(&output))
}

fn settings(desk: &Desk) -> String {
    fs::read_to_string(desk.dir().join("kiosk.toml")).expect("the settings")
}

/// What the doctor says of bundles: each finding's state and words.
fn doctor(desk: &Desk) -> Vec<(String, String)> {
    let mut command = desk.pcscd.command(program());
    let output = command.args(["doctor", "--json", "--config"]).arg(desk.dir().join("kiosk.toml")).output();
    let found: Vec<Value> = serde_json::from_slice(&output.expect("uketsuke").stdout).expect("JSON");
    let of_bundles = found.iter().filter(|finding| finding["name"] == "bundle");
    let word = |finding: &Value, member: &str| finding[member].as_str().expect("a text").to_owned();
    of_bundles.map(|finding| (word(finding, "state"), word(finding, "found"))).collect()
}

fn journal_line(desk: &Desk, serial: u64) -> Option<Value> {
    let text = fs::read_to_string(desk.dir().join("journal/journal.jsonl")).expect("a journal");
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line"));
    lines.into_iter().find(|line| line["kind"] == "settings" && line["bundle"] == serial)
}

/// The kiosk has started again with this name.
fn is_called(desk: &Desk, name: &str, serial: u64) {
    desk.sees_so(name, |screen| screen.contains(name) && screen.contains(WAITING));
    assert!(settings(desk).contains(&format!("taken = \"{serial} ")), "{}", settings(desk));
}

#[test]
fn a_bundle_that_the_handbooks_commands_sign_is_checked_for_every_kiosk_without_any_kiosk() {
    let dir = tempfile::tempdir().expect("a folder");
    makes_keys(dir.path());
    let check = |arguments: &[&str]| {
        let mut command = Command::new(program());
        command.args(["settings", "check", "fleet.toml"]).args(arguments).current_dir(dir.path());
        let output = command.output().expect("uketsuke");
        (output.status.code().expect("a status"), said(&output))
    };
    signs(dir.path(), &named(3, NEW));
    let all = "serial 3\nok      midori-1: 2 keys\nok      midori-2: 1 keys\n".to_owned();
    assert_eq!(check(&["--key", "fleet.pem"]), (0, all));
    let one = "serial 3\nok      midori-2: 1 keys\n".to_owned();
    assert_eq!(check(&["--key", "fleet.pem", "--kiosk", "midori-2"]), (0, one));
    let (status, words) = check(&["--key", "fleet.pem", "--kiosk", "midori-9"]);
    assert!(status == 1 && words.contains("it has midori-1, midori-2"), "{words}");
    let (status, words) = check(&["--key", "fleet.key"]);
    assert!(status == 1 && words.contains("holds a private key"), "{words}");

    signs(dir.path(), &named(4, ""));
    let (status, words) = check(&["--key", "fleet.pem"]);
    assert!(
        status == 1 && words.contains("refused midori-1: fleet.toml:5:1: kiosk.name of kiosk midori-1: "),
        "{words}"
    );
    assert!(words.contains("ok      midori-2"), "{words}");
    fs::write(dir.path().join("fleet.toml"), named(5, NEW)).expect("a bundle");
    let (status, words) = check(&["--key", "fleet.pem"]);
    assert!(status == 1 && words.contains("changed since"), "{words}");
}

#[test]
fn a_bundle_taken_during_a_visit_changes_nothing_until_the_card_is_out_and_the_kiosk_waits() {
    let desk = Desk::set_up(fleet());
    let before = settings(&desk);
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    let (done, words) = takes(&desk, &named(7, NEW));
    assert!(done && words.contains("serial 7 waits"), "{words}");
    desk.enters_pin("1234");
    desk.sees(VALID);
    assert!(desk.shows(OLD) && !desk.shows(NEW));
    desk.cancels();
    desk.sees(TAKE_CARD);
    assert_eq!(settings(&desk), before, "a card lies there");
    assert_eq!(journal_line(&desk, 7), None);
    assert_eq!(doctor(&desk)[1], ("ok".to_owned(), "number 7 waits until no one is there".to_owned()));
    desk.removes();
    is_called(&desk, NEW, 7);
    assert_eq!(fs::read_to_string(desk.dir().join("kiosk.toml.before")).expect("a file"), before);
    let line = wait_for("a line of the journal", || journal_line(&desk, 7));
    assert_eq!(line["keys"], serde_json::json!(["kiosk.name", "ui.dim_after"]));
    assert!(!line.to_string().contains(NEW), "{line}");
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    assert!(doctor(&desk)[0].1.starts_with("number 7, taken 20"), "{:?}", doctor(&desk));
    desk.journal_verifies("as it was written");
}

#[test]
fn a_bundle_waits_while_staff_are_in_the_menu_and_while_the_last_answer_is_theirs_to_see() {
    let mut desk = Desk::set_up(fleet());
    let before = settings(&desk);
    desk.presses(Key::F10);
    desk.sees(MENU);
    assert!(takes(&desk, &named(1, NEW)).0);
    desk.types("5");
    desk.sees("秘密鍵");
    desk.presses(Key::Down);
    desk.sees("番号 1 は空きを待っています");
    assert_eq!(settings(&desk), before);
    // A visit begins as soon as the menu is left, and staff close its answer by Enter.
    desk.cancels();
    desk.sees(MENU);
    desk.inserts("valid-kumiai");
    desk.sees("カードが置かれました");
    desk.cancels();
    desk.enters_pin("1234");
    desk.sees(VALID);
    desk.enter_again();
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);
    desk.presses(Key::F10);
    desk.sees("直前の結果");
    assert_eq!(settings(&desk), before, "the answer would be gone");
    desk.cancels();
    desk.sees(WAITING);
    // The next one is closed by Esc.
    desk.visits("valid-kumiai", VALID);
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    is_called(&desk, NEW, 1);
    desk.leaves_a_clean_terminal_by("TERM");
}

#[test]
fn a_bundle_that_is_wrong_foreign_old_or_the_same_leaves_the_settings_as_they_are() {
    let mut desk = Desk::set_up(fleet());
    assert_eq!(doctor(&desk), [("look".to_owned(), "none taken yet".to_owned())]);
    assert!(takes(&desk, &named(5, NEW)).0);
    // A key that does nothing there; the kiosk wakes for it.
    desk.presses(Key::Backspace);
    is_called(&desk, NEW, 5);
    let taken = settings(&desk);
    for (text, reason) in [
        (named(4, OLD), "serial 4 is older than 5"),
        (named(5, OLD), "serial 5 was another bundle"),
        (named(6, ""), "fleet.toml:5:1: kiosk.name of kiosk midori-1: "),
        (named(6, OLD).replace("midori-1", "aoi-1"), "it has no [kiosk.midori-1]"),
        (named(6, OLD).replace("[base.ui]", "[base.staff]"), "a bundle sets no secret"),
        (named(6, OLD).replace("serial = 6", "serial = 6\nuntil = 2026-01-01"), "is over"),
        (
            format!("{}[base.gateway]\nurl = \"https://simulated.example\"\n", named(6, OLD)),
            "a service comes with its authority",
        ),
        ("serial = 6\n[base".to_owned(), "fleet.toml:2:6: "),
    ] {
        let (done, words) = takes(&desk, &text);
        assert!(!done && words.starts_with("uketsuke: not taken: ") && words.contains(reason), "{words}");
        let found = doctor(&desk);
        assert!(found[1].0 == "look" && found[1].1.contains(reason), "{found:?}");
    }
    // Another's signature, and a link.
    makes_keys(support_folder(&desk).as_path());
    signs(support_folder(&desk).as_path(), &named(6, OLD));
    for name in ["fleet.toml", "fleet.toml.sig"] {
        fs::copy(support_folder(&desk).join(name), desk.dir().join(name)).expect("a file");
    }
    let (done, words) = takes_what_lies_there(&desk);
    assert!(!done && words.contains("not signed with the key"), "{words}");
    // The one that was taken, once more.
    let (done, words) = takes(&desk, &named(5, NEW));
    assert!(done && words == "serial 5 was taken already\n", "{words}");
    assert_eq!(doctor(&desk).len(), 1, "{:?}", doctor(&desk));
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    assert_eq!(settings(&desk), taken);

    // What a kiosk finds when it starts.
    desk.leaves_a_clean_terminal_by("TERM");
    assert!(takes(&desk, &named(8, OLD)).0);
    desk.starts_again();
    is_called(&desk, OLD, 8);
    assert!(journal_line(&desk, 8).is_some() || wait_for("a line", || journal_line(&desk, 8)).is_object());
}

/// A folder for another owner of keys.
fn support_folder(desk: &Desk) -> std::path::PathBuf {
    let folder = desk.dir().join("another");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}
