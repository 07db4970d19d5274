//! The settings of one level of a bundle: base, a group, one kiosk.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_edit::{Item, Key, TableLike, Value};

use super::super::edit::single_key;
use super::super::error::ParseError;
use super::super::menu_value::KeyPath;
use super::super::schema::Tables;
use super::super::table_reader::known_key;
use super::own;

/// The key of a layer that names keys to be left out.
const UNSET: &str = "unset";

/// One key of a layer.
#[derive(Debug, Clone)]
pub(super) struct LaidKey {
    /// `None`: the key is left out, so that its default holds.
    pub value: Option<Value>,
    /// In the bundle's text.
    pub span: Range<usize>,
}

/// The keys of a layer.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer(pub BTreeMap<KeyPath, LaidKey>);

impl Layer {
    /// Reads the table `[name]`, whose keys `besides` are no settings.
    pub(super) fn parse(text: &str, name: &str, layer: &dyn TableLike, besides: &[&str]) -> Result<Self, ParseError> {
        let wrong = |span, words: &str| ParseError::new(text, span, words);
        let mut keys = BTreeMap::new();
        for (table, item) in layer.iter().filter(|(table, _)| !besides.contains(table)) {
            let span = place(layer, table, item);
            if table == UNSET {
                unset(text, item, &mut keys)?;
                continue;
            }
            let Some(entries) = item.as_table_like() else {
                let words =
                    format!("not a table of settings: write [{name}.{table}], and below it a line for each key");
                return Err(wrong(span, &words));
            };
            if entries.is_empty() {
                settable(table, "").map_err(|words| wrong(span, &words))?;
            }
            for (key, item) in entries.iter() {
                let span = place(entries, key, item);
                let path = settable(table, key).map_err(|words| wrong(span.clone(), &words))?;
                let Some(value) = item.as_value() else {
                    return Err(wrong(span, &format!("{table}.{key} has to be a value")));
                };
                let value = on_one_line(value)
                    .ok_or_else(|| wrong(item.span(), &format!("{table}.{key} has to be a value on one line")))?;
                let laid = LaidKey { value: Some(value), span: span.unwrap_or_default() };
                if keys.insert(path, laid).is_some() {
                    return Err(wrong(item.span(), &format!("{table}.{key} is set and left out (unset) at once")));
                }
            }
        }
        Ok(Self(keys))
    }

    /// The first key that is of one kiosk alone, and where it stands.
    pub(super) fn first_of_one(&self) -> Option<(KeyPath, Range<usize>)> {
        own::OF_ONE.iter().find_map(|key| Some((*key, self.0.get(key)?.span.clone())))
    }
}

/// The value as the settings file will have it. As it is, it refers to places in the bundle's text; and a line of a
/// longer text could pass for a line of the file with programs that read that line by line (`uketsuke-share`,
/// `kiosk/terminal`).
fn on_one_line(value: &Value) -> Option<Value> {
    let mut value = value.clone();
    if let Some(list) = value.as_array_mut() {
        list.fmt();
    }
    let written = single_key::written(&value);
    written.parse().ok().filter(|_| !written.contains(char::is_control))
}

fn place(table: &dyn TableLike, key: &str, item: &Item) -> Option<Range<usize>> {
    table.key(key).and_then(Key::span).or(item.span())
}

/// The key, if a bundle may set it.
fn settable(table: &str, key: &str) -> Result<KeyPath, String> {
    match own::reason(table, key) {
        Some(reason) if key.is_empty() => Err(format!("[{table}]: {}", reason.words())),
        Some(reason) => Err(format!("{table}.{key}: {}", reason.words())),
        None => known_key(Tables::KNOWN, table, key),
    }
}

/// `unset = ["ui.thanks"]`
fn unset(text: &str, item: &Item, keys: &mut BTreeMap<KeyPath, LaidKey>) -> Result<(), ParseError> {
    let words = "unset has to be a list of keys, such as [\"ui.thanks\"]";
    let wrong = |span, words: &str| ParseError::new(text, span, words);
    let list = item.as_array().ok_or_else(|| wrong(item.span(), words))?;
    for value in list {
        let path = value.as_str().and_then(|name| name.split_once('.')).ok_or_else(|| wrong(value.span(), words))?;
        let path = settable(path.0, path.1).map_err(|words| wrong(value.span(), &words))?;
        let laid = LaidKey { value: None, span: value.span().unwrap_or_default() };
        if keys.insert(path, laid).is_some() {
            return Err(wrong(value.span(), &format!("{}.{} is set and left out (unset) at once", path.0, path.1)));
        }
    }
    Ok(())
}
