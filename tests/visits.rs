//! Whole visits at a real desk: a card comes, a PIN or staff identify its holder, the service answers, the card goes.

#![cfg(feature = "simulator")]

mod support;

use support::desk::{Desk, PIN, STAFF, Setup, TAKE_CARD, VALID, WAITING};
use support::terminal::Key;
use support::wait_for;

const BY_STAFF: &str = "職員が確認（";

/// Each persona by PIN, and how the answer begins.
fn every_answer(personas: &[(&str, &str)]) {
    let desk = Desk::open();
    for (persona, word) in personas {
        desk.visits(persona, word);
        desk.leaves();
        // What was on the screen is not there any more, and never was in a scrollback: the next person comes to an
        // empty desk.
        assert!(!desk.shows("試験　") && !desk.shows(word), "{persona}: {}", desk.screen());
    }
}

#[test]
fn everybody_whose_insurance_is_in_force_is_valid() {
    every_answer(&[
        ("valid-kumiai", VALID),
        ("valid-kyokai", VALID),
        ("valid-kokuho", VALID),
        ("valid-kouki", VALID),
        ("valid-70s", VALID),
        ("kyosai", VALID),
        ("jieikan", VALID),
        ("tokurei", VALID),
        ("tanki", VALID),
        ("dv-address", VALID),
        ("gaiji", VALID),
        ("tsusho", VALID),
        ("cert-soon", "[OK] 有効（お知らせあり）"),
        ("cert-grace", "[OK] 有効（お知らせあり）"),
    ]);
}

#[test]
fn no_other_answer_is_valid_and_each_says_why() {
    every_answer(&[
        ("lost", "[NG] 無効（資格喪失）"),
        ("newqual", "[NG] 無効（新しい資格あり）"),
        ("none", "[--] 該当する資格なし"),
        ("multiple", "[??] 複数の資格が該当"),
        ("aid", "[??] 未登録（医療扶助）"),
        ("double", "[??] データの不整合"),
        ("unknown", "[??] 不明な区分"),
        ("dv-refused", "[NG] 確認できません"),
        ("code9", "[!!] システムエラー"),
        ("code9-bare", "[!!] システムエラー"),
    ]);
}

#[test]
fn staff_compare_face_and_card() {
    let desk = Desk::set_up(Setup { method: "staff", ..Setup::default() });
    desk.inserts("valid-kumiai");
    desk.sees(STAFF);
    desk.staff();
    desk.sees(VALID);
    desk.sees(BY_STAFF);
    assert_eq!(desk.verifies(), 1, "the tries are asked for, nothing is compared: {}", desk.card.status());
    desk.leaves();
}

#[test]
fn staff_may_confirm_before_the_card_comes() {
    let desk = Desk::open();
    desk.staff();
    desk.sees("職員の確認がすみました");
    desk.inserts("valid-kumiai");
    desk.sees(VALID);
    desk.sees(BY_STAFF);
    desk.leaves();
    // The confirmation was for that one person.
    desk.inserts("valid-kyokai");
    desk.sees(PIN);
}

#[test]
fn the_other_method_is_for_one_visit() {
    let desk = Desk::open();
    desk.inserts("pin-none");
    desk.sees("このカードには暗証番号がありません");
    desk.presses(Key::F3);
    desk.sees(STAFF);
    desk.staff();
    desk.sees(VALID);
    desk.leaves();
    desk.visits("valid-kumiai", VALID);
    desk.sees("暗証番号で確認");
}

#[test]
fn two_wrong_pins_then_the_right_one() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees("あと 3 回");
    desk.enters_pin("0000");
    desk.sees("暗証番号が違います");
    desk.sees("あと 2 回");
    desk.enters_pin("0001");
    desk.sees("暗証番号はあと 1 回です");
    assert_eq!(desk.tries(), "1");
    desk.enter_again();
    desk.enters_pin("1234");
    desk.sees(VALID);
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_third_wrong_pin_locks_and_no_field_is_left() {
    let desk = Desk::open();
    desk.inserts("pin-last");
    desk.sees("暗証番号はあと 1 回です");
    desk.enter();
    desk.enters_pin("0000");
    desk.sees("暗証番号がロックされています");
    assert!(!desk.shows(PIN));
    assert_eq!(desk.tries(), "0");
    desk.presses(Key::Esc);
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.inserts("pin-locked");
    desk.sees("暗証番号がロックされています");
    assert!(!desk.shows(PIN));
}

