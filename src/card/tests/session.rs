//! What a card says and what the session makes of it.

use proptest::prelude::*;

use super::{digest, good_visit, pins_sent};
use crate::card::apdu::StatusWord;
use crate::card::error::{AnswerError, CardError};
use crate::card::jpki::{ApduCount, CardSession};
use crate::card::tests::script::{self, CERTIFICATE, EVEN_CERTIFICATE, Reply, SIGN, Script, ScriptedLink};
use crate::common::PinState;

const OURS: &str = "JPKIAPICCTOKEN2";

fn open(script: Script) -> Result<CardSession, CardError> {
    CardSession::open(Box::new(script.link()))
}

/// Opens, verifies, signs and leaves, as far as it goes.
fn visit(link: ScriptedLink) -> Result<(Vec<u8>, ApduCount), CardError> {
    let mut session = CardSession::open(Box::new(link))?;
    session.verify(script::pin())?;
    let signature = session.sign(&digest())?;
    Ok((signature, session.leave()))
}

fn open_error(script: Script) -> CardError {
    open(script).err().expect("no card of ours")
}

#[test]
fn a_visit_with_pin_takes_fourteen_commands_and_three_after_enter() {
    let (signature, count) = visit(good_visit().link()).unwrap();
    assert_eq!(signature, [0x5A; 256]);
    assert_eq!(count, ApduCount { commands: 14, after_enter: 3 });
}

#[test]
fn the_label_tells_what_kind_of_card_it_is() {
    for (label, expected) in [
        ("JPKIAPICCTOKEN", CardError::Foreign),
        ("JPKIAPICCTOKEN22", CardError::Foreign),
        ("JPKIAPGPSETOKEN", CardError::Smartphone),
        ("JPKIAPIOSTOKEN", CardError::Smartphone),
        ("", CardError::Foreign),
    ] {
        let script = Script::until_tries(label, &[], 0);
        assert_eq!(open_error(script), expected, "{label}");
    }
}

#[test]
fn a_label_cut_off_after_the_token_name_is_not_enough() {
    let script = Script::until_tries(OURS, &[], 0);
    let mut cut = script.clone();
    cut.0[1].1 = Ok([OURS.as_bytes(), &[0x90, 0]].concat());
    assert_eq!(open_error(cut), CardError::Foreign);
}

#[test]
fn a_card_that_does_not_know_the_application_is_of_another_kind() {
    for answer in ["6A82", "6E00", "6D00", "6881", "6700", "6300"] {
        let script = Script::new().then("00A4040C0A D392F000260100000001", Ok(answer));
        assert_eq!(open_error(script), CardError::Foreign, "{answer}");
    }
}

#[test]
fn a_card_that_cannot_be_talked_to_is_mute_and_not_pulled() {
    let select = "00A4040C0A D392F000260100000001";
    for reply in [Ok(""), Err(CardError::Silent)] {
        assert_eq!(open_error(Script::new().then(select, reply)), CardError::Mute);
    }
    let pulled = Script::new().then(select, Err(CardError::Pulled));
    assert_eq!(open_error(pulled), CardError::Pulled);
}

#[test]
fn a_card_that_stumbles_once_after_power_up_is_asked_again() {
    let mut script = Script::read();
    let (select, _) = script.0[0].clone();
    script.0.push_front((select.clone(), Ok(script::hex("6F00"))));
    assert!(open(script).is_ok());

    let twice = Script::new()
        .then("00A4040C0A D392F000260100000001", Ok("6F00"))
        .then("00A4040C0A D392F000260100000001", Ok("6F00"));
    let expected = CardError::UnexpectedStatus { ins: 0xA4, status: StatusWord(0x6F00) };
    assert_eq!(open_error(twice), expected);
}

#[test]
fn what_follows_the_certificate_in_its_file_is_not_read_as_part_of_it() {
    for filler in [&[][..], &[0xFF; 400], &[0x00; 3]] {
        for certificate in [CERTIFICATE, EVEN_CERTIFICATE] {
            let file = [certificate, filler].concat();
            let script = Script::until_tries(OURS, &file, certificate.len()).then("00200098", Ok("63C3"));
            let session = open(script).unwrap();
            assert_eq!(session.certificate().der(), certificate);
        }
    }
}

#[test]
fn a_certificate_that_comes_in_smaller_pieces_is_put_together() {
    let mut script = Script::until_tries(OURS, CERTIFICATE, 256);
    script.0[2].1 = Ok([&CERTIFICATE[..100], &[0x90, 0]].concat());
    let mut read = 100;
    while read < CERTIFICATE.len() {
        let wanted = (CERTIFICATE.len() - read).min(256);
        let [high, low] = u16::try_from(read).unwrap().to_be_bytes();
        let part = &CERTIFICATE[read..read + wanted.min(200)];
        let command = vec![0, 0xB0, high, low, u8::try_from(wanted % 256).unwrap()];
        script.0.push_back((command, Ok([part, &[0x90, 0]].concat())));
        read += part.len();
    }
    let session = open(script.then("00200098", Ok("63C3"))).unwrap();
    assert_eq!(session.certificate().der(), CERTIFICATE);
}

