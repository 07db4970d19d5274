//! The text and surface applications (券面入力補助AP, 券面事項確認AP): what is printed on the card, as data.
//!
//! The holder is synthetic. Digests and the card's own key are real; signatures and keys of the card's issuer are
//! filler bytes, since real ones could not be checked here.

use sha2::{Digest, Sha256};

use super::files::{Application, Change, File, Secret};
use super::tlv::{long_tlv, tlv};

/// The text application's name.
pub(super) const TEXT_AID: &[u8] = &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];
/// The surface application's name.
pub(super) const SURFACE_AID: &[u8] = &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02];

/// A number whose check digit is right and that is used as an example everywhere.
const MY_NUMBER: &str = "123456789018";
const NAME: &str = "試験\u{3000}花子";
const ADDRESS: &str = "試験都仮想市見本町１丁目２番３号";
const BIRTH: &str = "19900401";
/// Birth as era year, month, day.
const BIRTH_KEY: &str = "020401";
/// 照合番号B: birth, year of expiry, security code.
const REFERENCE_B: &str = "02040120351234";
const SEX: &str = "2";
const EXPIRY: &str = "20350401";

/// In place of a signature or a key of the issuer.
const FILLER: [u8; 256] = [0xEE; 256];

/// A key identifier in the form of the real ones (seven digits, 08 05, seven digits) that belongs to no card.
pub(super) const KEY_ID: [u8; 16] = *b"9999999\x08\x050010000";

/// The text application with the holder's `pin`, and the modulus of the key that answers internal authentication.
pub(super) fn text(pin: &str, modulus: &[u8]) -> Application {
    const PIN: u16 = 0x0011;
    const A: u16 = 0x0014;
    const B: u16 = 0x0015;
    let number = my_number();
    let (attributes, signed_attributes) = attributes();
    let digests = digests(&number, &signed_attributes);
    let files = vec![
        (0x0001, File::opened_by(&[PIN, A], number)),
        (0x0002, File::opened_by(&[PIN, B], attributes)),
        (0x0003, File::opened_by(&[PIN, A, B], digests)),
        (0x0004, File::free(card_verifiable_certificate())),
        (0x0005, File::free(basic_information())),
        (0x0006, File::opened_by(&[PIN, A, B], public_key(&[0xA1], &FILLER))),
        (0x0007, File::opened_by(&[PIN, A, B], signed_key(modulus))),
        (0x0008, File::free(vec![0xFF; 16])),
        (PIN, File::Secret(Secret::new(pin, 3, Change::ReferenceData))),
        (0x0012, File::Secret(Secret::new("000000", 10, Change::Fixed).with_tries_left(0))),
        (0x0013, File::Internal),
        (A, File::Secret(Secret::new(MY_NUMBER, 10, Change::Fixed))),
        (B, File::Secret(Secret::new(REFERENCE_B, 10, Change::Fixed))),
    ];
    Application { aid: TEXT_AID, files, internal_authentication: true }
}

/// The surface application. A and B have other file ids here than in the text application.
pub(super) fn surface(modulus: &[u8]) -> Application {
    const BIRTH_FILE: u16 = 0x0011;
    const B: u16 = 0x0012;
    const A: u16 = 0x0013;
    let files = vec![
        (0x0001, File::opened_by(&[BIRTH_FILE], birth_record(modulus))),
        (0x0002, File::opened_by(&[A, B], card_face(modulus))),
        (0x0003, File::free(surface_information())),
        (0x0004, File::free(card_verifiable_certificate())),
        (0x0005, File::opened_by(&[A], my_number_image(modulus))),
        (0x0006, File::free(vec![0xFF; 16])),
        (BIRTH_FILE, File::Secret(Secret::new(BIRTH_KEY, 10, Change::Fixed))),
        (B, File::Secret(Secret::new(REFERENCE_B, 10, Change::Fixed))),
        (A, File::Secret(Secret::new(MY_NUMBER, 10, Change::Fixed))),
    ];
    Application { aid: SURFACE_AID, files, internal_authentication: true }
}

/// `7F 21 { 5F 4E, 5F 37 }`, 568 bytes: two key identifiers, a key and a signature.
pub(super) fn card_verifiable_certificate() -> Vec<u8> {
    let key = key_fields(&FILLER);
    let body = long_tlv(&[0x5F, 0x4E], &[&KEY_ID, &KEY_ID, key.as_slice()].concat());
    let signature = long_tlv(&[0x5F, 0x37], &FILLER);
    long_tlv(&[0x7F, 0x21], &[body, signature].concat())
}

/// The two FF behind the object are part of the file: the digest in 0003 covers them.
fn my_number() -> Vec<u8> {
    let mut file = tlv(&[0xFF, 0x10], MY_NUMBER.as_bytes());
    file.extend([0xFF, 0xFF]);
    file
}

