//! Reads the tables of a settings text key by key, so that every error has its place, and names the nearest key to a
//! mistyped one.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::error::ParseError;
use crate::common::StaffId;

/// A setting and what a report for support tells of it.
pub type ToldSetting = (String, String);

/// The keys of a table.
#[derive(Debug, Clone, Copy)]
pub enum Keys {
    /// These and no others.
    These(&'static [&'static str]),
    /// Signs of staff members, chosen by the facility.
    StaffIds,
}

/// One table of the settings.
pub trait Table: Sized {
    /// The keys that it may hold.
    const KEYS: Keys;

    /// Reads it. A table that is not in the text is one without keys.
    fn read(reader: &TableReader<'_>) -> Result<Self, ParseError>;

    /// What a report for support tells of its keys.
    fn tell(&self, table: &str, told: &mut Vec<ToldSetting>);
}

/// A table whose absence means something of its own.
impl<T: Table> Table for Option<T> {
    const KEYS: Keys = T::KEYS;

    fn read(reader: &TableReader<'_>) -> Result<Self, ParseError> {
        reader.is_there().then(|| T::read(reader)).transpose()
    }

    fn tell(&self, table: &str, told: &mut Vec<ToldSetting>) {
        if let Some(own) = self {
            own.tell(table, told);
        }
    }
}

/// A settings text whose tables and keys are all known.
pub struct Document<'a> {
    text: &'a str,
    tables: Spanned<DeTable<'a>>,
}

impl<'a> Document<'a> {
    /// Refuses the first key that is not known, and what should be a table and is none: serde would quote it, and it
    /// can be a passcode.
    pub fn parse(text: &'a str, known: &[(&'static str, Keys)]) -> Result<Self, ParseError> {
        let tables = DeTable::parse(text).map_err(|error| ParseError::new(text, error.span(), error.message()))?;
        for (table, value) in tables.get_ref() {
            let name = table.get_ref().as_ref();
            let Some((_, keys)) = known.iter().find(|(known, _)| *known == name) else {
                return Err(ParseError::new(text, Some(table.span()), &unknown_table(name, known)));
            };
            let DeValue::Table(entries) = value.get_ref() else {
                let words = format!("not a table: write a line [{name}], and below it a line for each key");
                return Err(ParseError::new(text, Some(value.span()), &words));
            };
            for key in entries.keys() {
                let words = unknown(name, key.get_ref(), *keys);
                words.map_or(Ok(()), |words| Err(ParseError::new(text, Some(key.span()), &words)))?;
            }
        }
        Ok(Self { text, tables })
    }

    /// Reads a table.
    pub fn table<T: Table>(&self, name: &'static str) -> Result<T, ParseError> {
        T::read(&TableReader { document: self, name, value: self.tables.get_ref().get(name) })
    }

    fn read<T>(
        &self,
        value: &Spanned<DeValue<'a>>,
        read: impl FnOnce(ValueDeserializer<'a>) -> Result<T, toml::de::Error>,
    ) -> Result<T, ParseError> {
        let place = value.span();
        read(value.clone().into()).map_err(|error| self.error(error.span().or(Some(place)), error.message()))
    }

    fn error(&self, span: Option<Range<usize>>, words: &str) -> ParseError {
        ParseError::new(self.text, span, words)
    }
}

/// A table and a key by their names, if they are known and the key is not one that a site chooses.
pub fn known_key(
    known: &[(&'static str, Keys)],
    table: &str,
    key: &str,
) -> Result<(&'static str, &'static str), String> {
    let Some((table, keys)) = known.iter().find(|(name, _)| *name == table) else {
        return Err(unknown_table(table, known));
    };
    match keys {
        Keys::These(keys) if key.is_empty() && !keys.is_empty() => Ok((table, "")),
        Keys::These(keys) => match keys.iter().find(|name| **name == key) {
            Some(key) => Ok((table, key)),
            None => Err(unknown(table, key, Keys::These(keys)).unwrap_or_default()),
        },
        Keys::StaffIds => Err(format!("[{table}] has no keys of its own")),
    }
}

fn unknown_table(name: &str, known: &[(&'static str, Keys)]) -> String {
    format!("unknown table [{name}]{}", suggestion(name, known.iter().map(|(known, _)| *known)))
}

/// What is wrong with this key, if it is not one of the table's.
fn unknown(table: &str, key: &str, keys: Keys) -> Option<String> {
    match keys {
        Keys::These(known) => (!known.contains(&key))
            .then(|| format!("unknown key {table}.{key}{}", suggestion(key, known.iter().copied()))),
        Keys::StaffIds => StaffId::new(key).is_none().then(|| {
            format!("not a sign of a member of the staff: 1 to {} letters, digits, - or _", StaffId::MAX_LENGTH)
        }),
    }
}

fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let nearest = known.clone().max_by(|a, b| strsim::jaro_winkler(a, word).total_cmp(&strsim::jaro_winkler(b, word)));
    match nearest.filter(|nearest| strsim::jaro_winkler(nearest, word) > 0.7) {
        Some(nearest) => format!("; did you mean \"{nearest}\"?"),
        None => format!("; known here: {}", known.collect::<Vec<_>>().join(", ")),
    }
}

/// One table of a text.
pub struct TableReader<'a> {
    document: &'a Document<'a>,
    name: &'static str,
    value: Option<&'a Spanned<DeValue<'a>>>,
}

impl<'a> TableReader<'a> {
    /// Whether the text has this table.
    pub const fn is_there(&self) -> bool {
        self.value.is_some()
    }

    /// The value of `key` as `read` understands it; where it is left out, the default. Without a default it is needed.
    pub fn value<T>(
        &self,
        key: &str,
        read: impl FnOnce(ValueDeserializer<'a>) -> Result<T, toml::de::Error>,
        default: Option<T>,
    ) -> Result<T, ParseError> {
        let value = self.value.and_then(|table| table.get_ref().get(key));
        match (value, default) {
            (Some(value), _) => self.document.read(value, read),
            (None, Some(default)) => Ok(default),
            (None, None) => Err(self.missing(key)),
        }
    }

    /// The whole table; where it is not there, the default.
    pub fn whole<T: Default>(
        &self,
        read: impl FnOnce(ValueDeserializer<'a>) -> Result<T, toml::de::Error>,
    ) -> Result<T, ParseError> {
        self.value.map_or_else(|| Ok(T::default()), |table| self.document.read(table, read))
    }

    fn missing(&self, key: &str) -> ParseError {
        let (missing, span) = self.value.map_or((self.name, self.document.tables.span()), |table| (key, table.span()));
        self.document.error(Some(span), &format!("missing field `{missing}`"))
    }
}
