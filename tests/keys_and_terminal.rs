//! What hands do to keys and what happens to terminals: nothing of it sends a PIN, stops the kiosk or stays on the
//! screen.

use std::io::Write as _;
use std::time::Duration;

use crate::support::desk::{Desk, PIN, Setup, TAKE_CARD, VALID, WAITING};
use crate::support::terminal::Key;
use crate::support::wait_for;

/// A desk where a PIN is asked for, and how often the card has heard VERIFY so far: the question about its tries.
fn asked_for_a_pin() -> (Desk, usize) {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    let asked = desk.verifies();
    (desk, asked)
}

#[test]
fn a_pin_of_another_length_never_reaches_the_card() {
    let (desk, asked) = asked_for_a_pin();
    desk.enter();
    desk.sees("4桁すべて入力してください");
    desk.types("123");
    desk.sees_not("4桁すべて");
    desk.enter();
    desk.sees("4桁すべて入力してください");
    // A fourth digit, and one too many: the field is empty again rather than cut to four.
    desk.types("45");
    desk.sees("4桁までです");
    desk.types("6");
    desk.enter();
    desk.sees("4桁すべて入力してください");
    assert_eq!(desk.verifies(), asked);
    assert_eq!(desk.tries(), "3");
}

#[test]
fn a_letter_is_no_digit() {
    let (desk, asked) = asked_for_a_pin();
    desk.types("12a");
    desk.sees("数字だけを入力してください");
    desk.types("あ");
    desk.enter();
    desk.sees("4桁すべて");
    assert_eq!(desk.verifies(), asked);
    desk.types("34");
    assert!(desk.enters_the_digits(), "{}", desk.screen());
    desk.sees(VALID);
}

#[test]
fn a_keypad_without_num_lock_types_digits() {
    let (desk, _) = asked_for_a_pin();
    desk.types("123");
    desk.presses(Key::PadLeft);
    assert!(desk.enters_the_digits(), "{}", desk.screen());
    desk.sees(VALID);
}

#[test]
fn a_paste_or_a_scanner_is_not_typing() {
    let (desk, asked) = asked_for_a_pin();
    desk.sends(b"1234\r");
    desk.sees("1桁ずつ入力してください");
    assert_eq!(desk.verifies(), asked);
    desk.enters_pin("1234");
    desk.sees(VALID);
}

/// A key of another screen does nothing here but say that everything before it was heard, once a burst is over.
fn has_heard_all(desk: &Desk) {
    wait_for("the note about a letter", || {
        desk.types("a");
        desk.shows("数字だけを入力してください").then_some(())
    });
}

#[test]
fn a_scanner_never_reaches_the_card_at_any_speed() {
    for gap in [0, 500, 1_000, 2_000, 5_000, 10_000, 20_000].map(Duration::from_micros) {
        let desk = Desk::open();
        desk.inserts("valid-kumiai");
        // As soon as a PIN can be typed, behind digits of a person, and again and again.
        while !desk.shows(PIN) {
            std::thread::yield_now();
        }
        desk.scans(b"0000\r", gap);
        has_heard_all(&desk);
        desk.types("123");
        desk.scans(b"0000\r", gap);
        for _ in 0..5 {
            has_heard_all(&desk);
            desk.scans(b"0000\r", gap);
        }
        has_heard_all(&desk);
        assert_eq!(desk.verifies(), 1, "{gap:?}: the tries are asked for, and nothing else");
        assert_eq!(desk.tries(), "3", "{gap:?}");
    }
}

#[test]
fn a_kiosk_that_stood_still_keeps_what_was_typed_meanwhile() {
    for (before, meanwhile) in [("1", &b"234"[..]), ("", b"1234")] {
        let (desk, _) = asked_for_a_pin();
        desk.types(before);
        desk.signals("STOP");
        desk.scans(meanwhile, Duration::from_millis(75));
        desk.signals("CONT");
        desk.is_read();
        desk.sees_so("four digits", |screen| screen.matches('＊').count() == 4);
        assert!(!desk.shows("1桁ずつ"), "{}", desk.screen());
        desk.pauses();
        assert!(desk.enters_the_digits(), "{}", desk.screen());
        desk.sees(VALID);
    }
}

