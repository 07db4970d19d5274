//! A PIN and a person leave nothing behind: not in the process's memory, not in its log, not on the terminal.

use crate::support::desk::{Desk, PIN, Setup, VALID, WAITING};
use crate::support::memory::Memory;
use crate::support::terminal::Key;

/// The PIN of the persona `pin-wrong`.
const RIGHT: &str = "9876";
const WRONG: &str = "7391";
/// Typed at the waiting screen.
const BEFORE: &str = "592716348617";
/// Typed into the field, which the fifth digit empties; none of it is sent.
const ACROSS: &str = "8361492575941387391";

/// A visit in which much is typed: digits before the PIN is asked for, too many, a wrong PIN, the right one.
fn visit(desk: &Desk) {
    desk.types(BEFORE);
    desk.inserts("pin-wrong");
    desk.sees(PIN);
    desk.types(ACROSS);
    desk.enter();
    desk.sees("4桁すべて入力してください");
    desk.enters_pin(WRONG);
    desk.sees("暗証番号が違います");
    desk.enters_pin(RIGHT);
    desk.sees(VALID);
}

#[test]
fn the_search_finds_what_is_there() {
    let mut ring = vec![0_u8; 24 * BEFORE.len()];
    for (n, digit) in BEFORE.bytes().enumerate() {
        ring[24 * n] = digit;
    }
    let memory = Memory::of(std::process::id());
    assert!(memory.at_any_distance(BEFORE.as_bytes()).iter().any(|place| place.ends_with("stride 24")));
    drop(ring);
}

#[test]
#[ignore = "minutes; tests/run has the packaged program searched"]
fn nothing_that_was_typed_is_in_the_memory_after_a_visit() {
    // Without a log: the digits of a clock would be found by chance.
    let desk = Desk::set_up(Setup { level: "error", ..Setup::default() });
    let pids = Memory::of(desk.pid());
    let before: Vec<String> = [WRONG, RIGHT].iter().flat_map(|pin| pids.side_by_side(pin.as_bytes())).collect();
    assert!(before.iter().all(|place| place.starts_with('/')), "chosen badly: {before:?} before it was typed");
    visit(&desk);
    for moment in ["while the answer shows", "after the visit"] {
        let memory = Memory::of(desk.pid());
        for pin in [WRONG, RIGHT] {
            let places = memory.side_by_side(pin.as_bytes()).into_iter().filter(|place| !before.contains(place));
            assert_eq!(places.collect::<Vec<_>>(), [""; 0], "a PIN, {moment}");
        }
        for typed in [BEFORE, ACROSS] {
            let values: Vec<u8> = typed.bytes().map(|digit| digit - b'0').collect();
            // Twelve in a row stand nowhere by chance.
            for bytes in [&typed.as_bytes()[typed.len() - 12..], &values[values.len() - 12..]] {
                assert_eq!(memory.at_any_distance(bytes), [""; 0], "typed digits, {moment}");
            }
        }
        if moment.starts_with("while") {
            desk.leaves();
        }
    }
}

/// The daemon hands every command on, the one with the PIN among them.
#[test]
#[ignore = "minutes; tests/run has the packaged program searched"]
fn pcscd_holds_no_pin_after_it_went_through_it() {
    let desk = Desk::set_up(Setup { level: "error", ..Setup::default() });
    let daemon = [desk.pcscd.pid()];
    let pins = |memory: &Memory| memory.in_any_encoding(&[WRONG, RIGHT]);
    let before = found(&daemon, &[], pins);
    visit(&desk);
    assert!(
        !found(&daemon, &[], |memory| memory.in_any_encoding(&["Virtual PCD"])).is_empty(),
        "not the daemon's memory"
    );
    assert_eq!(found(&daemon, &before, pins), [""; 0], "while the answer shows");
    desk.leaves();
    assert_eq!(found(&daemon, &before, pins), [""; 0], "after the visit");
}

/// The person of the persona `valid-kumiai`: names, kana as they came and as they are shown, numbers, address, birth
/// date.
const PERSON: [&str; 10] = [
    "試験　花子",
    "試験　太郎",
    "ｼｹﾝ ﾊﾅｺ",
    "シケン　ハナコ",
    "シケン ハナコ",
    "0012345",
    "06139992",
    "架空県試験市一丁目１－１",
    "19900401",
    "1990-04-01",
];

/// A supervisor, if there is one, and the kiosk.
fn processes(desk: &Desk) -> Vec<u32> {
    let pid = desk.pid();
    let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).expect("the children");
    std::iter::once(pid).chain(children.split_whitespace().map(|child| child.parse().expect("a process"))).collect()
}

/// Where something is found in all that these processes can read, but for where it was before a visitor came: in the
/// simulator's tables, which a shipped kiosk does not have.
fn found(processes: &[u32], before: &[String], look: impl Fn(&Memory) -> Vec<String>) -> Vec<String> {
    let places = processes.iter().flat_map(|pid| look(&Memory::of(*pid)));
    places.filter(|place| !before.contains(place)).collect()
}

