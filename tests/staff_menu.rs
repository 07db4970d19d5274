//! The staff's menu at the real desk: its passcode, the settings that it changes, what F2 reveals.

use crate::support::desk::{Desk, PIN, STAFF, Setup, TAKE_CARD, THANKS, VALID, WAITING};
use crate::support::memory::Memory;
use crate::support::terminal::Key;
use crate::support::wait_for;

/// Its hash stands in [`GUARDED`]. No clock shows these digits side by side.
const PASSCODE: &str = "735912";
const WRONG: &str = "735913";
const GUARDED: &str = "# Known to everybody at the desk.\nstaff_passcode = \
    \"$argon2id$v=19$m=32768,t=2,p=1$6Hw0DfSZzlcITSPEtii+rg$12TsbhcgdQWMYwD4eexKcRSZy528EA/lWdGJBHmNP+I\"\n";
const ASKED: &str = "職員用パスコードを入力してください";
const MENU: &str = "職員メニュー";
const LAST: &str = "直前の結果";

fn guarded() -> Setup {
    Setup { identify: GUARDED, ..Setup::default() }
}

fn opens_menu(desk: &Desk) {
    desk.presses(Key::F10);
    desk.sees(ASKED);
    desk.types(PASSCODE);
    desk.enter();
    desk.sees(MENU);
}

/// Types a wrong passcode and waits until it was compared.
fn misses(desk: &Desk, word: &str) {
    desk.types(WRONG);
    desk.presses(Key::Enter);
    desk.sees(word);
    // Another key, or the next Enter would be the same press.
    desk.presses(Key::Backspace);
}

fn settings(desk: &Desk) -> String {
    std::fs::read_to_string(desk.dir().join("kiosk.toml")).expect("the settings")
}

#[test]
fn the_identity_check_is_changed_in_the_menu_and_the_next_visit_uses_it() {
    let mut desk = Desk::set_up(guarded());
    opens_menu(&desk);
    desk.types("3");
    desk.sees("B 暗証番号");
    desk.enter_again();
    desk.sees("A 目視（顔写真）");
    desk.sees("未保存 1");
    desk.presses(Key::Up);
    desk.enter();
    desk.sees("保存しました");
    desk.enter_again();
    desk.sees(MENU);
    desk.presses(Key::F10);
    desk.sees(WAITING);
    desk.inserts("valid-kumiai");
    desk.sees(STAFF);
    let text = settings(&desk);
    assert!(text.contains("\ndefault = \"staff\"\n# Known to everybody at the desk.\nstaff_passcode"), "{text}");
    desk.log_says("settings changed");
    desk.removes();
    desk.presses(Key::Esc);
    desk.leaves_a_clean_terminal_by("TERM");
    desk.starts_again();
    desk.sees(WAITING);
    desk.inserts("valid-kumiai");
    desk.sees(STAFF);
}

#[test]
fn leaving_without_saving_is_said_and_changes_nothing() {
    let desk = Desk::set_up(guarded());
    let before = settings(&desk);
    opens_menu(&desk);
    desk.types("3");
    desk.sees("B 暗証番号");
    desk.enter_again();
    desk.sees("未保存 1");
    desk.presses(Key::Esc);
    desk.sees("1件の変更をまだ保存していません");
    desk.types("x");
    desk.presses(Key::Esc);
    desk.sees(MENU);
    assert_eq!(settings(&desk), before);
}

#[test]
fn what_another_editor_wrote_into_the_settings_is_not_overwritten() {
    let desk = Desk::set_up(guarded());
    let theirs = settings(&desk) + "# theirs\n";
    std::fs::write(desk.dir().join("kiosk.toml"), &theirs).expect("the settings");
    opens_menu(&desk);
    desk.types("3");
    desk.sees("B 暗証番号");
    desk.enter_again();
    desk.presses(Key::Up);
    desk.enter();
    desk.sees("ほかで書き換えられました");
    assert_eq!(settings(&desk), theirs);
}

#[test]
fn after_three_wrong_passcodes_nothing_can_be_typed_also_where_the_menu_is_opened_again() {
    let desk = Desk::set_up(guarded());
    desk.presses(Key::F10);
    desk.sees(ASKED);
    misses(&desk, "パスコードが違います");
    desk.types("1");
    desk.sees_not("パスコードが違います");
    desk.presses(Key::Backspace);
    misses(&desk, "パスコードが違います");
    desk.types("1");
    desk.sees_not("パスコードが違います");
    desk.presses(Key::Backspace);
    misses(&desk, "あと30秒お待ちください");
    desk.presses(Key::Esc);
    desk.sees(WAITING);
    desk.presses(Key::F10);
    desk.sees("しばらく入力できません");
    desk.types(PASSCODE);
    desk.enter();
    desk.presses(Key::Esc);
    desk.sees(WAITING);
    let log = desk.log_says("in_a_row=3 pause=30");
    for (place, secret) in [(log.as_str(), PASSCODE), (&log, WRONG), (&String::from_utf8_lossy(&desk.raw()), PASSCODE)]
    {
        assert!(!place.contains(secret), "{secret} in {place}");
    }
}

