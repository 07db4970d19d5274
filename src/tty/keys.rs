//! From the terminal's bytes to key presses: one table for xterm-like terminals and the Linux console.
//!
//! Our own, because an event reader that keeps what was typed would keep the PIN. It knows the keys of a reception desk
//! and nothing else; every other sequence is "another key".

use crate::common::{Digit, Key, TypedChar, half};

/// One press, before it is known which screen it meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A key whose meaning is the same on every screen.
    Key(Key),
    /// A navigation key. On a keypad with Num Lock off it is a digit; elsewhere it has its plain meaning.
    Pad(Digit, Key),
    /// A printable character that is no digit. Where a text is typed it is itself; elsewhere it has its plain meaning.
    Char(TypedChar, Key),
    /// A function key that the visit does not know; the demo does.
    Function(u8),
    /// Ctrl-C. Dead in a kiosk; ends the demo.
    Interrupt,
}

/// What the first bytes of a buffer are.
#[derive(Debug, PartialEq, Eq)]
pub enum Parsed {
    /// A press, made of this many bytes.
    Press(Press, usize),
    /// Bytes that are no press of their own.
    Nothing(usize),
    /// The beginning of a sequence, perhaps.
    Incomplete,
}

const ESC: u8 = 0x1b;

/// Navigation keys by the digit they share a keypad key with, and their plain meaning.
const fn pad(digit: u8, plain: Key) -> Press {
    match Digit::from_ascii(digit) {
        Some(digit) => Press::Pad(digit, plain),
        None => Press::Key(plain),
    }
}

const HOME: Press = pad(b'7', Key::Other);
const UP: Press = pad(b'8', Key::PreviousPage);
const PAGE_UP: Press = pad(b'9', Key::PreviousPage);
const LEFT: Press = pad(b'4', Key::PreviousPage);
const BEGIN: Press = pad(b'5', Key::Other);
const RIGHT: Press = pad(b'6', Key::NextPage);
const END: Press = pad(b'1', Key::Other);
const DOWN: Press = pad(b'2', Key::NextPage);
const PAGE_DOWN: Press = pad(b'3', Key::NextPage);
const INSERT: Press = pad(b'0', Key::Other);

/// Single bytes that print nothing.
const BYTES: [(u8, Press); 7] = [
    (b'\r', Press::Key(Key::Enter)),
    (b'\n', Press::Key(Key::Enter)),
    (0x7f, Press::Key(Key::Erase)),
    (0x08, Press::Key(Key::Erase)),
    (b' ', Press::Key(Key::NextPage)),
    (0x03, Press::Interrupt),
    (b'\t', Press::Key(Key::Other)),
];

/// The keypad's own signs stand for the function keys, so that a keypad alone is enough.
const SIGNS: [(u8, Key); 5] =
    [(b'.', Key::Erase), (b'*', Key::Language), (b'/', Key::OtherMethod), (b'-', Key::Cancel), (b'+', Key::NextPage)];

/// Sequences after ESC.
const SEQUENCES: [(&[u8], Press); 67] = [
    (b"OP", function(1)),
    (b"OQ", function(2)),
    (b"OR", function(3)),
    (b"OS", function(4)),
    (b"[[A", function(1)),
    (b"[[B", function(2)),
    (b"[[C", function(3)),
    (b"[[D", function(4)),
    (b"[[E", function(5)),
    (b"[11~", function(1)),
    (b"[12~", function(2)),
    (b"[13~", function(3)),
    (b"[14~", function(4)),
    (b"[15~", function(5)),
    (b"[17~", function(6)),
    (b"[18~", function(7)),
    (b"[19~", function(8)),
    (b"[20~", function(9)),
    (b"[21~", function(10)),
    (b"[23~", function(11)),
    (b"[24~", function(12)),
    (b"[A", UP),
    (b"[B", DOWN),
    (b"[C", RIGHT),
    (b"[D", LEFT),
    (b"[E", BEGIN),
    (b"[G", BEGIN),
    (b"[H", HOME),
    (b"[F", END),
    (b"[1~", HOME),
    (b"[7~", HOME),
    (b"[2~", INSERT),
    (b"[3~", Press::Key(Key::Erase)),
    (b"[4~", END),
    (b"[8~", END),
    (b"[5~", PAGE_UP),
    (b"[6~", PAGE_DOWN),
    (b"OA", UP),
    (b"OB", DOWN),
    (b"OC", RIGHT),
    (b"OD", LEFT),
    (b"OE", BEGIN),
    (b"OH", HOME),
    (b"OF", END),
    (b"Op", digit(b'0')),
    (b"Oq", digit(b'1')),
    (b"Or", digit(b'2')),
    (b"Os", digit(b'3')),
    (b"Ot", digit(b'4')),
    (b"Ou", digit(b'5')),
    (b"Ov", digit(b'6')),
    (b"Ow", digit(b'7')),
    (b"Ox", digit(b'8')),
    (b"Oy", digit(b'9')),
    (b"OM", Press::Key(Key::Enter)),
    (b"Oj", Press::Key(Key::Language)),
    (b"Ok", Press::Key(Key::NextPage)),
    (b"Om", Press::Key(Key::Cancel)),
    (b"On", Press::Key(Key::Erase)),
    (b"Oo", Press::Key(Key::OtherMethod)),
    // Answers that a terminal may send unasked, and marks of a paste: no keys.
    (b"[I", Press::Key(Key::Other)),
    (b"[O", Press::Key(Key::Other)),
    (b"[200~", Press::Key(Key::Burst)),
    (b"[201~", Press::Key(Key::Burst)),
    (b"[Z", Press::Key(Key::Other)),
    (b"[P", Press::Key(Key::Other)),
    (b"[M", Press::Key(Key::Other)),
];

