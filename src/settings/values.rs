//! The types of values that only the settings file has, and the readers of texts and paths.

use std::path::PathBuf;
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::duration::duration;
use super::fleet_values::is_kiosk_name;
use crate::common::printable_line;
use crate::common::stable_words::stable_words;

/// Where results come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The eligibility service.
    Gateway,
    /// A folder that a qualification terminal (資格確認端末) writes to.
    OqsFolder,
}

/// What result files are encoded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ResultEncoding {
    /// What each file declares. Copied text declares nothing: UTF-8 where it is that, else Shift JIS.
    #[serde(rename = "auto")]
    Auto,
    /// UTF-8 only.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Shift JIS only, as Windows writes it (Windows-31J).
    #[serde(rename = "shift_jis")]
    ShiftJis,
}

/// What happens while the journal cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WhenFull {
    /// Visits go on, and the screen says so to staff.
    Warn,
    /// No visit ends in an answer before it can be written again.
    Stop,
}

stable_words! {
    /// What is written for the receipt computer.
    HandOffKind {
        /// Nothing.
        None: "none";
        /// Files in the format of 資格確認端末.
        OqsXml: "oqs-xml";
        /// The service's message.
        Json: "json";
        /// A header and one row.
        Csv: "csv";
    }
}

stable_words! {
    /// How an insurer number of six digits is made eight characters long in a request.
    Padding {
        /// Two blanks in front.
        Space: "space";
        /// Two zeros in front.
        Zero: "zero";
        /// Not at all: six digits are sent.
        None: "none";
    }
}

stable_words! {
    /// How an optional element without a value is written in a request.
    EmptyElements {
        /// As an empty element.
        Element: "element";
        /// Not at all.
        Omit: "omit";
    }
}

stable_words! {
    /// In which width symbol and number are sent.
    Folding {
        /// Signs of ASCII in half width, kana and kanji as they were typed.
        HalfAscii: "half-ascii";
        /// As they were typed.
        AsTyped: "as-typed";
        /// Everything in full width.
        Full: "full";
    }
}

stable_words! {
    /// How a request comes into its folder.
    RequestWriting {
        /// Under a hidden provisional name, renamed when it is whole.
        Rename: "rename";
        /// Under its own name from the beginning.
        Direct: "direct";
    }
}

/// How much the log says. No level writes a PIN or anything about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// What failed.
    Error,
    /// What went wrong but was survived.
    Warn,
    /// What happened.
    Info,
    /// Every command's instruction and status word.
    Debug,
    /// Everything.
    Trace,
}

/// A text with something in it: an empty reader pattern, for instance, matches no reader.
pub(super) fn non_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() { Err(D::Error::custom("must not be empty")) } else { Ok(text) }
}

pub(super) fn some_non_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    non_empty(deserializer).map(Some)
}

/// What a sentence of the site's own may be long, so that it fits on the smallest screen.
const SENTENCE: usize = 40;

/// A short sentence for visitors: one line, whatever the terminal; `|` marks where it may be broken.
pub(super) fn some_sentence<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let shown = text.replace('|', "");
    if shown.trim().is_empty() {
        return Err(D::Error::custom("must not be empty; leave the key out for our own words"));
    }
    if shown.chars().count() > SENTENCE {
        return Err(D::Error::custom(format!("must be at most {SENTENCE} characters long, or it does not fit")));
    }
    if printable_line(&text) != text {
        return Err(D::Error::custom("must be one line, without control characters"));
    }
    Ok(Some(text))
}

pub(super) fn non_empty_path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    non_empty(deserializer).map(|path| Some(path.into()))
}

pub(super) fn path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    non_empty(deserializer).map(PathBuf::from)
}

/// A kiosk's name in a bundle of settings.
pub(super) fn some_kiosk_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    let wrong = || D::Error::custom("must be 1 to 64 letters, digits, - or _, as in the bundle");
    is_kiosk_name(&name).then_some(Some(name)).ok_or_else(wrong)
}

/// A number of a request's name within its day: four digits.
pub(super) fn counter<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let number = u16::deserialize(deserializer)?;
    if (1..=9999).contains(&number) { Ok(number) } else { Err(D::Error::custom("must be a number from 1 to 9999")) }
}

/// Milliseconds within which no finger that is sure of itself strikes a key again. A longer time would swallow digits.
pub(super) fn double_strike<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let outside = || D::Error::custom("must be a number of milliseconds from 0 (off) to 500");
    let millis = i64::deserialize(deserializer)?;
    let millis = u64::try_from(millis).ok().filter(|millis| *millis <= 500).ok_or_else(outside)?;
    Ok(Duration::from_millis(millis))
}

pub(super) fn some_duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    duration(deserializer).map(Some)
}

/// The metrics file. The collector silently passes over one with another ending.
pub(super) fn metrics_file<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let file = PathBuf::deserialize(deserializer)?;
    let fits = file.extension().is_some_and(|extension| extension == "prom");
    fits.then_some(Some(file))
        .ok_or_else(|| D::Error::custom("must end in .prom, or node_exporter does not collect it"))
}
