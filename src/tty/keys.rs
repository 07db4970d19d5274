//! From the terminal's bytes to key presses.
//!
//! Our own, because an event reader that keeps what was typed would keep the PIN. It knows the keys of a reception desk
//! and nothing else; every other sequence is "another key".

use super::enhanced::{Sequence, sequence};
use super::press::{Press, SEQUENCES, single, typed};
use crate::common::{Key, KeyReport};

/// What the first bytes of a buffer are.
#[derive(Debug, PartialEq, Eq)]
pub enum Parsed {
    /// A press, what the terminal says of it, and its number of bytes.
    Press(Press, KeyReport, usize),
    /// Bytes that are no press of their own.
    Nothing(usize),
    /// The terminal says that it knows the kitty keyboard protocol, and whether it tells repeats.
    Enhanced(bool, usize),
    /// The beginning of a sequence, perhaps.
    Incomplete,
}

const ESC: u8 = 0x1b;

/// Reads the first press of `bytes`, which must not be empty.
#[must_use]
pub fn parse(bytes: &[u8]) -> Parsed {
    match bytes {
        [] => Parsed::Nothing(0),
        [ESC] => Parsed::Incomplete,
        [ESC, rest @ ..] => parse_sequence(rest),
        // A character of three or four bytes: Japanese letters and full-width signs are some.
        [first @ 0xe0..=0xf4, rest @ ..] => {
            let further = if *first < 0xf0 { 2 } else { 3 };
            match rest.get(..further) {
                Some(rest) => character(*first, rest),
                None if rest.iter().all(|byte| matches!(byte, 0x80..=0xbf)) => Parsed::Incomplete,
                None => press(Press::Key(Key::Other), 1),
            }
        }
        // The further bytes of a character in UTF-8.
        [0x80..=0xbf, ..] => Parsed::Nothing(1),
        [byte, ..] => press(single(*byte), 1),
    }
}

/// The character of these bytes; one that is not typed here, or none, is one other key.
fn character(first: u8, further: &[u8]) -> Parsed {
    let mut bytes = [first, 0, 0, 0];
    for (place, byte) in bytes.iter_mut().skip(1).zip(further) {
        *place = *byte;
    }
    let text = bytes.get(..=further.len()).and_then(|bytes| std::str::from_utf8(bytes).ok());
    match text.and_then(|text| text.chars().next()).map(typed) {
        Some(sign @ Press::Char(..)) => press(sign, 1 + further.len()),
        _ => press(Press::Key(Key::Other), 1),
    }
}

const fn press(press: Press, length: usize) -> Parsed {
    Parsed::Press(press, KeyReport::Unsaid, length)
}

/// `rest` is what follows ESC, at least one byte.
fn parse_sequence(rest: &[u8]) -> Parsed {
    if let Some((sequence, found)) = SEQUENCES.iter().find(|(sequence, _)| rest.starts_with(sequence)) {
        return press(*found, sequence.len() + 1);
    }
    if SEQUENCES.iter().any(|(sequence, _)| sequence.starts_with(rest)) {
        return Parsed::Incomplete;
    }
    match rest {
        // A control sequence, up to its last byte: a key of the kitty keyboard protocol, an answer, or unknown.
        [b'[', parameters @ ..] => match parameters.iter().position(|byte| (0x40..=0x7e).contains(byte)) {
            Some(end) => {
                let (parameters, last) = parameters.split_at(end);
                match sequence(parameters, last.first().copied().unwrap_or_default()) {
                    Sequence::Press(press, report) => Parsed::Press(press, report, end + 3),
                    Sequence::Nothing => Parsed::Nothing(end + 3),
                    Sequence::Enhanced(tells_repeats) => Parsed::Enhanced(tells_repeats, end + 3),
                }
            }
            None => Parsed::Incomplete,
        },
        // ESC pressed twice is ESC; with a character behind it, a chord with Alt.
        [ESC, ..] => press(Press::Key(Key::Cancel), 1),
        _ => press(Press::Key(Key::Other), 2),
    }
}

/// What an unfinished sequence was, once nothing more comes: ESC alone, or rubbish.
#[must_use]
pub fn give_up(bytes: &[u8]) -> Press {
    Press::Key(if bytes == [ESC] { Key::Cancel } else { Key::Other })
}

#[cfg(test)]
mod tests {
    use super::super::press::digit;
    use super::*;
    use crate::common::{Digit, TypedChar};

    fn all(mut bytes: &[u8]) -> Vec<Press> {
        let mut presses = Vec::new();
        while !bytes.is_empty() {
            match parse(bytes) {
                Parsed::Press(press, _, length) => {
                    presses.push(press);
                    bytes = &bytes[length..];
                }
                Parsed::Nothing(length) | Parsed::Enhanced(_, length) => bytes = &bytes[length..],
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
    fn a_japanese_letter_is_itself_where_a_text_is_typed_and_one_other_key_elsewhere() {
        for letter in ["あ", "ア", "ｱ", "船", "𠮟"] {
            let sign = TypedChar::from_char(letter.chars().next().unwrap()).unwrap();
            assert_eq!(all(letter.as_bytes()), [Press::Char(sign, Key::Other)], "{letter}");
            // Its bytes may come one by one.
            for split in 1..letter.len() {
                assert_eq!(parse(&letter.as_bytes()[..split]), Parsed::Incomplete, "{letter}");
            }
        }
        for foreign in ["한", "é", "🙂"] {
            assert_eq!(all(foreign.as_bytes())[0], key(Key::Other), "{foreign}");
        }
    }

    #[test]
    fn a_full_width_sign_is_itself_where_a_text_is_typed_and_no_digit_of_a_pin() {
        for (wide, byte) in
            [("０", b'0'), ("９", b'9'), ("Ａ", b'A'), ("－", b'-'), ("ー", b'-'), ("‐", b'-'), ("−", b'-')]
        {
            let [Press::Char(sign, Key::Other)] = all(wide.as_bytes())[..] else { panic!("{wide}") };
            assert_eq!(sign.ascii(), Some(byte), "{wide}");
        }
        assert_eq!(all("　".as_bytes())[0], key(Key::Other));
    }

    #[test]
    fn a_character_that_breaks_off_swallows_no_key() {
        assert_eq!(all(b"\xef1"), [key(Key::Other), digit(b'1')]);
        assert_eq!(all(b"\xef\xbc\r"), [key(Key::Other), key(Key::Enter)]);
        assert_eq!(all(b"\xef\xbc"), [key(Key::Other)]);
        assert_eq!(all(b"\xf0\xa01"), [key(Key::Other), digit(b'1')]);
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
        for (sign, function) in [("*", "\x1bOj"), ("/", "\x1bOo"), ("-", "\x1b")] {
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