const fn function(number: u8) -> Press {
    match number {
        1 => Press::Key(Key::Language),
        2 => Press::Key(Key::Staff),
        3 => Press::Key(Key::OtherMethod),
        4 => Press::Key(Key::Ways),
        10 => Press::Key(Key::Menu),
        number => Press::Function(number),
    }
}

const fn digit(byte: u8) -> Press {
    match Digit::from_ascii(byte) {
        Some(digit) => Press::Key(Key::Digit(digit)),
        None => Press::Key(Key::Other),
    }
}

/// Reads the first press of `bytes`, which must not be empty.
#[must_use]
pub fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [] => Parsed::Nothing(0),
        [ESC] => Parsed::Incomplete,
        [ESC, rest @ ..] => parse_sequence(rest),
        [byte @ b'0'..=b'9', ..] => Parsed::Press(digit(*byte), 1),
        // The beginning of a character of three bytes, of which full-width signs are some.
        [0xe0..=0xef, rest @ ..] if rest.len() < 2 && rest.iter().all(|byte| matches!(byte, 0x80..=0xbf)) => {
            Parsed::Incomplete
        }
        [0xe0..=0xef, _, _, ..] => wide(bytes).map_or(Parsed::Press(Press::Key(Key::Other), 1), |sign| {
            // A full-width digit is a digit where a text is typed and nowhere else: no part of a PIN, and no keypad's
            // sign.
            Parsed::Press(Press::Char(sign, Key::Other), 3)
        }),
        // The further bytes of a character in UTF-8.
        [0x80..=0xbf, ..] => Parsed::Nothing(1),
        [byte, ..] => Parsed::Press(single(*byte), 1),
    }
}

/// The sign that the first three bytes are in full width, as a keyboard in a Japanese mode sends it.
fn wide(bytes: &[u8]) -> Option<TypedChar> {
    let text = std::str::from_utf8(bytes.get(..3)?).ok()?;
    TypedChar::from_ascii(u8::try_from(text.chars().next().map(half)?).ok()?)
}

/// What a byte of its own is.
fn single(byte: u8) -> Press {
    if let Some(sign) = TypedChar::from_ascii(byte) {
        return Press::Char(sign, SIGNS.iter().find(|(known, _)| *known == byte).map_or(Key::Other, |(_, key)| *key));
    }
    BYTES.iter().find(|(known, _)| *known == byte).map_or(Press::Key(Key::Other), |(_, press)| *press)
}

/// `rest` is what follows ESC, at least one byte.
fn parse_sequence(rest: &[u8]) -> Parsed {
    if let Some((sequence, press)) = SEQUENCES.iter().find(|(sequence, _)| rest.starts_with(sequence)) {
        return Parsed::Press(*press, sequence.len() + 1);
    }
    if SEQUENCES.iter().any(|(sequence, _)| sequence.starts_with(rest)) {
        return Parsed::Incomplete;
    }
    match rest {
        // An unknown control sequence, with modifiers for instance: up to its final byte.
        [b'[', parameters @ ..] => match parameters.iter().position(|byte| (0x40..=0x7e).contains(byte)) {
            Some(last) => Parsed::Press(Press::Key(Key::Other), last + 3),
            None => Parsed::Incomplete,
        },
        // ESC pressed twice is ESC; with a character behind it, a chord with Alt.
        [ESC, ..] => Parsed::Press(Press::Key(Key::Cancel), 1),
        _ => Parsed::Press(Press::Key(Key::Other), 2),
    }
}

