//! What the screen of a kiosk that cannot start needs of settings that may be wrong: the facility's name, whom to call,
//! language and colours.

use std::path::Path;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::load::MAX_FILE;
use crate::common::{Language, Look, StaffWord, read_regular};

/// The readable part of a settings file. A key that cannot be read has the value that it has when it is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FallbackSettings {
    /// `[kiosk] name`; empty where there is none.
    pub name: String,
    /// `[kiosk] contact`
    pub contact: Option<String>,
    /// `[ui] language`
    pub language: Language,
    /// `[ui] staff_word`
    pub staff_word: StaffWord,
    /// `[ui] theme`
    pub look: Look,
    /// `[ui] large_text`
    pub large_text: bool,
}

impl FallbackSettings {
    /// Reads what can be read of the file at `path`. `None`: it is not there, or is no TOML.
    #[must_use]
    pub fn read(path: &Path) -> Option<Self> {
        Some(Self::from_tables(&read_regular(path, MAX_FILE).ok()?.parse().ok()?))
    }

    fn from_tables(tables: &Table) -> Self {
        Self {
            name: value(tables, "kiosk", "name").unwrap_or_default(),
            contact: value(tables, "kiosk", "contact"),
            language: value(tables, "ui", "language").unwrap_or_default(),
            staff_word: value(tables, "ui", "staff_word").unwrap_or_default(),
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
        let fallback = FallbackSettings::from_tables(&text.parse().unwrap());
        let expected = FallbackSettings {
            name: "見本助産院".into(),
            contact: Some("見本商会".into()),
            look: Look::HighContrast,
            ..FallbackSettings::default()
        };
        assert_eq!(fallback, expected);
    }

    #[test]
    fn each_key_is_one_of_the_schema() {
        let all = "[kiosk]\nname = \"x\"\ncontact = \"x\"\n[ui]\nlanguage = \"en\"\nstaff_word = \"助産師\"\ntheme = \"mono\"\nlarge_text = true";
        let fallback = FallbackSettings::from_tables(&all.parse().unwrap());
        let default = FallbackSettings::default();
        assert!(fallback.name != default.name && fallback.contact != default.contact, "{fallback:?}");
        assert_ne!(fallback.staff_word, default.staff_word);
        assert!(fallback.language != default.language && fallback.look != default.look && fallback.large_text);
        let unneeded = "facility = \"1319999999\"\n[gateway]\nurl = \"https://x\"\nauthority = \"a\"\ncertificate = \"c\"\nkey = \"k\"\n[ui]";
        let settings = super::super::load::Settings::parse(&all.replace("[ui]", unneeded)).unwrap();
        assert_eq!((settings.kiosk.name, settings.kiosk.contact), (fallback.name, fallback.contact));
        assert_eq!((settings.ui.language, settings.ui.theme), (fallback.language, fallback.look));
        assert_eq!(settings.ui.staff_word, fallback.staff_word);
    }

    #[test]
    fn what_is_no_toml_says_nothing() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "[kiosk\n").unwrap();
        assert_eq!(FallbackSettings::read(file.path()), None);
    }
}
