//! The common and juki applications (共通カードAP, 住基AP) and the objects of the card manager.

use super::faces::card_verifiable_certificate;
use super::files::{Access, Application, Change, File, Secret};

/// The `GlobalPlatform` issuer security domain, current at power-up.
pub(super) const CARD_MANAGER_AID: &[u8] = &[0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];
const COMMON_AID: &[u8] = &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00];
const JUKI_AID: &[u8] = &[0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01];

/// The key that answers INTERNAL AUTHENTICATE in the common application.
pub(super) const COMMON_INTERNAL_KEY: u16 = 0x0019;
const PIN: u16 = 0x001C;

const MUNICIPALITY: &str = "99999";
const EXPIRY: &str = "20350401";

/// The common application: a record with serial, municipality and expiry.
pub(super) fn common(serial: u32, pin: &str) -> Application {
    let text = format!("{serial:015}{MUNICIPALITY}{EXPIRY}");
    let mut record = vec![0x01, 0x1C];
    record.extend(text.as_bytes());
    Application {
        aid: COMMON_AID,
        files: vec![
            (0x0001, File::Records { records: vec![record], read: Access::Free }),
            (COMMON_INTERNAL_KEY, File::PrivateKey { sign: Access::Free }),
            (PIN, File::Secret(Secret::new(pin, 3, Change::Key))),
        ],
        internal_authentication: false,
    }
}

/// The juki application: its PIN, and nothing that a kiosk could read.
pub(super) fn juki(pin: &str) -> Application {
    Application {
        aid: JUKI_AID,
        files: vec![(PIN, File::Secret(Secret::new(pin, 3, Change::Key)))],
        internal_authentication: false,
    }
}

/// What GET DATA answers while the card manager is current, by tag.
pub(super) fn card_manager_object(tag: u16, serial: u32) -> Option<Vec<u8>> {
    /// `GlobalPlatform` card recognition data: the arc 1.2.840.114283.1 alone.
    const RECOGNITION: &[u8] = &[0x73, 0x09, 0x06, 0x07, 0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B, 0x01];
    Some(match tag {
        0x0042 | 0x00F7 => b"EMULATED00000001".to_vec(),
        0x0045 => format!("{serial:016}").into_bytes(),
        0x0066 => RECOGNITION.to_vec(),
        0x00F0 => MUNICIPALITY.as_bytes().to_vec(),
        0x00F2 => EXPIRY.as_bytes().to_vec(),
        0x00F8 | 0x7F21 => card_verifiable_certificate(),
        0x5F51 => CONTACT_ATR_WITHOUT_TS.to_vec(),
        _ => return None,
    })
}

/// The contact ATR `3B E0 00 FF 81 31 FE 45 14` without its first byte.
const CONTACT_ATR_WITHOUT_TS: &[u8] = &[0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14];
