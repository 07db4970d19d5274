//! The face of a card that speaks T=0 (ISO 7816-3 §12.2), around a card that knows nothing of it.
//!
//! A My Number Card does not speak T=0: contactless and by its contacts it is T=1. This is a **stand-in** for the
//! poorest reader there is, one that carries T=0 blocks and nothing else; QEMU's `usb-ccid` is one up to version 7.2 at
//! least (`dwProtocols` 1, `dwFeatures` 000104FE: TPDU level). What such a card answers in the border cases below is
//! ISO's word, measured on no card.
//!
//! A command is five bytes and at most one body: CLA INS P1 P2 P3, where P3 is the length of what follows or the length
//! that is asked for. Both at once does not exist, so an answer to a command with data waits (61xx) until GET RESPONSE
//! (00 C0) fetches it. A wrong length asked for is answered with the right one (6Cxx). Which way the bytes go is not in
//! the command: the card knows it by the instruction.

use super::card::StatusWord;

/// INS of GET RESPONSE.
const GET_RESPONSE: u8 = 0xC0;
/// An answer to reset that promises T=2 alone, a protocol that no standard has filled: the check sum of ISO 7816-3
/// fits, QEMU lets it pass, and pcscd finds nothing that it could speak with the card.
const UNSPEAKABLE: [u8; 4] = [0x3B, 0x80, 0x02, 0x82];

/// What waits to be fetched.
#[derive(Debug, Default)]
pub(super) struct T0 {
    /// Data and status word. Empty: nothing waits.
    waiting: Vec<u8>,
}

/// Where a command's bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// To the card (case 1 and 3): P3 counts them.
    In,
    /// From the card (case 2): P3 asks for them, 00 for 256.
    Out,
    /// To the card, and the answer waits (case 4).
    InThenOut,
}

impl Direction {
    /// `None`: the card does not know the instruction.
    fn from_header([_, instruction, _, p2]: [u8; 4]) -> Option<Self> {
        Some(match instruction {
            // READ BINARY, READ RECORD, GET DATA, GET CHALLENGE.
            0xB0 | 0xB2 | 0xCA | 0x84 => Self::Out,
            // COMPUTE DIGITAL SIGNATURE, INTERNAL AUTHENTICATE.
            0x2A | 0x88 => Self::InThenOut,
            // SELECT, where file control information is asked for.
            0xA4 if p2 & 0x0C != 0x0C => Self::InThenOut,
            // SELECT, VERIFY, CHANGE REFERENCE DATA, CHANGE KEY, the terminal's certificate, SET SESSION KEY.
            0xA4 | 0x20 | 0x24 | 0x32 | 0xA2 | 0xAE => Self::In,
            _ => return None,
        })
    }
}

impl T0 {
    /// One command block, one answer. `card` gets the command APDU that the block stands for and answers it.
    pub(super) fn transmit(&mut self, block: &[u8], card: impl FnOnce(&[u8]) -> Vec<u8>) -> Vec<u8> {
        let Some((&header, rest)) = block.split_first_chunk::<4>() else { return status(StatusWord::WRONG_LENGTH) };
        // Four bytes are a case 1, to which some readers and drivers add the P3 of zero by themselves.
        let (&p3, body) = rest.split_first().unwrap_or((&0, &[]));
        if let [0x00 | 0x80, GET_RESPONSE, 0x00, 0x00] = header
            && body.is_empty()
        {
            return self.get_response(p3);
        }
        // The answer is there for the very next command or never.
        self.reset();
        match Direction::from_header(header) {
            Some(Direction::Out) if body.is_empty() => right_length(card(&[&header[..], &[p3]].concat()), p3),
            Some(Direction::In | Direction::InThenOut) if block.len() <= 5 && p3 == 0 => self.announce(card(&header)),
            Some(Direction::In) if body.len() == usize::from(p3) => self.announce(card(block)),
            Some(Direction::InThenOut) if body.len() == usize::from(p3) => {
                self.announce(card(&[block, &[0x00]].concat()))
            }
            // Among them every extended length, which begins with a P3 of zero and goes on.
            Some(_) => status(StatusWord::WRONG_LENGTH),
            None => card(&header),
        }
    }

    /// The card was reset, or another one came: nothing waits.
    pub(super) fn reset(&mut self) {
        self.waiting.clear();
    }

