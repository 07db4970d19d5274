//! From the bytes of a file to a message. What contradicts itself is refused, nothing is replaced or guessed.
//!
//! Shift JIS is Windows' (Windows-31J), as the Encoding Standard has it: 0x8160 is ～ (U+FF5E) and 0x817C is －
//! (U+FF0D), where a UTF-8 file may hold 〜 (U+301C) and − (U+2212).

use encoding_rs::{SHIFT_JIS, UTF_8};
use zeroize::Zeroizing;

use super::current::NotCurrent;
use super::name::ResultFileKind;
use super::read::ReadError;
use crate::common::{Proof, Trouble, TroubleKind};
use crate::eligibility::{Copied, CopiedError, Found, MessageError, XmlMsg};
use crate::settings::ResultEncoding;

/// Why a file is no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResultError {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Its writer had not finished when the time limit ended.
    #[error("the file is not finished")]
    Unfinished,
    /// It declares an encoding other than UTF-8 and Shift JIS, or than the settings ask for.
    #[error("the file is in an encoding that is not expected here")]
    Encoding,
    /// It is a ZIP archive; whether it says of itself that it is encrypted. The cipher is not public, and neither is
    /// the password: a terminal can be told not to encrypt this kind of file.
    #[error("the file is an archive (encrypted: {encrypted})")]
    Packed {
        /// Whether its first entry needs a password.
        encrypted: bool,
    },
    /// Its bytes are not what the declared encoding allows.
    #[error("the file's bytes are not of the encoding that it declares")]
    Bytes,
    /// The text is no message.
    #[error(transparent)]
    Message(#[from] MessageError),
    /// The text is none that the app has copied.
    #[error(transparent)]
    Copied(#[from] CopiedError),
    /// It is a message, but none that counts here and now.
    #[error(transparent)]
    NotCurrent(#[from] NotCurrent),
}

impl From<ResultError> for Trouble {
    /// One trouble for all files that are no messages: whatever is wrong with them, the other terminal's screen has the
    /// answer. The log says which. An archive is told apart, because its remedy is a setting of the terminal.
    fn from(error: ResultError) -> Self {
        match error {
            ResultError::Packed { encrypted } => {
                return Self::with_code(TroubleKind::ResultPacked, if encrypted { "ZIP, password" } else { "ZIP" }, "");
            }
            ResultError::NotCurrent(NotCurrent::ClockNotSet) => TroubleKind::Clock,
            ResultError::NotCurrent(NotCurrent::OtherFacility) => TroubleKind::ResultForeign,
            ResultError::NotCurrent(NotCurrent::Late) => TroubleKind::ResultLate,
            ResultError::Read(_)
            | ResultError::Unfinished
            | ResultError::Encoding
            | ResultError::Bytes
            | ResultError::Message(_)
            | ResultError::Copied(_) => TroubleKind::ResultUnreadable,
        }
        .into()
    }
}

/// Byte order marks (The Unicode Standard, 23.8). UTF-16 is what Windows calls "Unicode", and no result is written in
/// it.
const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF_16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// The end of a result. A file without it is not complete.
const END: &[u8] = b"</XmlMsg>";

/// How an archive and its last record begin (APPNOTE.TXT 4.3.7, 4.3.16), and the bit of its flags that says that an
/// entry is encrypted (4.4.4).
const ZIP: &[u8] = b"PK\x03\x04";
const ZIP_END: &[u8] = b"PK\x05\x06";
const ZIP_ENCRYPTED: u8 = 1;

/// Whether a file may be complete. Copied text has no end mark.
pub fn may_be_whole(kind: ResultFileKind, bytes: &[u8]) -> bool {
    match kind {
        ResultFileKind::Result if bytes.starts_with(ZIP) => may_be_whole(ResultFileKind::Packed, bytes),
        ResultFileKind::Result => bytes.trim_ascii_end().ends_with(END),
        // The end of an archive is the beginning of its last record.
        ResultFileKind::Packed => bytes.windows(ZIP_END.len()).any(|window| window == ZIP_END),
        ResultFileKind::Copied => !bytes.is_empty(),
    }
}

/// Reads the bytes.
pub fn decode(kind: ResultFileKind, bytes: &[u8], wanted: ResultEncoding) -> Result<Found, ResultError> {
    match kind {
        ResultFileKind::Packed => Err(packed(bytes)),
        ResultFileKind::Result if bytes.starts_with(ZIP) => Err(packed(bytes)),
        ResultFileKind::Result => {
            let encoding = declared(bytes)?;
            if wanted != ResultEncoding::Auto && wanted != encoding {
                return Err(ResultError::Encoding);
            }
            let text = unicode(bytes, encoding)?;
            let message = Box::new(XmlMsg::from_xml(&text)?);
            Ok(Found { message, proof: Proof::Folder })
        }
        ResultFileKind::Copied => {
            let text = match wanted {
                // A Shift_JIS text with the date of confirmation in it is no UTF-8: 確 begins with 0x8A.
                ResultEncoding::Auto => {
                    unicode(bytes, ResultEncoding::Utf8).or_else(|_| unicode(bytes, ResultEncoding::ShiftJis))
                }
                one => unicode(bytes, one),
            }?;
            let Copied { message, unknown } = Copied::read(&text)?;
            if unknown > 0 {
                tracing::warn!(unknown, "lines of a copied text are not understood and not shown");
            }
            Ok(Found { message: Box::new(message), proof: Proof::Copied { unread: unknown } })
        }
    }
}

fn packed(bytes: &[u8]) -> ResultError {
    ResultError::Packed { encrypted: archive(bytes).unwrap_or(false) }
}

/// Whether this is an archive, and then whether it says of itself that it is encrypted. It is not opened.
pub fn archive(bytes: &[u8]) -> Option<bool> {
    let encrypted = || bytes.get(6).is_some_and(|flags| flags & ZIP_ENCRYPTED != 0);
    bytes.starts_with(ZIP).then(encrypted)
}

/// The text of an XML file, in the encoding that it declares.
pub fn declared_text(bytes: &[u8]) -> Result<Zeroizing<String>, ResultError> {
    unicode(bytes, declared(bytes)?)
}

/// What the XML declaration says; without one XML is UTF-8 (XML 1.0, 4.3.3).
pub fn declared(bytes: &[u8]) -> Result<ResultEncoding, ResultError> {
    let Some(rest) = bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes).strip_prefix(b"<?xml") else {
        return Ok(ResultEncoding::Utf8);
    };
    let end = rest.windows(2).position(|pair| pair == b"?>").ok_or(ResultError::Encoding)?;
    let declaration = rest.get(..end).and_then(|rest| std::str::from_utf8(rest).ok()).ok_or(ResultError::Encoding)?;
    let Some((_, value)) = declaration.split_once("encoding") else { return Ok(ResultEncoding::Utf8) };
    let value = value.trim_start().strip_prefix('=').map(str::trim_start);
    let label = value.and_then(|value| value.split(['"', '\'']).nth(1)).ok_or(ResultError::Encoding)?;
    match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(encoding) if encoding == UTF_8 => Ok(ResultEncoding::Utf8),
        Some(encoding) if encoding == SHIFT_JIS => Ok(ResultEncoding::ShiftJis),
        _ => Err(ResultError::Encoding),
    }
}

/// The text of the bytes, if they are of this encoding from the first to the last.
fn unicode(bytes: &[u8], encoding: ResultEncoding) -> Result<Zeroizing<String>, ResultError> {
    if UTF_16_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(ResultError::Encoding);
    }
    let (encoding, bytes) = match encoding {
        ResultEncoding::ShiftJis => (SHIFT_JIS, bytes),
        ResultEncoding::Utf8 | ResultEncoding::Auto => (UTF_8, bytes.strip_prefix(UTF_8_MARK).unwrap_or(bytes)),
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(ResultError::Bytes)?;
    // XML has no such character, and UTF-16 without its mark is full of them.
    if text.contains('\0') { Err(ResultError::Bytes) } else { Ok(Zeroizing::new(text.into_owned())) }
}
