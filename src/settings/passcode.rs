//! The staff passcode: what it may be, and the hash by which it is known again.

use std::collections::BTreeMap;

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use ring::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::error::ParseError;
use super::table_reader::{Keys, Table, TableReader, ToldSetting};
use crate::common::StaffId;

/// Cost of a hash of ours (RFC 9106): twice over 32 MiB by one thread, more than OWASP's least (19 MiB, twice). Well
/// below half a second on a small box. 32 MiB is also the size from which glibc hands a freed block back to the system
/// every time (`DEFAULT_MMAP_THRESHOLD_MAX`, mallopt(3)): a smaller one would stay with the process after the second
/// check.
const MEMORY_KIB: u32 = 32 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// A hash made by another program may cost four times as much; a dearer one would stop the menu for too long.
const MAX_MEMORY_KIB: u32 = 4 * MEMORY_KIB;
const MAX_PASSES: u32 = 4 * PASSES;
const SALT: usize = 16;

/// A passcode as it was typed: 6 to 12 digits, because a keypad has to be enough. It cannot be printed, and is
/// wiped.
#[derive(Debug, Clone)]
pub struct Passcode(SecretString);

/// What was typed is no passcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a staff passcode has {} to {} digits and nothing else", Passcode::MIN_LENGTH, Passcode::MAX_LENGTH)]
pub struct PasscodeError;

impl Passcode {
    /// Fewest digits.
    pub const MIN_LENGTH: usize = 6;
    /// Most digits.
    pub const MAX_LENGTH: usize = 12;

    /// What was typed, if it can be one.
    pub fn new(typed: SecretString) -> Result<Self, PasscodeError> {
        let digits = typed.expose_secret().as_bytes();
        let fits =
            (Self::MIN_LENGTH..=Self::MAX_LENGTH).contains(&digits.len()) && digits.iter().all(u8::is_ascii_digit);
        if fits { Ok(Self(typed)) } else { Err(PasscodeError) }
    }

    /// Whether the same was typed twice.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

/// No hash can be made: the system gives neither random numbers nor memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no hash of the passcode can be made: the system gives no random numbers or no memory")]
pub struct PasscodeHashError;

/// The Argon2id hash of a passcode, a PHC string. Takes a fraction of a second to make or to compare: never in the
/// event loop.
#[derive(Clone, PartialEq, Eq)]
pub struct PasscodeHash(String);

/// The text is no hash of a passcode. It is not shown: it may be the passcode itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashFormatError {
    /// Not a PHC string with salt and hash.
    #[error("not the hash of a passcode: write the line that \"uketsuke passcode\" prints")]
    Form,
    /// Made by another algorithm.
    #[error("not an Argon2id hash of version 19: write the line that \"uketsuke passcode\" prints")]
    Algorithm,
    /// Comparing it would take too long.
    #[error(
        "a hash that costs more than 128 MiB, 8 passes and one lane: write the line that \"uketsuke passcode\" prints"
    )]
    Cost,
}

impl PasscodeHash {
    /// The hash of a passcode, with a salt of its own.
    pub fn new(passcode: &Passcode) -> Result<Self, PasscodeHashError> {
        let mut salt = [0; SALT];
        SystemRandom::new().fill(&mut salt).map_err(|ring::error::Unspecified| PasscodeHashError)?;
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok().ok_or(PasscodeHashError)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let salt = SaltString::encode_b64(&salt).ok().ok_or(PasscodeHashError)?;
        let hash = argon2.hash_password(passcode.0.expose_secret().as_bytes(), &salt).ok().ok_or(PasscodeHashError)?;
        Ok(Self(hash.to_string()))
    }

    /// Whether it is the hash of this passcode.
    #[must_use]
    pub fn is_of(&self, passcode: &Passcode) -> bool {
        PasswordHash::new(&self.0)
            .is_ok_and(|hash| Argon2::default().verify_password(passcode.0.expose_secret().as_bytes(), &hash).is_ok())
    }

    /// The PHC string.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PasscodeHash {
    type Error = HashFormatError;

