//! Who the service issued the one-time code to.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization as _;

/// A user ID as the portal issues it, for example `W0000001`: a `W` and seven digits. It names an account, not a
/// person. Read as people type it: small letters and full-width ones too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserId(String);

/// The text is no user ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a user ID is a W and seven digits, such as W0000001")]
pub struct UserIdError;

impl UserId {
    /// As the portal writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UserId {
    type Err = UserIdError;

    fn from_str(text: &str) -> Result<Self, UserIdError> {
        let id: String = text.trim().nfkc().collect::<String>().to_ascii_uppercase();
        let digits = id.strip_prefix('W').ok_or(UserIdError)?;
        let fits = digits.len() == 7 && digits.bytes().all(|digit| digit.is_ascii_digit());
        if fits { Ok(Self(id)) } else { Err(UserIdError) }
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_id_is_a_letter_and_seven_digits() {
        for text in ["W0000001", " w0000001\n", "Ｗ０００００01"] {
            assert_eq!(text.parse::<UserId>().unwrap().to_string(), "W0000001", "{text}");
        }
        for text in ["", "W", "W000001", "W00000001", "X0000001", "W000000a", "W 0000001", "WW000001"] {
            assert_eq!(text.parse::<UserId>(), Err(UserIdError), "{text}");
        }
    }
}
