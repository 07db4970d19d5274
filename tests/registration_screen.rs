//! A new kiosk is set up with its keyboard only, and whatever fails is told apart.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use uketsuke::simulator::service::Registration;

use crate::support::desk::{Desk, Place, Setup, USER as ACCOUNT, VALID, WAITING};
use crate::support::memory::Memory;
use crate::support::terminal::Key;
use crate::support::wait_for;

const SET_UP: &str = "はじめての設定";
const STEP: &str = "この端末を確認サービスに登録すると";
const USER: &str = "ユーザーIDを入力して";
const FACILITY: &str = "医療機関コードを確かめて";
const CODE: &str = "ワンタイムコードを入力して";
const END: &str = "仕上げの点検";
const REFUSED: &str = "登録できませんでした";
const REGISTERED: &str = "[OK] 登録しました";
/// The code that the account was given.
const GIVEN: &str = "Hq4R-w8ZB-7T2m-K9";
/// A code that was never issued.
const NOBODYS: &str = "Q7XK-93ZP-1846";

/// A terminal without a certificate, at the first field: the set-up's third step leads there.
fn new_kiosk(setup: Setup) -> Desk {
    let desk = Desk::begin(Setup { before: unregister, ..setup });
    desk.sees(SET_UP);
    desk.types("3");
    desk.sees(STEP);
    desk.enter();
    desk.sees(USER);
    desk
}

/// The same, at the last field.
fn at_the_code(setup: Setup) -> Desk {
    let desk = new_kiosk(setup);
    desk.types(ACCOUNT);
    desk.enter();
    desk.sees(FACILITY);
    // With another key between, it is an Enter of its own, not the one before held a little long.
    desk.types("-");
    desk.enter();
    desk.sees(CODE);
    desk
}

fn unregister(place: &Place<'_>) {
    for file in ["terminal.pem", "terminal.key"] {
        fs::remove_file(place.dir.join(file)).expect("a file");
    }
}

/// Goes to the end of the set-up from wherever it is, and to the reception.
fn leaves_the_set_up(desk: &Desk) {
    desk.sees(SET_UP);
    desk.types("0");
    desk.sees(END);
    desk.enter_again();
    desk.sees(WAITING);
}

/// The service issues its code to the account.
fn admit(desk: &Desk) {
    desk.place().service.handle().admit(&ACCOUNT.parse().expect("a user ID"), GIVEN);
}

/// How the service answers registrations.
fn registrations_are(desk: &Desk, manner: Registration) {
    desk.place().service.handle().answers_registrations(manner);
}

fn enters_code(desk: &Desk, code: &str) {
    desk.types(code);
    desk.sees(&format!("{} 文字", code.len()));
    desk.enter();
}

#[test]
fn a_new_kiosk_is_set_up_by_its_keyboard_alone_and_confirms_a_visitor() {
    let desk = at_the_code(Setup::default());
    admit(&desk);
    enters_code(&desk, GIVEN);
    desk.sees(REGISTERED);
    desk.sees("登録の期限は");
    desk.enter_again();
    leaves_the_set_up(&desk);
    desk.visits("valid-kumiai", VALID);
    let mode = fs::metadata(desk.dir().join("terminal.key")).expect("the key").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_success_leads_back_to_the_set_up_by_itself_without_a_key() {
    let desk = at_the_code(Setup::default());
    admit(&desk);
    enters_code(&desk, GIVEN);
    desk.sees(REGISTERED);
    desk.sees(SET_UP);
    desk.sees("[OK] 済");
}

#[test]
fn a_terminal_that_is_registered_by_the_command_meanwhile_goes_on_with_the_set_up() {
    let desk = at_the_code(Setup::default());
    desk.place().registers();
    // At the latest with the clock's next minute; a key is sooner.
    desk.types("A");
    leaves_the_set_up(&desk);
    desk.visits("valid-kumiai", VALID);
}

#[test]
fn a_wrong_code_is_told_and_the_right_one_works() {
    let desk = at_the_code(Setup::default());
    admit(&desk);
    enters_code(&desk, NOBODYS);
    desk.sees(REFUSED);
    desk.sees("K-301");
    desk.enter_again();
    desk.sees(CODE);
    enters_code(&desk, GIVEN);
    desk.sees(REGISTERED);
}

#[test]
fn a_spent_code_is_told_to_be_one() {
    let desk = at_the_code(Setup::default());
    admit(&desk);
    registrations_are(&desk, Registration::ForeignKey);
    enters_code(&desk, GIVEN);
    desk.sees("K-406");
    registrations_are(&desk, Registration::Proper);
    desk.enter_again();
    desk.sees(CODE);
    enters_code(&desk, GIVEN);
    desk.sees("K-301");
    desk.sees("使ったコードは二度と使えません");
}

#[test]
fn a_service_that_has_yet_to_agree_says_when_to_come_back() {
    let desk = at_the_code(Setup::default());
    admit(&desk);
    registrations_are(&desk, Registration::Pending(Duration::from_secs(540)));
    enters_code(&desk, GIVEN);
    desk.sees("K-302");
    desk.sees("約9分後");
    registrations_are(&desk, Registration::Proper);
    desk.enter_again();
    desk.sees(CODE);
    enters_code(&desk, GIVEN);
    desk.sees(REGISTERED);
}

#[test]
fn a_code_leaves_nothing_behind() {
    let desk = at_the_code(Setup::default());
    // In the header it goes as base64, and "W0000001:" before it fills whole groups of three bytes.
    let [given, nobodys] = [GIVEN, NOBODYS].map(|code| STANDARD.encode(code));
    let secrets = [GIVEN, NOBODYS, &given, &nobodys];
    // Waited for, because the connection that carried it takes a moment to be closed.
    let is_gone = |moment: &str| {
        wait_for(&format!("the code to be gone, {moment}"), || {
            let memory = Memory::of(desk.pid());
            let gone = |secret: &&str| {
                memory.side_by_side(secret.as_bytes()).is_empty()
                    && memory.at_any_distance(&secret.as_bytes()[..12]).is_empty()
            };
            secrets.iter().all(gone).then_some(())
        });
    };
    admit(&desk);
    desk.types(NOBODYS);
    assert!(
        !Memory::of(desk.pid()).side_by_side(NOBODYS.as_bytes()).is_empty(),
        "the search sees the code in its field"
    );
    desk.enter();
    desk.sees(REFUSED);
    is_gone("after a refusal");
    desk.enter_again();
    desk.sees(CODE);
    desk.types(NOBODYS);
    desk.presses(Key::Esc);
    desk.sees(FACILITY);
    is_gone("after going back");
    desk.types("-");
    desk.enter();
    desk.sees(CODE);
    enters_code(&desk, GIVEN);
    desk.sees(REGISTERED);
    is_gone("after a success");
    // It goes on by itself, or has already.
    leaves_the_set_up(&desk);
    is_gone("while a card is waited for");
    let (log, raw) = (desk.log_says("registered"), desk.raw());
    let shown = String::from_utf8_lossy(&raw);
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
        assert!(!shown.contains(secret), "{secret} was on the terminal");
    }
}

