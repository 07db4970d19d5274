//! Selecting and reading.

use super::{OK, SELECT_JPKI, SELECT_TEXT, card, card_of, select_file, status};
use crate::simulator::card::CardKind;

#[test]
fn an_application_is_found_by_its_whole_name_only() {
    let mut card = card_of(CardKind::MyNumber);
    let mut prefix = SELECT_JPKI[..14].to_vec();
    prefix[4] = 9;
    assert_eq!(status(&card.transmit(&prefix)), 0x6A82);
    assert_eq!(card.transmit(SELECT_JPKI), OK);
}

#[test]
fn selecting_the_master_file_claims_success_and_does_nothing() {
    let mut card = card_of(CardKind::MyNumber);
    assert_eq!(status(&card.transmit(&[0x00, 0xA4, 0x00, 0x00])), 0x6A86);
    card.transmit(SELECT_JPKI);
    assert_eq!(card.transmit(&[0x00, 0xA4, 0x00, 0x00]), OK);
    assert_eq!(card.transmit(&select_file(0x0A)), OK);
}

#[test]
fn header_errors_come_in_the_usual_order() {
    let mut card = card();
    let mut word = |bytes: &[u8]| status(&card.transmit(bytes));
    assert_eq!(word(&[0x40, 0xFF, 0x00, 0x00]), 0x6E00);
    assert_eq!(word(&[0x01, 0xFF, 0x00, 0x00]), 0x6881);
    assert_eq!(word(&[0x00, 0xFF, 0x00, 0x00]), 0x6D00);
    assert_eq!(word(&[0x00, 0x20, 0x01, 0x80, 0x07]), 0x6A86);
    assert_eq!(word(&[0x00, 0x20, 0x00, 0x80, 0x07, 0x00]), 0x6700);
    assert_eq!(word(&[0x00, 0xB0, 0x00, 0x00, 0x00]), 0x6986);
    assert_eq!(word(&[0x00, 0xB0]), 0x6700);
}

#[test]
fn reading_a_key_or_a_record_as_bytes_does_not_fit_the_file() {
    let mut card = card();
    assert_eq!(status(&card.transmit(&[0x00, 0xB0, 0x97, 0x00, 0x00])), 0x6981);
}

#[test]
fn the_common_application_tells_serial_municipality_and_expiry() {
    let mut card = card_of(CardKind::MyNumber);
    let mut select = SELECT_TEXT.to_vec();
    select[13..].copy_from_slice(&[0x01, 0x00]);
    assert_eq!(card.transmit(&select), OK);
    let record = card.transmit(&[0x00, 0xB2, 0x01, 0x0C, 0x00]);
    assert_eq!(record.len(), 2 + 28 + 2);
    assert!(record.starts_with(&[0x01, 0x1C]));
    assert_eq!(status(&card.transmit(&[0x00, 0xB2, 0x02, 0x04, 0x00])), 0x6A83);
    assert_eq!(status(&card.transmit(&[0x00, 0xB0, 0x00, 0x00, 0x00])), 0x6981);
}

#[test]
fn a_large_object_of_the_card_manager_needs_an_extended_le() {
    let mut card = card_of(CardKind::MyNumber);
    assert_eq!(status(&card.transmit(&[0x00, 0xCA, 0x7F, 0x21, 0x00])), 0x6700);
    let answer = card.transmit(&[0x00, 0xCA, 0x7F, 0x21, 0x00, 0x00, 0x00]);
    assert_eq!((answer.len(), status(&answer)), (570, 0x9000));
    assert_eq!(status(&card.transmit(&[0x00, 0xCA, 0x12, 0x34, 0x00])), 0x6A88);
}

#[test]
fn the_certificate_is_read_without_a_pin_in_seven_short_reads() {
    let mut card = card();
    assert_eq!(card.transmit(&select_file(0x0A)), OK);
    let mut certificate = Vec::new();
    let mut reads = 0;
    while certificate.len() < 1590 {
        let [.., high, low] = certificate.len().to_be_bytes();
        let answer = card.transmit(&[0x00, 0xB0, high, low, 0x00]);
        assert_eq!(status(&answer), 0x9000);
        certificate.extend_from_slice(&answer[..answer.len() - 2]);
        reads += 1;
    }
    assert_eq!(reads, 7);
    assert_eq!(certificate[..4], [0x30, 0x82, 0x06, 0x32]);
    assert_eq!(status(&card.transmit(&[0x00, 0xB0, 0x06, 0x36, 0x01])), 0x6B00);
}
