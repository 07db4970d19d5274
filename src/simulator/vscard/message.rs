//! Messages of VSCARD, libcacard's protocol between a card and a reader (`vscard_common.h`): a header of three numbers
//! of 32 bits, big-endian (kind, reader, length), and that many bytes.

use std::io::{self, Read};

/// The one reader that there is (`VSCARD_MINIMAL_READER_ID`).
const READER: u32 = 0;
/// No reader yet (`VSCARD_UNDEFINED_READER_ID`).
const NO_READER: u32 = u32::MAX;
/// Begins every Init.
const MAGIC: [u8; 4] = *b"VSCD";
/// 0.0.2: eleven bits, eleven bits and ten bits.
const VERSION: u32 = 2;
/// The longest message that QEMU can hold. A short command is 261 bytes, an answer 258.
pub(super) const MOST_BYTES: u32 = 65_536;

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    /// Either side begins: magic, version, a word of capabilities. None is defined.
    Init = 1,
    /// The reader says how it went (0: well), or the card that it cannot answer.
    Error = 2,
    /// The card's side attaches.
    ReaderAdd = 3,
    /// The card's side leaves.
    ReaderRemove = 4,
    /// A card is there, and this is its answer to reset.
    Atr = 5,
    /// The card is gone.
    CardRemove = 6,
    /// A command to the card, or its answer.
    Apdu = 7,
    /// The reader wants to hear of whatever is under way.
    Flush = 8,
    /// That was all.
    FlushComplete = 9,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::Init,
        Self::Error,
        Self::ReaderAdd,
        Self::ReaderRemove,
        Self::Atr,
        Self::CardRemove,
        Self::Apdu,
        Self::Flush,
        Self::FlushComplete,
    ];

    pub(super) fn of(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u32 == number)
    }
}

/// Header and body in one piece, to be written at once: QEMU keeps what it has of a message that was cut off, and would
/// take the next connection's first message for the rest of it.
pub(super) fn message(kind: Kind, body: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(body.len()).ok().filter(|length| *length <= MOST_BYTES);
    let length = length.ok_or(io::ErrorKind::InvalidData)?;
    let reader = if kind == Kind::Init { NO_READER } else { READER };
    let [kind, reader, length] = [kind as u32, reader, length].map(u32::to_be_bytes);
    Ok([&kind, &reader, &length, body].concat())
}

/// The body of an Init: always with one word of capabilities, since QEMU counts them from a length that it does not
/// check.
pub(super) fn init() -> [u8; 12] {
    let mut body = [0; 12];
    body[..4].copy_from_slice(&MAGIC);
    body[4..8].copy_from_slice(&VERSION.to_be_bytes());
    body
}

/// Reads one message. `between` is called between header and body. `None`: a kind that this program does not know.
pub(super) fn read(from: &mut impl Read, between: impl FnOnce()) -> io::Result<(Option<Kind>, Vec<u8>)> {
    let mut header = [[0; 4]; 3];
    from.read_exact(header.as_flattened_mut())?;
    let [kind, _reader, length] = header.map(u32::from_be_bytes);
    if length > MOST_BYTES {
        return Err(io::ErrorKind::InvalidData.into());
    }
    between();
    let mut body = Vec::new();
    from.take(length.into()).read_to_end(&mut body)?;
    // A body that ends early is a connection that ended.
    if u32::try_from(body.len()) != Ok(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok((Kind::of(kind), body))
}

/// Whether an Init is one of this protocol.
pub(super) fn is_init(body: &[u8]) -> bool {
    body.len() >= init().len() && body.starts_with(&MAGIC)
}

/// The code of an Error; 0 is success.
pub(super) fn code(body: &[u8]) -> Option<u32> {
    body.first_chunk().copied().map(u32::from_be_bytes)
}