#[test]
fn wrong_passcodes_still_count_after_a_restart() {
    let mut desk = Desk::set_up(guarded());
    desk.presses(Key::F10);
    desk.sees(ASKED);
    for word in ["パスコードが違います", "パスコードが違います", "あと30秒お待ちください"]
    {
        misses(&desk, word);
        desk.types("1");
        desk.sees_not("パスコードが違います");
        desk.presses(Key::Backspace);
    }
    desk.leaves_a_clean_terminal_by("TERM");
    desk.starts_again();
    desk.sees(WAITING);
    desk.presses(Key::F10);
    desk.sees("しばらく入力できません");
    let count = std::fs::read_to_string(desk.dir().join("wrong-passcodes")).expect("the count");
    assert_eq!(count, "3\n", "a count and nothing else");
}

#[test]
fn a_right_passcode_ends_the_count() {
    let desk = Desk::set_up(guarded());
    desk.presses(Key::F10);
    desk.sees(ASKED);
    misses(&desk, "パスコードが違います");
    assert!(desk.dir().join("wrong-passcodes").exists());
    desk.types(PASSCODE);
    desk.enter();
    desk.sees(MENU);
    assert!(!desk.dir().join("wrong-passcodes").exists());
}

#[test]
fn nothing_of_a_passcode_is_in_the_memory_once_it_was_compared() {
    let desk = Desk::set_up(Setup { level: "error", ..guarded() });
    opens_menu(&desk);
    desk.presses(Key::F10);
    desk.sees(WAITING);
    let memory = Memory::of(desk.pid());
    assert_eq!(memory.side_by_side(PASSCODE.as_bytes()), [""; 0]);
    let values: Vec<u8> = PASSCODE.bytes().map(|digit| digit - b'0').collect();
    assert_eq!(memory.side_by_side(&values), [""; 0]);
}

#[test]
fn a_keypad_without_num_lock_opens_the_menu() {
    let desk = Desk::set_up(guarded());
    desk.presses(Key::F10);
    desk.sees(ASKED);
    // 7 3 5 9 1 2, as a keypad sends them.
    for sequence in ["\x1b[H", "\x1b[6~", "\x1b[E", "\x1b[5~", "\x1b[F", "\x1b[B"] {
        let typed = |screen: &str| screen.matches('＊').count();
        let before = typed(&desk.screen());
        desk.sends(sequence.as_bytes());
        wait_for("a mark more", || (typed(&desk.screen()) > before).then_some(()));
    }
    desk.sends(b"\x1bOM");
    desk.sees(MENU);
}

#[test]
fn staff_confirm_with_their_passcode_and_a_card_that_is_pulled_takes_the_question_along() {
    let desk = Desk::set_up(Setup { method: "staff", ..guarded() });
    desk.inserts("valid-kumiai");
    desk.sees(STAFF);
    desk.staff();
    desk.sees(ASKED);
    desk.types("735");
    desk.removes();
    desk.sees_not(ASKED);
    desk.presses(Key::Esc);
    desk.sees(WAITING);
    desk.inserts("valid-kumiai");
    desk.sees(STAFF);
    desk.staff();
    desk.sees(ASKED);
    desk.types(PASSCODE);
    desk.enter();
    desk.sees(VALID);
}

#[test]
fn a_card_that_comes_while_staff_type_their_passcode_waits_for_them() {
    let desk = Desk::set_up(guarded());
    desk.staff();
    desk.sees(ASKED);
    desk.types("735");
    desk.inserts("valid-kumiai");
    wait_for("pcscd to notice the card", || desk.pcscd.has_card().then_some(()));
    desk.sees(ASKED);
    desk.types("912");
    desk.enter();
    desk.sees(VALID);
    assert_eq!(desk.tries(), "3");
}

#[test]
fn staff_unmask_an_answer_on_the_screen_and_the_next_one_is_masked_again() {
    let desk = Desk::set_up(Setup { panel: "detail = \"masked\"\n", ..guarded() });
    desk.visits("valid-kumiai", VALID);
    desk.sees("試＊ 花＊");
    desk.staff();
    desk.sees(ASKED);
    desk.types(PASSCODE);
    desk.enter();
    desk.sees("試験 花子");
    desk.sees("0012345");
    desk.leaves();
    desk.visits("valid-kumiai", VALID);
    desk.sees("試＊ 花＊");
    let raw = String::from_utf8_lossy(&desk.raw()).into_owned();
    assert_eq!(raw.matches("0012345").count(), 1, "shown once only");
}

#[test]
fn beside_a_forgotten_card_the_last_answer_is_looked_at_as_well() {
    let desk = Desk::set_up(guarded());
    desk.visits("valid-kumiai", VALID);
    desk.enter_again();
    desk.sees(TAKE_CARD);
    opens_menu(&desk);
    // Beside the card a digit chooses nothing.
    desk.sees(LAST);
    desk.enter_again();
    desk.sees("そのときの判定：有効");
    desk.sees_not(VALID);
    desk.presses(Key::F10);
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);
}

