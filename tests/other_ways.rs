//! The card way fails at a real desk, and staff confirm in another way: each way from its guide to the note that it was
//! kept.

use serde_json::Value;

use crate::support::desk::{Desk, PIN, Place, Setup, WAITING};
use crate::support::memory::Memory;
use crate::support::terminal::Key;
use crate::support::wait_for;

/// The code of a card whose certificate ended too long ago.
const EXPIRED: &str = "K-107";
/// The key F4, as a terminal sends it.
const F4: &[u8] = b"\x1bOS";
const LIST: &str = "確認サービスの回答ではありません";
const UNVERIFIED: &str = "[--] 未確認（職員の入力）";
const NOTED: &str = "職員の入力を記録しました";

/// A person comes whose card fails; staff open the list, choose by its place, type what the way shows, and have it
/// kept.
fn confirms(desk: &Desk, place: &str, guide: &str, numbers: &[&str]) {
    desk.inserts("cert-dead");
    desk.sees(EXPIRED);
    desk.removes_before_staff_type();
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
    desk.enter_again();
    desk.sees(NOTED);
    desk.enter_again();
    desk.sees(EXPIRED);
    desk.presses(Key::Esc);
    desk.sees(WAITING);
}

/// Synthetic numbers. The symbol is typed in every way: as the terminal sends it, by a reading, out of the table, in
/// full width.
const NUMBERS: [&str; 4] = ["06139992", "船*tya**/82-1", "0012345", "01"];
const SYMBOL: &str = "船ちゃ二－１";

/// Keeps a journal, and leaves files for a receipt computer.
fn keeps_everything(place: &Place<'_>) {
    std::fs::create_dir(place.dir.join("receipt")).expect("a folder");
    place.adds("[journal]\ndir = \"journal\"\n[handoff]\nkind = \"json\"\ndir = \"receipt\"\n");
}

/// The one file that lies there for the receipt computer: what it says of the person, and that it is not confirmed.
fn hands_on(desk: &Desk, label: &str, numbers: &[(&str, &str)]) {
    let folder = desk.dir().join("receipt");
    let file = wait_for("a file for the receipt computer", || {
        let files = std::fs::read_dir(&folder).expect("the folder").map(|file| file.expect("a file").path());
        files.into_iter().find(|file| file.extension().is_some_and(|extension| extension == "json"))
    });
    let name = file.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(name.starts_with("OQSsiquc01res_face_unverified"), "{name}");
    let message: Value = serde_json::from_slice(&std::fs::read(&file).expect("a file")).expect("JSON");
    let body = &message["MessageBody"];
    assert!(body["QualificationValidity"].is_null() && message["MessageHeader"]["SegmentOfResult"].is_null(), "{name}");
    assert!(
        body["ProcessingResultMessage"].as_str().is_some_and(|words| words.contains("未確認") && words.contains(label))
    );
    let entry = &body["ResultList"]["ResultOfQualificationConfirmation"][0];
    for (element, number) in numbers {
        assert_eq!(entry[element], *number, "{element}");
    }
    assert_eq!(entry.is_null(), numbers.is_empty(), "{name}");
    std::fs::remove_file(file).expect("the receipt computer takes it");
}

#[test]
fn what_was_entered_a_moment_ago_is_on_todays_list() {
    let desk = Desk::open();
    desk.presses(Key::F10);
    desk.types("1");
    desk.records_what_was_said();
    desk.sees("職員メニュー");
    desk.types("2");
    desk.sees("計 1");
}

