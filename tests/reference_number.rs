//! Staff assign a reference number to the person whose result shows: the real kiosk in a terminal, and the emulated
//! qualification terminal behind its folders.

use std::fs;

use serde_json::Value;

use crate::support::desk::VALID;
use crate::support::reception::{Reception, WAITING, enter_again};
use crate::support::terminal::Key;
use crate::support::wait_for;

/// The key F3, as a terminal sends it.
const F3: &[u8] = b"\x1bOR";

/// A card is read at the terminal, and its result shows here.
fn card_is_read(desk: &Reception, persona: &str, name: &str) {
    wait_for("the kiosk to watch the folder", || desk.log().contains("is watched").then_some(()));
    desk.asked.card(persona).expect("a result");
    desk.sees(name);
}

/// Staff open the page from the result that shows.
fn opens_assignment(desk: &Reception) {
    desk.presses(Key::F10);
    desk.sees("照会番号を登録する");
    desk.types_to_staff("9");
    desk.sees("照会番号（患者番号）を入力してください");
}

#[test]
fn a_reference_number_is_assigned_from_a_result_and_comes_back_with_later_ones() {
    let desk = Reception::open(&[]);
    card_is_read(&desk, "valid-kumiai", "試験　花子");
    assert!(!desk.shows("照会番号"), "{}", desk.screen());
    opens_assignment(&desk);
    assert!(!desk.shows("花子") && desk.shows("試＊　花＊"), "{}", desk.screen());
    desk.types_to_staff("000123");
    desk.presses(Key::Enter);
    desk.sees("この番号を登録しますか");
    enter_again(&desk);
    desk.sees("登録しました");
    let assigned = |desk: &Reception| desk.journal_lines("reference-number");
    let line = wait_for("a line of the journal", || assigned(&desk).pop());
    assert_eq!((&line["result"], &line["error"]), (&Value::from("kept"), &Value::Null));
    enter_again(&desk);

    // The result that shows is that of before, and another number for it is not offered.
    desk.sees("試験　花子");
    desk.presses(Key::F10);
    desk.sees("今日の確認");
    assert!(!desk.shows("照会番号を登録する"), "{}", desk.screen());
    desk.types_to_staff("2");
    desk.sees("登録した");
    desk.presses(Key::Esc);
    desk.sees("職員メニュー");
    desk.presses(Key::F10);
    desk.sees("試験　花子");
    enter_again(&desk);
    desk.sees(WAITING);

    card_is_read(&desk, "valid-kumiai", "試験　花子");
    desk.sees("000123");
    assert!(desk.shows("照会番号"), "{}", desk.screen());
    desk.presses(Key::F10);
    desk.sees("今日の確認");
    assert!(!desk.shows("照会番号を登録する"), "one is there already: {}", desk.screen());
    desk.presses(Key::Esc);
    desk.sees("試験　花子");
    enter_again(&desk);
    desk.sees(WAITING);

    desk.asks();
    desk.sees(VALID);
    desk.sees("000123");
    assert!(!desk.shows("F3"), "{}", desk.screen());
    let file = wait_for("a file for the receipt computer", || {
        desk.names("receipt").into_iter().find(|name| !name.starts_with('.'))
    });
    let file = fs::read(desk.home.path().join("receipt").join(file)).expect("a file");
    let message: Value = serde_json::from_slice(&file).expect("JSON");
    let entry = &message["MessageBody"]["ResultList"]["ResultOfQualificationConfirmation"][0];
    assert_eq!(entry["ReferenceNumber"], "000123");
    let journal = fs::read_to_string(desk.home.path().join("journal/journal.jsonl")).expect("a journal");
    for personal in ["000123", "0012345", "花子"] {
        assert!(!journal.contains(personal) && !desk.log().contains(personal), "{personal}");
    }
    assert_eq!(desk.asked.status(), "taken=2 answered=2 refused=0 twice=0");
}

#[test]
fn from_the_answer_to_a_paper_a_refusal_can_be_mended_and_a_slow_terminal_delays_no_visit() {
    let desk = Reception::open(&[("assign", "refused")]);
    desk.asks();
    desk.sees(VALID);
    desk.sees("F3");
    desk.sends(F3);
    desk.sees("照会番号（患者番号）を入力してください");
    desk.types_to_staff("7");
    desk.presses(Key::Enter);
    desk.sees("この番号を登録しますか");
    enter_again(&desk);
    desk.sees("K-526");
    desk.sees("登録できません");
    desk.presses(Key::Esc);
    desk.is_set("assign", "unclear");
    desk.sees("照会番号（患者番号）を入力してください");
    desk.presses(Key::Enter);
    desk.sees("この番号を登録しますか");
    enter_again(&desk);
    desk.sees("K-527");
    enter_again(&desk);
    desk.sees(WAITING);

    // The page is closed at once; the request goes on.
    desk.is_set("assign", "kept");
    desk.is_set("answer-after", "1s");
    card_is_read(&desk, "valid-kokuho", "試験　次郎");
    opens_assignment(&desk);
    desk.types_to_staff("8");
    desk.presses(Key::Enter);
    desk.sees("この番号を登録しますか");
    enter_again(&desk);
    desk.sees("閉じても登録は続きます");
    desk.presses(Key::Esc);
    desk.sees("試験　次郎");
    enter_again(&desk);
    desk.sees(WAITING);
    let results =
        || -> Vec<_> { desk.journal_lines("reference-number").iter().map(|line| line["result"].clone()).collect() };
    wait_for("the end of each", || (results() == ["refused", "unclear", "kept"]).then_some(()));
}
