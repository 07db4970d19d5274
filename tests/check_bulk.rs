//! `uketsuke check --bulk` against the emulated qualification terminal: the two real programs, and folders between
//! them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::bulk_program::{Terminal, code, command, ended_by, err, journal, once, out};

const HEADER: &str = "key,insurer,symbol,number,branch,birth\n";
const HANAKO: &str = "A-1,06139992,試験,0012345,01,1990-04-01\n";
const JIRO: &str = "A-2,139998,試－１,123456,,1975-06-30\n";
const LOST: &str = "A-3,01139997,99999998,12,00,1980-10-01\n";

/// What must stand in no output.
const SECRETS: [&str; 6] = ["06139992", "0012345", "試験", "1990", "花子", "A-1"];

fn file(terminal: &Terminal, name: &str, rows: &[&str]) -> PathBuf {
    let path = terminal.path().join(name);
    fs::write(&path, format!("{HEADER}{}", rows.concat())).unwrap();
    path
}

fn check(terminal: &Terminal, path: &std::path::Path, more: &[&str]) -> Output {
    let output = command(terminal, "check", more).arg("--bulk").arg(path).output().unwrap();
    for secret in SECRETS {
        assert!(!(out(&output) + &err(&output)).contains(secret), "{secret}: {}{}", out(&output), err(&output));
    }
    output
}

