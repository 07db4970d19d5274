//! Finds what staff have changed, and writes it.

use toml_edit::Value;

use super::super::load::Settings;
use super::super::menu_value::{KeyPath, WriteError};
use super::super::schema::{Choices, SettingItem};
use super::error::SaveError;
use super::{file, single_key};

impl SettingItem {
    /// Whether `after` sets it to something else than `before`.
    #[must_use]
    pub fn differs(self, before: &Choices, after: &Choices) -> bool {
        self.value(before).differs(self.value(after))
    }
}

impl Choices {
    fn differing(&self, after: &Self) -> impl Iterator<Item = SettingItem> {
        SettingItem::ALL.iter().copied().filter(move |item| item.differs(self, after))
    }

    /// The keys that differ in `after`.
    #[must_use]
    pub fn changed_keys(&self, after: &Self) -> Vec<KeyPath> {
        self.differing(after).map(SettingItem::key).collect()
    }

    /// What differs in `after`, as it is to be written; `None`: the key is left out.
    fn changes(&self, after: &Self) -> Result<Vec<(KeyPath, Option<Value>)>, WriteError> {
        self.differing(after).map(|item| Ok((item.key(), item.value(after).written()?))).collect()
    }
}

impl Settings {
    /// These settings with what differs between `before` and `after`, written into their file where they have one; else
    /// they hold until the program ends. Blocks on the disk, and for the hash of a new passcode: never in the event
    /// loop.
    pub fn with(&self, before: &Choices, after: &Choices) -> Result<Self, SaveError> {
        let old = &self.written.text;
        let text = single_key::changed(old, &before.changes(after)?).map_err(SaveError::Wrong)?;
        if !self.has_file() {
            return Self::parse(&text).map_err(SaveError::Wrong);
        }
        let changed = Self::parse_at(&text, &self.file).map_err(SaveError::Wrong)?;
        file::replace(&self.file, old, &text)?;
        Ok(changed)
    }
}