#[test]
fn a_registered_kiosk_never_shows_the_set_up() {
    let desk = Desk::open();
    assert!(!String::from_utf8_lossy(&desk.raw()).contains("登録"));
}

#[test]
fn one_can_go_back_and_what_was_typed_is_still_there() {
    let desk = at_the_code(Setup::default());
    desk.types("ABCD");
    desk.presses(Key::Esc);
    desk.sees(FACILITY);
    desk.sees("1 3 1 9 9 9 9 9 9 9");
    // An arrow of the keypad, with Num Lock off.
    desk.presses(Key::PadLeft);
    desk.sees(USER);
    desk.sees("W 0 0 0 0 0 0 1");
    desk.presses(Key::Backspace);
    desk.sees("W 0 0 0 0 0 0 _");
    desk.presses(Key::F1);
    desk.sees("Type the user ID");
}

#[test]
fn another_facilitys_code_is_answered_with_the_settings_file() {
    let desk = new_kiosk(Setup::default());
    desk.types("0000001");
    desk.enter();
    desk.sees(FACILITY);
    for _ in 0..10 {
        desk.presses(Key::Backspace);
    }
    desk.types("1312345679");
    desk.enter();
    desk.sees("1319999999 です");
    desk.sees(&desk.dir().join("kiosk.toml").display().to_string());
}

#[test]
fn without_a_service_it_says_so_and_the_numbers_need_not_be_typed_again() {
    let desk = at_the_code(Setup { service: false, ..Setup::default() });
    enters_code(&desk, NOBODYS);
    desk.sees(REFUSED);
    desk.sees("K-401");
    desk.enter_again();
    desk.sees(CODE);
    desk.sees("W0000001");
    assert!(!desk.shows("14 文字"), "the code is to be typed again");
}

#[test]
fn another_service_gets_no_code() {
    let desk = at_the_code(Setup { trusted: false, ..Setup::default() });
    enters_code(&desk, NOBODYS);
    desk.sees("K-404");
    assert_eq!(desk.service().all_exchanges(), 0);
}

#[test]
fn a_fault_of_this_machine_names_the_file() {
    let desk = at_the_code(Setup::default());
    let key = desk.dir().join("terminal.key");
    fs::create_dir(&key).expect("a folder in the key's place");
    enters_code(&desk, NOBODYS);
    desk.sees("K-303");
    desk.sees("terminal.key");
    assert_eq!(desk.service().all_exchanges(), 0, "no code is spent on what cannot be stored");
}

#[test]
fn no_key_leaves_the_set_up() {
    let desk = new_kiosk(Setup::default());
    for key in ['c', 'z', '\\', 'd', 's', 'q'] {
        desk.presses(Key::Ctrl(key));
    }
    desk.types("0000001");
    desk.sees("W 0 0 0 0 0 0 1");
}

#[test]
fn on_a_window_too_small_to_see_no_field_is_filled() {
    let desk = new_kiosk(Setup::default());
    desk.types("12");
    desk.sees("W 1 2 _");
    desk.resizes(40, 10);
    desk.sees("画面が小さすぎます");
    desk.types("345");
    desk.enter();
    desk.resizes(80, 24);
    desk.sees("W 1 2 _");
    assert!(!desk.shows("7桁すべて"));
}

#[test]
fn asked_to_end_the_set_up_leaves_a_clean_terminal() {
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let mut desk = at_the_code(Setup::default());
        desk.types("ABCD");
        desk.leaves_a_clean_terminal_by(signal);
    }
}

#[test]
fn a_terminal_that_is_gone_ends_the_set_up() {
    let mut desk = new_kiosk(Setup::default());
    desk.terminal().vanishes();
    assert!(!desk.terminal().ends().success(), "the service manager must know");
}

#[test]
fn a_registered_terminal_that_has_lost_its_authority_is_told_where_the_program_was_started() {
    let desk = Desk::open();
    fs::remove_file(desk.dir().join("authority.pem")).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_uketsuke"))
        .args(["run", "--config"])
        .arg(desk.dir().join("kiosk.toml"))
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("authority.pem: ") && said.contains("[gateway] authority"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}
