//! The service refuses, is slow, silent, broken, or answers what it should not: each is told apart, and the desk
//! recovers by itself.

use uketsuke::simulator::service::Mode;

use crate::support::desk::{Desk, PIN, Setup, TAKE_CARD, VALID, WAITING};
use crate::support::terminal::Key;

#[test]
fn each_bad_answer_has_its_own_code() {
    let desk = Desk::open();
    for (persona, code) in [
        ("timeout", "K-402"),
        ("down", "K-403"),
        ("close", "K-403"),
        ("garbage", "K-406"),
        ("huge", "K-407"),
        ("wrong-type", "K-408"),
        ("other-check", "K-409"),
    ] {
        desk.inserts(persona);
        desk.enters_pin("1234");
        desk.sees(code);
        assert!(!desk.shows(VALID), "{persona}");
        desk.leaves();
    }
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn a_slow_answer_is_waited_for_with_a_calm_word() {
    let desk = Desk::set_up(Setup { deadline: "30s", ..Setup::default() });
    desk.inserts("slow");
    desk.enters_pin("1234");
    desk.sees("いつもより時間がかかっています");
    desk.sees(VALID);
}

#[test]
fn a_person_need_not_wait_for_a_slow_answer_and_it_is_never_shown() {
    let desk = Desk::set_up(Setup { deadline: "30s", ..Setup::default() });
    desk.inserts("slow");
    desk.enters_pin("1234");
    desk.sees("保険の情報を確認する");
    desk.leaves();
    desk.visits("lost", "[NG] 無効（資格喪失）");
    assert!(!desk.shows(VALID));
}

#[test]
fn a_service_that_is_closed_says_so_before_a_pin_is_typed() {
    let desk = Desk::open();
    desk.service_says(Mode::Maintenance { message: "点検中".to_owned(), until: None });
    desk.inserts("valid-kumiai");
    desk.sees("確認できませんでした");
    desk.sees("メンテナンス");
    assert_eq!(desk.tries(), "3");
    desk.presses(Key::Esc);
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.service_says(Mode::Open);
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn what_the_service_announces_stands_on_the_waiting_screen() {
    let desk = Desk::set_up(Setup { announces: "試験：月曜日は22時までです。", ..Setup::default() });
    desk.sees("お知らせ 試験：月曜日は22時までです。");
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn outside_the_services_hours_no_pin_is_asked_for() {
    let desk = Desk::open();
    desk.service_says(Mode::Closed { until: None });
    desk.inserts("valid-kumiai");
    desk.sees("K-416");
    desk.sees("受付時間外");
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_terminal_whose_registration_was_withdrawn_says_so() {
    let desk = Desk::open();
    desk.service_says(Mode::Unregistered);
    desk.inserts("valid-kumiai");
    desk.sees("K-405");
    assert_eq!(desk.tries(), "3");
}

#[test]
fn without_a_service_no_pin_is_asked_for() {
    let desk = Desk::begin(Setup { service: false, ..Setup::default() });
    desk.sees("K-401");
    desk.inserts("valid-kumiai");
    desk.sees("確認できませんでした");
    desk.sees("K-401");
    assert!(!String::from_utf8_lossy(&desk.raw()).contains("Enter を押してください"));
}

#[test]
fn another_service_is_told_nothing() {
    let desk = Desk::begin(Setup { trusted: false, ..Setup::default() });
    desk.sees("K-404");
    desk.inserts("valid-kumiai");
    desk.sees("確認できませんでした");
    assert_eq!(desk.service().all_exchanges(), 0);
}

#[test]
fn a_service_that_goes_and_comes_back_is_noticed_by_itself() {
    let mut desk = Desk::open();
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    let address = desk.service_goes();
    desk.inserts("valid-kumiai");
    desk.sees_one_of(&["K-401", "K-403"]);
    desk.leaves();
    desk.sees("K-401");
    desk.service_comes_back(address);
    desk.sees_not("K-401");
    desk.sees(WAITING);
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn a_service_that_goes_while_a_pin_is_typed_costs_no_try() {
    let mut desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.service_goes();
    desk.enters_pin("1234");
    desk.sees_one_of(&["K-401", "K-403"]);
    assert_eq!(desk.tries(), "3");
    desk.presses(Key::Esc);
}