#[test]
fn where_the_terminal_tells_repeats_a_quick_enter_counts_and_a_held_one_does_not() {
    let (desk, _) = asked_for_a_pin();
    desk.sends(b"\x1b[?27u");
    // A finger that shakes on a digit types it once.
    desk.presses_what_sends(b"\x1b[57400;129;49u\x1b[57400;129:2;49u\x1b[57400;129:2;49u\x1b[57400;129:3u");
    for digit in ["50;;50", "51;;51", "52;;52"] {
        desk.presses_what_sends(format!("\x1b[{digit}u").as_bytes());
    }
    desk.presses_what_sends(b"\x1b[13u");
    for _ in 0..30 {
        desk.presses_what_sends(b"\x1b[13;1:2u");
    }
    desk.sees(VALID);
    for _ in 0..30 {
        desk.presses_what_sends(b"\x1b[13;1:2u\x1b[13;1:2u\x1b[13;1:2u");
    }
    desk.presses_what_sends(b"\x1b[13;1:3u");
    assert!(desk.shows(VALID), "{}", desk.screen());
    desk.presses_what_sends(b"\x1b[13u");
    desk.sees(TAKE_CARD);
}

#[test]
fn an_enter_held_down_in_any_rhythm_leaves_the_answer_on_the_screen() {
    let (desk, _) = asked_for_a_pin();
    desk.types("1234");
    desk.enter();
    for repeats in
        [&b"\r"[..], b"\r\r\r", b"\r\r", b"a\r", b"\x1b[200~\r\x1b[201~", b"\r\ra\r\r"].iter().cycle().take(60)
    {
        desk.presses_what_sends(repeats);
    }
    desk.sees(VALID);
    desk.presses(Key::Esc);
    desk.sees(TAKE_CARD);
}

#[test]
fn what_the_terminal_answers_is_no_key() {
    let (desk, _) = asked_for_a_pin();
    desk.types("12");
    desk.presses_what_sends(b"\x1b[?27u\x1b[?62;4c\x1b[>1;4000;19c\x1b[?0u");
    desk.types("34");
    assert!(!desk.shows("数字だけ"), "{}", desk.screen());
    assert!(desk.enters_the_digits(), "{}", desk.screen());
    desk.sees(VALID);
}

#[test]
fn the_terminal_is_asked_for_repeats_and_left_as_it_was() {
    let mut desk = Desk::open();
    let has = |desk: &Desk, words: &str| String::from_utf8_lossy(&desk.raw()).contains(words);
    assert!(has(&desk, "\x1b[=27u\x1b[?u") && !has(&desk, "\x1b[=0u"));
    desk.leaves_a_clean_terminal_by("TERM");
    assert!(has(&desk, "\x1b[=0u\x1b[?1049l"), "before the alternate screen, which has modes of its own, is left");
}

#[test]
fn an_enter_held_down_sends_once_and_leaves_the_answer_on_the_screen() {
    let (desk, asked) = asked_for_a_pin();
    desk.types("1234");
    for _ in 0..20 {
        desk.enter();
    }
    desk.sees(VALID);
    for _ in 0..20 {
        desk.enter();
    }
    desk.sees(VALID);
    assert_eq!(desk.verifies(), asked + 1);
    desk.presses(Key::Esc);
    desk.sees(TAKE_CARD);
}

#[test]
fn a_digit_held_down_is_no_pin() {
    let (desk, asked) = asked_for_a_pin();
    desk.types(&"7".repeat(105));
    desk.enter();
    desk.sees_one_of(&["4桁すべて", "4桁までです"]);
    assert_eq!(desk.verifies(), asked);
}

#[test]
fn what_is_typed_before_a_pin_is_asked_for_counts_for_nothing() {
    let desk = Desk::open();
    desk.types("1234");
    desk.enter();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("1");
    desk.enter();
    desk.sees("4桁すべて");
    assert_eq!(desk.tries(), "3");
}

#[test]
fn no_key_leaves_the_kiosk() {
    let desk = Desk::open();
    for key in ['c', 'z', '\\', 'd', 's', 'q', 'l', '['] {
        desk.presses(Key::Ctrl(key));
        // Another key behind it: what a lone ESC begins, a digit ends.
        desk.types("0");
    }
    desk.visits("valid-kumiai", VALID);
    for key in ['c', 'z', '\\'] {
        desk.presses(Key::Ctrl(key));
    }
    assert!(desk.shows(VALID));
    desk.leaves();
}

#[test]
fn a_window_may_change_its_size_at_any_time() {
    let desk = Desk::open();
    let everywhere = |text: &str| {
        for (cols, rows) in [(128, 40), (20, 5), (1, 1), (200, 60), (80, 24)] {
            desk.resizes(cols, rows);
            if cols >= 80 {
                desk.sees(text);
            }
        }
    };
    everywhere(WAITING);
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    desk.types("12");
    everywhere(PIN);
    desk.types("34");
    assert!(desk.enters_the_digits(), "{}", desk.screen());
    desk.sees(VALID);
    everywhere(VALID);
    desk.leaves();
}

