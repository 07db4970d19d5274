//! The values of `[hours]`: from when to when, and on which days.

use std::fmt::Write as _;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use time::Weekday;

/// The days of the week, as they are written.
const WORDS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// The same days.
pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// From one minute of a day to another one, which is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub(super) from: u16,
    pub(super) to: u16,
}

impl Span {
    /// Reads `"09:00-18:00"`.
    fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        let span = Self { from: minute(from.trim())?, to: minute(to.trim())? };
        (span.from < span.to).then_some(span)
    }

    pub(super) const fn has(self, minute: u16) -> bool {
        self.from <= minute && minute < self.to
    }

    /// As it is written.
    pub(super) fn written(self) -> String {
        let Self { from, to } = self;
        format!("{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)
    }
}

/// Reads `"09:00"`; a day ends with `"24:00"`.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= 24 * 60).then_some(minute)
}

/// For serde's `deserialize_with`.
pub fn some_span<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Span>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Span::parse(&text).map(Some).ok_or_else(|| {
        D::Error::custom(
            "not the hours of a day: write when they begin and when they end on the same day, such as \"09:00-18:00\"",
        )
    })
}

/// Days of the week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weekdays(Vec<Weekday>);

impl Weekdays {
    /// Whether this day is among them.
    pub(super) fn has(&self, day: Weekday) -> bool {
        self.0.contains(&day)
    }

    /// As they are written.
    pub(super) fn written(&self) -> String {
        let mut written = String::new();
        for (word, _) in WORDS.into_iter().zip(WEEK).filter(|(_, day)| self.has(*day)) {
            let between = if written.is_empty() { "" } else { " " };
            let _ = write!(written, "{between}{word}");
        }
        written
    }
}

/// For serde's `deserialize_with`.
pub fn weekdays<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weekdays, D::Error> {
    let words = Vec::<String>::deserialize(deserializer)?;
    let day = |word: &String| WORDS.into_iter().zip(WEEK).find(|(known, _)| known == word).map(|(_, day)| day);
    words.iter().map(day).collect::<Option<_>>().map(Weekdays).ok_or_else(|| {
        D::Error::custom(
            "not a list of days: write it with \"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\" and \"sun\"",
        )
    })
}
