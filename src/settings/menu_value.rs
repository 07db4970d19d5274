//! The kinds of values that the staff menu offers, and how each is written into the file.

use std::time::Duration;

use serde::Serialize;
use toml_edit::Value;
use toml_edit::ser::ValueSerializer;

use super::duration;
use super::passcode::{Passcode, PasscodeHash, PasscodeHashError};
use super::values::HandOffKind;
use crate::common::{Detail, FileEncoding, KeyCaps, Language, Look, Method};

/// A table and a key in it.
pub type KeyPath = (&'static str, &'static str);

/// Keys as the settings file has them, one behind the other: `panel.show_for ui.theme`.
#[must_use]
pub fn key_names(keys: &[KeyPath]) -> String {
    keys.iter().map(|(table, key)| format!("{table}.{key}")).collect::<Vec<_>>().join(" ")
}

/// What becomes of the passcode that all staff share.
#[derive(Debug, Clone)]
pub enum NewPasscode {
    /// It stays; whether there is one.
    Same(bool),
    /// A new one.
    Set(Passcode),
    /// It is taken away.
    Removed,
}

impl NewPasscode {
    /// Whether there is one afterwards.
    #[must_use]
    pub const fn is_set(&self) -> bool {
        match self {
            Self::Same(set) => *set,
            Self::Set(_) => true,
            Self::Removed => false,
        }
    }
}

impl From<Option<PasscodeHash>> for NewPasscode {
    fn from(present: Option<PasscodeHash>) -> Self {
        Self::Same(present.is_some())
    }
}

macro_rules! kinds {
    ($( $(#[$doc:meta])* $Kind:ident($type:ty), )*) => {
        /// What a setting of the menu is set to.
        #[derive(Debug, Clone, Copy)]
        pub enum SettingValue<'a> {
            $( $(#[$doc])* $Kind(&'a $type), )*
        }

        /// The same, to be changed.
        #[derive(Debug)]
        pub enum SettingValueMut<'a> {
            $( $(#[$doc])* $Kind(&'a mut $type), )*
        }
    };
}

kinds! {
    /// Yes or no.
    Switch(bool),
    /// Whole seconds.
    Time(Duration),
    /// How identity is checked.
    Method(Method),
    /// How much of an answer is shown.
    Detail(Detail),
    /// A language of the screen.
    Language(Language),
    /// Colours.
    Look(Look),
    /// The keys that visitors have.
    Keys(KeyCaps),
    /// A pattern of reader names.
    Pattern(String),
    /// What is handed on.
    HandOff(HandOffKind),
    /// A folder's path, typed; empty: none.
    Folder(String),
    /// An encoding of files.
    Encoding(FileEncoding),
    /// A passcode, typed.
    Passcode(NewPasscode),
}

/// Why a value cannot be written.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteError {
    #[error(transparent)]
    Hash(#[from] PasscodeHashError),
    #[error(transparent)]
    Toml(#[from] toml_edit::ser::Error),
}

impl SettingValue<'_> {
    /// The value as it stands in the file; none: the key is left out.
    pub(super) fn written(self) -> Result<Option<Value>, WriteError> {
        Ok(match self {
            Self::Switch(on) => Some(word(on)?),
            Self::Time(time) => Some(word(&duration::written(*time))?),
            Self::Method(method) => Some(word(method)?),
            Self::Detail(detail) => Some(word(detail)?),
            Self::Language(language) => Some(word(language)?),
            Self::Look(look) => Some(word(look)?),
            Self::Keys(keys) => Some(word(keys)?),
            Self::Pattern(pattern) => Some(word(pattern)?),
            Self::HandOff(kind) => Some(word(kind)?),
            Self::Folder(path) => (!path.is_empty()).then(|| word(path)).transpose()?,
            Self::Encoding(encoding) => Some(word(encoding)?),
            Self::Passcode(NewPasscode::Set(new)) => Some(word(PasscodeHash::new(new)?.as_str())?),
            Self::Passcode(NewPasscode::Same(_) | NewPasscode::Removed) => None,
        })
    }

    /// Whether `after` is to be written where this stands.
    #[must_use]
    pub fn differs(self, after: SettingValue<'_>) -> bool {
        match (self, after) {
            (_, SettingValue::Passcode(after)) => !matches!(after, NewPasscode::Same(_)),
            (before, after) => {
                let text = |value: SettingValue<'_>| value.written().ok().flatten().map(|value| value.to_string());
                text(before) != text(after)
            }
        }
    }
}

/// As serde writes it.
fn word<T: Serialize + ?Sized>(value: &T) -> Result<Value, toml_edit::ser::Error> {
    value.serialize(ValueSerializer::new())
}
