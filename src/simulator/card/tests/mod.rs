//! The card's behaviour, command by command, as an independent reader of the public measurements would check it.

mod anything;
mod kinds;
mod reading;
mod secrets;
mod signing;

use std::time::{Duration, SystemTime};

use super::{CardKind, CardProfile, EmulatedCard, Quirks};
use crate::simulator::authority::{CardAuthority, FIRST_SERIAL};

const OK: &[u8] = &[0x90, 0x00];
const SELECT_JPKI: &[u8] = &[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
const SELECT_TEXT: &[u8] = &[0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];
const SELECT_CARD_MANAGER: &[u8] = &[0x00, 0xA4, 0x04, 0x0C, 0x07, 0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];
const QUERY: &[u8] = &[0x00, 0x20, 0x00, 0x98];

fn noon() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_780_000_000)
}

fn card_with(profile: &CardProfile, quirks: Quirks) -> EmulatedCard {
    let authority = CardAuthority::new().unwrap();
    EmulatedCard::with_quirks(profile, FIRST_SERIAL, &authority, noon(), quirks).unwrap()
}

fn card_of(kind: CardKind) -> EmulatedCard {
    let profile = CardProfile { kind, ..CardProfile::default() };
    card_with(&profile, Quirks::default())
}

/// A My Number Card with the JPKI application selected.
fn card() -> EmulatedCard {
    let mut card = card_of(CardKind::MyNumber);
    assert_eq!(card.transmit(SELECT_JPKI), OK);
    card
}

fn pin(digits: &str) -> Vec<u8> {
    [&[0x00, 0x20, 0x00, 0x98, 0x04], digits.as_bytes()].concat()
}

fn select_file(id: u8) -> [u8; 7] {
    [0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, id]
}

fn sign(p1: u8, data: &[u8]) -> Vec<u8> {
    let lc = u8::try_from(data.len()).unwrap();
    [&[0x80, 0x2A, p1, 0x97, lc], data, &[0x00]].concat()
}

fn status(answer: &[u8]) -> u16 {
    let &[sw1, sw2] = answer.last_chunk().unwrap();
    u16::from_be_bytes([sw1, sw2])
}
