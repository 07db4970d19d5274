//! Text that came from outside: about a person, and about to reach a terminal.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use super::kana;

/// Text received in a message: trimmed and free of control characters from the moment it exists, never in `Debug`,
/// wiped when dropped.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Text(Zeroizing<String>);

/// Most bytes of one element. Names and addresses have a few hundred; laying out a text of megabytes would take memory
/// and time that a small machine does not have. A text is never cut: half a number is another number.
pub const MAX_BYTES: usize = 4096;

/// Stands for the rest of a name, however long that is.
const REST: &str = "＊";

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

    /// A name in part: the first character of each word, so that staff see whose it is and bystanders do not.
    #[must_use]
    pub fn in_part(&self) -> String {
        let name = Zeroizing::new(self.shown());
        let parts = name.split_whitespace().filter_map(|part| Some(format!("{}{REST}", part.chars().next()?)));
        parts.collect::<Vec<_>>().join("\u{3000}")
    }

    /// Whether nothing but white space was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        let kept = Zeroizing::new(kana::harmless(raw));
        // Without the blank that it stood on a mark stands on nothing, and would be gone once the text is read again.
        let text = kept.trim_end().trim_start_matches(|c: char| c.is_whitespace() || kana::is_mark(c));
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        Self::from(Zeroizing::new(raw).as_str())
    }
}

/// By hand: what is too long is refused, and nothing of it stays in the memory or gets into the error.
impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Zeroizing::new(String::deserialize(deserializer)?);
        if raw.len() > MAX_BYTES {
            return Err(D::Error::custom("an element is longer than any real one"));
        }
        Ok(Self::from(raw.as_str()))
    }
}

/// By hand: the derived form would leave an unwiped copy behind.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Text(..)")
    }
}
