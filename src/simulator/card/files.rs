//! What a card is made of: applications (DF), their files (EF), and who may do what with them.

use std::fmt;

use super::status::StatusWord;

/// The name of a DF and the files in it.
#[derive(Debug)]
pub(super) struct Application {
    pub aid: &'static [u8],
    pub files: Vec<(u16, File)>,
    /// Whether `80 2A 00 00` signs without a PIN, by the internal-authentication key (text and surface applications).
    pub internal_authentication: bool,
}

impl Application {
    pub fn file(&self, id: u16) -> Option<&File> {
        self.files.iter().find_map(|(candidate, file)| (*candidate == id).then_some(file))
    }

    pub fn file_mut(&mut self, id: u16) -> Option<&mut File> {
        self.files.iter_mut().find_map(|(candidate, file)| (*candidate == id).then_some(file))
    }
}

/// One elementary file.
#[derive(Debug)]
pub(super) enum File {
    /// Read by READ BINARY.
    Transparent { content: Vec<u8>, read: Access },
    /// Read by READ RECORD, numbered from 1.
    Records { records: Vec<Vec<u8>>, read: Access },
    /// A PIN, a password or a reference number (照合番号).
    Secret(Secret),
    /// The RSA key, and what opens it.
    PrivateKey { sign: Access },
    /// Can be selected and nothing else.
    Internal,
}

impl File {
    /// A file that can be read without a PIN.
    pub fn free(content: Vec<u8>) -> Self {
        Self::Transparent { content, read: Access::Free }
    }

    /// A file that any one of the secrets in `keys` opens.
    pub fn opened_by(keys: &'static [u16], content: Vec<u8>) -> Self {
        Self::Transparent { content, read: Access::AnyOf(keys) }
    }
}

/// An access condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// For everybody.
    Free,
    /// After one of these secrets of the same application was presented.
    AnyOf(&'static [u16]),
    /// Under no known condition.
    Never,
}

impl Access {
    pub fn check(self, presented: &[u16]) -> Result<(), StatusWord> {
        let open = match self {
            Self::Free => true,
            Self::AnyOf(keys) => keys.iter().any(|key| presented.contains(key)),
            Self::Never => false,
        };
        if open { Ok(()) } else { Err(StatusWord::NOT_ALLOWED) }
    }
}

/// How a secret is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// `00 24 01 80` (JPKI and text applications).
    ReferenceData,
    /// `80 32 00 80` (juki and common applications).
    Key,
    /// Not at all.
    Fixed,
}

/// A secret and its try counter, which outlives a power cut like a real one.
pub(super) struct Secret {
    value: Vec<u8>,
    tries: u8,
    most: u8,
    pub change: Change,
}

impl Secret {
    pub fn new(value: &str, tries: u8, change: Change) -> Self {
        Self { value: value.as_bytes().to_vec(), tries, most: tries, change }
    }

    pub fn with_tries_left(self, tries: u8) -> Self {
        Self { tries: tries.min(self.most), ..self }
    }

    pub fn tries(&self) -> u8 {
        self.tries
    }

    /// A secret of the wrong length counts as a wrong one. What a real card does there is not established (JICSAP
    /// allows 6700 or 63Cx); this is the answer that shows a client which spends tries carelessly.
    pub fn present(&mut self, candidate: &[u8]) -> Result<(), StatusWord> {
        if self.tries == 0 {
            return Err(StatusWord::BLOCKED);
        }
        if self.value != candidate {
            self.tries -= 1;
            return Err(StatusWord::tries_left(self.tries));
        }
        self.tries = self.most;
        Ok(())
    }

    /// The new secret must be as long as the old one's kind allows.
    pub fn replace(&mut self, new: &[u8]) -> Result<(), StatusWord> {
        let fits = if self.value.len() == 4 {
            new.len() == 4 && new.iter().all(u8::is_ascii_digit)
        } else {
            (6..=16).contains(&new.len())
        };
        if !fits {
            return Err(StatusWord::WRONG_LENGTH);
        }
        self.value = new.to_vec();
        Ok(())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret").field("tries", &self.tries).finish_non_exhaustive()
    }
}
