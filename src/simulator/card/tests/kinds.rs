//! Other kinds of card, quirks and faults.

use super::{OK, QUERY, SELECT_JPKI, SELECT_TEXT, card, card_of, card_with, pin, select_file, sign, status};
use crate::simulator::card::{CardKind, CardProfile, Fault, Faults, Outcome, Quirks, Trigger};

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
fn a_torn_card_has_spent_the_try_and_a_pulled_one_has_not() {
    for (fault, tries) in [(Fault::Tear, 2), (Fault::Pull, 3)] {
        let mut card = card();
        let mut faults = Faults::default();
        faults.add(Trigger::Instruction(0x20), fault);
        assert_eq!(faults.carry(&pin("0000"), |command| card.transmit(command)), Outcome::Gone);
        assert_eq!(card.tries().0, Some(tries));
    }
}

#[test]
fn a_fault_strikes_once_and_at_its_moment() {
    let mut card = card();
    let mut faults = Faults::default();
    faults.add(Trigger::Command(2), Fault::OneByte);
    let lengths: Vec<_> = (0..3)
        .map(|_| match faults.carry(QUERY, |command| card.transmit(command)) {
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
