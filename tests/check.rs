//! `uketsuke check` against the emulated qualification terminal: the two real programs, and folders between them.

use std::fs;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::support::terminal_program::{Terminal, code, err, out};

const HANAKO: [&str; 10] =
    ["--insurer", "06139992", "--symbol", "試験", "--number", "0012345", "--branch", "01", "--birth", "1990-04-01"];

/// Asks about the numbers of a paper.
trait Check {
    fn check(&self, arguments: &[&str]) -> Output;
}

impl Check for Terminal {
    fn check(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
        command.arg("check").arg("--config").arg(self.path().join("kiosk.toml"));
        command.args(arguments).env_remove("STATE_DIRECTORY").output().unwrap()
    }
}

fn wait_for_request(terminal: &Terminal) {
    let begin = std::time::Instant::now();
    while !terminal.names("Req").iter().any(|name| name.starts_with("OQSsiquc01req_")) {
        assert!(begin.elapsed().as_secs() < 10, "no request");
        std::thread::yield_now();
    }
}

#[test]
fn a_paper_that_is_in_force_is_confirmed_with_its_fields_and_exit_status_0() {
    let terminal = Terminal::start(&[]);
    let output = terminal.check(&HANAKO);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    let text = out(&output);
    assert!(text.starts_with("模擬 SIMULATION\n有効 (confirmed)\n番号で照会"), "{text}");
    for field in ["氏名: 試験　花子", "保険者番号: 06139992", "番号: 0012345", "枝番: 01"] {
        assert!(text.contains(&format!("\n{field}\n")), "{field} in {text}");
    }
    assert!(terminal.names("Req").is_empty() && terminal.names("Res").is_empty());
    assert_eq!(terminal.says("status"), "ok taken=1 answered=1 refused=0 twice=0");
}

#[test]
fn symbol_and_branch_may_be_left_out_and_json_has_the_elements_of_the_format() {
    let terminal = Terminal::start(&[]);
    let elder = ["--insurer", "39139993", "--number", "00000018", "--birth", "昭和20年1月7日", "--json"];
    let output = terminal.check(&elder);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let json: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((json["verdict"].as_str(), json["by"].as_str()), (Some("confirmed"), Some("number")));
    assert_eq!((&json["confirmed"], &json["simulation"]), (&Value::from(true), &Value::from(true)));
    let entry = &json["answer"]["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"][0];
    assert_eq!(entry["InsuredIdentificationNumber"], "00000018");
    assert_eq!(json["answer"]["MessageHeader"]["ReferenceClassification"], "2");
}

#[test]
fn a_paper_of_the_late_elderly_is_confirmed_with_its_share_though_the_card_has_expired() {
    let terminal = Terminal::start(&[]);
    let refused = terminal.says("card kouki-paper");
    assert!(refused.contains("has expired"), "{refused}");
    let output = terminal.check(&["--insurer", "39139993", "--number", "00000026", "--birth", "昭和13年3月3日"]);
    assert_eq!((code(&output), err(&output).as_str()), (0, ""));
    let text = out(&output);
    for field in ["氏名: 試験　松", "負担割合: 1割", "有効終了日: 令和13年7月31日"] {
        assert!(text.contains(&format!("\n{field}\n")), "{field} in {text}");
    }
    assert!(!text.contains("記号") && !text.contains("枝番"), "{text}");
}

#[test]
fn any_other_verdict_is_printed_too_and_has_exit_status_1() {
    let terminal = Terminal::start(&[]);
    for (outcome, verdict) in [
        ("none", "no-match"),
        ("lost", "lost"),
        ("several", "multiple"),
        ("refused", "refused"),
        ("failed", "system-error"),
    ] {
        assert_eq!(terminal.says(&format!("set outcome {outcome}")), "ok");
        let output = terminal.check(&HANAKO);
        assert_eq!(code(&output), 1, "{outcome}: {}", err(&output));
        assert!(out(&output).lines().nth(1).unwrap().ends_with(&format!("({verdict})")), "{outcome}: {}", out(&output));
        assert!(err(&output).is_empty(), "{outcome}");
    }
}

