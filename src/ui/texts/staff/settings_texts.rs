//! What the table of the staff's words holds for the page of settings.

use crate::common::{Detail, KeyCaps, Look, Method};
use crate::staff::settings;

/// The settings.
#[derive(Debug)]
pub struct SettingsTexts {
    pub title: &'static str,
    pub item: fn(settings::SettingItem) -> &'static str,
    pub method: fn(Method) -> &'static str,
    pub detail: fn(Detail) -> &'static str,
    pub look: fn(Look) -> &'static str,
    pub keys: fn(KeyCaps) -> &'static str,
    pub form: fn(settings::HandOffKind) -> &'static str,
    pub encoding: fn(settings::FileEncoding) -> &'static str,
    pub seconds: fn(u64) -> String,
    pub on: &'static str,
    pub off: &'static str,
    pub set: &'static str,
    pub nothing: &'static str,
    pub any: &'static str,
    /// What Enter does on a line.
    pub change: &'static str,
    pub save: &'static str,
    pub save_line: &'static str,
    pub count: fn(usize) -> String,
    pub take: &'static str,
    pub typing: &'static str,
    pub new: &'static str,
    pub again: &'static str,
    pub remove: &'static str,
    pub unsaved: &'static str,
    pub unsaved_lines: fn(usize) -> String,
    pub stay: &'static str,
    pub leave: &'static str,
    pub saving: &'static str,
    pub saved: &'static str,
    /// Where the settings have no file.
    pub until_end: &'static str,
    pub close: &'static str,
    pub not_saved: &'static str,
    pub no_folder: &'static str,
    pub changed: &'static str,
    pub read_only: &'static str,
    pub full: &'static str,
    pub denied: &'static str,
    pub other: &'static str,
}