/// What an unfinished sequence was, once nothing more comes: ESC alone, or rubbish.
#[must_use]
pub fn give_up(bytes: &[u8]) -> Press {
    Press::Key(if bytes == [ESC] { Key::Cancel } else { Key::Other })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8]) -> Vec<Press> {
        let mut presses = Vec::new();
        while !bytes.is_empty() {
            match parse(bytes) {
                Parsed::Press(press, length) => {
                    presses.push(press);
                    bytes = &bytes[length..];
                }
                Parsed::Nothing(length) => bytes = &bytes[length..],
                Parsed::Incomplete => {
                    presses.push(give_up(bytes));
                    break;
                }
            }
        }
        presses
    }

    fn key(key: Key) -> Press {
        Press::Key(key)
    }

    #[test]
    fn a_keypad_with_num_lock_off_types_the_same_digits() {
        let off = ["[2~", "[F", "[B", "[6~", "[D", "[E", "[C", "[H", "[A", "[5~"];
        for (number, sequence) in (b'0'..).zip(off) {
            let [Press::Pad(digit, _)] = all(format!("\x1b{sequence}").as_bytes())[..] else { panic!("{sequence}") };
            assert_eq!(Some(digit), Digit::from_ascii(number), "{sequence}");
        }
    }

    #[test]
    fn an_application_keypad_types_digits_and_enter() {
        assert_eq!(all(b"\x1bOq\x1bOM"), [digit(b'1'), key(Key::Enter)]);
    }

    #[test]
    fn the_function_keys_of_xterm_and_of_the_linux_console_are_the_same() {
        for (xterm, linux) in [("OP", "[[A"), ("OQ", "[[B"), ("OR", "[[C"), ("[15~", "[[E")] {
            assert_eq!(all(format!("\x1b{xterm}").as_bytes()), all(format!("\x1b{linux}").as_bytes()));
        }
    }

    #[test]
    fn a_lone_escape_gives_up_and_an_unfinished_sequence_does_not() {
        assert_eq!(all(b"\x1b"), [key(Key::Cancel)]);
        assert_eq!(all(b"\x1b["), [key(Key::Other)]);
        assert_eq!(all(b"\x1b\x1b"), [key(Key::Cancel), key(Key::Cancel)]);
    }

    #[test]
    fn a_digit_with_a_modifier_is_no_digit() {
        assert_eq!(all(b"\x1b5"), [key(Key::Other)]);
        assert_eq!(all(b"\x1b[1;5B"), [key(Key::Other)]);
        assert_eq!(all(b"\x1b[53;5u"), [key(Key::Other)]);
    }

    #[test]
    fn a_japanese_letter_is_one_other_key() {
        assert_eq!(all("あ".as_bytes()), [key(Key::Other)]);
    }

    #[test]
    fn a_full_width_sign_is_itself_where_a_text_is_typed_and_no_digit_of_a_pin() {
        for (wide, byte) in
            [("０", b'0'), ("９", b'9'), ("Ａ", b'A'), ("－", b'-'), ("ー", b'-'), ("‐", b'-'), ("−", b'-')]
        {
            let sign = TypedChar::from_ascii(byte).unwrap();
            assert_eq!(all(wide.as_bytes()), [Press::Char(sign, Key::Other)], "{wide}");
            // Its bytes may come one by one.
            for split in [1, 2] {
                assert_eq!(parse(&wide.as_bytes()[..split]), Parsed::Incomplete, "{wide}");
            }
        }
        assert_eq!(all("　～".as_bytes())[0], key(Key::Other));
    }

    #[test]
    fn a_character_that_breaks_off_swallows_no_key() {
        assert_eq!(all(b"\xef1"), [key(Key::Other), digit(b'1')]);
        assert_eq!(all(b"\xef\xbc\r"), [key(Key::Other), key(Key::Enter)]);
        assert_eq!(all(b"\xef\xbc"), [key(Key::Other)]);
    }

    #[test]
    fn a_letter_is_itself_where_a_text_is_typed_and_any_other_key_elsewhere() {
        for byte in (b'!'..=b'~').filter(|byte| !byte.is_ascii_digit()) {
            let [Press::Char(sign, plain)] = all(&[byte])[..] else { panic!("{byte}") };
            assert_eq!(Some(sign), TypedChar::from_ascii(byte));
            assert_eq!(plain == Key::Other, !b"./*-+".contains(&byte), "{byte}");
        }
    }

    #[test]
    fn the_signs_of_a_keypad_stand_for_the_function_keys() {
        for (sign, function) in [("*", "\x1bOP"), ("/", "\x1bOR"), ("-", "\x1b")] {
            let [Press::Char(_, plain)] = all(sign.as_bytes())[..] else { panic!("{sign}") };
            assert_eq!(all(function.as_bytes()), [key(plain)]);
        }
    }

    #[test]
    fn what_was_typed_cannot_be_printed() {
        assert_eq!(format!("{:?}", all(b"a")), format!("{:?}", all(b"b")));
    }

    #[test]
    fn suspend_and_quit_are_other_keys() {
        assert_eq!(all(b"\x1a\x1c"), [key(Key::Other), key(Key::Other)]);
    }

    #[test]
    fn every_sequence_of_the_table_can_be_reached() {
        for (sequence, press) in SEQUENCES {
            let mut bytes = vec![ESC];
            bytes.extend(sequence);
            assert_eq!(all(&bytes), [press], "{sequence:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_to_their_end(bytes: Vec<u8>) {
            all(&bytes);
        }
    }
}
