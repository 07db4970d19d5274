//! `uketsuke doctor`: what was found, for people and for machines. In English, as the rest of the command line is;
//! staff read theirs in the menu, in their language.

use std::fmt::Write as _;

use serde::Serialize;

use crate::common::finding::{Finding, Health};
use crate::common::language::Language;
use crate::doctor::Doctor;
use crate::settings::{Settings, SettingsError};
use crate::ui::{FindingText, finding_text};

/// What was found.
#[derive(Debug)]
pub struct Report(Vec<Finding>);

/// A finding as a machine reads it. `area`, `name` and `state` are words that stay; the others are for people.
#[derive(Serialize)]
struct Line {
    area: &'static str,
    name: &'static str,
    state: &'static str,
    found: String,
    remedy: Option<String>,
}

impl Report {
    /// Looks at this machine with these settings, or with what is wrong with them.
    #[must_use]
    pub fn of(settings: &Result<Settings, SettingsError>) -> Self {
        Self(Doctor::default().everything(settings))
    }

    /// Whether something is broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.0.iter().any(|finding| finding.health == Health::Broken)
    }

    /// A line each, in columns, and below one that is not well what to do.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for finding in &self.0 {
            let FindingText { part, health, found, remedy } = finding_text(finding, Language::English);
            // A String takes everything.
            let _ = writeln!(text, "{health:<8}{part:<12}{found}");
            if let Some(remedy) = remedy {
                let _ = writeln!(text, "{:<20}-> {remedy}", "");
            }
        }
        text
    }

    /// An array of objects, in the same order.
    #[must_use]
    pub fn json(&self) -> String {
        let lines: Vec<Line> = self.0.iter().map(line).collect();
        // Text and constants: nothing that JSON could not say.
        serde_json::to_string_pretty(&lines).unwrap_or_default() + "\n"
    }
}

fn line(finding: &Finding) -> Line {
    let FindingText { found, remedy, .. } = finding_text(finding, Language::English);
    let (area, name) = finding.part.names();
    let state = match finding.health {
        Health::Fine => "ok",
        Health::Look => "look",
        Health::Broken => "broken",
    };
    Line { area, name, state, found, remedy }
}