    /// Keeps data back and says how much of it there is, at most 256 bytes at a time.
    fn announce(&mut self, answer: Vec<u8>) -> Vec<u8> {
        match data_length(&answer) {
            0 => answer,
            length => {
                self.waiting = answer;
                vec![0x61, at_most_256(length)]
            }
        }
    }

    fn get_response(&mut self, p3: u8) -> Vec<u8> {
        let there = data_length(&self.waiting);
        let wanted = asked(p3);
        if there == 0 {
            return status(StatusWord::CONDITIONS);
        }
        if wanted > there {
            return vec![0x6C, at_most_256(there)];
        }
        if wanted == there {
            return std::mem::take(&mut self.waiting);
        }
        let mut part: Vec<u8> = self.waiting.drain(..wanted).collect();
        part.extend([0x61, at_most_256(there - wanted)]);
        part
    }
}

/// What a card answers to reset that is this card and speaks T=0.
///
/// A reader of contactless cards makes an answer to reset of its own (PC/SC part 3 §3.1.3.2.3): `3B 8n 80 01`, n
/// historical bytes and a check sum, which promises both protocols. Here the bytes that promise protocols are left out:
/// no TD1 means T=0 with the default parameters, and no check sum (ISO 7816-3 §8.2). The historical bytes stay, and
/// tell the same card. Any other answer to reset was asked for and stays as it is; one that is none becomes one
/// that no reader can use.
pub(super) fn answer_to_reset(atr: &[u8]) -> Vec<u8> {
    match atr {
        [0x3B, t0, 0x80, 0x01, historical @ .., _check] if usize::from(*t0) == 0x80 | historical.len() => {
            [&[0x3B, t0 & 0x0F], historical].concat()
        }
        [0x3B | 0x3F, _, ..] => atr.to_vec(),
        _ => UNSPEAKABLE.to_vec(),
    }
}

/// As the card answered, if it gave as much as was asked for; otherwise how much it would give.
fn right_length(answer: Vec<u8>, p3: u8) -> Vec<u8> {
    match data_length(&answer) {
        0 => answer,
        length if length == asked(p3) => answer,
        length => vec![0x6C, at_most_256(length)],
    }
}

fn asked(p3: u8) -> usize {
    if p3 == 0 { 256 } else { p3.into() }
}

/// 256 and more are written as 00.
fn at_most_256(length: usize) -> u8 {
    u8::try_from(length).unwrap_or(0)
}

fn data_length(answer: &[u8]) -> usize {
    answer.len().saturating_sub(2)
}