#[test]
fn where_no_answer_of_its_own_comes_the_exit_status_is_2_and_it_says_what_to_do() {
    let terminal = Terminal::start(&[]);
    terminal.settings("deadline = \"3s\"\nnotice = \"1s\"\n");
    for (switches, words) in [
        (&["set err 医療機関コードが不正です"][..], "医療機関コードが不正です"),
        (&["set take never"], "has not taken the request"),
        (&["set answer-after never"], "has taken the request"),
        (&["set identifier other"], "another request"),
        (&["set repeat number"], "does not fit"),
        (&["set form zip-encrypted"], "encrypt"),
        (&["share gone"], "mounted"),
    ] {
        assert_eq!(terminal.says("reset"), "ok");
        for line in ["set take-after 0ms", "set answer-after 0ms"].iter().chain(switches) {
            assert_eq!(terminal.says(line), "ok", "{line}");
        }
        let output = terminal.check(&HANAKO);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{switches:?}");
        assert!(err(&output).contains(words), "{switches:?}: {}", err(&output));
        for secret in ["06139992", "0012345", "試験", "1990"] {
            assert!(!err(&output).contains(secret), "{switches:?}: {}", err(&output));
        }
    }
    assert!(terminal.says("status").ends_with("twice=0"));
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let terminal = Terminal::start(&[]);
    let with = |option: &str, value: &'static str| {
        let mut arguments = HANAKO;
        let place = arguments.iter().position(|word| *word == option).unwrap();
        arguments[place + 1] = value;
        arguments
    };
    for (arguments, words) in [
        (with("--insurer", "06139993"), "--insurer has a check digit"),
        (with("--insurer", "139997"), "--insurer has a check digit"),
        (with("--symbol", "一二三四五六七八九十一二三四五六七八九十一"), "--symbol is longer than 20"),
        (with("--number", "123456789012345678901"), "--number is longer than 20"),
        (with("--branch", "1"), "--branch has the wrong count"),
        (with("--birth", "20260230"), "--birth is no day"),
    ] {
        let output = terminal.check(&arguments);
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{words}");
        assert!(err(&output).contains(words), "{}", err(&output));
    }
    let output = terminal.check(&["--insurer", "06139992"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("--number is missing"), "{}", err(&output));
    assert_eq!(terminal.says("status"), "ok taken=0 answered=0 refused=0 twice=0");
}

#[test]
fn settings_without_a_terminal_say_what_to_set() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("kiosk.toml");
    let text = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[source]\nkind = \"oqs-folder\"\ndir = \"face\"\n";
    fs::write(&path, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    let output = command.arg("check").arg("--config").arg(&path).args(HANAKO).output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("[exchange] requests and answers"), "{}", err(&output));
}

#[test]
fn a_check_that_is_told_to_end_takes_its_request_back_first_and_says_so() {
    let terminal = Terminal::start(&["take=never"]);
    for signal in ["INT", "TERM"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
        command.arg("check").arg("--config").arg(terminal.path().join("kiosk.toml")).args(HANAKO);
        command.env_remove("STATE_DIRECTORY").stdout(Stdio::piped()).stderr(Stdio::piped());
        let asking = command.spawn().unwrap();
        wait_for_request(&terminal);
        let told = Command::new("kill").args(["-s", signal, &asking.id().to_string()]).status().unwrap();
        assert!(told.success());
        let output = asking.wait_with_output().unwrap();
        assert_eq!((code(&output), out(&output).as_str()), (2, ""), "{signal}");
        assert!(err(&output).contains("interrupted: the request is withdrawn"), "{signal}: {}", err(&output));
        assert!(terminal.names("Req").is_empty(), "{signal}");
    }
    assert_eq!(terminal.says("status"), "ok taken=0 answered=0 refused=0 twice=0");
}

#[test]
fn a_check_that_is_killed_leaves_a_request_that_the_next_one_takes_back() {
    let terminal = Terminal::start(&["take=never"]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    command.arg("check").arg("--config").arg(terminal.path().join("kiosk.toml")).args(HANAKO);
    let mut killed = command.env_remove("STATE_DIRECTORY").spawn().unwrap();
    wait_for_request(&terminal);
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(terminal.says("set take whole"), "ok");
    assert_eq!(terminal.says("set take-after 500ms"), "ok");
    let jiro = ["--insurer", "139998", "--symbol", "試－１", "--number", "123456", "--birth", "1975-06-30"];
    let output = terminal.check(&jiro);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("番号: 123456"));
}