#[test]
fn a_terminal_that_is_gone_ends_the_program_at_once() {
    for (command, pin) in [("run", false), ("run", true), ("session", false), ("session", true)] {
        let mut desk = Desk::set_up(Setup { command, ..Setup::default() });
        if pin {
            desk.inserts("valid-kumiai");
            desk.sees(PIN);
        }
        desk.terminal().vanishes();
        let status = desk.terminal().ends();
        // Neither a signal nor a panic (101): the service manager reads it, and starts again.
        assert_eq!(status.code(), Some(1), "{command}: {status}");
        assert!(!desk.log().contains("panic"), "{command}: {}", desk.log());
    }
}

#[test]
fn no_library_is_taken_down_while_a_thread_may_be_in_it() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_uketsuke"));
    // The loader says which constructors and destructors it calls (ld.so(8)).
    let said = command.arg("--version").env("LD_DEBUG", "files").output().expect("the program starts");
    assert!(said.status.success() && said.stdout.starts_with(b"uketsuke "), "{said:?}");
    let loader = String::from_utf8_lossy(&said.stderr);
    assert!(loader.contains("calling init") && loader.contains("libpcsclite"), "{loader}");
    assert!(!loader.contains("calling fini"), "{loader}");
}

#[test]
fn where_no_complaint_can_be_written_the_status_says_it() {
    let nowhere = || std::fs::File::options().write(true).open("/dev/full").expect("a device");
    for (words, status) in [
        (&["nonsense"][..], 2),
        (&["run", "--config", "/nowhere"], 2),
        (&["session", "--config", "/nowhere"], 1),
        (&["doctor", "--config", "/nowhere"], 1),
        (&["journal", "verify", "/nowhere"], 1),
        (&["hosts", "--config", "/nowhere"], 2),
        (&["--help"], 0),
    ] {
        let mut command = std::process::Command::new("setsid");
        command.arg("--wait").arg(env!("CARGO_BIN_EXE_uketsuke")).args(words);
        command.stdin(std::process::Stdio::null()).stdout(nowhere()).stderr(nowhere());
        assert_eq!(command.status().expect("the program starts").code(), Some(status), "{words:?}");
    }
}

#[test]
fn asked_to_end_it_leaves_a_clean_terminal() {
    for (signal, screen) in [("TERM", WAITING), ("HUP", PIN), ("INT", VALID), ("QUIT", PIN)] {
        let mut desk = Desk::open();
        if screen != WAITING {
            desk.inserts("valid-kumiai");
            desk.sees(PIN);
        }
        if screen == VALID {
            desk.enters_pin("1234");
            desk.sees(VALID);
        }
        desk.leaves_a_clean_terminal_by(signal);
    }
}

#[test]
fn after_a_stop_and_a_shell_the_terminal_echoes_no_pin() {
    let (desk, _) = asked_for_a_pin();
    desk.signals("STOP");
    desk.is_taken_by_a_shell("[1]+ Stopped");
    desk.sees("Stopped");
    desk.signals("CONT");
    desk.sees_not("Stopped");
    assert!(!desk.is_cooked());
    desk.enters_pin("1234");
    desk.sees(VALID);
}

#[test]
fn what_a_library_complains_of_is_not_written_over_the_screen() {
    let desk = Desk::open();
    let complaint = "Couldn't create writer for logs";
    let errors = std::fs::File::options().write(true).open(format!("/proc/{}/fd/2", desk.pid()));
    writeln!(errors.expect("needs root, as the kiosk forbids its own user to look"), "{complaint}")
        .expect("a complaint");
    desk.visits("valid-kumiai", VALID);
    let raw = String::from_utf8_lossy(&desk.raw()).into_owned();
    assert!(!raw.contains(complaint));
}

#[test]
fn a_mistake_in_the_settings_is_told_where_the_program_was_started() {
    let desk = Desk::open();
    let config = desk.dir().join("kiosk.toml");
    let text = std::fs::read_to_string(&config).expect("the settings");
    std::fs::write(&config, text.replace("show_for", "show_fro")).expect("the settings");
    let output =
        std::process::Command::new(env!("CARGO_BIN_EXE_uketsuke")).args(["run", "--config"]).arg(&config).output();
    let output = output.expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("kiosk.toml:") && said.contains("did you mean \"show_for\"?"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn without_a_terminal_it_says_so() {
    let desk = Desk::set_up(Setup::default());
    let mut command = std::process::Command::new("setsid");
    command
        .arg("--wait")
        .arg(env!("CARGO_BIN_EXE_uketsuke"))
        .args(["run", "--config"])
        .arg(desk.dir().join("kiosk.toml"));
    let output = command.stdin(std::process::Stdio::null()).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("terminal"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}
