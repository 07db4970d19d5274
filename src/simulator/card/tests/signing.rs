//! Signatures, challenges, the terminal certificate.

use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::{Pss, RsaPublicKey};
use sha2::{Digest, Sha256};

use super::{OK, card, pin, select_file, sign, status};
use crate::simulator::authority::CardAuthority;

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
