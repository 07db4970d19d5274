//! The report for support from afar, through the real binary: its codes are read off the screen by a decoder of a third
//! party and given to `uketsuke doctor --read`, which names the fault.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::desk::{Desk, Setup, VALID, WAITING};
use crate::support::terminal::Key;
use crate::support::wait_for;

/// A staff member's passcode.
const PASSCODE: &str =
    "sato = \"$argon2id$v=19$m=32768,t=2,p=1$6Hw0DfSZzlcITSPEtii+rg$12TsbhcgdQWMYwD4eexKcRSZy528EA/lWdGJBHmNP+I\"\n";
const SECRETS: [&str; 12] = [
    "argon2",
    "246813",
    "1234",
    "花子",
    "太郎",
    "試験",
    "0012345",
    "06139992",
    "1990",
    "見本助産院",
    "1319999999",
    "03-0000-0000",
];

fn doctor(words: &[&str], file: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    command.arg("doctor").args(words).arg(file).output().expect("uketsuke")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Opens the diagnosis.
fn diagnoses(desk: &Desk) {
    desk.presses(Key::F10);
    desk.sees("診断");
    desk.types("5");
    desk.sees("調べ直す");
    desk.sees_not("調べています");
}

/// Every code of the report, scanned off the screen.
fn scans(desk: &Desk) -> Vec<String> {
    desk.types("1");
    desk.sees("サポート用の報告");
    let mut pages: Vec<String> = Vec::new();
    loop {
        let page = wait_for("a code that did not show before", || {
            desk.photographed().pop().filter(|page| pages.last() != Some(page))
        });
        if pages.contains(&page) {
            return pages;
        }
        pages.push(page);
        // Without another key between, it could count as a repetition of the held key.
        desk.presses_quickly(Key::Backspace);
        desk.presses_quickly(Key::Down);
    }
}

/// Nothing of a person and no secret is in this text.
#[track_caller]
fn is_nameless(text: &str) {
    // Sizes and times are numbers of any digits.
    let measures = |line: &str| {
        let line = line.trim_end_matches([',', '"']);
        line.ends_with(" MiB") || line.ends_with(" s") || line.contains("\"uptime\"")
    };
    let told: String = text.lines().filter(|line| !measures(line)).flat_map(|line| [line, "\n"]).collect();
    for secret in SECRETS {
        assert!(!told.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn the_codes_on_the_screen_tell_the_doctor_elsewhere_that_the_reader_is_gone() {
    for size in [(80, 24), (128, 40)] {
        let desk = Desk::set_up(Setup {
            size,
            contact: "03-0000-0000",
            before: |place| place.adds("[journal]\ndir = \"journal\"\n"),
            ..Setup::default()
        });
        desk.visits("valid-kumiai", VALID);
        desk.leaves();
        desk.inserts("cert-dead");
        desk.sees("K-107");
        desk.removes();
        desk.cancels();
        desk.sees(WAITING);
        desk.pcscd.kill();
        desk.sees("K-2");
        diagnoses(&desk);
        let mut pages = scans(&desk);
        let of = pages.len();
        assert!(of > 1, "{pages:?}");
        pages.reverse();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("scanned.txt");
        std::fs::write(&file, format!("\n{}\n\n{}\n", pages.join("\n"), pages[0])).expect("a file");
        let output = doctor(&["--read"], &file);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(1), "{text}{}", String::from_utf8_lossy(&output.stderr));
        assert!(text.lines().any(|line| line.starts_with("broken") && line.contains("reader")), "{text}");
        assert!(text.contains("K-107"), "the last codes: {text}");
        assert!(text.contains(&format!("{}x{}", size.0, size.1)), "{text}");
        is_nameless(&text);
        let json: serde_json::Value =
            serde_json::from_slice(&doctor(&["--json", "--read"], &file).stdout).expect("JSON");
        let reader = json.as_array().expect("an array").iter().find(|finding| finding["name"] == "reader");
        assert_eq!(reader.expect("the reader")["state"], "broken", "{json}");

        // Without one of its pages it says which.
        std::fs::write(&file, pages[1..].join("\n")).expect("a file");
        let output = doctor(&["--read"], &file);
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(&format!("has {} of {of} pages; missing: {of}.", of - 1)), "{error}");
    }
}

#[test]
fn the_file_that_the_command_writes_names_a_wrong_authority_and_no_secret() {
    let desk = Desk::begin(Setup {
        trusted: false,
        contact: "03-0000-0000",
        before: |place| {
            std::fs::create_dir(place.dir.join("handed-on")).expect("a folder");
            place.adds("[handoff]\nkind = \"csv\"\ndir = \"handed-on\"\n[staff]\n");
            place.adds(PASSCODE);
        },
        ..Setup::default()
    });
    desk.sees("K-4");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.txt");
    let mut command = desk.pcscd.command(env!("CARGO_BIN_EXE_uketsuke"));
    command.arg("doctor").arg("--config").arg(desk.dir().join("kiosk.toml")).arg("--report").arg(&file);
    command.output().expect("uketsuke");
    let report = std::fs::read_to_string(&file).expect("the report");
    is_nameless(&report);
    assert!(!report.contains("sato"), "{report}");
    let text = said(&doctor(&["--read"], &file));
    let broken: Vec<&str> = text.lines().filter(|line| line.starts_with("broken")).collect();
    assert!(broken.iter().any(|line| line.contains("service") && line.contains("K-4")), "{text}");
    assert!(text.contains("handoff.kind") && text.contains("csv"), "{text}");
}

#[test]
fn staff_write_the_file_where_the_site_can_reach_it() {
    let desk = Desk::set_up(Setup {
        before: |place| {
            std::fs::create_dir(place.dir.join("handed-on")).expect("a folder");
            place.adds("[handoff]\nkind = \"csv\"\ndir = \"handed-on\"\n");
        },
        ..Setup::default()
    });
    diagnoses(&desk);
    desk.types("2");
    desk.sees("uketsuke-report-");
    let report = |folder: &Path| {
        let files =
            std::fs::read_dir(folder.join("handed-on")).expect("the folder").map(|file| file.expect("a file").path());
        files.filter(|file| file.to_string_lossy().contains("uketsuke-report-")).collect::<Vec<_>>()
    };
    let [file] = report(desk.dir()).try_into().expect("one report");
    let text = said(&doctor(&["--read"], &file));
    assert!(text.starts_with("report of"), "{text}");
    is_nameless(&std::fs::read_to_string(&file).expect("the report"));
    desk.presses(Key::Esc);
    desk.sees("調べ直す");
}

#[test]
fn what_is_no_report_is_refused_and_nothing_of_it_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("other");
    for (contents, says) in [
        (&b"SIGN-OF-THE-FILE"[..], "no report of uketsuke"),
        (b"{\"report\":1,\"SIGN-OF-THE-FILE\":", "no whole report"),
        (b"\xff\x00", "UTF-8"),
    ] {
        std::fs::write(&file, contents).expect("a file");
        let output = doctor(&["--read"], &file);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(says) && !error.contains("SIGN"), "{error}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(doctor(&["--read"], &folder.path().join("missing")).status.code(), Some(2));
    assert_eq!(doctor(&["--read"], Path::new("/dev/zero")).status.code(), Some(2));
    let output = doctor(&["--config", "x", "--read"], &file);
    assert!(String::from_utf8_lossy(&output.stderr).contains("--read takes no other option"));
}