#[test]
fn a_certificate_that_breaks_off_is_an_error() {
    for end in ["9000", "6B00"] {
        let mut script = Script::until_tries(OURS, CERTIFICATE, 1024);
        script.0[5].1 = Ok(script::hex(end));
        assert_eq!(open_error(script), CardError::Malformed(AnswerError::Truncated));
    }
}

#[test]
fn a_card_without_a_certificate_says_so() {
    let without = |answer, issued| {
        Script::until_tries(OURS, &[], 0).then("00B08A0000", Ok(answer)).then("00B0880003", Ok(issued))
    };
    for answer in ["9000", "FFFFFFFF9000", "000000009000", "6982"] {
        let script = without(answer, "8F00009000").still_selected();
        assert_eq!(open_error(script), CardError::NoCertificate, "{answer}");
    }
    let issued_but_junk = without("FFFFFFFF9000", "8F8F009000");
    assert_eq!(open_error(issued_but_junk), CardError::Malformed(AnswerError::NotACertificate));
    let nothing_there = Script::until_tries(OURS, &[], 0).then("00B08A0000", Ok("6A82")).still_selected();
    assert_eq!(open_error(nothing_there), CardError::NoCertificate);
}

#[test]
fn a_card_lifted_for_a_moment_while_it_is_read_is_no_card_without_certificate_or_pin() {
    let certificate = |answer| Script::until_tries(OURS, &[], 0).then("00B08A0000", Ok(answer));
    let in_the_middle = |answer| {
        let mut script = Script::until_tries(OURS, CERTIFICATE, 512);
        script.0[3].1 = Ok(script::hex(answer));
        script.then("00B0880003", Ok("6A82"))
    };
    let tries = |answer| Script::until_tries(OURS, CERTIFICATE, CERTIFICATE.len()).then("00200098", Ok(answer));
    for script in [certificate("6A82"), in_the_middle("6986"), tries("6A82"), tries("6700")] {
        assert_eq!(open_error(script.then("00B0860020", Ok("6A82"))), CardError::Pulled);
    }
}

#[test]
fn the_next_generations_key_is_refused_before_a_pin_is_typed() {
    let next = include_bytes!("../testdata/p384.der");
    let script = Script::until_tries(OURS, next, next.len());
    assert_eq!(open_error(script), CardError::UnsupportedKey);
}

#[test]
fn the_tries_left_are_asked_for_without_spending_one() {
    let told = |answer: &str| {
        let script = Script::until_tries(OURS, CERTIFICATE, CERTIFICATE.len());
        open(script.then("00200098", Ok(answer)).still_selected()).map(|session| session.pin())
    };
    for left in 1..=15 {
        assert_eq!(told(&format!("63C{left:X}")), Ok(PinState::Left(left)));
    }
    for answer in ["63C0", "6983", "6984"] {
        assert_eq!(told(answer), Ok(PinState::Blocked), "{answer}");
    }
    for answer in ["6A82", "6A88"] {
        assert_eq!(told(answer), Ok(PinState::Absent), "{answer}");
    }
    for answer in ["9000", "6700", "6300", "6F00"] {
        assert!(matches!(told(answer), Err(CardError::UnexpectedStatus { .. })));
    }
}

#[test]
fn verify_tells_a_wrong_pin_from_a_blocked_one() {
    let said = |answer: &str| {
        let mut session = open(Script::read().compared().verify(answer).compared()).unwrap();
        session.verify(script::pin())
    };
    assert_eq!(said("9000"), Ok(()));
    for left in 1..=15 {
        assert_eq!(said(&format!("63C{left:X}")), Err(CardError::PinWrong(left)));
    }
    for answer in ["63C0", "6983", "6984"] {
        assert_eq!(said(answer), Err(CardError::PinBlocked), "{answer}");
    }
    for answer in ["6A82", "6A88"] {
        assert_eq!(said(answer), Err(CardError::PinAbsent), "{answer}");
    }
    for answer in ["6C04", "6102", "6700", "6982"] {
        assert!(matches!(said(answer), Err(CardError::UnexpectedStatus { .. })));
    }
}

#[test]
fn after_a_wrong_pin_another_can_be_typed_on_the_same_card() {
    let script = Script::read().compared().verify("63C2");
    let script = script.compared().verify("9000").signed().left();
    let mut session = open(script).unwrap();
    assert_eq!(session.verify(script::pin()), Err(CardError::PinWrong(2)));
    session.verify(script::pin()).unwrap();
    session.sign(&digest()).unwrap();
    assert_eq!(session.leave().after_enter, 3);
}

