//! Command and response APDUs (ISO 7816-4). The kiosk's own are short, but for those that try a reader.

use std::fmt;

use zeroize::Zeroizing;

/// Class, instruction and the two parameters. A command cannot be shorter than this: a one-byte "APDU" is a control
/// byte to some drivers, and the call never returns.
pub type Header = [u8; 4];

/// Whether a command carries a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// Carries nothing secret; may be sent again where the card asks for it.
    Plain,
    /// Carries a PIN: never sent a second time, whatever the answer.
    Secret,
}

/// Le: how many bytes of data a command asks for, 1 to 256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expect(u8);

impl Expect {
    /// 256, the largest short Le, encoded as `00`.
    pub const MAX: Self = Self(0);

    /// `bytes`, or 256 where that is more or zero.
    #[must_use]
    pub fn up_to(bytes: usize) -> Self {
        u8::try_from(bytes).map_or(Self::MAX, Self)
    }

    /// The Le that a card asks for with `6C xx`, or the length that it offers with `61 xx`.
    #[must_use]
    pub const fn from_status(low: u8) -> Self {
        Self(low)
    }
}

/// A command APDU.
///
/// The bytes live in one heap cell of the final size, move by pointer only, and are wiped when dropped. `Debug` shows
/// the instruction and nothing else.
pub struct CommandApdu {
    bytes: Zeroizing<Vec<u8>>,
    le: bool,
    sensitivity: Sensitivity,
}

impl CommandApdu {
    /// Case 1: no data either way.
    #[must_use]
    pub fn bare(header: Header) -> Self {
        Self::build(header, &[], None, Sensitivity::Plain)
    }

    /// Case 2: asks for data.
    #[must_use]
    pub fn ask(header: Header, expect: Expect) -> Self {
        Self::build(header, &[], Some(expect), Sensitivity::Plain)
    }

    /// Case 3: sends data, 1 to 255 bytes.
    #[must_use]
    pub fn tell<const N: usize>(header: Header, data: &[u8; N]) -> Self {
        const { assert!(N >= 1 && N <= 255, "a short Lc") };
        Self::build(header, data, None, Sensitivity::Plain)
    }

    /// Case 4: sends data and asks for data. `None` where `data` does not have the 1 to 255 bytes of a short Lc.
    #[must_use]
    pub fn tell_and_ask(header: Header, data: &[u8], expect: Expect) -> Option<Self> {
        (1..=255).contains(&data.len()).then(|| Self::build(header, data, Some(expect), Sensitivity::Plain))
    }

    /// Case 3 with a secret.
    #[must_use]
    pub fn tell_secret<const N: usize>(header: Header, data: &[u8; N]) -> Self {
        const { assert!(N >= 1 && N <= 255, "a short Lc") };
        Self::build(header, data, None, Sensitivity::Secret)
    }

    /// Case 2 in the extended encoding: only to find out whether a reader carries it.
    #[must_use]
    pub fn ask_extended(header: Header, bytes: u16) -> Self {
        Self::relayed(&[header.as_slice(), &[0], &bytes.to_be_bytes()].concat())
    }

    /// Case 3 in the extended encoding, 1 to 65,535 bytes: for the same purpose.
    #[must_use]
    pub fn tell_extended<const N: usize>(header: Header, data: &[u8; N]) -> Self {
        const { assert!(N >= 1 && N <= 0xFFFF, "an extended Lc") };
        let [.., high, low] = N.to_be_bytes();
        Self::relayed(&[header.as_slice(), &[0, high, low], data].concat())
    }

    /// Bytes that a service has sent and that [`super::relay`] has admitted. They are sent unchanged, and once.
    #[must_use]
    pub(super) fn relayed(bytes: &[u8]) -> Self {
        Self { bytes: Zeroizing::new(bytes.to_vec()), le: false, sensitivity: Sensitivity::Plain }
    }

    fn build(header: Header, data: &[u8], expect: Option<Expect>, sensitivity: Sensitivity) -> Self {
        // Header, Lc, data, Le: never grows afterwards, so that no copy of a PIN is left behind by a reallocation.
        let mut bytes = Zeroizing::new(Vec::with_capacity(4 + 1 + data.len() + 1));
        bytes.extend_from_slice(&header);
        if let Ok(lc @ 1..) = u8::try_from(data.len()) {
            bytes.push(lc);
            bytes.extend_from_slice(data);
        }
        if let Some(Expect(le)) = expect {
            bytes.push(le);
        }
        Self { bytes, le: expect.is_some(), sensitivity }
    }

    /// The same command with the Le that the card asked for. `None` where it carries a secret or has no short Le.
    #[must_use]
    pub fn with_le(&self, expect: Expect) -> Option<Self> {
        if self.sensitivity == Sensitivity::Secret || !self.le {
            return None;
        }
        let mut bytes = self.bytes.clone();
        *bytes.last_mut()? = expect.0;
        Some(Self { bytes, ..*self })
    }

    /// The bytes for the reader.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The instruction, the only part that a log may show.
    #[must_use]
    pub fn ins(&self) -> u8 {
        self.bytes.get(1).copied().unwrap_or_default()
    }