/// Text 0002, and the part of it that the digest covers.
fn attributes() -> (Vec<u8>, Vec<u8>) {
    let fields = [
        tlv(&[0xDF, 0x22], NAME.as_bytes()),
        tlv(&[0xDF, 0x23], ADDRESS.as_bytes()),
        tlv(&[0xDF, 0x24], BIRTH.as_bytes()),
        tlv(&[0xDF, 0x25], SEX.as_bytes()),
    ];
    let signed = fields.concat();
    (with_offsets(&[0xFF, 0x20], &fields), signed)
}

/// A file that begins with the offsets of its fields, counted from the file's first byte.
fn with_offsets(tag: &[u8], fields: &[Vec<u8>]) -> Vec<u8> {
    let table = |first: usize| {
        let mut at = first;
        let mut offsets = Vec::new();
        for field in fields {
            let [.., high, low] = at.to_be_bytes();
            offsets.extend([high, low]);
            at += field.len();
        }
        tlv(&[0xDF, 0x21], &offsets)
    };
    let signed = fields.concat();
    let size = table(0).len();
    let header = tlv(tag, &[table(0), signed.clone()].concat()).len() - size - signed.len();
    tlv(tag, &[table(header + size), signed].concat())
}

fn digests(my_number: &[u8], attributes: &[u8]) -> Vec<u8> {
    let fields = [
        tlv(&[0xDF, 0x31], &Sha256::digest(my_number)),
        tlv(&[0xDF, 0x32], &Sha256::digest(attributes)),
        long_tlv(&[0xDF, 0x33], &FILLER),
    ];
    long_tlv(&[0xFF, 0x30], &fields.concat())
}

/// Version, extended-length support (03 observed), vendor class, vendor's own.
const APPLICATION_ID: [u8; 3] = [0x03, 0x0E, 0x01];

fn basic_information() -> Vec<u8> {
    let fields = [
        tlv(&[0xDF, 0x41], &[&[0x01], &APPLICATION_ID[..]].concat()),
        tlv(&[0xDF, 0x42], &KEY_ID),
        long_tlv(&[0xDF, 0x43], &[0xEE; 128]),
    ];
    long_tlv(&[0xFF, 0x40], &fields.concat())
}

fn public_key(tag: &[u8], modulus: &[u8]) -> Vec<u8> {
    long_tlv(tag, &key_fields(modulus))
}

pub(super) fn key_fields(modulus: &[u8]) -> Vec<u8> {
    let exponent = tlv(&[0x90], &[0x01, 0x00, 0x01]);
    [exponent, long_tlv(&[0x91], modulus)].concat()
}

fn signed_key(modulus: &[u8]) -> Vec<u8> {
    let key = public_key(&[0xDF, 0x51], modulus);
    let signature = long_tlv(&[0xDF, 0x52], &FILLER);
    long_tlv(&[0xFF, 0x50], &[key, signature].concat())
}

fn birth_record(modulus: &[u8]) -> Vec<u8> {
    let fields =
        [tlv(&[0xDF, 0x11], BIRTH.as_bytes()), public_key(&[0xDF, 0x12], modulus), long_tlv(&[0xDF, 0x13], &FILLER)];
    long_tlv(&[0xFF, 0x10], &fields.concat())
}

/// A PNG's first bytes: what a client looks at to know the format.
const NO_PNG: &[u8] = b"\x89PNG\r\n\x1a\nno image: emulated card";
/// The signature box of a JPEG 2000 file.
const NO_PHOTO: &[u8] = b"\x00\x00\x00\x0CjP  \r\n\x87\nno photo: emulated card";

fn card_face(modulus: &[u8]) -> Vec<u8> {
    let fields = [
        tlv(&[0xDF, 0x22], BIRTH.as_bytes()),
        tlv(&[0xDF, 0x23], SEX.as_bytes()),
        public_key(&[0xDF, 0x24], modulus),
        tlv(&[0xDF, 0x25], NO_PNG),
        tlv(&[0xDF, 0x26], NO_PNG),
        tlv(&[0xDF, 0x27], NO_PHOTO),
        long_tlv(&[0xDF, 0x28], &FILLER),
        tlv(&[0xDF, 0x29], EXPIRY.as_bytes()),
        tlv(&[0xDF, 0x2A], NO_PNG),
    ];
    with_offsets(&[0xFF, 0x20], &fields)
}

fn surface_information() -> Vec<u8> {
    let fields = [
        tlv(&[0xDF, 0x31], &[&[0x06], &APPLICATION_ID[..]].concat()),
        tlv(&[0xDF, 0x32], &KEY_ID),
        tlv(&[0xDF, 0x33], &[0x00]),
        tlv(&[0xDF, 0x34], b"99999"),
        long_tlv(&[0xDF, 0x35], &[&KEY_ID[..], &FILLER].concat()),
    ];
    long_tlv(&[0xFF, 0x30], &fields.concat())
}

fn my_number_image(modulus: &[u8]) -> Vec<u8> {
    let fields = [tlv(&[0xDF, 0x41], NO_PNG), public_key(&[0xDF, 0x42], modulus), long_tlv(&[0xDF, 0x43], &FILLER)];
    long_tlv(&[0xFF, 0x40], &fields.concat())
}