#[test]
fn bookings_become_results_beside_them_and_the_same_file_is_never_asked_twice() {
    let terminal = Terminal::start(&["bulk-rounds=0"]);
    let path = file(&terminal, "today.csv", &[HANAKO, JIRO]);
    let output = check(&terminal, &path, &[]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let results = terminal.path().join("today.results.csv");
    let numbers = "SIMULATION\nok: 2\nchanged: 0\ninvalid: 0\nnot answered: 0\nforeign: 0\n";
    assert_eq!(out(&output), format!("{numbers}results: {}\n", results.display()));
    assert!(err(&output).contains("asking about 2") && err(&output).contains("works on them"), "{}", err(&output));
    let text = fs::read_to_string(&results).unwrap();
    assert!(text.contains("\r\n\"A-2\",\"simulated:confirmed\","), "{text}");
    assert_eq!(fs::metadata(&results).unwrap().permissions().mode() & 0o777, 0o600);
    let again = check(&terminal, &path, &[]);
    assert_eq!((code(&again), out(&again)), (0, out(&output)));
    assert!(err(&again).contains("nothing is asked"), "{}", err(&again));
    assert_eq!(terminal.says("status"), "ok taken=2 answered=2 refused=0 twice=0");
    assert_eq!(code(&check(&terminal, &path, &["--again"])), 0);
    assert_eq!(terminal.says("status"), "ok taken=4 answered=4 refused=0 twice=0");
    assert!(terminal.names("Req").is_empty() && terminal.names("Res").is_empty());
}

#[test]
fn one_who_is_not_confirmed_makes_exit_status_1() {
    let terminal = Terminal::start(&["bulk-rounds=0"]);
    let path = file(&terminal, "today.csv", &[HANAKO, LOST]);
    let output = check(&terminal, &path, &[]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(out(&output).starts_with("SIMULATION\nok: 1\nchanged: 0\ninvalid: 1\n"), "{}", out(&output));
    assert!(
        fs::read_to_string(terminal.path().join("today.results.csv")).unwrap().contains("\"A-3\",\"simulated:lost\"")
    );
}

#[test]
fn without_a_result_the_exit_status_is_2_and_it_says_what_to_do() {
    let terminal = Terminal::start(&["bulk-rounds=0"]);
    terminal.settings("deadline = \"2s\"\nnotice = \"1s\"\n");
    let wrong = "A-1,06139993,試験,0012345,01,1990-04-01\n";
    for (name, switch, rows, words) in [
        ("wrong.csv", "set take whole", &[wrong][..], "line 2: insurer has a check digit"),
        ("zip.csv", "set form zip-encrypted", &[HANAKO], "not encrypted (n)"),
        ("untaken.csv", "set take never", &[JIRO], "has not taken the request"),
        ("silent.csv", "set answer-after never", &[LOST], "--again"),
    ] {
        assert_eq!(terminal.says("reset"), "ok");
        for line in ["set take-after 0ms", "set answer-after 0ms", "set bulk-rounds 0", switch] {
            assert_eq!(terminal.says(line), "ok", "{line}");
        }
        let path = file(&terminal, name, rows);
        let output = check(&terminal, &path, &[]);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{name}");
        assert!(err(&output).contains(words), "{name}: {}", err(&output));
        assert!(!err(&output).contains("06139993"), "{}", err(&output));
        assert!(!path.with_extension("results.csv").exists(), "{name}");
    }
    let none = check(&terminal, &terminal.path().join("none.csv"), &[]);
    assert_eq!((code(&none), err(&none).contains("the file is gone")), (2, true), "{}", err(&none));
    assert!(terminal.says("status").ends_with("twice=0"));
}

#[test]
fn old_results_a_copy_and_a_file_of_the_site_are_named_and_confirm_nothing() {
    let terminal = Terminal::start(&["bulk-rounds=0"]);
    let path = file(&terminal, "today.csv", &[HANAKO]);
    assert_eq!(code(&check(&terminal, &path, &[])), 0);
    let asked = terminal.says("status");
    // The same rows under another name.
    let copy = file(&terminal, "copy.csv", &[HANAKO]);
    let output = check(&terminal, &copy, &[]);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    assert!(err(&output).contains("do not lie beside them"), "{}", err(&output));
    // The same rows on another day.
    let state = terminal.path().join("bulk.json");
    let text = fs::read_to_string(&state).unwrap();
    let (before, after) = text.split_once("\"day\": \"").unwrap();
    fs::write(&state, format!("{before}\"day\": \"20261125{}", after.get(8..).unwrap())).unwrap();
    let output = check(&terminal, &path, &[]);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""));
    assert!(err(&output).contains("asked about on 2026-11-25, which is not today"), "{}", err(&output));
    // What is no file of results is not replaced.
    let path = file(&terminal, "tomorrow.csv", &[JIRO]);
    let notes = terminal.path().join("tomorrow.results.csv");
    fs::write(&notes, "notes\n").unwrap();
    let output = check(&terminal, &path, &[]);
    assert_eq!((code(&output), err(&output).contains("move it away")), (2, true), "{}", err(&output));
    assert_eq!(fs::read_to_string(&notes).unwrap(), "notes\n");
    assert_eq!(terminal.says("status"), asked);
}

#[test]
fn the_command_line_is_of_one_paper_or_of_bookings() {
    let terminal = Terminal::start(&[]);
    for (arguments, words) in [
        (&["--bulk", "x.csv", "--insurer", "06139992"][..], "--bulk takes no numbers"),
        (&["--again"], "--again needs --bulk"),
        (&["--insurer", "06139992"], "--number is missing"),
    ] {
        let output = command(&terminal, "check", arguments).output().unwrap();
        assert_eq!((code(&output), err(&output).contains(words)), (2, true), "{}", err(&output));
    }
}

