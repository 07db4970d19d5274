//! Who the service issued the one-time code to.

use std::{fmt, str::FromStr};

/// A user ID as the portal issues it, for example `W0000001`: a `W` and seven digits. It names an account, not a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserId(String);

/// The text is no user ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a user ID is a W and seven digits, such as W0000001")]
pub struct NotAUserId;

impl UserId {
    /// As the portal writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UserId {
    type Err = NotAUserId;

    fn from_str(text: &str) -> Result<Self, NotAUserId> {
        let digits = text.strip_prefix('W').ok_or(NotAUserId)?;
        let fits = digits.len() == 7 && digits.bytes().all(|digit| digit.is_ascii_digit());
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAUserId) }
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
        assert_eq!("W0000001".parse::<UserId>().unwrap().to_string(), "W0000001");
        for text in ["", "W", "W000001", "W00000001", "w0000001", "X0000001", "W000000a", "W000000１", " W0000001"] {
            assert_eq!(text.parse::<UserId>(), Err(NotAUserId), "{text}");
        }
    }
}
