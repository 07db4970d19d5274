//! PINs, passwords and their counters.

use super::{OK, QUERY, SELECT_CARD_MANAGER, SELECT_JPKI, SELECT_TEXT, card, pin, select_file, sign, status};
use crate::simulator::card::EmulatedCard;

#[test]
fn a_file_that_is_not_for_everybody_stays_closed_until_its_secret_is_known() {
    let mut card = card();
    card.transmit(&select_file(0x01));
    assert_eq!(status(&card.transmit(&[0x00, 0xB0, 0x00, 0x00, 0x00])), 0x6982);
    let password = [&[0x00, 0x20, 0x00, 0x9B, 0x06], &b"ABC123"[..]].concat();
    assert_eq!(card.transmit(&password), OK);
    assert_eq!(status(&card.transmit(&[0x00, 0xB0, 0x81, 0x00, 0x04])), 0x9000);
}

#[test]
fn asking_for_the_tries_left_costs_nothing_and_takes_no_le() {
    let mut card = card();
    for _ in 0..5 {
        assert_eq!(status(&card.transmit(QUERY)), 0x63C3);
    }
    assert_eq!(status(&card.transmit(&[0x00, 0x20, 0x00, 0x98, 0x00])), 0x6700);
    card.transmit(&pin("1234"));
    assert_eq!(status(&card.transmit(QUERY)), 0x63C3);
}

#[test]
fn three_wrong_pins_block_the_card_for_the_right_one_too() {
    let mut card = card();
    assert_eq!(status(&card.transmit(&pin("0000"))), 0x63C2);
    assert_eq!(status(&card.transmit(&pin("0000"))), 0x63C1);
    assert_eq!(status(&card.transmit(&pin("0000"))), 0x63C0);
    assert_eq!(status(&card.transmit(&pin("1234"))), 0x6984);
    assert_eq!(status(&card.transmit(QUERY)), 0x63C0);
}

#[test]
fn the_right_pin_brings_all_tries_back() {
    let mut card = card();
    card.transmit(&pin("0000"));
    assert_eq!(card.transmit(&pin("1234")), OK);
    assert_eq!(card.tries().0, Some(3));
}

#[test]
fn the_counter_survives_taking_the_card_away() {
    let mut card = card();
    card.transmit(&pin("0000"));
    card.power_off();
    card.power_on();
    card.transmit(SELECT_JPKI);
    assert_eq!(status(&card.transmit(QUERY)), 0x63C2);
}

#[test]
fn a_verified_pin_lives_until_another_application_or_a_power_cut() {
    let signs = |card: &mut EmulatedCard| status(&card.transmit(&sign(0, b"x"))) == 0x9000;
    let mut card = card();
    card.transmit(&pin("1234"));

    card.transmit(SELECT_JPKI);
    assert!(signs(&mut card), "selecting the same application keeps it");
    card.reset();
    assert!(signs(&mut card), "a warm reset keeps it");

    for leave in [SELECT_TEXT, SELECT_CARD_MANAGER] {
        card.transmit(leave);
        card.transmit(SELECT_JPKI);
        assert!(!signs(&mut card), "another application ends it");
        card.transmit(&pin("1234"));
    }

    card.power_off();
    card.power_on();
    card.transmit(SELECT_JPKI);
    assert!(!signs(&mut card), "a power cut ends it");
}

#[test]
fn a_pin_is_changed_after_it_was_verified() {
    let change = [&[0x00, 0x24, 0x01, 0x80, 0x04], &b"5678"[..]].concat();
    let mut card = card();
    card.transmit(&select_file(0x18));
    assert_eq!(status(&card.transmit(&change)), 0x6982);
    card.transmit(&pin("1234"));
    assert_eq!(card.transmit(&change), OK);
    assert_eq!(card.transmit(&pin("5678")), OK);
}
