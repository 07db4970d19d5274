//! The settings, in English.

use super::super::texts::SettingsTexts;
use crate::common::appearance::{Detail, Look};
use crate::common::method::Method;
use crate::staff::settings::{FileEncoding, HandOffKind, SettingItem};

pub(super) const TEXTS: SettingsTexts = SettingsTexts {
    title: "Settings",
    item: |item| match item {
        SettingItem::Method => "Identity check",
        SettingItem::Switchable => "Allow A/B change",
        SettingItem::ShowFor => "Answer stays",
        SettingItem::Detail => "Answer shows",
        SettingItem::Language => "Language",
        SettingItem::LargeText => "Large text",
        SettingItem::Theme => "Colours",
        SettingItem::Sound => "Sound",
        SettingItem::Speech => "Speech",
        SettingItem::Reader => "Card reader",
        SettingItem::HandOff => "Hand on as",
        SettingItem::HandOffDir => "Hand-on folder",
        SettingItem::Encoding => "Encoding",
        SettingItem::Passcode => "Staff passcode",
    },
    method: |method| match method {
        Method::Staff => "A staff look",
        Method::Pin => "B PIN",
    },
    detail: |detail| match detail {
        Detail::Full => "everything",
        Detail::Masked => "a part, until F2",
    },
    look: |look| match look {
        Look::Standard => "standard",
        Look::HighContrast => "high contrast",
        Look::ColourBlind => "colour-blind",
        Look::Mono => "mono",
    },
    form: |form| match form {
        HandOffKind::None => "nothing",
        HandOffKind::OqsXml => "terminal's XML",
        HandOffKind::Json => "JSON",
        HandOffKind::Csv => "CSV",
    },
    encoding: |encoding| match encoding {
        FileEncoding::Utf8 => "UTF-8",
        FileEncoding::ShiftJis => "Shift_JIS",
    },
    seconds: |seconds| match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    },
    on: "yes",
    off: "no",
    set: "set",
    nothing: "none",
    any: "* (any)",
    change: "change",
    save: "save",
    save_line: "Save",
    count: |count| format!("{count} not saved"),
    take: "take it",
    typing: "Type the folder's path",
    new: "Type the new passcode (6 to 12 digits)",
    again: "Type it once more",
    remove: "no passcode",
    unsaved: "Not saved",
    unsaved_lines: |count| match count {
        1 => "One change is not saved yet.".to_owned(),
        count => format!("{count} changes are not saved yet."),
    },
    stay: "back to the settings",
    leave: "leave without saving",
    saving: "Saving",
    saved: "Saved. It holds from the next visit.",
    until_end: "Changes hold until the program ends.",
    close: "back",
    not_saved: "Not saved",
    no_folder: "Choose the hand-on folder first.",
    changed: "The settings file was changed elsewhere. Start this program anew under \"Restart and power\", then change it again.",
    read_only: "This place may only be read. Call your support.",
    full: "The disk is full. Remove files that nobody needs, then save again.",
    denied: "This program may not write there. Call your support.",
    other: "It could not be saved because:",
};
