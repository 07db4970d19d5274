//! The JPKI application (公的個人認証AP): certificates, keys, and the secrets that open them.

use std::time::SystemTime;

use super::files::{Access, Application, Change, File, Secret};
use super::profile::{CardKind, CardProfile};
use crate::simulator::authority::{AuthorityError, CardAuthority, validity_of};

/// The whole name is needed: JICSAP lets a card match a prefix, this one does not.
pub(super) const AID: &[u8] = &[0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

/// The PIN of the user-authentication key.
pub(super) const AUTHENTICATION_PIN: u16 = 0x0018;
/// The user-authentication key.
pub(super) const AUTHENTICATION_KEY: u16 = 0x0017;
/// The password of the signature key.
pub(super) const SIGNATURE_PASSWORD: u16 = 0x001B;
/// The authority that certifies terminals, selected before `80 A2`.
pub(super) const TERMINAL_AUTHORITY: u16 = 0x0016;

/// The synthetic signature password of every emulated card.
const PASSWORD: &str = "ABC123";

/// Builds the files. `filler` bytes of FF follow the certificates: whether a real card has any is not established.
pub(super) fn application(
    profile: &CardProfile,
    serial: u32,
    authority: &CardAuthority,
    now: SystemTime,
    filler: usize,
) -> Result<Application, AuthorityError> {
    let (not_before, not_after) = validity_of(profile.certificate, now);
    let padded = |mut certificate: Vec<u8>| {
        certificate.resize(certificate.len() + filler, 0xFF);
        certificate
    };
    let issuer = padded(authority.certificate_der().to_vec());
    let signs = has_signature_certificate(profile.kind);
    let authenticates = profile.kind != CardKind::OldJuki;

    let mut files = vec![
        (0x0002, File::free(issuer.clone())),
        (0x0006, File::free(token_information(profile.kind, serial))),
        (0x0008, File::free(availability(signs, authenticates))),
        (0x0009, File::Transparent { content: vec![0xFF; 16], read: Access::Never }),
        (TERMINAL_AUTHORITY, File::Internal),
    ];
    if signs {
        let certificate = authority.signature_certificate(serial, not_before, not_after)?;
        files.extend([
            (0x0001, File::opened_by(&[SIGNATURE_PASSWORD], padded(certificate))),
            (0x001A, File::PrivateKey { sign: Access::AnyOf(&[SIGNATURE_PASSWORD]) }),
            (SIGNATURE_PASSWORD, File::Secret(Secret::new(PASSWORD, 5, Change::ReferenceData))),
        ]);
    }
    if authenticates {
        let certificate = padded(authority.card_certificate(serial, not_before, not_after)?);
        // A telephone shows its certificate only to who knows the PIN.
        let certificate = if profile.kind == CardKind::Smartphone {
            File::opened_by(&[AUTHENTICATION_PIN], certificate)
        } else {
            File::free(certificate)
        };
        files.extend([
            (0x000A, certificate),
            (0x000B, File::free(issuer)),
            (AUTHENTICATION_KEY, File::PrivateKey { sign: Access::AnyOf(&[AUTHENTICATION_PIN]) }),
        ]);
        // What a card answers whose holder never set a PIN is not established; here its EF does not exist.
        if let Some(pin) = profile.pin.as_deref().filter(|pin| !pin.is_empty()) {
            let secret = Secret::new(pin, 3, Change::ReferenceData).with_tries_left(profile.tries);
            files.push((AUTHENTICATION_PIN, File::Secret(secret)));
        }
    }
    Ok(Application { aid: AID, files, internal_authentication: false })
}

/// A child under fifteen gets none.
fn has_signature_certificate(kind: CardKind) -> bool {
    kind != CardKind::Child
}

/// EF 0008: which certificates there are; `8F` observed for present, `00` for absent.
fn availability(signs: bool, authenticates: bool) -> Vec<u8> {
    let byte = |present| if present { 0x8F } else { 0x00 };
    vec![byte(signs), byte(authenticates), 0x00]
}

/// EF 0006: a PKCS #11 `CK_TOKEN_INFO` of 160 bytes, integers big-endian.
fn token_information(kind: CardKind, serial: u32) -> Vec<u8> {
    const FLAGS: u32 = 0x0000_040D;
    const UNAVAILABLE: u32 = u32::MAX;
    let label = match kind {
        CardKind::Smartphone => "JPKIAPGPSETOKEN",
        CardKind::OldJuki => "JPKIAPICCTOKEN",
        _ => "JPKIAPICCTOKEN2",
    };
    let sessions = [1, 0, 1, 0];
    let longest_and_shortest_pin = [16, 6];
    let mut record = format!("{label:<32}{:<32}{:<16}{serial:016}", "UKETSUKE-TEST", "EMULATED").into_bytes();
    let numbers = [FLAGS].into_iter().chain(sessions).chain(longest_and_shortest_pin).chain([UNAVAILABLE; 4]);
    for number in numbers {
        record.extend(number.to_be_bytes());
    }
    record.extend(b"03");
    record.extend(b"01");
    record.extend([b'9'; 16]);
    record
}
