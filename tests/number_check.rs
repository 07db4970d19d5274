//! Staff have the numbers of a paper confirmed: the real kiosk in a terminal, and the emulated qualification terminal
//! behind two folders.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;
use uketsuke::simulator::personas;
use uketsuke::simulator::terminal::EmulatedTerminal;

use crate::support::desk::{Desk, Place, Setup, VALID};
use crate::support::reception::*;
use crate::support::terminal::Key;
use crate::support::wait_for;

#[test]
fn a_paper_becomes_a_verdict_of_the_terminal_that_says_by_what_it_was_confirmed() {
    let desk = Reception::open(&[]);
    desk.enters();
    assert!(desk.shows("未確認") && !desk.shows("有効"), "{}", desk.screen());
    desk.asks_again();
    desk.sees(VALID);
    desk.sees("試験　花子");
    desk.sees(SIMULATION);
    assert!(desk.shows(BY_NUMBERS) && desk.shows("本人かどうかは職員が確認"), "{}", desk.screen());
    assert_eq!(desk.asked.status(), "taken=1 answered=1 refused=0 twice=0");

    let line = desk.journal_of(1).remove(0);
    assert_eq!((&line["way"], &line["verdict"]), (&Value::from("certificate"), &Value::from("confirmed")));
    let name = wait_for("a file for the receipt computer", || {
        desk.names("receipt").into_iter().find(|name| !name.starts_with('.'))
    });
    assert!(name.starts_with("OQSsiquc01res_face_simulation"), "{name}");
    let file = fs::read(desk.home.path().join("receipt").join(name)).expect("a file");
    let message: Value = serde_json::from_slice(&file).expect("JSON");
    assert_eq!(message["MessageHeader"]["ReferenceClassification"], "2");
    assert_eq!(message["MessageBody"]["QualificationValidity"], "1");
    wait_for("the answer to be fetched", || desk.names("Res").is_empty().then_some(()));

    enter_again(&desk);
    desk.sees(WAITING);
    // The row of today has the initials of a masked panel, and no file has them.
    desk.presses_quickly(Key::Backspace);
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types_to_staff("2");
    desk.sees("今日の確認");
    desk.sees("試＊");
    let (log, journal) = (desk.log(), line.to_string());
    for personal in ["06139992", "0012345", "試験", "試＊", "19900401", "1990-04-01", "花子"] {
        assert!(!log.contains(personal) && !journal.contains(personal), "{personal}");
    }
}

#[test]
fn an_answer_by_numbers_is_the_last_answer_until_the_next_card_is_read_and_esc_ends_it_for_good() {
    const LAST: &str = "直前の結果";
    let desk = Reception::open(&[]);
    let opens_menu = || {
        desk.presses_quickly(Key::Backspace);
        desk.presses(Key::F10);
        desk.sees("職員メニュー");
    };
    wait_for("the kiosk to watch the folder", || desk.log().contains("is watched").then_some(()));
    desk.asks();
    desk.sees(VALID);
    enter_again(&desk);
    desk.sees(WAITING);
    opens_menu();
    desk.sees(LAST);
    desk.types_to_staff("0");
    desk.sees("そのときの判定：有効");
    enter_again(&desk);
    desk.sees("06 13 999 2");
    desk.presses(Key::F10);
    desk.sees(WAITING);
    // The next card is read at the terminal.
    desk.asked.card("valid-70s").expect("a card");
    desk.sees(VALID);
    desk.presses_quickly(Key::Esc);
    desk.sees(WAITING);
    opens_menu();
    desk.sees_not(LAST);
    desk.presses_quickly(Key::Backspace);
    desk.presses(Key::F10);
    desk.sees(WAITING);

    desk.presses_quickly(Key::Backspace);
    desk.asks();
    desk.sees(VALID);
    desk.presses_quickly(Key::Esc);
    desk.sees(WAITING);
    opens_menu();
    desk.sees_not(LAST);
    let log = desk.log();
    for personal in ["06139992", "0012345", "花子"] {
        assert!(!log.contains(personal), "{personal}");
    }
}

/// Carries requests to the emulated terminal and its answers back, without the mark by which a kiosk knows them: what a
/// kiosk sees then is a real terminal.
fn carry(home: &Path, ended: &AtomicBool) {
    let whole = |folder: &str| {
        let entries = fs::read_dir(home.join(folder)).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
        names.filter(|name| !name.starts_with('.')).collect::<Vec<_>>()
    };
    while !ended.load(Ordering::Relaxed) {
        for name in whole("real/Req") {
            fs::rename(home.join("real/Req").join(&name), home.join("Req").join(name)).expect("a request");
        }
        for name in whole("Res") {
            let text = fs::read_to_string(home.join("Res").join(&name)).expect("an answer");
            if let Some(marked) = text.trim_end().strip_suffix("</XmlMsg>") {
                assert!(
                    marked.contains("<?uketsuke simulation?>"),
                    "every answer of the emulated terminal bears its mark"
                );
                let real = text.replace("<?uketsuke simulation?>", "");
                fs::write(home.join("real/Res").join(&name), real).expect("an answer");
                fs::remove_file(home.join("Res").join(name)).expect("an answer");
            }
        }
        std::thread::yield_now();
    }
}

