//! A patient with nothing but a numeric keypad, whatever its Num Lock and the terminal make of it.

use crate::support::desk::{Desk, PIN, STAFF, Setup, TAKE_CARD, VALID, WAITING};

/// What the keys of a keypad send.
struct Pad {
    /// The keys 0 to 4.
    digits: [&'static str; 5],
    enter: &'static str,
    point: &'static str,
    minus: &'static str,
    star: &'static str,
    slash: &'static str,
}

// As xterm-like terminals and the Linux console send them. With Num Lock off only digits and point differ: they are the
// block of arrows and Delete.
const NUM_LOCK_ON: Pad =
    Pad { digits: ["0", "1", "2", "3", "4"], enter: "\r", point: ".", minus: "-", star: "*", slash: "/" };
const NUM_LOCK_OFF: Pad =
    Pad { digits: ["\x1b[2~", "\x1b[F", "\x1b[B", "\x1b[6~", "\x1b[D"], point: "\x1b[3~", ..NUM_LOCK_ON };
const APPLICATION_MODE: Pad = Pad {
    digits: ["\x1bOp", "\x1bOq", "\x1bOr", "\x1bOs", "\x1bOt"],
    enter: "\x1bOM",
    point: "\x1bOn",
    minus: "\x1bOm",
    star: "\x1bOj",
    slash: "\x1bOo",
};
// As foot sends them in the kitty keyboard protocol, Num Lock on and off; each key is let go as well.
const ENHANCED: Pad = Pad {
    digits: [
        "\x1b[57399;129;48u\x1b[57399;129:3u",
        "\x1b[57400;129;49u\x1b[57400;129:3u",
        "\x1b[57401;129;50u\x1b[57401;129:3u",
        "\x1b[57402;129;51u\x1b[57402;129:3u",
        "\x1b[57403;129;52u\x1b[57403;129:3u",
    ],
    enter: "\x1b[57414;129u\x1b[57414;129:3u",
    point: "\x1b[57409;129;46u\x1b[57409;129:3u",
    minus: "\x1b[57412;129;45u\x1b[57412;129:3u",
    star: "\x1b[57411;129;42u\x1b[57411;129:3u",
    slash: "\x1b[57410;129;47u\x1b[57410;129:3u",
};
const ENHANCED_NUM_LOCK_OFF: Pad = Pad {
    digits: [
        "\x1b[57425u\x1b[57425;1:3u",
        "\x1b[57424u\x1b[57424;1:3u",
        "\x1b[57420u\x1b[57420;1:3u",
        "\x1b[57422u\x1b[57422;1:3u",
        "\x1b[57417u\x1b[57417;1:3u",
    ],
    enter: "\x1b[57414u\x1b[57414;1:3u",
    point: "\x1b[57426u\x1b[57426;1:3u",
    ..ENHANCED
};

fn press(desk: &Desk, key: &str) {
    desk.presses_what_sends(key.as_bytes());
}

/// A whole visit, and one that asks for staff, for a larger display, for another language, and is given up.
fn visits_with(pad: &Pad) {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    // A slip of the finger, taken back.
    for key in [pad.digits[1], pad.digits[0], pad.point, pad.digits[2], pad.digits[3], pad.digits[4], pad.enter] {
        press(&desk, key);
    }
    desk.sees(VALID);
    press(&desk, pad.minus);
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);

    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    press(&desk, pad.slash);
    desk.sees(STAFF);
    press(&desk, pad.star);
    desk.sees("大きな表示");
    press(&desk, pad.minus);
    desk.sees(PIN);
    // So soon the same key would be the same press.
    press(&desk, pad.point);
    press(&desk, pad.minus);
    desk.sees(TAKE_CARD);
    desk.removes();
    desk.sees(WAITING);

    press(&desk, pad.digits[2]);
    desk.sees("この 機械（きかい）の 上に おいて ください");
    desk.inserts("valid-kumiai");
    desk.sees("さいごに Enter を おして ください");
}

#[test]
fn a_keypad_alone_is_enough_with_num_lock_on() {
    visits_with(&NUM_LOCK_ON);
}

#[test]
fn a_keypad_alone_is_enough_with_num_lock_off() {
    visits_with(&NUM_LOCK_OFF);
}

#[test]
fn a_keypad_alone_is_enough_in_application_mode() {
    visits_with(&APPLICATION_MODE);
}

#[test]
fn a_keypad_alone_is_enough_where_the_terminal_tells_keys_apart() {
    visits_with(&ENHANCED);
    visits_with(&ENHANCED_NUM_LOCK_OFF);
}

#[test]
fn staff_are_called_from_the_waiting_screen_and_what_they_say_of_a_face_ends_the_visit() {
    let desk = Desk::open();
    press(&desk, NUM_LOCK_ON.slash);
    desk.sees("職員がまいります");
    desk.sees(WAITING);
    for (sent, code) in [("\x1bOS", "K-112"), ("\x1b[20~", "K-113")] {
        desk.inserts("valid-kumiai");
        desk.sees(PIN);
        // So soon the same key would be the same press.
        press(&desk, NUM_LOCK_ON.point);
        press(&desk, NUM_LOCK_ON.slash);
        desk.sees(STAFF);
        press(&desk, sent);
        desk.sees(code);
        desk.leaves();
    }
}

#[test]
fn a_digit_that_nothing_asks_for_is_told_why() {
    let desk = Desk::open();
    press(&desk, "9");
    desk.sees("先にカードを置いてください");
    desk.inserts("foreign");
    desk.sees("K-101");
    press(&desk, "1");
    desk.sees("ここでは数字は使いません");
}

#[test]
fn a_site_with_a_keypad_alone_reads_of_no_other_key_and_a_double_strike_costs_no_try() {
    let desk = Desk::set_up(Setup { ui: "keys = \"keypad\"\ndouble_strike_ms = 500\n", ..Setup::default() });
    desk.inserts("valid-kumiai");
    desk.sees("お忘れのときは、[/] を押してください。");
    assert!(!["F1", "F3", "Esc", "Backspace"].iter().any(|key| desk.shows(key)), "{}", desk.screen());
    let digits = |screen: &str| screen.matches('＊').count();
    let once = "1回だけ数えました。";
    loop {
        press(&desk, "1");
        press(&desk, "1");
        // Two strikes, where this machine was too busy to read them close together.
        let seen = desk.sees_so("one strike or two", |screen| screen.contains(once) || digits(screen) == 2);
        if seen.contains(once) {
            break;
        }
        press(&desk, NUM_LOCK_ON.point);
        press(&desk, NUM_LOCK_ON.point);
        desk.sees_so("no digit", |screen| digits(screen) == 0);
    }
    for key in ["2", "3", "4"] {
        press(&desk, key);
    }
    desk.sees_so("four digits", |screen| digits(screen) == 4);
    // Soon behind a digit that was left out an Enter might be a scanner's.
    desk.pauses();
    press(&desk, NUM_LOCK_ON.enter);
    desk.sees(VALID);
}

#[test]
fn the_keypad_s_signs_stand_beside_the_keys_that_do_the_same() {
    let desk = Desk::open();
    desk.inserts("valid-kumiai");
    desk.sees(PIN);
    for hint in ["Backspace   .", "Esc   -", "F3   /"] {
        desk.sees(hint);
    }
}
