//! The report for support from afar: what it holds, its text, and its pages for QR codes.
//!
//! Pure: it reads no file and knows no clock. It must never hold a person, a secret or a free text of the settings: who
//! fills it takes the doctor's findings, the codes and the settings' own words ([`Report`]).

#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzz;
mod pages;
#[cfg(test)]
mod tests;

pub use pages::{JoinError, PackedReport};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version of the form.
const FORM: u32 = 1;
/// Most bytes of a file that is read as a report: a hundred times as much as one has.
pub const MAX_FILE: usize = 1 << 20;

/// What a remote hand needs to name a fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The version of this form.
    pub report: u32,
    /// The program's version.
    pub version: String,
    /// When the program's file was made (RFC 3339, Japan's time); empty where that is not known.
    #[serde(default)]
    pub built: String,
    /// When the report was made (RFC 3339, Japan's time).
    pub made: String,
    /// Seconds since the program started.
    #[serde(default)]
    pub uptime: u64,
    /// The machine: operating system, kernel, processor, memory, screen.
    #[serde(default)]
    pub machine: BTreeMap<String, String>,
    /// The lines of the diagnosis.
    pub findings: Vec<ReportedFinding>,
    /// The last K-codes, the latest last.
    #[serde(default)]
    pub codes: Vec<ReportedCode>,
    /// The settings that differ from their defaults, `table.key`.
    #[serde(default)]
    pub settings: BTreeMap<String, String>,
    /// Today's checks, by their ends.
    #[serde(default)]
    pub counts: BTreeMap<String, u64>,
}

/// A line of the diagnosis, as `uketsuke doctor --json` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedFinding {
    /// A stable word.
    pub area: String,
    /// A stable word.
    pub name: String,
    /// `ok`, `look` or `broken`.
    pub state: String,
    /// What was found.
    pub found: String,
    /// What to do.
    #[serde(default)]
    pub remedy: Option<String>,
}

/// A K-code and when it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedCode {
    /// Month, day, hour and minute in Japan.
    pub at: String,
    /// The code.
    pub code: String,
}

/// Why a text is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// It is too long.
    #[error(
        "is longer than any report; name the file that the kiosk has written, or a text with the pages that were scanned"
    )]
    TooLong,
    /// It is no text.
    #[error("is not written in UTF-8; save the scanned pages as plain text")]
    NoText,
    /// The pages do not come together.
    #[error(transparent)]
    Pages(#[from] JoinError),
    /// It is JSON of another kind, or broken.
    #[error("is no whole report of uketsuke ({0}); copy the file once more")]
    Json(String),
    /// It is of another form.
    #[error(
        "has the form {0}, this uketsuke reads form {FORM}; read it with the version that the kiosk has, or a newer one"
    )]
    Form(u32),
}

impl Report {
    /// An empty report of this version, made at this time.
    #[must_use]
    pub fn new(version: &str, made: String) -> Self {
        Self {
            report: FORM,
            version: version.to_owned(),
            built: String::new(),
            made,
            uptime: 0,
            machine: BTreeMap::new(),
            findings: Vec::new(),
            codes: Vec::new(),
            settings: BTreeMap::new(),
            counts: BTreeMap::new(),
        }
    }

    /// The text of a file: JSON, for people as well.
    #[must_use]
    pub fn file(&self) -> String {
        // Strings and numbers only: serializing them cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The same for pages.
    #[must_use]
    pub fn packed(&self) -> PackedReport {
        PackedReport::new(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a file, or a text with pages in any order.
    pub fn read(bytes: &[u8]) -> Result<Self, ReportError> {
        if bytes.len() > MAX_FILE {
            return Err(ReportError::TooLong);
        }
        let text = str::from_utf8(bytes).map_err(|_not_utf8| ReportError::NoText)?;
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.starts_with('{') {
            return Self::of_json(text.as_bytes());
        }
        Self::of_json(&pages::join(text)?)
    }

    fn of_json(json: &[u8]) -> Result<Self, ReportError> {
        /// The first thing to know.
        #[derive(Deserialize)]
        struct Form {
            report: u32,
        }
        let wrong = |error: serde_json::Error| {
            // Without what it says of the contents.
            ReportError::Json(format!("line {}, column {}", error.line(), error.column()))
        };
        let Form { report } = serde_json::from_slice(json).map_err(wrong)?;
        if report != FORM {
            return Err(ReportError::Form(report));
        }
        serde_json::from_slice(json).map_err(wrong)
    }
}