#[test]
#[ignore = "minutes; tests/run has the packaged program searched"]
fn nothing_of_the_person_is_in_the_memory_after_a_visit() {
    for command in ["run", "session"] {
        let desk = Desk::set_up(Setup { level: "error", command, ..Setup::default() });
        let processes = processes(&desk);
        assert_eq!(processes.len(), if command == "run" { 1 } else { 2 });
        let person = |memory: &Memory| memory.in_any_encoding(&PERSON);
        let before = found(&processes, &[], person);
        for place in &before {
            assert!(place.starts_with('/'), "{command}: {place} before a visitor came, and in no file");
        }
        // tests/run tries the package's program as well, which has no simulator, and so no names of its tables.
        let named = found(&processes, &[], |memory| memory.in_any_encoding(&PERSON[..2]));
        let packaged = std::env::var_os("UKETSUKE_PROGRAM").is_some();
        assert!(!packaged || named.is_empty(), "{command}: a simulator in the package's program: {named:?}");
        desk.visits("valid-kumiai", VALID);
        assert!(!found(&processes, &before, person).is_empty(), "the search sees the message while it is shown");
        desk.leaves();
        desk.sees(WAITING);
        assert_eq!(found(&processes, &before, person), [""; 0], "{command}");
    }
}

/// The last answer is kept for the staff, once: the next card takes it out of the memory, and the pages on which it was
/// copied leave nothing.
#[test]
#[ignore = "minutes; tests/run has the packaged program searched"]
fn nothing_of_the_last_answer_is_in_the_memory_once_the_next_card_has_come() {
    let desk = Desk::set_up(Setup {
        level: "error",
        // The supervisor and the kiosk in it.
        command: "session",
        panel: "detail = \"full\"\ncopy_qr = true\n",
        ..Setup::default()
    });
    let processes = processes(&desk);
    let words: Vec<&str> =
        PERSON.into_iter().chain(["06 13 999 2", "1990 04 01", "平成2年4月1日", "confirmed\t06139992"]).collect();
    let person = |memory: &Memory| memory.in_any_encoding(&words);
    let before = found(&processes, &[], person);
    desk.visits("valid-kumiai", VALID);
    desk.enter_again();
    desk.sees_not(VALID);
    desk.removes();
    desk.presses(Key::F10);
    desk.sees("直前の結果");
    desk.types("0");
    desk.sees("終わった受付の結果です");
    for value in ["06 13 999 2", "試験", "0012345", "平成2年4月1日"] {
        for _ in 0..=usize::from(value.ends_with('日')) {
            desk.enter_again();
        }
        desk.sees(value);
    }
    enter_to_the_code(&desk);
    assert!(!found(&processes, &before, person).is_empty(), "the search sees what is kept");
    desk.inserts("pin-wrong");
    desk.sees(PIN);
    assert_eq!(found(&processes, &before, person), [""; 0]);
}

/// Goes on to the step of the code.
fn enter_to_the_code(desk: &Desk) {
    desk.enter_again();
    desk.sees("タブレットで読み取れます");
}

#[test]
#[ignore = "minutes; tests/run has the packaged program searched"]
fn a_pin_that_came_as_sequences_is_in_no_process_afterwards() {
    let digit = |digit: u8| format!("\x1b[{};129;{digit}u", 57399 + u32::from(digit - b'0'));
    for command in ["run", "session"] {
        let desk = Desk::set_up(Setup { level: "error", command, ..Setup::default() });
        let processes = processes(&desk);
        // As four digits (in the command that carries them as well), and each as the sequences of the terminal.
        let typed = |memory: &Memory| {
            let sequences = |byte| [digit(byte), format!("[{byte};129;{byte}u")];
            let pins = [WRONG, RIGHT].map(str::to_owned).into_iter();
            let wanted: Vec<String> = pins.chain((WRONG.bytes().chain(RIGHT.bytes())).flat_map(sequences)).collect();
            memory.in_any_encoding(&wanted.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let before = found(&processes, &[], typed);
        desk.inserts("pin-wrong");
        desk.sees(PIN);
        desk.sends(b"\x1b[?27u");
        for pin in [WRONG, RIGHT] {
            for byte in pin.bytes() {
                desk.presses_what_sends(digit(byte).as_bytes());
            }
            desk.presses_what_sends(b"\x1b[13u");
            desk.sees(if pin == WRONG { "暗証番号が違います" } else { VALID });
        }
        desk.leaves();
        assert_eq!(found(&processes, &before, typed), [""; 0], "{command}");
    }
}

#[test]
#[ignore = "minutes; tests/run has the packaged program searched"]
fn neither_log_nor_terminal_has_a_pin_or_a_person() {
    let desk = Desk::open();
    visit(&desk);
    let shown = desk.raw();
    desk.leaves();
    desk.log_says("card let go");
    // Without its times, whose digits are arbitrary.
    let log: String = desk.log().lines().filter_map(|line| Some(line.split_once(' ')?.1.to_owned() + "\n")).collect();
    assert!(log.contains("DEBUG") || log.contains("TRACE"), "the log says as much as it can: {log}");
    for secret in [WRONG, RIGHT, BEFORE, "花子", "太郎", "0012345", "06139992", "試験市", "valid", "有効"] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
    let shown = String::from_utf8_lossy(&shown);
    for pin in [WRONG, RIGHT] {
        assert!(!shown.contains(pin), "{pin} was on the terminal");
    }
    // Once the desk is empty, nothing that follows on the terminal is about the person.
    let after = desk.raw();
    let after = String::from_utf8_lossy(&after[shown.len()..]);
    assert!(!after.contains("花子") && !after.contains("06139992"));
}