    /// Whether it carries a secret.
    #[must_use]
    pub const fn sensitivity(&self) -> Sensitivity {
        self.sensitivity
    }
}

impl fmt::Debug for CommandApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommandApdu({:02X})", self.ins())
    }
}

/// The two bytes that end every response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// Success.
    pub const OK: Self = Self(0x9000);
    /// The key is blocked, by ISO 7816-4. No My Number Card is known to answer it.
    pub const BLOCKED_ISO: Self = Self(0x6983);
    /// The key is blocked (JICSAP: referenced IEF locked), as a My Number Card answers.
    pub const BLOCKED: Self = Self(0x6984);
    /// No such application or file.
    pub const NOT_FOUND: Self = Self(0x6A82);
    /// No such key.
    pub const NO_SUCH_KEY: Self = Self(0x6A88);
    /// No precise diagnosis; the first command after a power-up may be answered by it once (one source).
    pub const NO_DIAGNOSIS: Self = Self(0x6F00);

    /// First byte.
    #[must_use]
    pub const fn high(self) -> u8 {
        self.0.to_be_bytes()[0]
    }

    /// Second byte.
    #[must_use]
    pub const fn low(self) -> u8 {
        self.0.to_be_bytes()[1]
    }

    /// Tries left, where this is `63 Cx`.
    #[must_use]
    pub const fn tries_left(self) -> Option<u8> {
        match self.0 {
            0x63C0..=0x63CF => Some(self.low() & 0x0F),
            _ => None,
        }
    }

    /// Whether the card does not know this command, file or state (`63 00` and the checking errors `67` to `6E` of ISO
    /// 7816-4), in contrast to a card that tried and failed.
    #[must_use]
    pub const fn is_refusal(self) -> bool {
        matches!(self.0, 0x6300 | 0x6700..=0x6BFF | 0x6D00..=0x6EFF)
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", self.0)
    }
}

impl fmt::Debug for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A response APDU: the data, wiped when dropped, and the status word. `Debug` shows length and status word.
pub struct ResponseApdu {
    /// The data before the status word.
    pub data: Zeroizing<Vec<u8>>,
    /// The status word.
    pub status: StatusWord,
}

impl ResponseApdu {
    /// Splits a response; `None` where it is shorter than a status word.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (data, status) = bytes.split_last_chunk::<2>()?;
        Some(Self { data: Zeroizing::new(data.to_vec()), status: StatusWord(u16::from_be_bytes(*status)) })
    }
}

impl fmt::Debug for ResponseApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResponseApdu({} bytes, {})", self.data.len(), self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: Header = [0x00, 0xA4, 0x04, 0x0C];

    #[test]
    fn each_case_has_its_encoding() {
        assert_eq!(CommandApdu::bare(HEADER).bytes(), HEADER);
        assert_eq!(CommandApdu::ask(HEADER, Expect::up_to(32)).bytes(), [0x00, 0xA4, 0x04, 0x0C, 0x20]);
        assert_eq!(CommandApdu::tell(HEADER, &[1, 2]).bytes(), [0x00, 0xA4, 0x04, 0x0C, 2, 1, 2]);
        assert_eq!(
            CommandApdu::tell_and_ask(HEADER, &[1, 2], Expect::MAX).unwrap().bytes(),
            [0x00, 0xA4, 0x04, 0x0C, 2, 1, 2, 0]
        );
        assert_eq!(CommandApdu::ask_extended(HEADER, 0x0120).bytes(), [0x00, 0xA4, 0x04, 0x0C, 0, 1, 0x20]);
    }

    #[test]
    fn more_than_256_bytes_are_asked_for_as_256() {
        assert_eq!(Expect::up_to(255), Expect(255));
        assert_eq!(Expect::up_to(256), Expect::MAX);
        assert_eq!(Expect::up_to(1590), Expect::MAX);
    }

    #[test]
    fn a_secret_command_cannot_be_had_again() {
        let verify = CommandApdu::tell_secret([0x00, 0x20, 0x00, 0x98], b"7391");
        assert!(verify.with_le(Expect::MAX).is_none());
    }

    #[test]
    fn a_command_shows_only_its_instruction() {
        let verify = CommandApdu::tell_secret([0x00, 0x20, 0x00, 0x98], b"7391");
        assert_eq!(format!("{verify:?}"), "CommandApdu(20)");
    }

    #[test]
    fn tries_are_read_from_63cx_only() {
        assert_eq!(StatusWord(0x63C2).tries_left(), Some(2));
        assert_eq!(StatusWord(0x63C0).tries_left(), Some(0));
        assert_eq!(StatusWord(0x63CF).tries_left(), Some(15));
        assert_eq!(StatusWord(0x6300).tries_left(), None);
        assert_eq!(StatusWord(0x63D1).tries_left(), None);
    }

    #[test]
    fn less_than_a_status_word_is_no_answer() {
        assert!(ResponseApdu::parse(&[]).is_none());
        assert!(ResponseApdu::parse(&[0x90]).is_none());
        assert_eq!(ResponseApdu::parse(&[0x90, 0x00]).unwrap().status, StatusWord::OK);
    }
}
