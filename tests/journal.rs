//! The journal of a real desk: what visits leave in it, a kiosk that is killed, a full disk, and the command
//! that verifies it.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Command;

use serde_json::Value;

use crate::support::desk::{Desk, PIN, Place, STAFF, Setup, TAKE_CARD, VALID, WAITING};
use crate::support::terminal::{Key, Terminal};
use crate::support::wait_for;

const FULL: &str = "K-601";

fn keeps_a_journal(place: &Place<'_>) {
    place.adds("[journal]\ndir = \"journal\"\n");
}

/// A disk of 64 KiB of root's own, in the desk's own mount namespace.
fn keeps_a_journal_on_a_small_disk(place: &Place<'_>, when_full: &str) {
    place.adds(&format!("[journal]\ndir = \"disk/journal\"\nwhen_full = \"{when_full}\"\n"));
    let disk = place.dir.join("disk");
    std::fs::create_dir(&disk).expect("a folder");
    let mount =
        place.pcscd.command("mount").args(["-t", "tmpfs", "-o", "size=64k,mode=755", "tmpfs"]).arg(disk).status();
    assert!(mount.expect("mount").success());
}

/// Bytes by which a disk grows a file.
const BLOCK: usize = 4096;
/// The shortest line of a visit is longer, and the line of a start is shorter.
const VISITS_LINE: usize = 250;

