//! `uketsuke doctor`: the findings as text and as JSON. In English, like the rest of the command line; the staff menu
//! shows them in the language of the staff.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::doctor_ask::Observation;
use super::report::{self, ReportFileError, state};
use crate::common::{Finding, Health, Language, printable_line};
use crate::doctor::{Doctor, staff_access};
use crate::settings::{Settings, SettingsError};
use crate::ui::{FindingText, finding_text};

/// The findings of one run, and what one question by number has shown.
#[derive(Debug)]
pub struct DoctorReport {
    findings: Vec<Finding>,
    asked: Vec<Observation>,
}

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
        Self { findings: Doctor::default().everything(settings), asked: Vec::new() }
    }

    /// Writes the report for support from afar, of these findings, with these settings.
    pub fn write(&self, file: &Path, settings: &Result<Settings, SettingsError>) -> Result<(), ReportFileError> {
        let report = report::report(settings.as_ref(), &self.findings, None);
        report::write_to(&report, file)
            .map_err(|source| ReportFileError::Unwritable { path: report::shown(file), source })
    }

    /// With what a question by number has shown.
    #[must_use]
    pub fn with(self, asked: Vec<Observation>) -> Self {
        Self { asked, ..self }
    }

    /// That nothing shows who is staff, where that is so: who has just registered is to know it before a visitor does.
    #[must_use]
    pub fn of_missing_staff_access(settings: &Settings) -> Option<Self> {
        let findings = staff_access(settings);
        let wanting = findings.iter().any(|finding| finding.health != Health::Fine);
        wanting.then_some(Self { findings, asked: Vec::new() })
    }

    /// Whether something is broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        let findings = self.findings.iter().map(|finding| finding.health);
        findings.chain(self.asked.iter().map(|asked| asked.health)).any(|health| health == Health::Broken)
    }

    /// One line for each finding, in columns; a remedy follows on a line of its own.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            let FindingText { part, health, found, remedy } = finding_text(finding, Language::English);
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{health:<8}{part:<12}{}", printable_line(&found));
            if let Some(remedy) = remedy {
                let _ = writeln!(text, "{:<20}-> {}", "", printable_line(&remedy));
            }
        }
        for Observation { health, found, remedy, .. } in &self.asked {
            let _ = writeln!(text, "{:<8}{:<12}{}", state(*health), "terminal", printable_line(found));
            if let Some(remedy) = remedy {
                let _ = writeln!(text, "{:<20}-> {}", "", printable_line(remedy));
            }
        }
        text
    }

    /// An array of objects, in the same order.
    #[must_use]
    pub fn json(&self) -> String {
        let asked = self.asked.iter().map(JsonFinding::asked);
        let findings: Vec<JsonFinding> = self.findings.iter().map(JsonFinding::new).chain(asked).collect();
        // Strings only: serializing them cannot fail.
        serde_json::to_string_pretty(&findings).unwrap_or_default() + "\n"
    }
}

impl JsonFinding {
    fn new(finding: &Finding) -> Self {
        let FindingText { found, remedy, .. } = finding_text(finding, Language::English);
        let (area, name) = finding.part.names();
        Self { area, name, state: state(finding.health), found, remedy }
    }

    fn asked(asked: &Observation) -> Self {
        let Observation { name, health, found, remedy } = asked.clone();
        Self { area: "terminal", name, state: state(health), found, remedy }
    }
}
