//! A new kiosk is set up by the receptionist, with the keys of a ten-key pad alone.

use std::fs;

use crate::support::desk::{Desk, Place, STAFF, Setup, USER as ACCOUNT, VALID, WAITING};
use crate::support::terminal::Key;

const LIST: &str = "一つずつ進みます";
const LANGUAGE: &str = "受付の画面は、";
const SOURCE: &str = "保険の資格をどこに確かめるかです";
const REGISTER: &str = "まだ登録されていません";
const PASSCODE: &str = "新しいパスコードを入力してください";
const READER: &str = "つながっているか、確かめます";
const CARD: &str = "カードをリーダーに置いてください";
const METHOD: &str = "ふだん何で確かめるかです";
const PRIVACY: &str = "まわりの人にも見えます";
const SOUND: &str = "音を鳴らしてみる";
const END: &str = "仕上げの点検";
/// The code that the account was given: one that a keypad has the keys for.
const GIVEN: &str = "48-15/16.23+42*";

/// A kiosk without a certificate, on which nothing shows who is staff.
fn new_kiosk() -> Desk {
    begun(unregister)
}

fn begun(before: fn(&Place<'_>)) -> Desk {
    let desk = Desk::begin(Setup { out_of_reach: false, before, panel: "", ..Setup::default() });
    desk.sees(LIST);
    desk
}

fn unregister(place: &Place<'_>) {
    for file in ["terminal.pem", "terminal.key"] {
        fs::remove_file(place.dir.join(file)).expect("a file");
    }
}

/// Presses Enter as another press than the one before it. On the pages of the set-up the erase key may mean something,
/// a sign that no page knows does not.
fn enter(desk: &Desk) {
    desk.types_to_staff("=");
    desk.presses(Key::Enter);
}

fn registers(desk: &Desk) {
    desk.place().service.handle().admit(&ACCOUNT.parse().expect("a user ID"), GIVEN);
    desk.sees(REGISTER);
    enter(desk);
    desk.sees("ユーザーIDを入力して");
    desk.types("0000001");
    enter_in_form(desk);
    desk.sees("医療機関コードを確かめて");
    enter_in_form(desk);
    desk.sees("ワンタイムコードを入力して");
    desk.types(GIVEN);
    enter_in_form(desk);
    desk.sees("[OK] 登録しました");
    enter_in_form(desk);
}

/// The same in the form, where a hyphen means nothing, but in the code.
fn enter_in_form(desk: &Desk) {
    desk.pauses();
    desk.presses(Key::Enter);
}

fn sets_a_passcode(desk: &Desk) {
    desk.sees(PASSCODE);
    desk.types("735912");
    desk.presses(Key::Enter);
    desk.sees("もう一度入力してください");
    desk.types("735912");
    desk.presses(Key::Enter);
    desk.sees("職員用パスコードを決めました");
    enter(desk);
}

/// Puts a card on the reader and takes it again.
fn tries_a_card(desk: &Desk) {
    desk.sees(CARD);
    desk.inserts("valid-kumiai");
    desk.sees("[OK] 読み取れました");
    assert_eq!(desk.verifies(), 1, "the tries left are asked for, and none is spent");
    enter(desk);
    desk.sees("カードを取ってください");
    desk.removes();
    desk.sees_not("カードを取ってください");
    enter(desk);
}

fn settings(desk: &Desk) -> String {
    fs::read_to_string(desk.dir().join("kiosk.toml")).expect("the settings")
}

#[test]
fn a_first_day_from_the_fresh_box_to_the_first_visit_with_a_keypad_alone() {
    let desk = new_kiosk();
    enter(&desk);
    desk.sees(LANGUAGE);
    enter(&desk);
    desk.sees(SOURCE);
    enter(&desk);
    registers(&desk);
    // The program has started again, and goes on.
    desk.sees(LIST);
    enter(&desk);
    sets_a_passcode(&desk);
    desk.sees(READER);
    desk.sees("Virtual PCD");
    enter(&desk);
    tries_a_card(&desk);
    desk.sees(METHOD);
    desk.types("2");
    desk.sees(PRIVACY);
    enter(&desk);
    desk.sees(SOUND);
    desk.types("1");
    desk.sees("> 2 聞こえた");
    desk.types("3");
    desk.sees(END);
    desk.sees("受付を始める");
    let text = settings(&desk);
    assert!(
        text.contains("default = \"staff\"") && text.contains("staff_passcode = ") && text.contains("sound = false"),
        "{text}"
    );
    enter(&desk);
    desk.sees(WAITING);
    assert!(!desk.dir().join("set-up").exists(), "it has ended");
    desk.inserts("valid-kumiai");
    desk.sees(STAFF);
}

#[test]
fn power_that_goes_in_the_middle_loses_nothing_and_the_passcode_guards_the_rest() {
    let mut desk = begun(|place| fs::write(place.dir.join("set-up"), "passcode\n").expect("a file"));
    enter(&desk);
    sets_a_passcode(&desk);
    desk.sees(READER);
    enter(&desk);
    desk.sees(CARD);
    desk.signals("KILL");
    desk.terminal().ends();
    desk.starts_again();
    desk.sees("職員用パスコードを入力してください");
    desk.types("735912");
    desk.presses(Key::Enter);
    desk.sees(LIST);
    desk.sees("> 6 カードの読み取り");
    enter(&desk);
    tries_a_card(&desk);
    desk.sees(METHOD);
}

#[test]
fn a_fresh_box_without_any_file_of_a_site_begins_with_the_set_up_and_says_what_is_missing() {
    let desk = begun(|place| {
        unregister(place);
        fs::remove_file(place.dir.join("authority.pem")).expect("a file");
    });
    desk.types("3");
    desk.sees("まだありません");
    desk.sees("authority.pem");
    enter(&desk);
    // The rest can be set up first.
    sets_a_passcode(&desk);
    desk.sees(READER);
    desk.types("-");
    desk.sees(LIST);
    desk.types("0");
    desk.sees("直すところ");
}

#[test]
fn that_there_is_no_passcode_is_a_statement_in_the_settings() {
    let desk = new_kiosk();
    desk.types("4");
    desk.sees(PASSCODE);
    desk.types(".");
    desk.sees("届かないと言えますか");
    assert!(!settings(&desk).contains("keyboard_out_of_reach = true"));
    enter(&desk);
    desk.sees(READER);
    assert!(settings(&desk).contains("keyboard_out_of_reach = true"));
}

#[test]
fn a_reader_that_is_missing_and_a_card_that_is_none_are_said_and_another_card_helps() {
    let desk = begun(|place| {
        fs::write(place.dir.join("set-up"), "reader\n").expect("a file");
        place.pcscd.restart_without_reader();
    });
    desk.types("5");
    desk.sees("見つかりません");
    desk.types("-");
    desk.sees(LIST);
    desk.pcscd.restart();
    desk.types("5");
    desk.sees_so("the reader is found", |screen| screen.contains("[OK]"));
    enter(&desk);
    desk.sees(CARD);
    desk.inserts("foreign");
    desk.sees("読み取れませんでした");
    desk.sees("K-101");
    desk.removes();
    desk.inserts("valid-kumiai");
    desk.sees("[OK] 読み取れました");
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_refusing_service_leaves_the_registration_to_do_and_the_rest_can_be_done() {
    let desk = new_kiosk();
    desk.types("3");
    desk.sees(REGISTER);
    enter(&desk);
    desk.sees("ユーザーIDを入力して");
    desk.types("0000001");
    enter_in_form(&desk);
    desk.sees("医療機関コードを確かめて");
    enter_in_form(&desk);
    desk.sees("ワンタイムコードを入力して");
    desk.types("1234");
    enter_in_form(&desk);
    desk.sees("登録できませんでした");
    desk.presses(Key::Esc);
    desk.sees("ユーザーIDを入力して");
    desk.types("-");
    desk.sees(REGISTER);
    desk.types("+");
    desk.sees(PASSCODE);
    desk.types("-");
    desk.sees(LIST);
    desk.types("-");
    desk.sees(LIST);
}

#[test]
fn gone_through_again_at_work_it_gives_way_to_a_visitor_and_a_test_card_stays_none() {
    let desk = Desk::open();
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.types("47");
    desk.sees(LIST);
    desk.types("1");
    desk.sees(LANGUAGE);
    desk.inserts("valid-kumiai");
    desk.sees("カードが置かれました");
    desk.types("1234");
    desk.sees(LANGUAGE);
    desk.presses(Key::Esc);
    desk.enters_pin("1234");
    desk.sees(VALID);
    assert!(!settings(&desk).contains("easy"), "a PIN has chosen no language");
}
