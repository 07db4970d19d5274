//! Whole visits at a real desk: a card comes, a PIN or staff identify its holder, the service answers, the card goes.

use crate::support::desk::{Desk, PIN, STAFF, Setup, TAKE_CARD, THANKS, VALID, WAITING};
use crate::support::terminal::Key;
use crate::support::wait_for;

const BY_STAFF: &str = "目視で確認（";

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
        ("zairyu", VALID),
        ("jukyusha", VALID),
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
    desk.sees(PIN);
    assert!(!desk.shows("回 入力できます"), "who has made no mistake is not warned of one");
    desk.enters_pin("0000");
    desk.sees("暗証番号が違います");
    desk.sees("あと 2 回");
    desk.enters_pin("0001");
    desk.sees("入力できるのは、あと 1 回です");
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
    desk.sees("入力できるのは、あと 1 回です");
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
        ("kouki-paper", "K-107"),
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

/// The end of an answer is announced, and the key that puts it off does nothing else.
#[test]
fn an_answer_that_is_about_to_leave_says_so_and_stays_for_any_key() {
    let desk = Desk::set_up(Setup { show_for: "23s", ..Setup::default() });
    desk.visits("valid-kumiai", VALID);
    desk.sees("どれかのキーを押してください");
    assert!(desk.shows(VALID));
    desk.enter();
    desk.sees_not("どれかのキーを押してください");
    assert!(desk.shows(VALID));
    desk.sees("どれかのキーを押してください");
}

/// Who takes the card turns away from the screen: what was hidden before is hidden again.
#[test]
fn an_answer_hides_when_the_card_is_taken_and_staff_reveal_it_again() {
    let desk = Desk::set_up(Setup { panel: "detail = \"masked\"\n", ..Setup::default() });
    desk.visits("valid-kumiai", VALID);
    desk.sees("試＊　花＊");
    assert!(!desk.shows("0012345"));
    desk.staff();
    desk.sees("0012345");
    desk.removes();
    desk.sees_not("0012345");
    desk.sees("試＊　花＊");
    // Without another key between, F2 would count as a repetition of the held key.
    desk.presses_quickly(Key::Backspace);
    desk.staff();
    desk.sees("0012345");
}

#[test]
fn a_visitor_is_thanked_and_the_next_card_is_read_at_once() {
    let desk = Desk::open();
    desk.visits("valid-kumiai", VALID);
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(THANKS);
    desk.inserts("valid-kyokai");
    desk.sees(PIN);
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);
}

/// The dark screen says the same; a key lights it and does nothing else.
#[test]
fn a_waiting_screen_that_is_not_used_turns_dark_and_a_key_lights_it() {
    let desk = Desk::set_up(Setup { ui: "dim_after = \"3s\"\n", ..Setup::default() });
    desk.sees(WAITING);
    let dark = || String::from_utf8_lossy(&desk.raw()).contains("48;5;247");
    wait_for("a dark screen", || dark().then_some(()));
    assert!(desk.shows(WAITING));
    desk.staff();
    desk.sees_so("the screen is light", |screen| screen.contains("カードリーダー"));
    assert!(!desk.shows("職員の確認がすみました"));
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
}

/// A card that was left lying is used again without being lifted; the PIN is asked for once more.
#[test]
fn enter_starts_again_with_a_card_that_was_left_lying() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.cancels();
    desk.sees(TAKE_CARD);
    // An Enter right behind the end of a visit does not count.
    wait_for("Enter to start again", || {
        desk.enter_again();
        desk.pauses();
        desk.shows(PIN).then_some(())
    });
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
    desk.sees("Type your 4-digit PIN");
    desk.types("1234");
    desk.pauses();
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
    desk.sees("Vui lòng đặt thẻ My Number");
    desk.inserts("valid-kumiai");
    desk.sees("Vui lòng nhập mã PIN 4 số (暗証番号), rồi nhấn Enter");
    desk.types("1234");
    desk.pauses();
    desk.enter();
    desk.sees("[OK] CÓ HIỆU LỰC");
    desk.sees("有効");
    desk.presses(Key::Char('2'));
    desk.sees("gia đình");
    desk.presses(Key::Esc);
    desk.sees("Vui lòng đừng để quên thẻ");
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
    assert!(desk.enters_the_digits(), "{}", desk.screen());
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
