//! The card's behaviour, command by command, as an independent reader of the public measurements would check it.

use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::{Pss, RsaPublicKey};
use sha2::{Digest, Sha256};

use super::{CardKind, CardProfile, EmulatedCard, Fault, Faults, Outcome, Quirks, Trigger};
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

#[test]
fn an_application_is_found_by_its_whole_name_only() {
    let mut card = card_of(CardKind::MyNumber);
    let mut prefix = SELECT_JPKI[..14].to_vec();
    prefix[4] = 9;
    assert_eq!(status(&card.transmit(&prefix)), 0x6A82);
    assert_eq!(card.transmit(SELECT_JPKI), OK);
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

#[test]
fn filler_follows_the_certificate_where_it_is_asked_for() {
    let quirks = Quirks { filler: 10, ..Quirks::default() };
    let mut card = card_with(&CardProfile::default(), quirks);
    card.transmit(SELECT_JPKI);
    card.transmit(&select_file(0x0A));
    let answer = card.transmit(&[0x00, 0xB0, 0x06, 0x36, 0x00]);
    assert_eq!(answer, [vec![0xFF; 10], OK.to_vec()].concat());
}

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
fn nothing_is_signed_before_the_pin() {
    let mut card = card();
    assert_eq!(status(&card.transmit(&sign(0, b"anything"))), 0x6982);
}

#[test]
fn every_padding_makes_a_signature_that_its_verifier_accepts() {
    let key = RsaPublicKey::from(CardAuthority::new().unwrap().card_key());
    let mut card = card();
    card.transmit(&pin("1234"));
    let message = [7; 32];
    let hash = Sha256::digest(message);
    let mut signature = |p1| {
        let answer = card.transmit(&sign(p1, &message));
        assert_eq!((answer.len(), status(&answer)), (258, 0x9000));
        answer[..256].to_vec()
    };
    let raw = Pkcs1v15Sign::new_unprefixed;
    let info = Pkcs1v15Sign::new::<Sha256>;
    assert_eq!(key.verify(raw(), &message, &signature(0)), Ok(()));
    assert_eq!(key.verify(raw(), &hash, &signature(1)), Ok(()));
    assert_eq!(key.verify(info(), &message, &signature(2)), Ok(()));
    assert_eq!(key.verify(info(), &hash, &signature(3)), Ok(()));
    assert_eq!(key.verify(Pss::new::<Sha256>(), &message, &signature(4)), Ok(()));
    assert_eq!(key.verify(Pss::new::<Sha256>(), &hash, &signature(5)), Ok(()));
    assert_eq!(status(&card.transmit(&sign(6, &message))), 0x6A86);
}

#[test]
fn a_signature_needs_input_that_fits() {
    let mut card = card();
    card.transmit(&pin("1234"));
    assert_eq!(status(&card.transmit(&sign(0, &[1; 245]))), 0x9000);
    assert_eq!(status(&card.transmit(&sign(0, &[1; 246]))), 0x6985);
    assert_eq!(status(&card.transmit(&sign(2, &[1; 31]))), 0x6985);
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
fn a_challenge_is_as_long_as_asked_for() {
    let mut card = card();
    assert_eq!(card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x08]).len(), 10);
    assert_eq!(card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x00]).len(), 258);
    let extended = [0x00, 0x84, 0x00, 0x00, 0x00, 0x01, 0x01];
    assert_eq!(status(&card.transmit(&extended)), 0x6985);
}

#[test]
fn a_terminal_certificate_of_an_unknown_authority_is_refused() {
    let mut card = card();
    card.transmit(&select_file(0x16));
    let body = [&[0x80, 0xA2, 0x06, 0xC1, 0x00, 0x01, 0x33][..], &[0; 307]].concat();
    let signature = [&[0x80, 0xA2, 0x00, 0xC1, 0x00, 0x01, 0x05][..], &[0; 261]].concat();
    assert_eq!(card.transmit(&body), OK);
    assert_eq!(status(&card.transmit(&signature)), 0x6300);
    assert_eq!(status(&card.transmit(&sign(0, b"x"))), 0x6982);
}

#[test]
fn behind_a_short_reader_an_extended_command_is_refused() {
    let quirks = Quirks { short_apdus_only: true, ..Quirks::default() };
    let mut card = card_with(&CardProfile::default(), quirks);
    let extended = [0x00, 0xCA, 0x00, 0x45, 0x00, 0x00, 0x00];
    assert_eq!(status(&card.transmit(&extended)), 0x6700);
    assert_eq!(status(&card.transmit(&[0x00, 0xCA, 0x00, 0x45, 0x00])), 0x9000);
}