    fn try_from(text: String) -> Result<Self, HashFormatError> {
        let hash = PasswordHash::new(&text).ok().filter(|hash| hash.salt.is_some() && hash.hash.is_some());
        let hash = hash.ok_or(HashFormatError::Form)?;
        if hash.algorithm != Algorithm::Argon2id.ident() || hash.version != Some(Version::V0x13.into()) {
            return Err(HashFormatError::Algorithm);
        }
        let params = Params::try_from(&hash).ok().ok_or(HashFormatError::Form)?;
        let dear = params.m_cost() > MAX_MEMORY_KIB || params.t_cost() > MAX_PASSES || params.p_cost() > LANES;
        if dear { Err(HashFormatError::Cost) } else { Ok(Self(text)) }
    }
}

/// By hand, because serde's own errors quote a value of another type: a passcode without quotes would stand on the
/// screen.
impl<'de> Deserialize<'de> for PasscodeHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer) {
            Ok(toml::Value::String(text)) => Self::try_from(text),
            Ok(_) | Err(_) => Err(HashFormatError::Form),
        }
        .map_err(D::Error::custom)
    }
}

impl std::fmt::Debug for PasscodeHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasscodeHash")
    }
}

/// `[staff]`: passcodes of single staff members, by their signs.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct StaffPasscodes(pub BTreeMap<StaffId, PasscodeHash>);

impl Table for StaffPasscodes {
    const KEYS: Keys = Keys::StaffIds;

    fn read(reader: &TableReader<'_>) -> Result<Self, ParseError> {
        reader.whole(Deserialize::deserialize)
    }

    fn tell(&self, table: &str, told: &mut Vec<ToldSetting>) {
        if !self.0.is_empty() {
            told.push((table.to_owned(), format!("{} given", self.0.len())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passcode(digits: &str) -> Result<Passcode, PasscodeError> {
        Passcode::new(digits.into())
    }

    #[test]
    fn a_hash_knows_its_passcode_and_no_other() {
        let hash = PasscodeHash::new(&passcode("246813").unwrap()).unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=32768,t=2,p=1$"), "{}", hash.as_str());
        let read = PasscodeHash::try_from(hash.as_str().to_owned()).unwrap();
        assert!(read.is_of(&passcode("246813").unwrap()));
        assert!(!read.is_of(&passcode("246814").unwrap()));
        assert_ne!(PasscodeHash::new(&passcode("246813").unwrap()).unwrap(), hash, "two salts are never the same");
    }

    #[test]
    fn a_passcode_is_what_a_keypad_can_type() {
        for (typed, good) in
            [("12345", false), ("123456", true), ("123456789012", true), ("1234567890123", false), ("12345a", false)]
        {
            assert_eq!(passcode(typed).is_ok(), good, "{typed}");
        }
    }

    #[test]
    fn a_hash_that_cannot_be_used_is_refused_with_its_reason() {
        let salt = "c2FsdHNhbHRzYWx0";
        let hash = "aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g";
        for (text, reason) in [
            ("246813".to_owned(), HashFormatError::Form),
            (format!("$argon2id$v=19$m=32768,t=2,p=1${salt}"), HashFormatError::Form),
            (format!("$argon2i$v=19$m=32768,t=2,p=1${salt}${hash}"), HashFormatError::Algorithm),
            (format!("$argon2id$v=16$m=32768,t=2,p=1${salt}${hash}"), HashFormatError::Algorithm),
            (format!("$argon2id$v=19$m=4194304,t=2,p=1${salt}${hash}"), HashFormatError::Cost),
            (format!("$argon2id$v=19$m=32768,t=4000,p=1${salt}${hash}"), HashFormatError::Cost),
        ] {
            assert_eq!(PasscodeHash::try_from(text.clone()).err(), Some(reason), "{text}");
        }
    }

    #[test]
    fn neither_can_be_printed() {
        let passcode = passcode("735912").unwrap();
        let hash = PasscodeHash::new(&passcode).unwrap();
        let shown = format!("{passcode:?} {hash:?}");
        assert!(!shown.contains("735912") && !shown.contains("argon2id"), "{shown}");
    }
}
