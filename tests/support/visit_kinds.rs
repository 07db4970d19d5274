//! Visits of every kind, each from an empty reader to an empty reader, by a kiosk with a passcode.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::desk::{Desk, PIN, TAKE_CARD, VALID, WAITING};
use super::terminal::Key;

/// The PIN of the persona `pin-wrong`.
pub const RIGHT: &str = "9876";
/// One that is not.
pub const WRONG: &str = "7391";
/// The staff's passcode.
pub const PASSCODE: &str = "86420975";
/// A number that staff type off a paper, with a right check digit.
pub const PAPER: &str = "34139998";
/// The key F4, as a terminal sends it.
pub const F4: &[u8] = b"\x1bOS";

/// The line of the settings that the program itself makes of a passcode.
pub fn passcode() -> &'static str {
    let mut program = Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    let mut asked = program
        .arg("passcode")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("uketsuke");
    writeln!(asked.stdin.take().expect("a pipe"), "{PASSCODE}").expect("a line");
    let line = String::from_utf8(asked.wait_with_output().expect("an answer").stdout).expect("text");
    assert!(line.starts_with("staff_passcode = \"$argon2id$"), "{line}");
    line.leak()
}

/// A kind of visit, from an empty reader to an empty reader; `turn` chooses whose.
pub type Kind = fn(&Desk, usize);

fn pick<'a>(names: &[&'a str], turn: usize) -> &'a str {
    names[turn % names.len()]
}

pub fn confirmed_by_pin(desk: &Desk, turn: usize) {
    let names =
        ["valid-kumiai", "valid-kyokai", "valid-kokuho", "valid-kouki", "valid-70s", "infant", "gaiji", "tsusho"];
    desk.visits(pick(&names, turn), VALID);
    desk.leaves();
}

pub fn confirmed_by_staff(desk: &Desk, turn: usize) {
    desk.staff();
    desk.sees("職員用パスコードを入力してください");
    desk.types_to_staff(PASSCODE);
    desk.enter();
    desk.sees("職員の確認がすみました");
    desk.inserts(pick(&["valid-kumiai", "pin-none", "kyosai"], turn));
    desk.sees(VALID);
    desk.leaves();
}

pub fn wrong_pin_first(desk: &Desk, _: usize) {
    desk.inserts("pin-wrong");
    desk.enters_pin(WRONG);
    desk.sees("暗証番号が違います");
    desk.enters_pin(RIGHT);
    desk.sees(VALID);
    desk.leaves();
}

pub fn not_confirmed(desk: &Desk, turn: usize) {
    desk.inserts(pick(&["lost", "none", "multiple", "dv-refused", "aid", "newqual", "unknown", "double"], turn));
    desk.enters_pin("1234");
    desk.sees_one_of(&["[NG]", "[--]", "[??]", "[!!]"]);
    desk.leaves();
}

pub fn pulled_while_typing(desk: &Desk, _: usize) {
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("73");
    desk.removes();
    desk.sees("K-103");
    desk.cancels();
    desk.sees(WAITING);
}

pub fn given_up(desk: &Desk, _: usize) {
    desk.inserts("valid-kyokai");
    desk.sees(PIN);
    desk.types(WRONG);
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);
}

pub fn another_card(desk: &Desk, turn: usize) {
    desk.inserts(pick(&["foreign", "old-juki", "smartphone", "cert-dead"], turn));
    desk.sees("[!!]");
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);
}

pub fn a_service_that_fails(desk: &Desk, turn: usize) {
    desk.inserts(pick(&["garbage", "close", "huge", "wrong-type", "other-check", "code9"], turn));
    desk.enters_pin("1234");
    desk.sees("[!!]");
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);
}

pub fn in_another_language(desk: &Desk, turn: usize) {
    for _ in 0..=turn % 6 {
        // Another key between, or it could be one press, held a little long.
        desk.presses(Key::Backspace);
        desk.presses(Key::F1);
    }
    desk.inserts("valid-kumiai");
    // The field for four digits looks alike in every language.
    desk.sees("╔");
    desk.types("1234");
    // Long enough for the kiosk to be sure of it, however busy it is.
    desk.pauses();
    desk.enter();
    desk.sees("[OK]");
    desk.cancels();
    desk.sees_not("[OK]");
    desk.removes();
    desk.sees(WAITING);
}

pub fn in_another_way(desk: &Desk, _: usize) {
    desk.inserts("pin-locked");
    desk.sees("暗証番号がロックされています");
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.sends(F4);
    desk.sees("職員用パスコードを入力してください");
    desk.types_to_staff(PASSCODE);
    desk.enter();
    desk.sees("資格確認書");
    // Digits are not taken while a card lies there, and the screen says when they are.
    desk.types_to_staff("1");
    desk.sees("カードを取ると");
    desk.removes();
    desk.sees_not("カードを取ると");
    desk.types_to_staff("1");
    desk.sees("見ました");
    desk.enter_again();
    desk.sees("保険者番号を入力してください");
    desk.types_to_staff(PAPER);
    desk.enter();
    // The rest is not known, and stays blank.
    for place in ["2/4", "3/4", "4/4"] {
        desk.sees(place);
        desk.enter_again();
    }
    desk.sees("確かめられていません");
    desk.enter_again();
    desk.sees("職員の入力を記録しました");
    desk.enter_again();
    desk.sees(WAITING);
}

pub fn after_a_look_into_the_menu(desk: &Desk, turn: usize) {
    desk.presses(Key::F10);
    desk.sees("職員用パスコードを入力してください");
    desk.types_to_staff(PASSCODE);
    desk.enter();
    desk.sees_not("職員用パスコードを入力してください");
    desk.types_to_staff(pick(&["2", "3", "4"], turn));
    desk.presses(Key::F10);
    desk.sees(WAITING);
    desk.visits("valid-kokuho", VALID);
    desk.leaves();
}

pub fn a_card_that_fails(desk: &Desk, turn: usize) {
    desk.card.fault(pick(&["status 6F00 on 2A", "one-byte on 2A", "status 6982 on 2A", "delay 200 on 2A"], turn));
    desk.inserts("valid-kyokai");
    desk.enters_pin("1234");
    desk.sees_one_of(&["[!!]", "[OK]"]);
    desk.leaves();
}
