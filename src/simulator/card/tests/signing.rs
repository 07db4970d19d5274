//! Signatures, challenges, the terminal certificate.

use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::{Pss, RsaPublicKey};
use sha2::{Digest, Sha256};

use super::{OK, SELECT_CARD_MANAGER, SELECT_JPKI, card, pin, select_file, sign, status};
use crate::simulator::authority::{CardAuthority, FIRST_SERIAL};
use crate::simulator::card::EmulatedCard;
use crate::simulator::card::stand_in::{Terminal, statement};

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

fn extended(header: [u8; 4], data: &[u8], le: &[u8]) -> Vec<u8> {
    let [.., high, low] = data.len().to_be_bytes();
    [&header[..], &[0x00, high, low], data, le].concat()
}

/// Presents the terminal's certificate and asks for a challenge.
fn challenge(card: &mut EmulatedCard, terminal: &Terminal) -> Vec<u8> {
    card.transmit(&select_file(0x16));
    assert_eq!(card.transmit(&extended([0x80, 0xA2, 0x06, 0xC1], terminal.body(), &[])), OK);
    assert_eq!(card.transmit(&extended([0x80, 0xA2, 0x00, 0xC1], terminal.signature(), &[])), OK);
    let answer = card.transmit(&[0x00, 0x84, 0x00, 0x00, 0x20]);
    answer[..32].to_vec()
}

fn proof(card: &mut EmulatedCard, service: [u8; 32], word: &[u8]) -> Vec<u8> {
    card.transmit(&extended([0x00, 0x88, 0x00, 0x97], &[&service, word].concat(), &[0x01, 0x00]))
}

#[test]
fn the_stand_in_has_the_sizes_of_the_public_fragments() {
    let terminal = Terminal::new().unwrap();
    assert_eq!((terminal.body().len(), terminal.signature().len(), terminal.signs(&[], &[]).len()), (307, 261, 256));
    assert_eq!(terminal.body()[..10], [0x7F, 0x21, 0x82, 0x02, 0x33, 0x5F, 0x4E, 0x82, 0x01, 0x29]);
    assert_eq!(terminal.signature()[..5], [0x5F, 0x37, 0x82, 0x01, 0x00]);
}

#[test]
fn a_card_proves_itself_without_a_pin_to_the_stand_ins_terminal_alone() {
    let terminal = Terminal::new().unwrap();
    let mut card = card();
    let made = challenge(&mut card, &terminal);
    let answer = proof(&mut card, [7; 32], &terminal.signs(&made, &[7; 32]));
    assert_eq!((answer.len(), status(&answer)), (258, 0x9000));
    let key = RsaPublicKey::from(CardAuthority::new().unwrap().card_key());
    let said = Sha256::digest(statement(&made, &[7; 32], FIRST_SERIAL));
    assert_eq!(key.verify(Pkcs1v15Sign::new::<Sha256>(), &said, &answer[..256]), Ok(()));
    assert_eq!(status(&card.transmit(&sign(0, b"x"))), 0x6982, "and signs nothing else");
}

#[test]
fn a_challenge_is_good_for_one_proof() {
    let terminal = Terminal::new().unwrap();
    let mut card = card();
    let made = challenge(&mut card, &terminal);
    let word = terminal.signs(&made, &[7; 32]);
    assert_eq!(status(&proof(&mut card, [7; 32], &word)), 0x9000);
    assert_eq!(status(&proof(&mut card, [7; 32], &word)), 0x6985);
}

#[test]
fn without_the_terminals_word_there_is_no_proof() {
    let terminal = Terminal::new().unwrap();
    let mut card = card();
    assert_eq!(status(&proof(&mut card, [7; 32], &[0; 256])), 0x6982, "no certificate");
    let made = challenge(&mut card, &terminal);
    assert_eq!(status(&proof(&mut card, [7; 32], &terminal.signs(&made, &[8; 32]))), 0x6300, "another challenge");
    card.transmit(SELECT_CARD_MANAGER);
    card.transmit(SELECT_JPKI);
    assert_eq!(status(&proof(&mut card, [7; 32], &[0; 256])), 0x6982, "another application was selected meanwhile");
}

#[test]
fn a_certificate_that_was_tampered_with_is_refused() {
    let terminal = Terminal::new().unwrap();
    for place in [5, 50, 306] {
        let mut card = card();
        let mut body = terminal.body().to_vec();
        body[place] ^= 1;
        card.transmit(&select_file(0x16));
        card.transmit(&extended([0x80, 0xA2, 0x06, 0xC1], &body, &[]));
        let answer = card.transmit(&extended([0x80, 0xA2, 0x00, 0xC1], terminal.signature(), &[]));
        assert_eq!(status(&answer), 0x6300, "byte {place}");
    }
}