fn status(word: StatusWord) -> Vec<u8> {
    word.bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A card with an answer of so many bytes, which wants to hear exactly `apdu`.
    fn card(apdu: &'static [u8], length: usize) -> impl FnOnce(&[u8]) -> Vec<u8> {
        move |heard| {
            assert_eq!(heard, apdu);
            let data: Vec<u8> = (0..=255).cycle().take(length).collect();
            [data.as_slice(), &[0x90, 0x00]].concat()
        }
    }

    fn unasked(_: &[u8]) -> Vec<u8> {
        panic!("the card was asked")
    }

    const SIGN: &[u8] = &[0x80, 0x2A, 0x00, 0x97, 0x02, 0xAA, 0xBB];
    const SIGN_APDU: &[u8] = &[0x80, 0x2A, 0x00, 0x97, 0x02, 0xAA, 0xBB, 0x00];

    const fn get_response(length: u8) -> [u8; 5] {
        [0x00, 0xC0, 0x00, 0x00, length]
    }

    #[test]
    fn a_signature_waits_until_it_is_fetched() {
        let mut face = T0::default();
        assert_eq!(face.transmit(SIGN, card(SIGN_APDU, 256)), [0x61, 0x00]);
        let fetched = face.transmit(&get_response(0), unasked);
        assert_eq!((fetched.len(), &fetched[254..]), (258, &[254, 255, 0x90, 0x00][..]));
        assert_eq!(face.transmit(&get_response(0), unasked), [0x69, 0x85]);
    }

    #[test]
    fn an_answer_can_be_fetched_in_parts_and_not_beyond_its_end() {
        let mut face = T0::default();
        assert_eq!(face.transmit(SIGN, card(SIGN_APDU, 5)), [0x61, 0x05]);
        assert_eq!(face.transmit(&get_response(6), unasked), [0x6C, 0x05]);
        assert_eq!(face.transmit(&get_response(2), unasked), [0, 1, 0x61, 0x03]);
        assert_eq!(face.transmit(&get_response(3), unasked), [2, 3, 4, 0x90, 0x00]);
    }

    #[test]
    fn another_command_or_a_reset_lets_a_waiting_answer_fall() {
        let mut face = T0::default();
        face.transmit(SIGN, card(SIGN_APDU, 5));
        face.transmit(&[0x00, 0x20, 0x00, 0x98], card(&[0x00, 0x20, 0x00, 0x98], 0));
        assert_eq!(face.transmit(&get_response(5), unasked), [0x69, 0x85]);
        face.transmit(SIGN, card(SIGN_APDU, 5));
        face.reset();
        assert_eq!(face.transmit(&get_response(5), unasked), [0x69, 0x85]);
    }

    #[test]
    fn a_wrong_length_asked_for_is_answered_with_the_right_one() {
        let mut face = T0::default();
        let short =
            |face: &mut T0| face.transmit(&[0x00, 0xB0, 0x88, 0x00, 0x00], card(&[0x00, 0xB0, 0x88, 0x00, 0x00], 3));
        assert_eq!(short(&mut face), [0x6C, 0x03]);
        let exact = face.transmit(&[0x00, 0xB0, 0x88, 0x00, 0x03], card(&[0x00, 0xB0, 0x88, 0x00, 0x03], 3));
        assert_eq!(exact, [0, 1, 2, 0x90, 0x00]);
        let most = face.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00], card(&[0x00, 0xB0, 0x8A, 0x00, 0x00], 256));
        assert_eq!(most.len(), 258);
    }

    #[test]
    fn a_question_for_the_tries_is_the_same_with_and_without_its_length_of_zero() {
        let mut face = T0::default();
        for query in [&[0x00, 0x20, 0x00, 0x98][..], &[0x00, 0x20, 0x00, 0x98, 0x00]] {
            assert_eq!(face.transmit(query, card(&[0x00, 0x20, 0x00, 0x98], 0)), [0x90, 0x00]);
        }
    }

    #[test]
    fn what_is_no_block_of_t0_never_reaches_the_card() {
        let mut face = T0::default();
        for block in [
            &[][..],
            &[0x00, 0x20, 0x00],
            // A Le behind data.
            SIGN_APDU,
            // A body that is shorter than its length.
            &[0x00, 0x20, 0x00, 0x98, 0x04, 0x31],
            // Extended lengths of all three cases.
            &[0x00, 0x84, 0x00, 0x00, 0x00, 0x00, 0x08],
            &[0x00, 0xA4, 0x02, 0x0C, 0x00, 0x00, 0x02, 0x00, 0x16],
            &[0x80, 0x2A, 0x00, 0x97, 0x00, 0x00, 0x01, 0xAA, 0x01, 0x00],
        ] {
            assert_eq!(face.transmit(block, unasked), [0x67, 0x00], "{block:02X?}");
        }
    }

    #[test]
    fn an_instruction_that_the_card_does_not_know_is_answered_from_its_header() {
        let unknown = |heard: &[u8]| {
            assert_eq!(heard, [0x00, 0xD6, 0x00, 0x00]);
            vec![0x6D, 0x00]
        };
        assert_eq!(T0::default().transmit(&[0x00, 0xD6, 0x00, 0x00, 0x01, 0xAA], unknown), [0x6D, 0x00]);
    }

    #[test]
    fn an_answer_to_reset_promises_t0_and_tells_the_same_card() {
        let contactless = [0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x7F];
        assert_eq!(answer_to_reset(&contactless), [0x3B, 0x08, 0x00, 0x00, 0x05, 0xE0, 0xB3, 0x81, 0xA1, 0x00]);
        let contact = [0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14];
        assert_eq!(answer_to_reset(&contact), contact, "a wish is a wish");
        assert_eq!(answer_to_reset(&[0x00, 0x00]), UNSPEAKABLE);
        assert_eq!(UNSPEAKABLE[1..].iter().fold(0, |sum, byte| sum ^ byte), 0, "its check sum");
    }
}