#[test]
fn a_check_that_is_killed_while_the_terminal_works_goes_on_where_it_was() {
    let terminal = Terminal::start(&["bulk-rounds=1"]);
    let path = file(&terminal, "today.csv", &[HANAKO, JIRO]);
    let mut killed = command(&terminal, "check", &[]).arg("--bulk").arg(&path).stderr(Stdio::null()).spawn().unwrap();
    let begin = Instant::now();
    once(|| terminal.says("status").starts_with("ok taken=2 answered=2"), "no request for the result");
    killed.kill().unwrap();
    killed.wait().unwrap();
    let output = check(&terminal, &path, &[]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(err(&output).contains("goes on where it was"), "{}", err(&output));
    assert!(terminal.says("status").ends_with("twice=0"));
    assert!(begin.elapsed() >= Duration::from_secs(10), "the result was asked for again too soon");
}

#[test]
fn ctrl_c_ends_it_quietly_and_what_the_terminal_has_not_taken_is_withdrawn() {
    let terminal = Terminal::start(&["bulk-rounds=0", "take=never"]);
    let path = file(&terminal, "today.csv", &[HANAKO]);
    let mut running = command(&terminal, "check", &["--bulk"]);
    let ended = ended_by(running.arg(&path), rustix::process::Signal::INT, || !terminal.names("Req").is_empty());
    assert_eq!((code(&ended), out(&ended).as_str()), (2, ""), "{}", err(&ended));
    let words = "uketsuke: interrupted; what is known is kept: the same command again goes on where it was, and asks nothing twice\n";
    assert!(err(&ended).ends_with(words), "{}", err(&ended));
    assert!(terminal.names("Req").is_empty());
    assert_eq!(terminal.says("set take whole"), "ok");
    assert_eq!(code(&check(&terminal, &path, &[])), 0);
    assert_eq!(terminal.says("status"), "ok taken=2 answered=2 refused=0 twice=0");
}

#[test]
fn a_result_that_cannot_be_read_is_asked_for_once_more_by_the_number_that_was_kept() {
    let terminal = Terminal::start(&["bulk-rounds=0", "form=zip-encrypted"]);
    terminal.settings("[journal]\ndir = \"journal\"\n");
    fs::create_dir(terminal.path().join("journal")).unwrap();
    let path = file(&terminal, "today.csv", &[HANAKO, JIRO]);
    let output = check(&terminal, &path, &[]);
    let words = "its reception number is kept: to ask for the result once more, give --again\n";
    assert_eq!((code(&output), err(&output).ends_with(words)), (2, true), "{}", err(&output));
    let same = check(&terminal, &path, &[]);
    assert_eq!((code(&same), err(&same).ends_with(words)), (2, true), "{}", err(&same));
    assert_eq!(terminal.says("status"), "ok taken=2 answered=2 refused=0 twice=0");
    assert_eq!(terminal.says("set form xml"), "ok");
    let output = check(&terminal, &path, &["--again"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(err(&output).starts_with("asking for the result once more"), "{}", err(&output));
    assert_eq!(terminal.says("status"), "ok taken=3 answered=3 refused=0 twice=0");
    let lines = journal(&terminal);
    let members = [
        "\"kind\":\"bulk-check\",\"asked_by\":\"command\",\"people\":2,\"error\":\"packed\"",
        "\"asked_by\":\"command\",\"people\":2,\"ok\":2,\"changed\":0,\"invalid\":0,\"unanswered\":0",
    ];
    assert_eq!(lines.len(), members.len(), "{lines:?}");
    for (line, members) in lines.iter().zip(members) {
        assert!(line.contains(members), "{line}");
    }
}

#[test]
fn where_the_journal_must_have_a_line_nothing_is_asked_without_one() {
    let terminal = Terminal::start(&["bulk-rounds=0"]);
    terminal.settings("[journal]\ndir = \"journal\"\nwhen_full = \"stop\"\n");
    let path = file(&terminal, "today.csv", &[HANAKO]);
    let output = command(&terminal, "check", &["--bulk"]).arg(&path).output().unwrap();
    assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{}", err(&output));
    assert!(err(&output).contains("when_full"), "{}", err(&output));
    assert_eq!(terminal.says("status"), "ok taken=0 answered=0 refused=0 twice=0");
    fs::create_dir(terminal.path().join("journal")).unwrap();
    assert_eq!(code(&check(&terminal, &path, &[])), 0);
    assert_eq!(journal(&terminal).len(), 1);
}