#[test]
fn another_card_never_hears_the_pin() {
    let other = [&EVEN_CERTIFICATE[..64], &[0x90, 0]].concat();
    let short = [&CERTIFICATE[..63], &[0x90, 0]].concat();
    let refusals = ["9000", "6A82", "6986", "6D00", "6982", "6E00"].map(script::hex);
    for answer in refusals.into_iter().chain([other, short]) {
        let mut script = Script::read();
        script.0.push_back((script::hex("00B08A0040"), Ok(answer)));
        let link = script.link();
        let transcript = link.transcript();
        let mut session = CardSession::open(Box::new(link)).unwrap();
        assert_eq!(session.verify(script::pin()), Err(CardError::Swapped));
        assert_eq!(pins_sent(&transcript), 0);
    }
}

#[test]
fn a_card_exchanged_in_the_last_moment_has_no_missing_pin_and_no_strange_answer() {
    let other = || Script::read().compared();
    let mut session = open(other().verify("6A82").then("00B08A0040", Ok("6986"))).unwrap();
    assert_eq!(session.verify(script::pin()), Err(CardError::Swapped));
    let mut session = open(other().verify("9000").then(SIGN, Ok("6982")).then("00B08A0040", Ok("6986"))).unwrap();
    session.verify(script::pin()).unwrap();
    assert_eq!(session.sign(&digest()), Err(CardError::Swapped));
}

#[test]
fn a_signature_of_the_wrong_length_is_not_handed_on() {
    let mut session = open(Script::read().then(SIGN, Ok("5A5A9000"))).unwrap();
    assert_eq!(session.sign(&digest()), Err(CardError::Malformed(AnswerError::SignatureLength)));
}

#[test]
fn a_wrong_length_is_corrected_and_the_rest_is_fetched() {
    let file = Script::until_tries(OURS, CERTIFICATE, CERTIFICATE.len());
    let mut script = Script::new().then("00A4040C0A D392F000260100000001", Ok("9000")).then("00B0860020", Ok("6C20"));
    script.0.extend(file.0.into_iter().skip(1));
    let first_half = "5A".repeat(100);
    let script = script
        .then("00200098", Ok("63C3"))
        .then(SIGN, Ok(&format!("{first_half} 619C")))
        .then("00C000009C", Ok("6C9C"))
        .then("00C000009C", Ok(&format!("{} 9000", "5A".repeat(156))));
    let mut session = open(script).unwrap();
    assert_eq!(session.sign(&digest()).unwrap(), [0x5A; 256]);
}

#[test]
fn a_card_that_promises_more_for_ever_is_stopped() {
    for reply in ["5A6100", "6100"] {
        let link = Script::read().link();
        let link = link.then_anything(vec![Ok(script::hex(reply))]);
        let mut session = CardSession::open(Box::new(link)).unwrap();
        assert_eq!(session.sign(&digest()), Err(CardError::Malformed(AnswerError::Endless)));
    }
}

#[test]
fn an_answer_under_two_bytes_is_an_error_at_every_step() {
    let steps = good_visit().0.len();
    for step in 0..steps - 1 {
        for short in [&[][..], &[0x90]] {
            let mut script = good_visit();
            script.0[step].1 = Ok(short.to_vec());
            let result = visit(script.link());
            assert!(result.is_err(), "step {step}, {} bytes", short.len());
        }
    }
}

#[test]
fn a_card_that_is_gone_can_still_be_left() {
    let mut script = good_visit();
    script.0[13].1 = Err(CardError::Pulled);
    assert!(visit(script.link()).is_ok());
}

fn any_reply() -> impl Strategy<Value = Reply> {
    let status =
        prop_oneof![Just(0x9000), 0x6100..=0x61FF_u16, 0x6C00..=0x6CFF_u16, 0x63C0..=0x63C3_u16, any::<u16>(),];
    prop_oneof![
        4 => (prop::collection::vec(any::<u8>(), 0..300), status)
            .prop_map(|(data, status)| Ok([&data[..], &status.to_be_bytes()].concat())),
        1 => prop::collection::vec(any::<u8>(), 0..3).prop_map(Ok),
        1 => prop::sample::select(vec![CardError::Silent, CardError::Pulled, CardError::NoDaemon,
            CardError::Daemon(0x8010_0008)]).prop_map(Err),
    ]
}

proptest! {
    #[test]
    fn a_pin_is_sent_at_most_once_whatever_the_card_says(
        good in 0_usize..14,
        replies in prop::collection::vec(any_reply(), 1..12),
    ) {
        let mut script = good_visit();
        script.0.truncate(good);
        let link = script.link().then_anything(replies);
        let transcript = link.transcript();
        let _ = visit(link);
        prop_assert!(pins_sent(&transcript) <= 1);
    }
}
