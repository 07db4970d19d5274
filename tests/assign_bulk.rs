//! `uketsuke assign --bulk` against the emulated qualification terminal: the two real programs, and folders between
//! them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::bulk_program::{Terminal, code, command, ended_by, err, journal, once, out};

const HEADER: &str = "key,insurer,symbol,number,branch,birth,reference\n";
const HANAKO: &str = "A-1,06139992,試験,0012345,01,1990-04-01,P000123\n";
const JIRO: &str = "A-2,139998,試－１,123456,,1975-06-30,000777\n";
const STRANGER: &str = "A-3,01139997,7,777,00,1980-10-01,P000125\n";

/// What must stand in no output, and in no file of the kiosk's own.
const SECRETS: [&str; 7] = ["06139992", "0012345", "試験", "1990", "花子", "A-1", "P000123"];

fn file(terminal: &Terminal, name: &str, rows: &[&str]) -> PathBuf {
    let path = terminal.path().join(name);
    fs::write(&path, format!("{HEADER}{}", rows.concat())).unwrap();
    path
}

fn assign(terminal: &Terminal, path: &Path, more: &[&str]) -> Output {
    let output = command(terminal, "assign", more).arg("--bulk").arg(path).output().unwrap();
    for secret in SECRETS {
        assert!(!(out(&output) + &err(&output)).contains(secret), "{secret}: {}{}", out(&output), err(&output));
    }
    output
}

fn results(path: &Path) -> String {
    fs::read_to_string(path.with_extension("assigned.csv")).unwrap()
}

