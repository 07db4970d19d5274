//! The keys of a reception desk by the bytes that send them: one table for xterm-like terminals and the Linux console.

use crate::common::{Digit, Key, TypedChar};

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
    [(b'.', Key::Erase), (b'*', Key::Appearance), (b'/', Key::Call), (b'-', Key::Cancel), (b'+', Key::Voice)];

/// Sequences after ESC.
pub(super) const SEQUENCES: [(&[u8], Press); 69] = [
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
    (b"Oj", Press::Key(Key::Appearance)),
    (b"Ok", Press::Key(Key::Voice)),
    (b"Om", Press::Key(Key::Cancel)),
    (b"On", Press::Key(Key::Erase)),
    (b"Oo", Press::Key(Key::Call)),
    // Answers that a terminal may send unasked, and marks of a paste: no keys.
    (b"[I", Press::Key(Key::Other)),
    (b"[O", Press::Key(Key::Other)),
    (b"[200~", Press::Key(Key::Burst)),
    (b"[201~", Press::Key(Key::Burst)),
    (b"[Z", Press::Key(Key::Other)),
    // In the kitty keyboard protocol; on the Linux console Pause.
    (b"[P", function(1)),
    (b"[Q", function(2)),
    (b"[S", function(4)),
    (b"[M", Press::Key(Key::Other)),
];

const fn function(number: u8) -> Press {
    match number {
        1 => Press::Key(Key::Language),
        2 => Press::Key(Key::Staff),
        3 => Press::Key(Key::OtherMethod),
        4 => Press::Key(Key::Ways),
        9 => Press::Key(Key::Different),
        10 => Press::Key(Key::Menu),
        number => Press::Function(number),
    }
}

pub(super) const fn digit(byte: u8) -> Press {
    match Digit::from_ascii(byte) {
        Some(digit) => Press::Key(Key::Digit(digit)),
        None => Press::Key(Key::Other),
    }
}

/// What a character is that a key types. A Japanese letter is itself where a text is typed; a full-width digit, as a
/// keyboard in a Japanese mode sends it, is a digit there and nowhere else: no part of a PIN, and no keypad's sign.
pub(super) fn typed(sign: char) -> Press {
    if let Ok(byte @ b' '..=b'~') = u8::try_from(sign) {
        return single(byte);
    }
    TypedChar::from_char(sign).map_or(Press::Key(Key::Other), |sign| Press::Char(sign, Key::Other))
}

/// The key that this byte, or this sequence behind an ESC, is on every terminal.
pub(super) fn plain(key: &[u8]) -> Press {
    match key {
        [ESC] => Press::Key(Key::Cancel),
        [byte] => single(*byte),
        key => SEQUENCES.iter().find(|(known, _)| *known == key).map_or(Press::Key(Key::Other), |(_, press)| *press),
    }
}

/// What a byte of its own is.
pub(super) fn single(byte: u8) -> Press {
    if byte.is_ascii_digit() {
        return digit(byte);
    }
    if let Some(sign) = TypedChar::from_ascii(byte) {
        return Press::Char(sign, SIGNS.iter().find(|(known, _)| *known == byte).map_or(Key::Other, |(_, key)| *key));
    }
    BYTES.iter().find(|(known, _)| *known == byte).map_or(Press::Key(Key::Other), |(_, press)| *press)
}
