//! What a screen needs of settings that may be wrong: whose kiosk this is, whom to call, and how to say it.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::common::appearance::Look;
use crate::common::language::Language;

/// Whose kiosk this is. Whatever cannot be read is as it is where nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct House {
    /// `[kiosk] name`; empty where there is none.
    pub name: String,
    /// `[kiosk] contact`
    pub contact: Option<String>,
    /// `[ui] language`
    pub language: Language,
    /// `[ui] theme`
    pub look: Look,
    /// `[ui] large_text`
    pub large_text: bool,
}

impl House {
    /// Reads what can be read of the file at `path`. `None`: it is not there, or is no TOML.
    #[must_use]
    pub fn read(path: &Path) -> Option<Self> {
        Some(Self::of(&std::fs::read_to_string(path).ok()?.parse().ok()?))
    }

    fn of(tables: &Table) -> Self {
        Self {
            name: value(tables, "kiosk", "name").unwrap_or_default(),
            contact: value(tables, "kiosk", "contact"),
            language: value(tables, "ui", "language").unwrap_or_default(),
            look: value(tables, "ui", "theme").unwrap_or_default(),
            large_text: value(tables, "ui", "large_text").unwrap_or_default(),
        }
    }
}

fn value<T: DeserializeOwned>(tables: &Table, table: &str, key: &str) -> Option<T> {
    tables.get(table)?.get(key).cloned().map(Value::try_into)?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mistake_does_not_hide_whom_to_call() {
        let text = "[kiosk]\nname = \"見本助産院\"\ncontact = \"見本商会\"\nfacilty = 1\n[ui]\nlanguage = \"xx\"\ntheme = \"high-contrast\"";
        let house = House::of(&text.parse().unwrap());
        let expected = House {
            name: "見本助産院".into(),
            contact: Some("見本商会".into()),
            look: Look::HighContrast,
            ..House::default()
        };
        assert_eq!(house, expected);
    }

    #[test]
    fn what_is_no_toml_says_nothing() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "[kiosk\n").unwrap();
        assert_eq!(House::read(file.path()), None);
    }
}