#[test]
fn the_program_restarts_itself_and_reads_its_settings() {
    let desk = Desk::set_up(guarded());
    let text = settings(&desk).replace("language = \"ja\"", "language = \"en\"");
    std::fs::write(desk.dir().join("kiosk.toml"), text).expect("the settings");
    opens_menu(&desk);
    desk.types("6");
    desk.sees("受付の画面を起動し直す");
    desk.enter_again();
    desk.sees("数秒で受付に戻ります");
    desk.enter_again();
    desk.sees("Please put");
    desk.presses(Key::F10);
    desk.sees("Type the staff passcode");
}

#[test]
fn a_program_that_would_not_start_again_says_so_and_goes_on() {
    let desk = Desk::set_up(guarded());
    let text = settings(&desk);
    std::fs::write(desk.dir().join("kiosk.toml"), text.replace("\"pin\"", "\"pen\"")).expect("the settings");
    opens_menu(&desk);
    desk.types("6");
    desk.sees("受付の画面を起動し直す");
    desk.enter_again();
    desk.sees("数秒で受付に戻ります");
    desk.enter_again();
    desk.sees("設定ファイルに誤りがあるか");
    desk.sees("kiosk.toml:6:11");
    desk.presses(Key::F10);
    desk.sees(WAITING);
    desk.inserts("valid-kumiai");
    desk.enters_pin("1234");
    desk.sees(VALID);
}

#[test]
fn a_passcode_that_is_set_in_the_menu_is_asked_for_from_then_on() {
    let desk = Desk::open();
    desk.presses(Key::F10);
    desk.sees("職員用パスコードなし");
    desk.types("3");
    desk.sees("職員用パスコード");
    for _ in 0..4 {
        desk.presses(Key::Down);
    }
    desk.enter();
    desk.sees("新しいパスコード");
    desk.types(PASSCODE);
    desk.enter();
    desk.sees("もう一度入力してください");
    desk.types(PASSCODE);
    desk.enter();
    desk.sees("未保存 1");
    for _ in 0..5 {
        desk.presses(Key::Up);
    }
    desk.enter();
    desk.sees("保存しました");
    desk.presses(Key::F10);
    desk.sees(WAITING);
    // Another key, or the next F10 would be the same press.
    desk.presses(Key::Backspace);
    opens_menu(&desk);
    assert!(!settings(&desk).contains(PASSCODE));
    assert!(!desk.log().contains(PASSCODE));
}

#[test]
fn a_code_is_typed_in_the_help_and_explained() {
    let desk = Desk::set_up(guarded());
    opens_menu(&desk);
    desk.types("4");
    desk.sees("エラーコード");
    desk.types("6");
    desk.sees("3桁");
    desk.types("19");
    desk.types("9");
    desk.sees("K-199 というコードはありません");
    desk.types("107");
    desk.sees("期限が切れています");
    desk.sees("資格確認書をお持ちか");
    // A card lies there now: nothing that is typed leads to another code.
    desk.inserts("valid-kumiai");
    desk.sees("カードが置かれました");
    desk.types("413");
    desk.presses(Key::Esc);
    desk.sees(PIN);
    desk.sees_not("K-413");
}

#[test]
fn the_last_answer_is_copied_behind_the_passcode_until_the_next_card_comes() {
    let desk = Desk::set_up(guarded());
    desk.visits("valid-kumiai", VALID);
    desk.enter_again();
    desk.sees_not(VALID);
    desk.removes();
    desk.sees(THANKS);
    desk.presses(Key::F10);
    desk.sees(ASKED);
    desk.sees_not(LAST);
    desk.types(PASSCODE);
    desk.enter();
    desk.sees(MENU);
    desk.sees(LAST);
    desk.types("0");
    desk.sees("終わった受付の結果です");
    desk.sees("そのときの判定：有効");
    desk.sees_not(VALID);
    desk.enter_again();
    desk.sees("06 13 999 2");
    desk.presses(Key::Down);
    desk.presses_quickly(Key::Down);
    desk.sees("0012345");
    desk.sees_not("06 13 999 2");
    // The next visitor's card wins, and nothing of the one before is left, whatever keys are still pressed.
    desk.inserts("valid-70s");
    desk.sees_not("0012345");
    desk.presses(Key::Enter);
    desk.sees(PIN);
    desk.cancels();
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);
    opens_menu(&desk);
    desk.sees_not(LAST);
}

#[test]
fn an_answer_that_the_time_has_closed_is_the_last_answer_and_one_that_esc_has_closed_is_none() {
    let desk = Desk::set_up(Setup { show_for: "5s", ..guarded() });
    desk.visits("valid-kumiai", VALID);
    desk.sees_not(VALID);
    desk.removes();
    opens_menu(&desk);
    desk.sees(LAST);
    desk.presses(Key::F10);
    desk.sees(WAITING);
    desk.visits("valid-kumiai", VALID);
    desk.leaves();
    opens_menu(&desk);
    desk.sees_not(LAST);
}
