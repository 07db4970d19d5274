//! Changes single keys of a settings text and leaves every other byte where it is.
//!
//! A value is replaced in its place; a key that is not there goes below its commented default, where the text has one.
//! What is written in a way that these lines do not know (inline tables, for instance) is left to `toml_edit`.

use std::ops::{Range, RangeInclusive};

use toml_edit::{Document, DocumentMut, Item, Value};

use super::super::error::ParseError;
use super::super::menu_value::KeyPath;

/// The text with these changes; `None` takes a key away.
pub(in crate::settings) fn changed(text: &str, changes: &[(KeyPath, Option<Value>)]) -> Result<String, ParseError> {
    changes.iter().try_fold(text.to_owned(), |text, (key, value)| one(&text, *key, value.as_ref()))
}

fn one(text: &str, key: KeyPath, value: Option<&Value>) -> Result<String, ParseError> {
    let document = Document::parse(text).map_err(|error| ParseError::new(text, error.span(), error.message()))?;
    let position = KeyPosition::find(&document, key);
    let by_lines = match (&position, value) {
        (KeyPosition::Here { value: here, .. }, Some(value)) => spliced(text, here.clone(), value.to_string().trim()),
        (KeyPosition::Here { key, value }, None) => taken_out(text, key.start..value.end),
        (KeyPosition::Missing { section }, Some(value)) => added(text, section.clone(), key.1, value),
        (KeyPosition::NoTable, Some(value)) => Some(appended(text, key, value)),
        (KeyPosition::Missing { .. } | KeyPosition::NoTable, None) => return Ok(text.to_owned()),
        (KeyPosition::Elsewhere, _) => None,
    };
    let wanted = value.map(written);
    let came_out = |text: &String| Document::parse(text.as_str()).is_ok_and(|document| found(&document, key) == wanted);
    match by_lines.filter(came_out) {
        Some(text) => Ok(text),
        None => by_library(text, key, value),
    }
}

/// Where a key is, in bytes.
enum KeyPosition {
    Here {
        key: Range<usize>,
        value: Range<usize>,
    },
    /// Its table is there, from the end of its header to the next one.
    Missing {
        section: Range<usize>,
    },
    NoTable,
    /// In a table that is not written as lines below a header.
    Elsewhere,
}

impl KeyPosition {
    fn find(document: &Document<&str>, (table, key): KeyPath) -> Self {
        let Some(item) = document.get(table) else { return Self::NoTable };
        let entry = item.as_table_like().and_then(|table| table.get_key_value(key));
        if let Some((Some(key), Some(value))) = entry.map(|(key, value)| (key.span(), value.span())) {
            return Self::Here { key, value };
        }
        let headers = document.iter().filter_map(|(_, item)| header(item));
        match header(item) {
            Some(own) => {
                let end = headers.map(|other| other.start).filter(|start| *start > own.start).min();
                Self::Missing { section: own.end..end.unwrap_or(document.raw().len()) }
            }
            None => Self::Elsewhere,
        }
    }
}

/// The header's own bytes, `[table]`.
fn header(item: &Item) -> Option<Range<usize>> {
    item.as_table().filter(|table| !table.is_dotted() && !table.is_implicit()).and_then(toml_edit::Table::span)
}

/// The value of this key in its canonical form, if it has one.
pub(in crate::settings) fn found(document: &Document<&str>, (table, key): KeyPath) -> Option<String> {
    document.get(table)?.as_table_like()?.get(key)?.as_value().map(written)
}

/// A value in its canonical form, without what stands around it.
pub(in crate::settings) fn written(value: &Value) -> String {
    let mut value = value.clone();
    value.decor_mut().clear();
    value.to_string().trim().to_owned()
}

/// The lines on which this key and its value stand, from 1.
pub(in crate::settings) fn lines(document: &Document<&str>, key: KeyPath) -> Option<RangeInclusive<usize>> {
    let KeyPosition::Here { key, value } = KeyPosition::find(document, key) else { return None };
    let line = |at: usize| document.raw().get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    Some(line(key.start)..=line(value.end))
}

fn spliced(text: &str, range: Range<usize>, new: &str) -> Option<String> {
    Some(format!("{}{new}{}", text.get(..range.start)?, text.get(range.end..)?))
}

/// Without this entry, and without its line where nothing else is on it.
fn taken_out(text: &str, entry: Range<usize>) -> Option<String> {
    let start = text.get(..entry.start)?.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(entry.end..)?;
    let end = entry.end + rest.find('\n').map_or(rest.len(), |end| end + 1);
    let alone = text.get(start..entry.start)?.trim().is_empty() && text.get(entry.end..end)?.trim().is_empty();
    spliced(text, if alone { start..end } else { entry }, "")
}

/// With a line below the commented default of this key, else below the last entry of its section, else below the
/// header.
fn added(text: &str, section: Range<usize>, key: &str, value: &Value) -> Option<String> {
    let default = format!("{key} = ");
    let mut at = section.start;
    let (mut entry, mut commented) = (at, None);
    for (number, line) in text.get(section)?.split_inclusive('\n').enumerate() {
        at += line.len();
        match line.trim().strip_prefix('#') {
            // What stands behind the header is on its line.
            _ if number == 0 => entry = at,
            Some(comment) if comment.trim_start().starts_with(&default) => commented = Some(at),
            None if !line.trim().is_empty() => entry = at,
            _ => {}
        }
    }
    let at = commented.unwrap_or(entry);
    Some(with_line(text.get(..at)?, &format!("{default}{value}"), text.get(at..)?))
}

fn appended(text: &str, (table, key): KeyPath, value: &Value) -> String {
    let end = ending(text);
    let text = with_line(text, &format!("{end}[{table}]"), "");
    with_line(&text, &format!("{key} = {value}"), "")
}

fn with_line(before: &str, line: &str, after: &str) -> String {
    let end = ending(before);
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { end };
    format!("{before}{gap}{line}{end}{after}")
}

fn ending(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn by_library(text: &str, (table, key): KeyPath, value: Option<&Value>) -> Result<String, ParseError> {
    let mut document: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| ParseError::new(text, error.span(), error.message()))?;
    let entries = document.entry(table).or_insert(toml_edit::table()).as_table_like_mut();
    let entries = entries.ok_or_else(|| ParseError::new(text, None, &format!("[{table}] is no table")))?;
    match value {
        Some(value) => drop(entries.insert(key, Item::Value(value.clone()))),
        None => drop(entries.remove(key)),
    }
    Ok(document.to_string())
}
