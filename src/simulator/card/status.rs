//! Status words (SW1-SW2) of JIS X 6306 / JICSAP 1.1 as My Number Cards were seen to use them.

/// The two bytes behind every answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// Done.
    pub const OK: Self = Self(0x9000);
    /// A certificate could not be verified. What a real card says of an unknown one is not established.
    pub const NOT_VERIFIED: Self = Self(0x6300);
    /// The length does not fit the command.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// A logical channel other than 0.
    pub const NO_SUCH_CHANNEL: Self = Self(0x6881);
    /// The command does not fit the kind of file.
    pub const WRONG_FILE_KIND: Self = Self(0x6981);
    /// The security status is missing.
    pub const NOT_ALLOWED: Self = Self(0x6982);
    /// The referenced key is locked (JICSAP). ISO cards say 6983; no My Number Card was seen to.
    pub const BLOCKED: Self = Self(0x6984);
    /// The conditions of use are not met.
    pub const CONDITIONS: Self = Self(0x6985);
    /// No current EF.
    pub const NO_CURRENT_FILE: Self = Self(0x6986);
    /// No such file or application.
    pub const NOT_FOUND: Self = Self(0x6A82);
    /// No such record.
    pub const NO_SUCH_RECORD: Self = Self(0x6A83);
    /// P1 or P2 is wrong.
    pub const WRONG_PARAMETERS: Self = Self(0x6A86);
    /// No such data object.
    pub const NO_SUCH_OBJECT: Self = Self(0x6A88);
    /// The offset lies behind the end of the file.
    pub const BEHIND_THE_END: Self = Self(0x6B00);
    /// INS unknown.
    pub const UNKNOWN_INSTRUCTION: Self = Self(0x6D00);
    /// CLA unknown.
    pub const UNKNOWN_CLASS: Self = Self(0x6E00);
    /// No precise diagnosis.
    pub const NO_DIAGNOSIS: Self = Self(0x6F00);

    /// `63Cx`: so many tries are left.
    pub const fn tries_left(tries: u8) -> Self {
        Self(0x63C0 | (tries & 0x0F) as u16)
    }

    /// SW1 and SW2.
    pub const fn bytes(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }
}
