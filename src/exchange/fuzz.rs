//! Files of a qualification terminal, whatever their encoding.

use encoding_rs::SHIFT_JIS;

use super::decode::{decode, may_be_whole};
use super::name::ResultFileKind;
use crate::common::Proof;
use crate::eligibility::{Verdict, fuzz};
use crate::settings::ResultEncoding;

/// A file, as either kind and whatever the settings expect of it.
pub fn file(bytes: &[u8]) {
    for kind in [ResultFileKind::Result, ResultFileKind::Copied] {
        for wanted in [ResultEncoding::Auto, ResultEncoding::Utf8, ResultEncoding::ShiftJis] {
            decoded(kind, bytes, wanted);
        }
    }
}

/// No message comes of bytes that are not of the encoding that they declare, and a copied text is no answer.
fn decoded(kind: ResultFileKind, bytes: &[u8], wanted: ResultEncoding) {
    let Ok(found) = decode(kind, bytes, wanted) else { return };
    let (shift_jis, utf_8) =
        (SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes), std::str::from_utf8(bytes));
    assert!(shift_jis.is_some() || utf_8.is_ok(), "a message out of bytes of no encoding");
    assert!(wanted != ResultEncoding::Utf8 || utf_8.is_ok(), "UTF-8 that is none");
    assert!(wanted != ResultEncoding::ShiftJis || shift_jis.is_some(), "Shift JIS that is none");
    assert!(kind != ResultFileKind::Packed, "a message out of an archive");
    match kind {
        ResultFileKind::Result => {
            assert!(found.proof == Proof::Folder);
            let markup = bytes.windows(9).any(|window| window == b"</XmlMsg>");
            let open = bytes.windows(9).any(|window| window == b"</XmlMsg ");
            assert!(markup || open || !may_be_whole(kind, bytes), "a message without its end");
        }
        ResultFileKind::Packed => {}
        ResultFileKind::Copied => assert!(!Verdict::of(&found.message).is_confirmed(), "a copied text as an answer"),
    }
    fuzz::message(&found.message);
}