#[test]
fn a_card_of_another_kind_is_told_apart_and_no_pin_is_asked_for() {
    let desk = Desk::open();
    for (persona, code) in [
        ("foreign", "K-101"),
        ("mute", "K-102"),
        ("smartphone", "K-105"),
        ("old-juki", "K-101"),
        ("cert-dead", "K-107"),
    ] {
        desk.inserts(persona);
        desk.sees(code);
        desk.leaves();
    }
    assert!(!String::from_utf8_lossy(&desk.raw()).contains("Enter を押してください"));
}

#[test]
fn the_answer_leaves_by_itself() {
    let desk = Desk::set_up(Setup { show_for: "1s", ..Setup::default() });
    desk.visits("valid-kumiai", VALID);
    desk.sees(TAKE_CARD);
    desk.sees_not(VALID);
    desk.removes();
    desk.sees(WAITING);
}

#[test]
fn the_next_card_ends_the_answer_of_the_one_before() {
    let desk = Desk::open();
    desk.visits("valid-kumiai", VALID);
    desk.removes();
    desk.sees(VALID);
    desk.inserts("valid-kyokai");
    desk.sees(PIN);
    assert!(!desk.shows(VALID));
}

#[test]
fn a_person_may_read_english() {
    let desk = Desk::set_up(Setup { language: "en", ..Setup::default() });
    desk.inserts("valid-kumiai");
    desk.sees("3 tries left");
    desk.types("1234");
    desk.enter();
    desk.sees("[OK] VALID");
}

#[test]
fn what_is_simulated_says_so_on_every_screen() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.sees("SIMULATION");
    desk.enters_pin("1234");
    desk.sees(VALID);
    assert!(desk.shows("SIMULATION"));
}

/// The whole way in a language that has letters of its own, with the keypad's keys; the receptionist reads their own
/// word all the time.
#[test]
fn a_visit_in_another_language_leaves_the_next_one_in_the_first() {
    let desk = Desk::open();
    for language in ["やさしい日本語", "English", "中文", "한국어", "Tiếng Việt"] {
        desk.sees(language);
        // A key between, or it could be the same one, held.
        desk.presses(Key::Backspace);
        desk.presses(Key::F1);
    }
    desk.sees("Xin đặt thẻ My Number");
    desk.inserts("valid-kumiai");
    desk.sees("Nhập mã PIN 4 số (暗証番号), rồi nhấn Enter");
    desk.types("1234");
    desk.enter();
    desk.sees("[OK] CÓ HIỆU LỰC");
    desk.sees("有効");
    desk.sees("gia đình");
    desk.presses(Key::Esc);
    desk.sees("Xin đừng để quên thẻ");
    desk.removes();
    desk.sees(WAITING);
    desk.visits("lost", "[NG] 無効（資格喪失）");
    desk.leaves();
}

/// The figures that the documentation states, counted at the card and at the service.
#[test]
fn a_visit_by_pin_takes_few_commands_and_one_exchange_after_enter() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    wait_for("the check to be opened", || desk.service().exchanges.get("POST /v1/checks").map(|_| ()));
    desk.types("1234");
    let (commands, service) = (desk.instructions().len(), desk.service());
    desk.enter();
    desk.sees(VALID);
    let log = desk.log_says("card let go");
    let (all, after) = (desk.instructions(), desk.service());
    println!("commands of the visit: {}", all.join(" "));
    println!("requests of the visit: {:?}", after.exchanges);
    println!("{log}");

    let signed = all.iter().rposition(|instruction| instruction == "2A").expect("a signature") + 1;
    assert!(signed - commands <= 3, "VERIFY, SELECT, SIGN after Enter: {:?}", &all[commands..signed]);
    assert!(all.len() <= 16, "{} commands", all.len());
    assert_eq!(after.all_exchanges() - service.all_exchanges(), 1, "requests after Enter");
    assert_eq!(after.handshakes, service.handshakes, "TLS handshakes after Enter");
    assert_eq!(after.handshakes, 1, "TLS handshakes of the kiosk's life so far");
}
