//! Text that came from outside: about a person, and about to reach a terminal.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::kana;

/// Text received in a message: trimmed and free of control characters from the moment it exists, never in `Debug`, wiped
/// when dropped.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Text(Zeroizing<String>);

impl Text {
    /// The characters as sent (half-width kana still half width): for comparing and for passing on.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The characters for a screen: half-width kana made full width.
    #[must_use]
    pub fn shown(&self) -> String {
        kana::shown(&self.0)
    }

    /// Whether nothing but white space was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self(Zeroizing::new(kana::harmless(raw).trim().to_owned()))
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        Self::from(Zeroizing::new(raw).as_str())
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0.to_string()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(..)")
    }
}