#[test]
fn numbers_are_kept_once_and_stand_in_later_results_of_these_people() {
    let terminal = Terminal::start(&["bulk-rounds=0"]);
    terminal.settings("[journal]\ndir = \"journal\"\n");
    fs::create_dir(terminal.path().join("journal")).unwrap();
    let path = file(&terminal, "today.csv", &[HANAKO, JIRO]);
    let output = assign(&terminal, &path, &[]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let numbers = "SIMULATION\nkept: 2\nrefused: 0\nunclear: 0\nnot answered: 0\nforeign: 0\n";
    let beside = path.with_extension("assigned.csv");
    assert_eq!(out(&output), format!("{numbers}results: {}\n", beside.display()));
    let text = results(&path);
    let rows: Vec<_> = text.lines().collect();
    assert_eq!(rows[0], "\"key\",\"result\",\"code\",\"message\",\"assigned_at\",\"bookings\"");
    assert!(rows[2].starts_with("\"A-2\",\"simulated:kept\",\"\",\"\",\"20"), "{text}");
    assert_eq!((rows.len(), fs::metadata(&beside).unwrap().permissions().mode() & 0o777), (3, 0o600));
    let again = assign(&terminal, &path, &[]);
    assert_eq!((code(&again), out(&again)), (0, out(&output)));
    assert!(err(&again).contains("nothing is asked"), "{}", err(&again));
    assert_eq!(terminal.says("status"), "ok taken=2 answered=2 refused=0 twice=0");
    assert!(terminal.names("Req").is_empty() && terminal.names("Res").is_empty());
    let [line] = journal(&terminal).try_into().unwrap();
    let members = "\"kind\":\"bulk-reference-number\",\"asked_by\":\"command\",\"people\":2,\"kept\":2,\"refused\":0";
    assert!(line.contains(members), "{line}");
    for secret in SECRETS {
        let state = fs::read_to_string(terminal.path().join("journal/bulk.json")).unwrap();
        assert!(!line.contains(secret) && !state.contains(secret), "{secret}");
    }
    // A card, a question by number, and a bulk check.
    assert!(terminal.says("card valid-kumiai").starts_with("ok"), "a card is read");
    let [card] = terminal.names("Face").try_into().unwrap();
    let card = fs::read_to_string(terminal.path().join("Face").join(card)).unwrap();
    assert!(card.contains("<ReferenceNumber>P000123</ReferenceNumber>"));
    let numbers = ["--insurer", "06139992", "--symbol", "試験", "--number", "0012345", "--branch", "01"];
    let single = command(&terminal, "check", &numbers).args(["--birth", "19900401", "--json"]).output().unwrap();
    assert!(out(&single).contains("P000123"), "{}", err(&single));
    let checked = command(&terminal, "check", &["--bulk"]).arg(&path).output().unwrap();
    assert_eq!(code(&checked), 0, "{}", err(&checked));
    let text = fs::read_to_string(path.with_extension("results.csv")).unwrap();
    assert!(text.contains("\"P000123\"") && text.contains("\"000777\""), "{text}");
}

#[test]
fn what_the_terminal_does_not_keep_stands_in_the_results_with_its_own_words() {
    for (switch, row, counts) in [
        (
            "set assign kept",
            "\"A-3\",\"simulated:refused\",\"TEST-2\",\"該当する資格がありません\"",
            "kept: 1\nrefused: 1\n",
        ),
        ("set assign refused", "\"A-1\",\"simulated:refused\",\"TEST-2\",\"登録できません\"", "kept: 0\nrefused: 2\n"),
        (
            "set assign other-number",
            "\"A-1\",\"simulated:not-answered\",\"missing\",\"\",\"\"",
            "not answered: 2\nforeign: 2\n",
        ),
        (
            "set bulk missing",
            "\"A-3\",\"simulated:not-answered\",\"missing\",\"\",\"\"",
            "kept: 1\nrefused: 0\nunclear: 0\nnot answered: 1\n",
        ),
    ] {
        let terminal = Terminal::start(&["bulk-rounds=0"]);
        assert_eq!(terminal.says(switch), "ok");
        let path = file(&terminal, "today.csv", &[HANAKO, STRANGER]);
        let output = assign(&terminal, &path, &[]);
        assert_eq!(code(&output), 1, "{switch}: {}", err(&output));
        assert!(out(&output).contains(counts), "{switch}: {}", out(&output));
        assert!(results(&path).contains(row), "{switch}: {}", results(&path));
    }
}

#[test]
fn a_file_in_which_a_number_is_missing_or_doubled_is_refused_whole_with_its_lines() {
    let terminal = Terminal::start(&[]);
    let rows = [
        HANAKO,
        &JIRO.replace("000777", ""),
        &STRANGER.replace("P000125", "Ｐ000123"),
        "A-4,06139992,試験,0012345,01,1990-04-01,P000126\n",
    ];
    let path = file(&terminal, "today.csv", &rows);
    let output = assign(&terminal, &path, &[]);
    assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{}", err(&output));
    for words in [
        "line 3: reference: the reference number is missing",
        "line 4: reference is that of line 2 as well",
        "line 5: has insurer, symbol, number and branch of line 2 as well",
    ] {
        assert!(err(&output).contains(words), "{}", err(&output));
    }
    assert_eq!(terminal.says("status"), "ok taken=0 answered=0 refused=0 twice=0");
    let none = command(&terminal, "assign", &[]).output().unwrap();
    assert_eq!((code(&none), err(&none).contains("--bulk is missing")), (2, true), "{}", err(&none));
}

#[test]
fn an_assignment_that_is_killed_between_receipt_and_result_goes_on_where_it_was() {
    let terminal = Terminal::start(&["bulk-rounds=1"]);
    let path = file(&terminal, "today.csv", &[HANAKO, JIRO]);
    let mut killed = command(&terminal, "assign", &["--bulk"]).arg(&path).spawn().unwrap();
    once(|| terminal.says("status").starts_with("ok taken=2 answered=2"), "no request for the result");
    killed.kill().unwrap();
    killed.wait().unwrap();
    let output = assign(&terminal, &path, &[]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(err(&output).contains("goes on where it was"), "{}", err(&output));
    assert_eq!(terminal.says("status"), "ok taken=3 answered=3 refused=0 twice=0");
}

#[test]
fn a_signal_ends_it_quietly_and_what_is_known_is_kept() {
    let terminal = Terminal::start(&["bulk-rounds=1"]);
    let path = file(&terminal, "today.csv", &[HANAKO, JIRO]);
    let mut running = command(&terminal, "assign", &["--bulk"]);
    let ended = ended_by(running.arg(&path), rustix::process::Signal::TERM, || {
        terminal.says("status").starts_with("ok taken=2 answered=2")
    });
    assert_eq!((code(&ended), out(&ended).as_str()), (2, ""), "{}", err(&ended));
    assert!(
        err(&ended).ends_with("the same command again goes on where it was, and asks nothing twice\n"),
        "{}",
        err(&ended)
    );
    assert!(!path.with_extension("assigned.csv").exists());
    assert_eq!(code(&assign(&terminal, &path, &[])), 0);
    assert_eq!(terminal.says("status"), "ok taken=3 answered=3 refused=0 twice=0");
}