/// A desk whose service has time: nothing here is about being late.
fn open(before: fn(&Place<'_>)) -> Desk {
    Desk::set_up(Setup { before, deadline: "20s", ..Setup::default() })
}

fn goes_on(place: &Place<'_>) {
    keeps_a_journal_on_a_small_disk(place, "warn");
}

fn stops(place: &Place<'_>) {
    keeps_a_journal_on_a_small_disk(place, "stop");
}

/// What `script` says where the kiosk is, with the folder of its settings as `$1`.
fn sh(desk: &Desk, script: &str) -> String {
    let output = desk.pcscd.command("sh").args(["-c", script, "sh"]).arg(desk.dir()).output().expect("sh");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Fills the disk to its last byte.
fn fills(desk: &Desk) {
    sh(desk, "cat /dev/zero > \"$1/disk/filler\" 2>/dev/null");
}

fn frees_the_disk(desk: &Desk) {
    sh(desk, "rm \"$1/disk/filler\"");
}

fn text(desk: &Desk) -> String {
    sh(desk, "cat \"$1\"/journal/journal.jsonl \"$1\"/disk/journal/journal.jsonl 2>/dev/null")
}

/// The lines so far, without a last one that is being written.
fn lines(desk: &Desk) -> Vec<Value> {
    let text = text(desk);
    let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Of each visit so far: method, proof, verdict and code.
fn visits(desk: &Desk) -> Vec<[String; 4]> {
    let word = |line: &Value, name: &str| line[name].as_str().unwrap_or("-").to_owned();
    let visits = lines(desk).into_iter().filter(|line| line["kind"] == "visit");
    visits.map(|line| ["method", "proof", "verdict", "error"].map(|name| word(&line, name))).collect()
}

fn has_visits(desk: &Desk, expected: &[[&str; 4]]) {
    let found =
        wait_for("as many visits in the journal", || Some(visits(desk)).filter(|all| all.len() >= expected.len()));
    assert_eq!(found, expected);
}

/// Exit status and words of `uketsuke journal verify`, by the settings or of a file.
fn verifies(desk: &Desk, file: Option<&str>) -> (Option<i32>, String) {
    let mut command = desk.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
    command.args(["journal", "verify"]);
    match file {
        Some(file) => command.arg(desk.dir().join(file)),
        None => command.arg("--config").arg(desk.dir().join("kiosk.toml")),
    };
    let output = command.output().expect("uketsuke");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

fn is_whole(desk: &Desk) {
    let (status, words) = verifies(desk, None);
    assert_eq!(status, Some(0), "{words}");
}

/// The power goes, as far as a program notices, and the kiosk starts again.
fn is_killed_and_starts_again(desk: &mut Desk) {
    desk.signals("KILL");
    let status = desk.terminal().ends();
    assert_eq!(status.signal(), Some(9), "{status}");
    let mut command = desk.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
    command.arg("run").arg("--config").arg(desk.dir().join("kiosk.toml"));
    *desk.terminal() = Terminal::start(&command, 80, 24);
}

#[test]
fn every_visit_leaves_one_line_and_nobodys_name_number_or_pin() {
    let desk = open(keeps_a_journal);
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    desk.inserts("pin-wrong");
    desk.enters_pin("7391");
    desk.sees("暗証番号が違います");
    desk.enters_pin("9876");
    desk.sees(VALID);
    desk.leaves();
    desk.visits("lost", "[NG] 無効（資格喪失）");
    desk.leaves();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.presses(Key::F3);
    desk.sees(STAFF);
    desk.staff();
    desk.sees(VALID);
    desk.leaves();
    desk.inserts("foreign");
    desk.sees("K-101");
    desk.leaves();
    desk.inserts("mute");
    desk.sees("K-102");
    desk.leaves();
    desk.inserts("garbage");
    desk.enters_pin("1234");
    desk.sees("K-406");
    desk.leaves();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.leaves();
    has_visits(
        &desk,
        &[
            ["pin", "pin", "confirmed", "-"],
            ["pin", "pin", "confirmed", "-"],
            ["pin", "pin", "lost", "-"],
            ["staff", "attested", "confirmed", "-"],
            ["pin", "-", "-", "K-101"],
            ["pin", "-", "-", "K-102"],
            ["pin", "-", "-", "K-406"],
            ["pin", "-", "-", "-"],
        ],
    );
    let all = lines(&desk);
    assert_eq!(all[0]["kind"], "start");
    let cards: Vec<_> = all.iter().filter(|line| line["kind"] == "visit").map(|line| line["card"].as_str()).collect();
    assert!(cards[0].is_some() && cards[0] == cards[3] && cards[0] == cards[7], "one card, one mark: {cards:?}");
    assert!(cards[0] != cards[1] && cards[4].is_none() && cards[5].is_none(), "{cards:?}");
    assert!(all.iter().all(|line| line["terminal"] == "1319999999"));
    let text = text(&desk);
    for secret in ["花子", "太郎", "0012345", "06139992", "試験市", "見本", "7391\"", "9876\"", "1234\""] {
        assert!(!text.contains(secret), "{secret} is in the journal:\n{text}");
    }
    is_whole(&desk);
}

#[test]
fn the_line_is_on_the_disk_when_the_answer_shows() {
    let mut desk = open(keeps_a_journal);
    desk.visits("valid-kumiai", VALID);
    is_killed_and_starts_again(&mut desk);
    let visits = visits(&desk);
    assert_eq!(visits, [["pin", "pin", "confirmed", "-"]]);
}

#[test]
fn a_kiosk_that_is_killed_in_the_middle_goes_on_where_it_was() {
    let mut desk = open(keeps_a_journal);
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("12");
    is_killed_and_starts_again(&mut desk);
    // The card lies there still, and is another visit.
    desk.sees(PIN);
    // The day was not counted again.
    desk.leaves();
    let starts = wait_for("the second visit's line", || Some(lines(&desk)).filter(|lines| lines.len() == 4));
    let kinds: Vec<_> = starts.iter().map(|line| line["kind"].as_str().expect("a kind")).collect();
    assert_eq!(kinds, ["start", "visit", "start", "visit"]);
    is_whole(&desk);
}

#[test]
fn half_a_line_that_a_power_cut_left_is_cut_off_and_recorded() {
    let mut desk = open(keeps_a_journal);
    desk.visits("valid-kumiai", VALID);
    desk.signals("TERM");
    assert!(desk.terminal().ends().success());
    sh(&desk, "printf '{\"seq\":3,\"at\":\"2026' >> \"$1/journal/journal.jsonl\"");
    let (status, words) = verifies(&desk, None);
    assert_eq!((status, words.contains("line 3 is not whole (19 bytes)")), (Some(1), true), "{words}");
    let mut command = desk.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
    command.arg("run").arg("--config").arg(desk.dir().join("kiosk.toml"));
    *desk.terminal() = Terminal::start(&command, 80, 24);
    let all = wait_for("the next start", || Some(lines(&desk)).filter(|lines| lines.len() == 4));
    assert_eq!((&all[2]["kind"], &all[2]["bytes"], &all[3]["kind"]), (&"repair".into(), &19.into(), &"start".into()));
    is_whole(&desk);
}

#[test]
fn the_command_says_what_was_done_to_which_line() {
    let desk = open(keeps_a_journal);
    for _ in 0..3 {
        desk.visits("valid-kumiai", VALID);
        desk.leaves();
    }
    let (status, words) = verifies(&desk, Some("journal/journal.jsonl"));
    assert_eq!(status, Some(0), "{words}");
    let counted = "lines: 4\nof them in a simulation: 3\nfirst: ";
    assert!(words.contains(counted) && words.contains("\nhead:  4 "), "{words}");
    for (change, said) in [
        ("sed -i '2s/confirmed/lost/'", "line 2 (number 2) was changed"),
        ("sed -i 3d", "before line 3, number 3 is missing"),
        ("sed -i '$d'", "at the end, number 4 is missing"),
        ("sed -i '2{h;d};3{G}'", "line 2 (number 3) is not in its place"),
        ("sed -i 2p", "line 3 (number 2) was added"),
    ] {
        sh(
            &desk,
            &format!("mkdir -p \"$1/copy\" && cp \"$1\"/journal/* \"$1/copy\" && {change} \"$1/copy/journal.jsonl\""),
        );
        let (status, words) = verifies(&desk, Some("copy/journal.jsonl"));
        assert_eq!((status, words.contains(said)), (Some(1), true), "{change}: {words}");
    }
    let no_file = verifies(&desk, Some("nothing.jsonl"));
    assert_eq!(no_file.0, Some(1));
}

#[test]
fn where_no_journal_is_kept_there_is_none_to_verify() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = folder.path().join("kiosk.toml");
    let shipped = include_str!("../config/kiosk.toml");
    std::fs::write(&settings, shipped.replace("\ndir = \"/var/lib", "\n# dir = \"/var/lib")).expect("settings");
    let output = Command::new(env!("CARGO_BIN_EXE_uketsuke"))
        .args(["journal", "verify", "--config"])
        .arg(settings)
        .output()
        .expect("uketsuke");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("[journal] dir"));
}

#[test]
fn on_a_full_disk_visits_go_on_staff_see_it_and_the_lines_are_written_later() {
    let desk = open(goes_on);
    wait_for("the start's line", || (lines(&desk).len() == 1).then_some(()));
    fills(&desk);
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    desk.visits("lost", "[NG] 無効（資格喪失）");
    desk.sees(FULL);
    // The first visit's line fits behind the start's on the disk; its head does not, so the second waits.
    assert_eq!(lines(&desk).len(), 2);
    is_whole(&desk);
    frees_the_disk(&desk);
    desk.leaves();
    desk.sees_not(FULL);
    has_visits(&desk, &[["pin", "pin", "confirmed", "-"], ["pin", "pin", "lost", "-"]]);
    is_whole(&desk);
}

#[test]
fn on_a_full_disk_the_kiosk_stops_where_it_is_told_to_and_comes_back_by_itself() {
    let mut desk = open(stops);
    wait_for("the start's line", || (lines(&desk).len() == 1).then_some(()));
    // Until no visit's line fits behind the others in the file's last block, which the full disk has for it.
    while BLOCK - text(&desk).len() % BLOCK > VISITS_LINE {
        let before = lines(&desk).len();
        is_killed_and_starts_again(&mut desk);
        wait_for("the line of one more start", || (lines(&desk).len() > before).then_some(()));
    }
    desk.sees(WAITING);
    fills(&desk);
    desk.inserts("valid-kumiai");
    desk.enters_pin("1234");
    desk.sees(FULL);
    assert!(!String::from_utf8_lossy(&desk.raw()).contains(VALID));
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    // Waiting says it too, and no PIN is asked for.
    desk.sees(FULL);
    desk.inserts("valid-kumiai");
    desk.sees("確認できませんでした");
    assert_eq!(desk.verifies(), 0, "{}", desk.card.status());
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    frees_the_disk(&desk);
    desk.sees(WAITING);
    desk.sees_not(FULL);
    has_visits(&desk, &[["pin", "pin", "confirmed", FULL], ["pin", "-", "-", FULL]]);
    desk.visits("valid-kumiai", VALID);
    is_whole(&desk);
}
