//! The card way fails at a real desk, and staff confirm in another way: each way from its guide to the note that it was kept.

#![cfg(feature = "simulator")]
#![allow(
    missing_docs,
    clippy::expect_used,
    reason = "a test program has no readers of its documentation, and may fail"
)]

mod support;

use support::desk::{Desk, PIN, Setup, WAITING};
use support::memory::Memory;
use support::terminal::Key;

/// The code of a card whose certificate ended too long ago.
const EXPIRED: &str = "K-107";
/// The key F4, as a terminal sends it.
const F4: &[u8] = b"\x1bOS";
const LIST: &str = "確認サービスの答えではありません";
const UNVERIFIED: &str = "[--] 未確認（職員の入力）";
const NOTED: &str = "職員の入力を記録しました";

/// A person comes whose card fails; staff open the list, choose by its place, type what the way shows, and have it kept.
fn confirms(desk: &Desk, place: &str, guide: &str, numbers: &[&str]) {
    desk.inserts("cert-dead");
    desk.sees(EXPIRED);
    desk.sends(F4);
    desk.sees(LIST);
    desk.types(place);
    desk.sees(guide);
    desk.enter();
    for number in numbers {
        desk.sees("入力してください");
        desk.types(number);
        desk.enter();
    }
    desk.sees("確かめられていません");
    assert!(desk.shows(UNVERIFIED) && !desk.shows("有効"), "{}", desk.screen());
    desk.enter_anew();
    desk.sees(NOTED);
    desk.enter_anew();
    desk.sees(EXPIRED);
    desk.removes();
    desk.presses(Key::Esc);
    desk.sees(WAITING);
}

/// Synthetic numbers; the symbol cannot be typed and stays blank.
const NUMBERS: [&str; 4] = ["06139992", "\x08", "0012345", "01"];

#[test]
fn each_way_leads_from_the_trouble_to_its_note() {
    let desk = Desk::open();
    confirms(&desk, "1", "資格確認書を出してもらいます", &NUMBERS);
    confirms(&desk, "2", "両方を出してもらいます", &["39139993", "01234567"]);
    confirms(&desk, "3", "被保険者資格申立書を書いてもらいます", &[]);
    confirms(&desk, "4", "画面を開いてもらいます", &["１３ー９９９８", "１２－３４", "００１", "００"]);
    confirms(&desk, "5", "保険が変わっていないか", &[]);

    let log = desk.log_says("Oral");
    for way in ["Certificate", "Notice", "Statement", "Portal", "Oral"] {
        assert!(log.contains(way), "{way} is not in the log");
    }
    for number in ["06139992", "0012345", "39139993", "01234567", "139998", "12-34"] {
        assert!(!log.contains(number), "{number} is in the log");
    }
}

#[test]
fn a_card_that_comes_while_staff_type_waits_and_is_read_afterwards() {
    let desk = Desk::open();
    desk.sends(F4);
    desk.sees(LIST);
    desk.types("3");
    desk.enter();
    desk.types("06139992");
    desk.sees("0 6 1 3 9 9 9 2");
    desk.inserts("valid-kumiai");
    desk.enter();
    desk.sees("健康保険組合");
    assert!(!desk.shows(PIN));
    // Numbers, the guide, the list, and out.
    for before in ["1/4", "資格確認書を出してもらいます", LIST, PIN] {
        desk.presses(Key::Backspace);
        desk.presses(Key::Esc);
        desk.sees(before);
    }
    assert!(!desk.shows("0 6 1 3"), "{}", desk.screen());
    desk.sends(F4);
    desk.enters_pin("1234");
    desk.sees("[OK] 有効");
    desk.sends(F4);
    desk.presses(Key::F1);
    desk.sees("Valid");
}

#[test]
fn several_keys_at_once_are_no_number_and_a_full_width_digit_is_no_digit_of_a_pin() {
    let desk = Desk::open();
    desk.sends(F4);
    desk.sees(LIST);
    desk.types("3");
    desk.enter();
    desk.types("06");
    desk.sends(b"139992");
    desk.sees("1文字ずつ入力してください");
    desk.types("０");
    desk.sees("0 _ _ _ _ _ _ _");
    for before in ["資格確認書を出してもらいます", LIST, WAITING] {
        desk.presses(Key::Backspace);
        desk.presses(Key::Esc);
        desk.sees(before);
    }
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("１");
    desk.sees("数字だけを入力してください");
    assert!(!desk.shows("＊"), "{}", desk.screen());
    assert_eq!(desk.verifies(), 1, "the tries are asked for, and nothing else");
}

#[test]
fn nothing_that_staff_typed_is_in_the_memory_once_it_is_kept_or_given_up() {
    /// Twelve in a row stand nowhere by chance.
    const TYPED: &str = "592716348617";
    let desk = Desk::set_up(Setup { level: "error", ..Setup::default() });
    let found = |desk: &Desk| Memory::of(desk.pid()).at_any_distance(TYPED.as_bytes());
    let types = |desk: &Desk| {
        desk.sends(F4);
        desk.sees(LIST);
        desk.types("3");
        desk.enter();
        for number in ["06139992", "\x08", TYPED, "\x08"] {
            desk.sees("入力してください");
            desk.types(number);
            desk.enter();
        }
        desk.sees("確かめられていません");
        assert!(!found(desk).is_empty(), "the search sees the number while it is shown");
    };
    types(&desk);
    desk.enter_anew();
    desk.sees(NOTED);
    desk.enter_anew();
    desk.sees(WAITING);
    assert_eq!(found(&desk), [""; 0], "after it was kept");

    types(&desk);
    for before in ["4/4", "3/4", "2/4", "1/4", "資格確認書を出してもらいます", LIST, WAITING] {
        desk.presses(Key::Backspace);
        desk.presses(Key::Esc);
        desk.sees(before);
    }
    assert_eq!(found(&desk), [""; 0], "after it was given up");
}
