//! What a report for support says of a setting: an allow-list by type.
//!
//! Every type of the schema says here what may be told of its values. Of a secret, and of a text, a path or an address
//! that a site chose freely, only whether it is given. A type without its line does not compile.

use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use super::call_url::CallUrl;
use super::duration;
use super::endpoint::ServiceUrl;
use super::fleet_values::TakenBundle;
use super::hours_values::{Span, Weekdays};
use super::key_location::KeyLocation;
use super::passcode::PasscodeHash;
use super::values::{
    EmptyElements, Folding, HandOffKind, LogLevel, Padding, RequestWriting, ResultEncoding, SourceKind, WhenFull,
};
use crate::common::{Detail, FileEncoding, KeyCaps, Language, Look, Method, ReaderPlace, StaffWord};
use crate::eligibility::FacilityCode;

/// What is said of a value that is not told.
const GIVEN: &str = "given";
/// What is said where there is none.
const NONE: &str = "none";

/// What may be told of a value.
pub trait Told {
    /// In the words of the settings file, or only that it is given.
    fn told(&self) -> String;
}

impl<T: Told> Told for Option<T> {
    fn told(&self) -> String {
        self.as_ref().map_or_else(|| NONE.to_owned(), Told::told)
    }
}

/// Types whose values are told.
macro_rules! told {
    ($($type:ty: $words:expr;)*) => {
        $(impl Told for $type {
            fn told(&self) -> String {
                let words: fn(&Self) -> String = $words;
                words(self)
            }
        })*
    };
}

/// Types of which only is told that a value is given.
macro_rules! not_told {
    ($($type:ty,)*) => { $(impl Told for $type { fn told(&self) -> String { GIVEN.to_owned() } })* };
}

told! {
    bool: ToString::to_string;
    u16: ToString::to_string;
    Duration: |time| match time.subsec_millis() {
        0 => duration::written(*time),
        _ => format!("{}ms", time.as_millis()),
    };
    Detail: |value| value.as_str().to_owned();
    EmptyElements: |value| value.as_str().to_owned();
    FileEncoding: |value| value.as_str().to_owned();
    Folding: |value| value.as_str().to_owned();
    HandOffKind: |value| value.as_str().to_owned();
    KeyCaps: |value| value.as_str().to_owned();
    Language: |value| value.as_str().to_owned();
    Look: |value| value.as_str().to_owned();
    Method: |value| value.as_str().to_owned();
    Padding: |value| value.as_str().to_owned();
    ReaderPlace: |value| value.as_str().to_owned();
    RequestWriting: |value| value.as_str().to_owned();
    Span: |hours| hours.written();
    TakenBundle: |taken| taken.id.serial.to_string();
    StaffWord: |value| value.as_str().to_owned();
    LogLevel: |value| match value {
        LogLevel::Error => "error",
        LogLevel::Warn => "warn",
        LogLevel::Info => "info",
        LogLevel::Debug => "debug",
        LogLevel::Trace => "trace",
    }.to_owned();
    ResultEncoding: |value| match value {
        ResultEncoding::Auto => "auto",
        ResultEncoding::Utf8 => "utf-8",
        ResultEncoding::ShiftJis => "shift_jis",
    }.to_owned();
    SourceKind: |value| match value {
        SourceKind::Gateway => "gateway",
        SourceKind::OqsFolder => "oqs-folder",
    }.to_owned();
    Weekdays: Weekdays::written;
    WhenFull: |value| match value {
        WhenFull::Warn => "warn",
        WhenFull::Stop => "stop",
    }.to_owned();
}

not_told! {
    CallUrl,
    FacilityCode,
    KeyLocation,
    PasscodeHash,
    PathBuf,
    ServiceUrl,
    String,
    Url,
    Vec<String>,
}
