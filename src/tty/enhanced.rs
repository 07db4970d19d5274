//! Keys as the kitty keyboard protocol sends them (<https://sw.kovidgoyal.net/kitty/keyboard-protocol/>): foot, kitty,
//! ghostty and others tell press, repeat and release apart, and the keys of a keypad from those beside it.
//!
//! Its sequences say which key it was, with which modifiers, whether it was pressed, held or let go, and which text it
//! types: `CSI code ; modifiers : event ; text u`, and for older keys `CSI 1 ; modifiers : event LETTER` and
//! `CSI number ; modifiers : event ~`.

use super::press::{Press, plain, typed};
use crate::common::{Key, KeyReport};

/// Has the terminal send every key so, and asks which parts of that it does: disambiguate (1), tell press, repeat and
/// release apart (2), for Enter, digits and letters as well (8), with the text that they type (16). Set and not
/// pushed: a program that was killed leaves no level of a stack behind, and doing it twice is doing it once. The
/// alternate screen has flags of its own; a terminal without the protocol ignores both.
pub const ENHANCE: &str = "\x1b[=27u\x1b[?u";
/// Has it send keys as every terminal does.
pub const PLAIN: &str = "\x1b[=0u";

/// The parts without which repeats are not told of Enter and digits.
const TELLS_REPEATS: u32 = 2 + 8;

const SHIFT: u32 = 1;
const CTRL: u32 = 4;
/// Shift, Alt, Ctrl, Super, Hyper, Meta. Behind them come Caps Lock and Num Lock: they change the text, not the key.
const HELD_DOWN: u32 = 0x3f;

/// What a control sequence is.
#[derive(Debug, PartialEq, Eq)]
pub enum Sequence {
    /// A key that is pressed or held.
    Press(Press, KeyReport),
    /// No key: one that was let go, a modifier, an answer of the terminal.
    Nothing,
    /// The terminal knows the protocol, and says whether it tells repeats.
    Enhanced(bool),
}

/// The keys that have a number of their own, by the number; each is what this byte or this sequence is. The digits of
/// the keypad stand in [`numbered`].
const KEYS: [(u32, &[u8]); 21] = [
    (9, b"\t"),
    (13, b"\r"),
    (27, b"\x1b"),
    (127, b"\x7f"),
    (57409, b"."),
    (57410, b"/"),
    (57411, b"*"),
    (57412, b"-"),
    (57413, b"+"),
    (57414, b"\r"),
    (57417, b"[D"),
    (57418, b"[C"),
    (57419, b"[A"),
    (57420, b"[B"),
    (57421, b"[5~"),
    (57422, b"[6~"),
    (57423, b"[H"),
    (57424, b"[F"),
    (57425, b"[2~"),
    (57426, b"[3~"),
    (57427, b"[E"),
];

/// Reads a control sequence: what stands between `CSI` and its last byte, and that byte.
pub fn sequence(parameters: &[u8], last: u8) -> Sequence {
    if let [b'?', flags @ ..] = parameters {
        let flags = number(flags).filter(|_| last == b'u');
        return flags.map_or(Sequence::Nothing, |flags| Sequence::Enhanced(flags & TELLS_REPEATS == TELLS_REPEATS));
    }
    if let [b'<' | b'=' | b'>', ..] = parameters {
        return Sequence::Nothing;
    }
    let mut fields = parameters.split(|byte| *byte == b';');
    let (key, modifiers, text) = (fields.next(), fields.next(), fields.next());
    let mut modifiers = modifiers.unwrap_or_default().split(|byte| *byte == b':');
    let held = modifiers.next().and_then(number).unwrap_or(1).wrapping_sub(1) & HELD_DOWN;
    let report = match modifiers.next() {
        None | Some(b"") => KeyReport::Unsaid,
        Some(b"1") => KeyReport::Pressed,
        Some(b"2") => KeyReport::Repeated,
        Some(_) => return Sequence::Nothing,
    };
    // Behind the key stand what it is with Shift and on another layout, where that was asked for.
    let code = key.and_then(|key| key.split(|byte| *byte == b':').next()).and_then(number).unwrap_or(1);
    let press = match last {
        b'u' => match numbered(code, held, text) {
            Some(press) => press,
            None => return Sequence::Nothing,
        },
        b'~' if held == 0 => plain(&[b"[", key.unwrap_or_default(), b"~"].concat()),
        letter if held == 0 && code == 1 => plain(&[b'[', letter]),
        _ => Press::Key(Key::Other),
    };
    Sequence::Press(press, report)
}

/// The key with this number; none if it does nothing by itself.
fn numbered(code: u32, held: u32, text: Option<&[u8]>) -> Option<Press> {
    let other = Press::Key(Key::Other);
    Some(match code {
        // Caps Lock, Scroll Lock, Num Lock; Shift and its like.
        57358..=57360 | 57441..=57454 => return None,
        99 if held == CTRL => Press::Interrupt,
        _ if held & !SHIFT != 0 => other,
        57399..=57408 => char::from_digit(code - 57399, 10).map_or(other, typed),
        code => {
            if let Some((_, same)) = KEYS.iter().find(|(known, _)| *known == code) {
                return Some(plain(same));
            }
            match text.map(|text| number(text).and_then(char::from_u32)) {
                Some(text) => text.map_or(other, typed),
                None => match char::from_u32(code) {
                    Some(letter @ 'a'..='z') if held == SHIFT => typed(letter.to_ascii_uppercase()),
                    Some(sign) if held == 0 => typed(sign),
                    _ => other,
                },
            }
        }
    })
}

fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::keys::{Parsed, parse};
    use super::*;

    fn reads(bytes: &str) -> Parsed {
        parse(bytes.as_bytes())
    }

    fn presses(bytes: &str) -> (Press, KeyReport) {
        match reads(bytes) {
            Parsed::Press(press, report, length) if length == bytes.len() => (press, report),
            other => panic!("{bytes:?}: {other:?}"),
        }
    }

    /// Each sequence, and the bytes of a terminal without the protocol for the same key.
    const SAME: [(&str, &str); 34] = [
        ("\x1b[49;;49u", "1"),
        ("\x1b[49u", "1"),
        ("\x1b[57400;129;49u", "1"),
        ("\x1b[57399u", "0"),
        ("\x1b[57408;129:1;57u", "9"),
        ("\x1b[57409;129;46u", "."),
        ("\x1b[57410;129;47u", "/"),
        ("\x1b[57411;;42u", "*"),
        ("\x1b[57412u", "-"),
        ("\x1b[57413u", "+"),
        ("\x1b[57414;129u", "\r"),
        ("\x1b[13u", "\r"),
        ("\x1b[13;1:1u", "\r"),
        ("\x1b[13;65u", "\r"),
        ("\x1b[127u", "\x7f"),
        ("\x1b[9u", "\t"),
        ("\x1b[32;;32u", " "),
        ("\x1b[57425u", "\x1b[2~"),
        ("\x1b[57424u", "\x1b[F"),
        ("\x1b[57420u", "\x1b[B"),
        ("\x1b[57422u", "\x1b[6~"),
        ("\x1b[57417u", "\x1b[D"),
        ("\x1b[57427u", "\x1b[E"),
        ("\x1b[57426u", "\x1b[3~"),
        ("\x1b[1;129A", "\x1b[A"),
        ("\x1b[2;1:1~", "\x1b[2~"),
        ("\x1b[P", "\x1bOP"),
        ("\x1b[1;1:1Q", "\x1bOQ"),
        ("\x1b[13~", "\x1bOR"),
        ("\x1b[1;129S", "\x1bOS"),
        ("\x1b[21;1:1~", "\x1b[21~"),
        ("\x1b[97;2;65u", "A"),
        ("\x1b[97;2u", "A"),
        ("\x1b[12354;;65297u", "１"),
    ];

    #[test]
    fn a_key_of_the_protocol_is_the_key_of_every_terminal() {
        for (enhanced, plain) in SAME {
            assert_eq!(presses(enhanced).0, presses(plain).0, "{enhanced:?}");
        }
        assert_eq!(presses("\x1b[27u").0, Press::Key(Key::Cancel));
    }

    #[test]
    fn a_repeat_is_told_from_a_press() {
        for (sequence, report) in [
            ("\x1b[13u", KeyReport::Unsaid),
            ("\x1b[13;1:1u", KeyReport::Pressed),
            ("\x1b[13;1:2u", KeyReport::Repeated),
            ("\x1b[49;129:2;49u", KeyReport::Repeated),
            ("\x1b[1;1:2A", KeyReport::Repeated),
            ("\x1b[21;1:2~", KeyReport::Repeated),
        ] {
            assert_eq!(presses(sequence).1, report, "{sequence:?}");
        }
    }

    #[test]
    fn a_key_that_is_let_go_and_one_that_only_changes_others_are_no_presses() {
        for sequence in [
            "\x1b[13;1:3u",
            "\x1b[49;1:3u",
            "\x1b[1;1:3A",
            "\x1b[21;1:3~",
            "\x1b[57441;2u",
            "\x1b[57360;129u",
            "\x1b[57358;65:1u",
        ] {
            assert_eq!(reads(sequence), Parsed::Nothing(sequence.len()), "{sequence:?}");
        }
    }

    #[test]
    fn a_key_with_a_modifier_is_another_key() {
        for sequence in ["\x1b[49;5u", "\x1b[49;3;49u", "\x1b[57400;133u", "\x1b[13;5u", "\x1b[1;5B", "\x1b[2;3~"] {
            assert_eq!(presses(sequence).0, Press::Key(Key::Other), "{sequence:?}");
        }
        assert_eq!(presses("\x1b[99;5u").0, Press::Interrupt);
        assert_eq!(presses("\x1b[99;133u").0, Press::Interrupt, "with Num Lock");
    }

    #[test]
    fn what_a_terminal_answers_is_no_key() {
        for (answer, parsed) in [
            ("\x1b[?27u", Parsed::Enhanced(true, 6)),
            ("\x1b[?1u", Parsed::Enhanced(false, 5)),
            ("\x1b[?0u", Parsed::Enhanced(false, 5)),
            ("\x1b[?62;4c", Parsed::Nothing(8)),
            ("\x1b[>1;4000;19c", Parsed::Nothing(13)),
        ] {
            assert_eq!(reads(answer), parsed, "{answer:?}");
            for end in 2..answer.len() {
                assert_eq!(parse(&answer.as_bytes()[..end]), Parsed::Incomplete, "{answer:?} up to {end}");
            }
        }
    }
}