#[test]
fn a_card_that_stumbles_after_power_up_does_so_once() {
    let quirks = Quirks { stumbles_after_power_up: true, ..Quirks::default() };
    let mut card = card_with(&CardProfile::default(), quirks);
    card.power_on();
    assert_eq!(status(&card.transmit(SELECT_JPKI)), 0x6F00);
    assert_eq!(card.transmit(SELECT_JPKI), OK);
}

#[test]
fn a_telephone_shows_its_certificate_only_after_the_pin_and_has_no_faces() {
    let mut card = card_of(CardKind::Smartphone);
    assert_eq!(status(&card.transmit(SELECT_TEXT)), 0x6A82);
    card.transmit(SELECT_JPKI);
    let label = card.transmit(&[0x00, 0xB0, 0x86, 0x00, 0x20]);
    assert!(label.starts_with(b"JPKIAPGPSETOKEN "));
    assert_eq!(status(&card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x04])), 0x6982);
    card.transmit(&pin("1234"));
    assert_eq!(status(&card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x04])), 0x9000);
}

#[test]
fn cards_of_other_kinds_are_told_apart() {
    let mut child = card_of(CardKind::Child);
    child.transmit(SELECT_JPKI);
    assert_eq!(child.transmit(&[0x00, 0xB0, 0x88, 0x00, 0x00]), [0x00, 0x8F, 0x00, 0x90, 0x00]);

    let mut old = card_of(CardKind::OldJuki);
    old.transmit(SELECT_JPKI);
    let label = old.transmit(&[0x00, 0xB0, 0x86, 0x00, 0x20]);
    assert!(label.starts_with(b"JPKIAPICCTOKEN  "));
    assert_eq!(status(&old.transmit(&select_file(0x0A))), 0x6A82);

    let mut foreign = card_of(CardKind::Foreign);
    assert_eq!(status(&foreign.transmit(SELECT_JPKI)), 0x6A82);
    assert_eq!(status(&foreign.transmit(QUERY)), 0x6E00);

    assert_eq!(status(&card_of(CardKind::Mute).transmit(SELECT_JPKI)), 0x6F00);
}

#[test]
fn a_card_whose_pin_was_never_set_has_no_pin_file() {
    let profile = CardProfile { pin: Some(String::new()), ..CardProfile::default() };
    let mut card = card_with(&profile, Quirks::default());
    card.transmit(SELECT_JPKI);
    assert_eq!(status(&card.transmit(QUERY)), 0x6A82);
    assert_eq!(status(&card.transmit(&sign(0, b"x"))), 0x6982);
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

#[test]
fn a_torn_card_has_spent_the_try_and_a_pulled_one_has_not() {
    for (fault, tries) in [(Fault::Tear, 2), (Fault::Pull, 3)] {
        let mut card = card();
        let mut faults = Faults::default();
        faults.add(Trigger::Instruction(0x20), fault);
        assert_eq!(faults.carry(&mut card, &pin("0000")), Outcome::Gone);
        assert_eq!(card.tries().0, Some(tries));
    }
}

#[test]
fn a_fault_strikes_once_and_at_its_moment() {
    let mut card = card();
    let mut faults = Faults::default();
    faults.add(Trigger::Command(2), Fault::OneByte);
    let lengths: Vec<_> = (0..3)
        .map(|_| match faults.carry(&mut card, QUERY) {
            Outcome::Answer(answer) => answer.len(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(lengths, [2, 1, 2]);
}

#[test]
fn neither_a_profile_nor_a_card_prints_its_pin() {
    let profile = CardProfile { pin: Some("8642".to_owned()), ..CardProfile::default() };
    let card = card_with(&profile, Quirks::default());
    assert!(!format!("{profile:?} {card:?}").contains("8642"));
}

fn any_command() -> impl Strategy<Value = Vec<u8>> {
    let header = (
        prop_oneof![Just(0x00), Just(0x80), any::<u8>()],
        prop::sample::select(vec![0xA4, 0xB0, 0xB2, 0xCA, 0x84, 0x20, 0x24, 0x2A, 0x32, 0x88, 0xA2, 0xAE, 0xFF]),
        any::<u8>(),
        any::<u8>(),
    );
    let body = prop::collection::vec(any::<u8>(), 0..40);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        (header, body).prop_map(|((cla, ins, p1, p2), body)| [vec![cla, ins, p1, p2], body].concat()),
        Just(SELECT_JPKI.to_vec()),
        Just(SELECT_TEXT.to_vec()),
        Just(pin("1234")),
    ]
}

proptest! {
    #[test]
    fn whatever_comes_in_a_status_word_comes_out(commands in prop::collection::vec(any_command(), 1..40)) {
        let mut card = card_of(CardKind::MyNumber);
        for command in commands {
            prop_assert!(card.transmit(&command).len() >= 2);
        }
    }
}
