//! `uketsuke doctor`: the findings as text and as JSON. In English, like the rest of the command line; the staff menu
//! shows them in the language of the staff.

use std::fmt::Write as _;

use serde::Serialize;

use crate::common::{Finding, Health, Language, printable_line};
use crate::doctor::Doctor;
use crate::settings::{Settings, SettingsError};
use crate::ui::{FindingText, finding_text};

/// The findings of one run.
#[derive(Debug)]
pub struct DoctorReport(Vec<Finding>);

/// A finding in the JSON report. The words of `area`, `name` and `state` are stable; `found` and `remedy` are text for
/// people.
#[derive(Serialize)]
struct JsonFinding {
    area: &'static str,
    name: &'static str,
    state: &'static str,
    found: String,
    remedy: Option<String>,
}

impl DoctorReport {
    /// Examines this machine with these settings, or with the error that they had.
    #[must_use]
    pub fn new(settings: &Result<Settings, SettingsError>) -> Self {
        Self(Doctor::default().everything(settings))
    }

    /// Whether something is broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.0.iter().any(|finding| finding.health == Health::Broken)
    }

    /// One line for each finding, in columns; a remedy follows on a line of its own.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for finding in &self.0 {
            let FindingText { part, health, found, remedy } = finding_text(finding, Language::English);
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{health:<8}{part:<12}{}", printable_line(&found));
            if let Some(remedy) = remedy {
                let _ = writeln!(text, "{:<20}-> {}", "", printable_line(&remedy));
            }
        }
        text
    }

    /// An array of objects, in the same order.
    #[must_use]
    pub fn json(&self) -> String {
        let findings: Vec<JsonFinding> = self.0.iter().map(JsonFinding::new).collect();
        // Strings only: serializing them cannot fail.
        serde_json::to_string_pretty(&findings).unwrap_or_default() + "\n"
    }
}

impl JsonFinding {
    fn new(finding: &Finding) -> Self {
        let FindingText { found, remedy, .. } = finding_text(finding, Language::English);
        let (area, name) = finding.part.names();
        let state = match finding.health {
            Health::Fine => "ok",
            Health::Look => "look",
            Health::Broken => "broken",
        };
        Self { area, name, state, found, remedy }
    }
}