#[test]
fn an_answer_without_the_mark_of_a_simulator_is_shown_without_banner_and_handed_on_as_a_real_one() {
    let ended = Arc::new(AtomicBool::new(false));
    let desk = Reception::open_with(&[], |home, settings| {
        for folder in ["real/Req", "real/Res"] {
            fs::create_dir_all(home.join(folder)).expect("a folder");
        }
        let (home, ended) = (home.to_owned(), Arc::clone(&ended));
        std::thread::spawn(move || carry(&home, &ended));
        settings.replace("\"Req\"", "\"real/Req\"").replace("\"Res\"", "\"real/Res\"")
    });
    desk.asks();
    desk.sees(VALID);
    desk.sees(BY_NUMBERS);
    let name = wait_for("a file for the receipt computer", || {
        desk.names("receipt").into_iter().find(|name| !name.starts_with('.'))
    });
    ended.store(true, Ordering::Relaxed);
    assert!(name.starts_with("OQSsiquc01res_face_number"), "{name}");
    assert!(!String::from_utf8_lossy(&desk.raw()).contains("SIMULATION"), "{}", desk.screen());
}

#[test]
fn a_card_result_of_the_emulated_terminal_brings_the_banner_to_stay() {
    let desk = Reception::open(&[]);
    assert!(!desk.shows(SIMULATION), "{}", desk.screen());
    wait_for("the kiosk to watch the folder", || desk.log().contains("is watched").then_some(()));
    desk.asked.card("valid-kumiai").expect("a card");
    desk.sees(VALID);
    desk.sees(SIMULATION);
    enter_again(&desk);
    desk.sees(WAITING);
    desk.sees(SIMULATION);
}

#[test]
fn what_a_simulation_has_recorded_is_marked_after_a_restart_of_a_kiosk_that_is_none() {
    let mut desk = Reception::open(&[]);
    wait_for("the kiosk to watch the folder", || desk.log().contains("is watched").then_some(()));
    desk.asked.card("valid-kumiai").expect("a card");
    desk.sees(VALID);
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types_to_staff("2");
    desk.sees("模擬 有効");
    desk.kiosk.signals("TERM");
    desk.kiosk.ends();
    desk.kiosk = starts(&desk.home);
    assert!(!desk.shows(SIMULATION), "{}", desk.screen());
    // Nothing takes this question: no file says of itself that it is simulated.
    desk.is_set("take", "never");
    desk.asks();
    desk.sees("K-514");
    desk.journal_of(1);
    desk.presses(Key::F10);
    desk.sees(WAITING);
    desk.presses_quickly(Key::Backspace);
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types_to_staff("2");
    desk.sees("うち模擬 1");
    let rows = desk.sees_so("two rows", |screen| screen.contains("番号照会") && screen.contains("別の端末"));
    let row = |words: &str| rows.lines().find(|row| row.contains(words)).expect("a row").to_owned();
    assert!(row("別の端末").contains("模擬 有効"), "{rows}");
    assert!(!row("番号照会").contains("模擬") && row("番号照会").contains("K-514"), "{rows}");
    let mut verify = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    let output = verify.args(["journal", "verify"]).arg(desk.home.path().join("journal/journal.jsonl")).output();
    let said = String::from_utf8(output.expect("an output").stdout).expect("words");
    assert!(said.contains("as it was written") && said.contains("of them in a simulation: 1\n"), "{said}");
}

#[test]
fn whatever_else_comes_back_has_its_own_words_and_the_entry_stays_to_be_mended() {
    let desk = Reception::open(&[]);
    desk.enters();
    let rows: [(&str, &str, &[&str]); 12] = [
        ("outcome", "none", &["該当"]),
        ("outcome", "several", &["複数"]),
        ("outcome", "lost", &["喪失"]),
        ("err", "E-77 記号を確認してください", &["K-516", "E-77 記号を確認してください"]),
        ("repeat", "number", &["K-518"]),
        ("outcome", "other-birth", &["K-518"]),
        ("identifier", "other", &["K-517"]),
        ("form", "zip-encrypted", &["K-520"]),
        ("form", "garbage", &["K-519"]),
        ("take", "never", &["K-514", "取り下げました"]),
        ("answer-after", "never", &["K-515"]),
        ("outcome", "persona", &["[OK] 有効"]),
    ];
    for (number, (switch, value, words)) in rows.into_iter().enumerate() {
        desk.asked.reset();
        for (switch, value) in [("take-after", "0ms"), ("answer-after", "0ms"), ("grow", "50ms"), (switch, value)] {
            desk.is_set(switch, value);
        }
        desk.asks_again();
        for word in words {
            desk.sees(word);
        }
        assert_eq!(desk.shows(VALID), words.contains(&VALID), "{switch} {value}: {}", desk.screen());
        desk.journal_of(number + 1);
        if !words.contains(&VALID) {
            desk.presses(Key::Esc);
        }
    }
    let codes: Vec<_> = desk.journal().iter().filter_map(|line| line["error"].as_str().map(str::to_owned)).collect();
    assert_eq!(codes, ["K-516", "K-518", "K-518", "K-517", "K-520", "K-519", "K-514", "K-515"]);
    assert!(desk.asked.status().ends_with("twice=0"), "{}", desk.asked.status());
    // Today's list has the code of each.
    enter_again(&desk);
    desk.sees(WAITING);
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types_to_staff("2");
    desk.sees("今日の確認");
    for code in ["K-514", "K-515", "K-520"] {
        desk.sees(code);
    }
    let files = || desk.names("receipt").into_iter().filter(|name| !name.starts_with('.')).count();
    wait_for("the file of what is confirmed", || (files() > 0).then_some(()));
    assert_eq!(files(), 1, "what is not confirmed is not handed on");
}

