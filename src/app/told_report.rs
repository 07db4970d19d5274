//! `uketsuke doctor --read`: a report of another kiosk, printed as `uketsuke doctor` prints that of this machine.

use std::fmt::Write as _;
use std::path::Path;

use super::report::{ReportFileError, read};
use crate::common::printable_line;
use crate::report::Report;

/// A report that was read.
#[derive(Debug)]
pub struct ToldReport(Report);

impl ToldReport {
    /// Reads the file that a kiosk has written, or a text with the pages that were scanned off its screen.
    pub fn read(file: &Path) -> Result<Self, ReportFileError> {
        read(file).map(Self)
    }

    /// Whether something is broken there.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.0.findings.iter().any(|finding| finding.state == "broken")
    }

    /// What it tells of the kiosk, then the findings as the doctor prints them, what is broken first.
    #[must_use]
    pub fn text(&self) -> String {
        let Report { version, built, made, uptime, machine, findings, codes, settings, counts, .. } = &self.0;
        let mut text = String::new();
        let mut line = |name: &str, words: &str| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{:<20}{}", printable_line(name), printable_line(words));
        };
        line("report of", made);
        line("version", &format!("{version} {built}"));
        line("running for", &format!("{uptime} s"));
        for (name, value) in machine {
            line(name, value);
        }
        let _ = writeln!(text);
        let broken = |broken| findings.iter().filter(move |finding| (finding.state == "broken") == broken);
        for finding in broken(true).chain(broken(false)) {
            let (state, name) = (printable_line(&finding.state), printable_line(&finding.name));
            let _ = writeln!(text, "{state:<8}{name:<12}{}", printable_line(&finding.found));
            if let Some(remedy) = &finding.remedy {
                let _ = writeln!(text, "{:<20}-> {}", "", printable_line(remedy));
            }
        }
        let mut list = |title: &str, lines: Vec<(&str, String)>| {
            if !lines.is_empty() {
                let _ = writeln!(text, "\n{title}");
            }
            for (name, words) in lines {
                let _ = writeln!(text, "  {:<18}{}", printable_line(name), printable_line(&words));
            }
        };
        list("last codes", codes.iter().map(|code| (code.at.as_str(), code.code.clone())).collect());
        list("today", counts.iter().map(|(name, count)| (name.as_str(), count.to_string())).collect());
        list("settings", settings.iter().map(|(key, value)| (key.as_str(), value.clone())).collect());
        text
    }

    /// The findings as `uketsuke doctor --json` has them.
    #[must_use]
    pub fn json(&self) -> String {
        // Strings only: serializing them cannot fail.
        serde_json::to_string_pretty(&self.0.findings).unwrap_or_default() + "\n"
    }
}
