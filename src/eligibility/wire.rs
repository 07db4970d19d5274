//! How values lie on the wire: always as text, because a number would lose its leading zeros.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text::Text;

/// A value with one fixed form on the wire.
pub trait OnWire: Sized {
    /// Reads the form; `None` where the text is none of it.
    fn from_wire(text: &str) -> Option<Self>;

    /// Writes the form.
    fn to_wire(&self) -> String;
}

/// A value that was sent: read, or kept verbatim where it could not be read. One bad date must not cost the whole
/// answer.
#[derive(Clone, PartialEq, Eq)]
pub enum Wire<T> {
    /// The value.
    Read(T),
    /// What was sent instead, to be shown as it is and never to be guessed at.
    Unreadable(Text),
}

impl<T: Copy> Wire<T> {
    /// The value, if it could be read.
    #[must_use]
    pub fn read(&self) -> Option<T> {
        match self {
            Self::Read(value) => Some(*value),
            Self::Unreadable(_) => None,
        }
    }
}

impl<T: OnWire> From<Text> for Wire<T> {
    fn from(text: Text) -> Self {
        T::from_wire(text.as_str()).map_or(Self::Unreadable(text), Self::Read)
    }
}

/// Nothing was sent.
impl<T> Default for Wire<T> {
    fn default() -> Self {
        Self::Unreadable(Text::default())
    }
}

impl<T> From<T> for Wire<T> {
    fn from(value: T) -> Self {
        Self::Read(value)
    }
}

impl<T> fmt::Debug for Wire<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read(_) => "Read(..)",
            Self::Unreadable(_) => "Unreadable(..)",
        })
    }
}

impl<T: OnWire> Serialize for Wire<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Read(value) => serializer.serialize_str(&value.to_wire()),
            Self::Unreadable(text) => text.serialize(serializer),
        }
    }
}

impl<'de, T: OnWire> Deserialize<'de> for Wire<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self::from)
    }
}

/// An optional element (`#[serde(with = "optional")]`). One that is there but blank says as much as one that is
/// missing: a blank branch number (枝番) is not `00`.
pub(super) mod optional {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Text;

    pub fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        value.serialize(serializer)
    }

    pub fn deserialize<'de, T: From<Text>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        let text = Option::<Text>::deserialize(deserializer)?;
        Ok(text.filter(|text| !text.is_empty()).map(T::from))
    }
}

/// Most entries of a list. An answer is about one person; a person has a handful of certificates.
pub const MAX_ENTRIES: usize = 32;

/// A list of a bounded length (`#[serde(deserialize_with = "few")]`).
pub(super) fn few<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(AtMost(MAX_ENTRIES, PhantomData))
}

/// Most people of a bulk result: more than are ever asked about at once.
pub const MAX_PEOPLE: usize = 2000;

/// A list of people (`#[serde(deserialize_with = "people")]`).
pub(super) fn people<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    deserializer.deserialize_seq(AtMost(MAX_PEOPLE, PhantomData))
}

struct AtMost<T>(usize, PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for AtMost<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {} entries", self.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        let mut read = Vec::new();
        while let Some(entry) = entries.next_element()? {
            if read.len() == self.0 {
                return Err(A::Error::custom("a list is longer than any real one"));
            }
            read.push(entry);
        }
        Ok(read)
    }
}