#[test]
fn a_share_that_is_gone_is_said_and_nothing_is_made_there() {
    let desk = Reception::open(&[]);
    desk.asked.share("gone").expect("gone");
    desk.asks();
    desk.sees("K-511");
    assert!(!desk.home.path().join("Req").exists());
    desk.asked.share("steady").expect("back");
    desk.presses(Key::Esc);
    desk.asks_again();
    desk.sees(VALID);
}

#[test]
fn a_question_that_takes_long_says_so_and_a_cancelled_one_never_shows_its_late_answer() {
    let desk = Reception::open(&[("answer-after", "2s")]);
    desk.asks();
    desk.sees(ASKING);
    desk.sees("いつもより時間がかかっています");
    desk.presses(Key::Esc);
    desk.sees(SUMMARY);
    assert!(desk.journal_of(1)[0]["verdict"].is_null());
    // The next person's entry is open when it comes.
    for before in [CONSENT, "生年月日を入力"] {
        desk.presses_quickly(Key::Backspace);
        desk.presses(Key::Esc);
        desk.sees(before);
    }
    wait_for("the late answer", || desk.log().contains("the terminal has answered").then_some(()));
    desk.types_to_staff("1");
    desk.sees("生年月日を入力");
    assert!(!desk.shows("有効") && !desk.shows("花子"), "{}", desk.screen());
    assert_eq!(desk.journal().len(), 1);
    assert_eq!(desk.names("receipt").len(), 0);
}

#[test]
fn a_kiosk_that_is_killed_while_it_asks_neither_asks_again_nor_shows_the_answer_to_the_next_person() {
    let mut desk = Reception::open(&[("answer-after", "1s")]);
    desk.asks();
    desk.sees(ASKING);
    wait_for("the request to be taken", || desk.asked.status().starts_with("taken=1").then_some(()));
    desk.kiosk.signals("KILL");
    desk.kiosk.ends();
    desk.kiosk = starts(&desk.home);
    wait_for("its answer", || desk.asked.status().starts_with("taken=1 answered=1").then_some(()));
    assert!(!desk.shows("有効"), "{}", desk.screen());
    desk.enters();
    assert!(!desk.shows("有効"), "{}", desk.screen());
    desk.is_set("outcome", "lost");
    desk.asks_again();
    desk.sees("喪失");
    assert!(!desk.shows(VALID));
    assert_eq!(desk.asked.status(), "taken=2 answered=2 refused=0 twice=0");
}

#[test]
fn a_card_that_comes_while_the_terminal_is_asked_gets_its_visit_and_the_question_is_withdrawn() {
    fn with_exchange(place: &Place<'_>) {
        place.adds("[exchange]\nrequests = \"Req\"\nanswers = \"Res\"\n[journal]\ndir = \"journal\"\n");
    }
    let desk = Desk::set_up(Setup { before: with_exchange, ..Setup::default() });
    let slow = behaves(&[("take", "never")]);
    let asked = EmulatedTerminal::start(desk.dir(), personas::all().to_vec(), slow).expect("a terminal");
    enters(&desk);
    enter_again(&desk);
    desk.sees(ASKING);
    let requests = || fs::read_dir(desk.dir().join("Req")).expect("the folder").count();
    wait_for("the request", || (requests() == 1).then_some(()));
    desk.inserts("valid-kumiai");
    desk.sees("カードが置かれました。Esc で受付へ");
    desk.presses(Key::Esc);
    wait_for("the request to be taken back", || (requests() == 0).then_some(()));
    desk.enters_pin("1234");
    desk.sees(VALID);
    assert!(!desk.shows(BY_NUMBERS), "{}", desk.screen());
    desk.leaves();
    desk.presses(Key::F10);
    desk.sees(SUMMARY);
    assert_eq!(asked.status(), "taken=0 answered=0 refused=0 twice=0");
}
