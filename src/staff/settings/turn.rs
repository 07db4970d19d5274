//! The value that Enter sets a line of the page to.

use std::time::Duration;

use crate::common::{Detail, KeyCaps, Language, Look};
use crate::settings::{Choices, FileEncoding, HandOffKind, SettingItem, SettingValue, SettingValueMut};

/// Times that are offered for the panel, beside the one that is set.
const TIMES: [u64; 5] = [30, 60, 90, 120, 180];

/// Sets `item` to what comes next. What is typed has no next.
pub(super) fn turn(item: SettingItem, choices: &mut Choices, before: &Choices, patterns: &[String]) {
    match item.value_mut(choices) {
        SettingValueMut::Switch(on) => *on ^= true,
        SettingValueMut::Time(time) => {
            let mut times: Vec<_> = TIMES.map(Duration::from_secs).into();
            if let SettingValue::Time(set) = item.value(before) {
                times.push(*set);
            }
            times.sort();
            times.dedup();
            *time = after(&times, time);
        }
        SettingValueMut::Method(method) => *method = method.other(),
        SettingValueMut::Detail(detail) => *detail = after(&Detail::ALL, detail),
        SettingValueMut::Language(language) => *language = after(&Language::ALL, language),
        SettingValueMut::Look(look) => *look = after(&Look::ALL, look),
        SettingValueMut::Keys(keys) => *keys = after(&KeyCaps::ALL, keys),
        SettingValueMut::Pattern(pattern) => *pattern = after(patterns, pattern),
        SettingValueMut::HandOff(kind) => *kind = after(&HandOffKind::ALL, kind),
        SettingValueMut::Encoding(encoding) => *encoding = after(&FileEncoding::ALL, encoding),
        SettingValueMut::Folder(_) | SettingValueMut::Passcode(_) => {}
    }
}

/// The one behind `present`, or the first.
fn after<T: Clone + PartialEq>(all: &[T], present: &T) -> T {
    let place = all.iter().position(|one| one == present);
    let next = place.map_or(0, |place| (place + 1) % all.len().max(1));
    all.get(next).unwrap_or(present).clone()
}

/// The patterns to choose from: any reader, what is set, and each connected reader without what changes with serial
/// number and socket.
pub(super) fn patterns(readers: &[String], present: &str) -> Vec<String> {
    let mut patterns = vec!["*".to_owned(), present.to_owned()];
    patterns.extend(readers.iter().map(|name| pattern(name)));
    let mut seen = Vec::new();
    patterns.retain(|pattern| {
        let new = !seen.contains(pattern);
        seen.push(pattern.clone());
        new
    });
    patterns
}

/// `SONY FeliCa RC-S300/P (1234567) 00 00` is `SONY FeliCa RC-S300/P*`: pcsclite adds interface and serial number in
/// brackets, and the numbers of reader and slot.
fn pattern(name: &str) -> String {
    let head = name.split(['(', '[']).next().unwrap_or_default();
    let mut words: Vec<&str> = head.split_whitespace().collect();
    while words.last().is_some_and(|word| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit())) {
        words.pop();
    }
    format!("{}*", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_offered_without_what_changes_with_its_socket() {
        let readers = [
            "SONY FeliCa RC-S300/P (1234567) 00 00",
            "ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 01 00",
            "Virtual PCD 00 00",
        ];
        let patterns = patterns(&readers.map(str::to_owned), "*");
        assert_eq!(patterns, ["*", "SONY FeliCa RC-S300/P*", "ACS ACR1252 Dual Reader*", "Virtual PCD*"]);
    }

    #[test]
    fn turning_leads_through_all_values_and_back_and_offers_the_one_that_was_set() {
        let before = Choices { show_for: Duration::from_secs(45), ..Choices::default() };
        let mut choices = before.clone();
        let mut times = Vec::new();
        for _ in 0..6 {
            turn(SettingItem::ShowFor, &mut choices, &before, &[]);
            times.push(choices.show_for.as_secs());
        }
        assert_eq!(times, [60, 90, 120, 180, 30, 45]);
        for &item in SettingItem::ALL {
            let patterns = ["*".to_owned(), "x*".to_owned()];
            let mut rounds = 0;
            while rounds == 0 || item.differs(&before, &choices) {
                turn(item, &mut choices, &before, &patterns);
                rounds += 1;
                assert!(rounds < 10, "{item:?} never comes back");
            }
        }
    }
}
