//! The settings file, as people write it, and what the menu changes in it.

use std::time::Duration;

pub use super::bundle::fuzz::bundle;
use super::{Choices, FileEncoding, HandOffKind, NewPasscode, SettingItem, SettingValueMut, Settings};
use crate::common::{Detail, KeyCaps, Language, Look};

/// A text is settings or an error with its place. What the menu changes is then as it was set, comments stay, and what
/// was not changed is as it was.
///
/// # Panics
///
/// Where that does not hold.
pub fn settings(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let read = match Settings::parse(text) {
        Ok(read) => read,
        Err(error) => {
            assert!(error.line >= 1 && error.line <= text.matches('\n').count() + 1, "line {}", error.line);
            assert!(error.column >= 1 && error.column <= text.chars().count() + 1, "column {}", error.column);
            return assert!(!error.words.contains(char::is_control), "words that steer the terminal");
        }
    };
    let before = read.choices();
    let Ok(same) = read.with(&before, &before) else { return assert!(text.is_empty(), "no change is refused") };
    assert_eq!(same.written.text, text, "no change changes the text");

    for (place, item) in SettingItem::ALL.iter().enumerate() {
        let mut after = before.clone();
        change(*item, &mut after, place + text.len());
        changed(&read, &before, &after);
    }
}

fn changed(read: &Settings, before: &Choices, after: &Choices) {
    let text = &read.written.text;
    // Settings that contradict each other are refused, and nothing is lost.
    let Ok(changed) = read.with(before, after) else { return };
    let now = changed.choices();
    for other in SettingItem::ALL.iter().copied().filter(|item| !matches!(item, SettingItem::Passcode)) {
        assert!(!other.differs(after, &now), "{other:?} is not as it was set");
    }
    if let NewPasscode::Removed = after.passcode {
        assert!(changed.identify.staff_passcode.is_none(), "a passcode that was taken away");
    } else {
        assert_eq!(read.passcodes().len(), changed.passcodes().len(), "passcodes");
    }
    let comments = |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).count();
    assert!(comments(&changed.written.text) >= comments(text), "a comment is lost");
    assert_eq!(read.kiosk.name, changed.kiosk.name);
    assert_eq!(read.staff.len(), changed.staff.len());
}

/// Sets the item to another value.
fn change(item: SettingItem, choices: &mut Choices, turn: usize) {
    match item.value_mut(choices) {
        SettingValueMut::Switch(on) => *on ^= true,
        SettingValueMut::Time(time) => *time = Duration::from_secs(30 + turn as u64),
        SettingValueMut::Method(method) => *method = method.other(),
        SettingValueMut::Detail(detail) => pick(&Detail::ALL, turn, detail),
        SettingValueMut::Language(language) => pick(&Language::ALL, turn, language),
        SettingValueMut::Look(look) => pick(&Look::ALL, turn, look),
        SettingValueMut::Keys(keys) => pick(&KeyCaps::ALL, turn, keys),
        SettingValueMut::Pattern(text) | SettingValueMut::Folder(text) => {
            let texts = ["a", "日本 \"x\"", "'''", "\\", "#"].map(str::to_owned);
            pick(&texts, turn, text);
        }
        SettingValueMut::HandOff(kind) => pick(&HandOffKind::ALL, turn, kind),
        SettingValueMut::Encoding(encoding) => pick(&FileEncoding::ALL, turn, encoding),
        // A new one takes as long to hash as a thousand other runs.
        SettingValueMut::Passcode(passcode) => *passcode = NewPasscode::Removed,
    }
}

fn pick<T: Clone>(all: &[T], turn: usize, value: &mut T) {
    if let Some(other) = all.get(turn % all.len().max(1)) {
        value.clone_from(other);
    }
}
