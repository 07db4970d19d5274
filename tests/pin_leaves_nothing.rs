//! A PIN and a person leave nothing behind: not in the process's memory, not in its log, not on the terminal.

#![cfg(feature = "simulator")]

mod support;

use support::desk::{Desk, PIN, Setup, VALID, WAITING};
use support::memory::Memory;

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
fn nothing_that_was_typed_is_in_the_memory_after_a_visit() {
    // Without a log: the digits of a clock would be found by chance.
    let desk = Desk::set_up(Setup { level: "error", ..Setup::default() });
    let pids = Memory::of(desk.pid());
    for pin in [WRONG, RIGHT] {
        assert_eq!(pids.side_by_side(pin.as_bytes()), [""; 0], "chosen badly: it is there before it was typed");
    }
    visit(&desk);
    for moment in ["while the answer shows", "after the visit"] {
        let memory = Memory::of(desk.pid());
        for pin in [WRONG, RIGHT] {
            assert_eq!(memory.side_by_side(pin.as_bytes()), [""; 0], "a PIN, {moment}");
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

#[test]
fn nothing_of_the_person_is_in_the_memory_after_a_visit() {
    let desk = Desk::set_up(Setup { level: "error", ..Setup::default() });
    desk.visits("valid-kumiai", VALID);
    let showing = Memory::of(desk.pid());
    assert!(!showing.side_by_side("試験　花子".as_bytes()).is_empty(), "the search sees the message while it is shown");
    drop(showing);
    desk.leaves();
    desk.sees(WAITING);
    let memory = Memory::of(desk.pid());
    for words in ["試験　花子", "試験　太郎", "0012345", "06139992", "架空県試験市"] {
        assert_eq!(memory.side_by_side(words.as_bytes()), [""; 0], "{words}");
    }
    assert_eq!(memory.at_any_distance(b"06139992"), [""; 0], "cells of a screen");
}

#[test]
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