#[test]
fn a_check_leaves_a_line_in_the_journal_that_says_that_the_command_asked() {
    let terminal = Terminal::start(&[]);
    terminal.settings("[journal]\ndir = \"journal\"\n");
    fs::create_dir(terminal.path().join("journal")).unwrap();
    assert_eq!(code(&terminal.check(&HANAKO)), 0);
    assert_eq!(terminal.says("set err E-1"), "ok");
    assert_eq!(code(&terminal.check(&HANAKO)), 2);
    let text = fs::read_to_string(terminal.path().join("journal/journal.jsonl")).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [answered, refused] = lines.as_slice() else { panic!("{text}") };
    for line in [answered, refused] {
        assert_eq!((&line["kind"], &line["asked_by"]), (&Value::from("number"), &Value::from("command")), "{text}");
    }
    assert_eq!((&answered["verdict"], &refused["error"]), (&Value::from("confirmed"), &Value::from("K-516")));
    for personal in ["06139992", "0012345", "試験", "1990", "E-1"] {
        assert!(!text.contains(personal), "{personal} in {text}");
    }
    let mut verify = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    verify.args(["journal", "verify", "--config"]).arg(terminal.path().join("kiosk.toml"));
    assert!(verify.output().unwrap().status.success());
}

#[test]
fn a_journal_that_the_kiosk_holds_is_said_and_with_stop_nothing_is_asked() {
    let terminal = Terminal::start(&[]);
    terminal.settings("[journal]\ndir = \"journal\"\n");
    fs::create_dir(terminal.path().join("journal")).unwrap();
    let held = fs::File::create(terminal.path().join("journal/journal.jsonl")).unwrap();
    held.lock().unwrap();
    let warned = terminal.check(&HANAKO);
    assert_eq!(code(&warned), 0);
    assert!(err(&warned).starts_with("uketsuke: not recorded: "), "{}", err(&warned));
    assert!(err(&warned).contains("the kiosk writes the journal"), "{}", err(&warned));
    terminal.settings("when_full = \"stop\"\n");
    let stopped = terminal.check(&HANAKO);
    assert_eq!((code(&stopped), out(&stopped).as_str()), (2, ""));
    assert!(err(&stopped).contains("when_full = \"stop\""), "{}", err(&stopped));
    assert_eq!(terminal.says("status"), "ok taken=1 answered=1 refused=0 twice=0");
}

#[test]
fn the_doctor_asks_once_and_names_the_next_setting_to_try() {
    let terminal = Terminal::start(&[]);
    let doctor = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
        command.arg("doctor").arg("--config").arg(terminal.path().join("kiosk.toml")).args(more);
        command.env_remove("STATE_DIRECTORY").output().unwrap()
    };
    let jiro = ["--ask", "--insurer", "139998", "--symbol", "試－１", "--number", "123456", "--birth", "1975-06-30"];
    let text = out(&doctor(&jiro));
    for words in [
        "an emulated terminal has answered",
        "the verdict is confirmed",
        "padded with: space",
        "in UTF-8",
        "the answer was removed",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    for secret in ["139998", "123456", "試－", "1975"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_eq!(terminal.says("set outcome none"), "ok");
    let json: Value = serde_json::from_str(&out(&doctor(&[&jiro[..], &["--json"]].concat()))).unwrap();
    let asked: Vec<_> = json.as_array().unwrap().iter().filter(|one| one["area"] == "terminal").collect();
    let verdict = asked.iter().find(|one| one["name"] == "verdict").unwrap();
    assert_eq!(verdict["state"], "look");
    assert!(verdict["remedy"].as_str().unwrap().ends_with("pad = \"zero\""), "{verdict}");
    let usage = doctor(&["--insurer", "139998"]);
    assert_eq!((code(&usage), err(&usage).contains("need --ask")), (2, true));
    assert_eq!(terminal.says("status"), "ok taken=2 answered=2 refused=0 twice=0");
}