#[test]
fn each_way_leads_from_the_trouble_to_its_note_its_file_and_its_line() {
    let desk = Desk::set_up(Setup { before: keeps_everything, ..Setup::default() });
    confirms(&desk, "1", "資格確認書を出してもらいます", &NUMBERS);
    let number = ("InsuredIdentificationNumber", "0012345");
    let symbol = ("InsuredCardSymbol", SYMBOL);
    hands_on(&desk, "資格確認書", &[("InsurerNumber", "06139992"), symbol, number, ("InsuredBranchNumber", "01")]);
    confirms(&desk, "2", "両方を出してもらいます", &["39139993", "01234567"]);
    let number = ("InsuredIdentificationNumber", "01234567");
    hands_on(&desk, "資格情報のお知らせ", &[("InsurerNumber", "39139993"), number]);
    confirms(&desk, "3", "被保険者資格申立書を書いてもらいます", &[]);
    hands_on(&desk, "申立書", &[]);
    confirms(&desk, "4", "画面を開いてもらいます", &["１３ー９９９８", "１２－３４", "００１", "００"]);
    let symbol = ("InsuredCardSymbol", "12-34");
    let number = ("InsuredIdentificationNumber", "001");
    hands_on(&desk, "マイナポータル", &[("InsurerNumber", "139998"), symbol, number, ("InsuredBranchNumber", "00")]);
    confirms(&desk, "5", "保険が変わっていないか", &[]);
    hands_on(&desk, "口頭", &[]);

    let journal = std::fs::read_to_string(desk.dir().join("journal/journal.jsonl")).expect("the journal");
    let lines = journal.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line"));
    let ways: Vec<String> = lines
        .filter(|line| line["kind"] == "manual")
        .map(|line| line["way"].as_str().expect("a way").to_owned())
        .collect();
    assert_eq!(ways, ["certificate", "notice", "statement", "portal", "oral"]);
    for number in ["06139992", "0012345", "39139993", "01234567", "12-34", SYMBOL] {
        assert!(!desk.log().contains(number) && !journal.contains(number), "{number} is in the log or in the journal");
    }
}

#[test]
fn a_card_that_comes_while_staff_type_is_said_and_rung_and_gets_its_visit_and_the_entry_comes_back() {
    let desk = Desk::open();
    desk.sends(F4);
    desk.sees(LIST);
    desk.types("3");
    desk.enter();
    desk.types("0613");
    desk.sees("0 6 1 3 _");
    let rings = || desk.raw().split(|byte| *byte == 0x07).count() - 1;
    assert_eq!(rings(), 0);
    desk.inserts("valid-kumiai");
    desk.sees("カードが置かれました。Esc で受付へ");
    wait_for("the bell", || (rings() == 1).then_some(()));
    // What the visitor takes for the PIN screen is not one.
    desk.types("5927");
    desk.enter();
    assert!(desk.shows("0 6 1 3 _"), "{}", desk.screen());
    desk.presses(Key::Esc);
    desk.enters_pin("1234");
    desk.sees("[OK] 有効");
    desk.leaves();
    desk.presses(Key::F10);
    desk.sees("0 6 1 3 _");
    for before in ["資格確認書を出してもらいます", LIST, "職員メニュー", WAITING] {
        desk.presses(Key::Backspace);
        desk.presses(Key::Esc);
        desk.sees(before);
    }
    assert!(!String::from_utf8_lossy(&desk.raw()).contains("5 9 2 7"));
}

#[test]
fn a_menu_that_is_left_open_gives_way_to_the_next_card_by_itself() {
    let desk = Desk::open();
    desk.presses(Key::F10);
    desk.sees("職員メニュー");
    desk.inserts("valid-kumiai");
    desk.sees("カードが置かれました");
    desk.enters_pin("1234");
    desk.sees("[OK] 有効");
}

#[test]
fn beside_a_card_that_has_failed_staff_are_told_to_take_it_before_they_type() {
    let desk = Desk::open();
    desk.inserts("cert-dead");
    desk.sees(EXPIRED);
    desk.sends(F4);
    desk.sees(LIST);
    desk.types("1");
    desk.sees("カードを取ると、数字を入力できます");
    assert!(desk.shows(LIST));
    desk.removes();
    desk.sees_not("カードを取ると");
    desk.types("1");
    desk.sees("資格確認書を出してもらいます");
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
fn a_word_that_comes_at_once_is_a_symbol_and_several_digits_at_once_are_none() {
    let desk = Desk::open();
    desk.sends(F4);
    desk.sees(LIST);
    desk.types("3");
    desk.enter();
    desk.types("139998");
    desk.enter();
    desk.sees("記号を入力してください");
    desk.sends("試験見本-123456".as_bytes());
    desk.sees("試験見本-123456_");
    desk.types("7");
    desk.sees("試験見本-1234567_");
    desk.sends(b"1234");
    desk.sees("1文字ずつ入力してください");
    desk.sees_not("試験見本");
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
    desk.enter_again();
    desk.sees(NOTED);
    desk.enter_again();
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
