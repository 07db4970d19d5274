//! The text of a bundle, once its signature is known to be right.

use std::collections::BTreeMap;
use std::ops::Range;

use time::{Date, Month};
use toml_edit::{Document, Item, Key, TableLike, Value};

use super::super::error::ParseError;
use super::super::fleet_values::{BundleId, is_kiosk_name};
use super::files::BundleFiles;
use super::layers::Layer;

/// What stands at the top of a bundle.
const TOP: [&str; 6] = ["serial", "until", "base", "group", "kiosk", "files"];
/// The key in `[kiosk.NAME]` that names its group.
const GROUP: &str = "group";

/// A bundle that was verified and read.
#[derive(Debug)]
pub struct Bundle {
    pub(super) text: String,
    /// Which it is.
    pub id: BundleId,
    /// The last day on which it is taken, in Japan.
    pub until: Option<Date>,
    pub(super) base: Layer,
    pub(super) groups: BTreeMap<String, Layer>,
    pub(super) kiosks: BTreeMap<String, KioskLayer>,
    pub(super) files: BundleFiles,
}

/// `[kiosk.NAME]`
#[derive(Debug)]
pub(super) struct KioskLayer {
    pub group: Option<String>,
    pub own: Layer,
}

impl Bundle {
    /// Reads a text. Only what was verified comes here.
    pub(super) fn parse(text: &str) -> Result<Self, ParseError> {
        let document = Document::parse(text).map_err(|error| ParseError::new(text, error.span(), error.message()))?;
        let reader = BundleReader { text };
        for (name, item) in document.iter() {
            if !TOP.contains(&name) {
                let span = document.as_table().key(name).and_then(Key::span).or(item.span());
                let words = format!("unknown [{name}]; a bundle has {}", TOP.join(", "));
                return Err(ParseError::new(text, span, &words));
            }
        }
        let serial = document.get("serial").ok_or_else(|| {
            ParseError::new(
                text,
                None,
                "no serial: write serial = 1 at the top, and a higher one in every later bundle",
            )
        })?;
        let number = serial.as_integer().and_then(|number| u64::try_from(number).ok()).filter(|number| *number > 0);
        let number =
            number.ok_or_else(|| ParseError::new(text, serial.span(), "serial has to be a whole number from 1 on"))?;
        let until = document.get("until").map(|item| reader.day(item)).transpose()?;
        let base = document.get("base").map(|item| reader.shared_layer(item, "base")).transpose()?.unwrap_or_default();
        let mut groups = BTreeMap::new();
        for (name, item, _) in reader.tables(document.get("group"), "group")? {
            groups.insert(name.to_owned(), reader.shared_layer(item, &format!("group.{name}"))?);
        }
        let mut kiosks = BTreeMap::new();
        for (name, item, span) in reader.tables(document.get("kiosk"), "kiosk")? {
            if !is_kiosk_name(name) {
                let words = "not a kiosk's name: 1 to 64 letters, digits, - or _";
                return Err(ParseError::new(text, span, words));
            }
            let group = item.as_table_like().and_then(|table| table.get(GROUP));
            let group = group.map(|group| reader.group(group, &groups)).transpose()?;
            let own = reader.layer(item, &format!("kiosk.{name}"), &[GROUP])?;
            kiosks.insert(name.to_owned(), KioskLayer { group, own });
        }
        let files = BundleFiles::parse(text, document.get("files"))?;
        Ok(Self { id: BundleId::new(number, text), text: text.to_owned(), until, base, groups, kiosks, files })
    }

    /// Every kiosk that it names.
    #[must_use]
    pub fn kiosks(&self) -> Vec<&str> {
        self.kiosks.keys().map(String::as_str).collect()
    }
}

/// A name, what it names, and where it stands.
type NamedTable<'a> = (&'a str, &'a Item, Option<Range<usize>>);

/// Reads parts of a text, and has its places for errors.
struct BundleReader<'a> {
    text: &'a str,
}

impl BundleReader<'_> {
    fn wrong(&self, item: &Item, words: &str) -> ParseError {
        ParseError::new(self.text, item.span(), words)
    }

    /// A day, written as one: `2027-03-31`.
    fn day(&self, item: &Item) -> Result<Date, ParseError> {
        let day = item.as_datetime().filter(|day| day.time.is_none() && day.offset.is_none()).and_then(|day| day.date);
        let day = day
            .and_then(|day| Date::from_calendar_date(day.year.into(), Month::try_from(day.month).ok()?, day.day).ok());
        day.ok_or_else(|| self.wrong(item, "until has to be a day without quotes, such as 2027-03-31"))
    }

    /// The settings of several kiosks, among which none is of one alone.
    fn shared_layer(&self, item: &Item, name: &str) -> Result<Layer, ParseError> {
        let layer = self.layer(item, name, &[])?;
        if let Some((key, span)) = layer.first_of_one() {
            let words = format!("{}.{} is of one kiosk alone: write it below [kiosk.NAME.{}]", key.0, key.1, key.0);
            return Err(ParseError::new(self.text, Some(span), &words));
        }
        Ok(layer)
    }

    fn layer(&self, item: &Item, name: &str, besides: &[&str]) -> Result<Layer, ParseError> {
        let table = item.as_table_like().ok_or_else(|| self.wrong(item, &format!("[{name}] has to be a table")))?;
        Layer::parse(self.text, name, table, besides)
    }

    /// The tables below `[group]` or `[kiosk]`.
    fn tables<'t>(&self, item: Option<&'t Item>, name: &str) -> Result<Vec<NamedTable<'t>>, ParseError> {
        let Some(item) = item else { return Ok(Vec::new()) };
        let words = format!("[{name}] has to hold tables: write [{name}.NAME]");
        let table: &dyn TableLike = item.as_table_like().ok_or_else(|| self.wrong(item, &words))?;
        Ok(table.iter().map(|(key, item)| (key, item, table.key(key).and_then(Key::span).or(item.span()))).collect())
    }

    fn group(&self, item: &Item, groups: &BTreeMap<String, Layer>) -> Result<String, ParseError> {
        let name = item.as_value().and_then(Value::as_str);
        let name = name.ok_or_else(|| self.wrong(item, "group has to be the name of a group in quotes"))?;
        if groups.contains_key(name) {
            return Ok(name.to_owned());
        }
        let names: Vec<_> = groups.keys().map(String::as_str).collect();
        let known =
            if names.is_empty() { "there is no group".to_owned() } else { format!("known here: {}", names.join(", ")) };
        Err(self.wrong(item, &format!("no [group.{name}]; {known}")))
    }
}
