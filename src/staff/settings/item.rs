//! One line a setting: its value, and the value that comes next.

use std::time::Duration;

use crate::common::appearance::{Detail, Look};
use crate::common::language::Language;
use crate::common::method::Method;
use crate::settings::{Choices, FileEncoding, Form, NewPasscode};

/// Times that are offered for the panel, beside the one that is set.
const TIMES: [u64; 5] = [30, 60, 90, 120, 180];

/// A setting of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as the setting that it changes")]
pub enum Item {
    Method,
    Switchable,
    ShowFor,
    Detail,
    Language,
    LargeText,
    Theme,
    Sound,
    Speech,
    Reader,
    HandOff,
    HandOffDir,
    Encoding,
    Passcode,
}

/// What is set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as what it holds")]
pub enum Value<'a> {
    Method(Method),
    Switch(bool),
    Time(Duration),
    Detail(Detail),
    Language(Language),
    Look(Look),
    Text(&'a str),
    Form(Option<Form>),
    Encoding(FileEncoding),
    /// Whether there is one.
    Passcode(bool),
}

impl Item {
    /// Every one, in its order: what is changed most often first.
    pub const ALL: [Self; 14] = [
        Self::Method,
        Self::Switchable,
        Self::ShowFor,
        Self::Detail,
        Self::Passcode,
        Self::Language,
        Self::LargeText,
        Self::Theme,
        Self::Sound,
        Self::Speech,
        Self::Reader,
        Self::HandOff,
        Self::HandOffDir,
        Self::Encoding,
    ];

    /// What is set.
    #[must_use]
    pub fn value(self, choices: &Choices) -> Value<'_> {
        match self {
            Self::Method => Value::Method(choices.method),
            Self::Switchable => Value::Switch(choices.switchable),
            Self::ShowFor => Value::Time(choices.show_for),
            Self::Detail => Value::Detail(choices.detail),
            Self::Language => Value::Language(choices.language),
            Self::LargeText => Value::Switch(choices.large_text),
            Self::Theme => Value::Look(choices.theme),
            Self::Sound => Value::Switch(choices.sound),
            Self::Speech => Value::Switch(choices.speech),
            Self::Reader => Value::Text(&choices.reader),
            Self::HandOff => Value::Form(choices.handoff),
            Self::HandOffDir => Value::Text(&choices.handoff_dir),
            Self::Encoding => Value::Encoding(choices.encoding),
            Self::Passcode => Value::Passcode(match choices.passcode {
                NewPasscode::Same(set) => set,
                NewPasscode::Set(_) => true,
                NewPasscode::Removed => false,
            }),
        }
    }

    /// Whether it is set to something else now.
    #[must_use]
    pub fn differs(self, before: &Choices, after: &Choices) -> bool {
        match self {
            Self::Passcode => !matches!(after.passcode, NewPasscode::Same(_)),
            _ => self.value(before) != self.value(after),
        }
    }

    /// Sets it to what comes next. What is typed has no next.
    pub(super) fn turn(self, choices: &mut Choices, before: &Choices, patterns: &[String]) {
        match self {
            Self::Method => choices.method = choices.method.other(),
            Self::Switchable => choices.switchable ^= true,
            Self::ShowFor => {
                let mut times: Vec<_> = TIMES.map(Duration::from_secs).into();
                times.push(before.show_for);
                times.sort();
                times.dedup();
                choices.show_for = after(&times, &choices.show_for);
            }
            Self::Detail => choices.detail = after(&Detail::ALL, &choices.detail),
            Self::Language => choices.language = after(&Language::ALL, &choices.language),
            Self::LargeText => choices.large_text ^= true,
            Self::Theme => choices.theme = after(&Look::ALL, &choices.theme),
            Self::Sound => choices.sound ^= true,
            Self::Speech => choices.speech ^= true,
            Self::Reader => choices.reader = after(patterns, &choices.reader),
            Self::HandOff => {
                let forms = [None, Some(Form::OqsXml), Some(Form::Json), Some(Form::Csv)];
                choices.handoff = after(&forms, &choices.handoff);
            }
            Self::Encoding => {
                choices.encoding = after(&[FileEncoding::Utf8, FileEncoding::ShiftJis], &choices.encoding);
            }
            Self::HandOffDir | Self::Passcode => {}
        }
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
            Item::ShowFor.turn(&mut choices, &before, &[]);
            times.push(choices.show_for.as_secs());
        }
        assert_eq!(times, [60, 90, 120, 180, 30, 45]);
        for item in Item::ALL {
            let patterns = ["*".to_owned(), "x*".to_owned()];
            let mut rounds = 0;
            while rounds == 0 || item.differs(&before, &choices) {
                item.turn(&mut choices, &before, &patterns);
                rounds += 1;
                assert!(rounds < 10, "{item:?} never comes back");
            }
        }
    }
}
