//! The report for support from afar, put together from what the doctor, the journal and the settings tell, and where
//! its file lies.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use time::format_description::well_known::Rfc3339;
use time::macros::format_description;

use super::kiosk_mark::kiosk_mark;
use super::state_folder::state_folder;
use crate::common::{
    BundleState, FileMode, Finding, FindingDetail, Health, Language, Part, ReplaceOptions, clock_is_set, in_japan,
    open_regular, printable_line, replace_file,
};
use crate::doctor::host::Host;
use crate::doctor::machine;
use crate::journal::recent;
use crate::report::{MAX_FILE, Report, ReportError, ReportedCode, ReportedFinding};
use crate::settings::{Settings, SettingsError};
use crate::staff::diagnosis::ReportFault;
use crate::ui::{FindingText, finding_text};

/// The file in the folder that the site can reach. Always the same name on this kiosk: a newer report takes the place
/// of an older one, and of none of another kiosk. Receipt computers look for other endings.
fn file_name(settings: &Settings) -> String {
    format!("uketsuke-report-{}.txt", kiosk_mark(settings))
}

/// So many codes are told.
const CODES: usize = 20;
/// Under a hidden provisional name, which no receipt computer takes for a file that is whole.
const WRITING: ReplaceOptions =
    ReplaceOptions { hidden: true, mode: FileMode::Umasked(0o640), owner: None, synced: true };

/// The report of this machine with these findings; `screen`: columns and rows.
pub(super) fn report(
    settings: Result<&Settings, &SettingsError>,
    findings: &[Finding],
    screen: Option<(u16, u16)>,
) -> Report {
    let (host, now) = (Host::here(), SystemTime::now());
    let today = in_japan(now);
    let made = |time: SystemTime| {
        let time = in_japan(time);
        time.replace_nanosecond(0).unwrap_or(time).format(&Rfc3339).unwrap_or_default()
    };
    let built = std::fs::metadata("/proc/self/exe").and_then(|program| program.modified()).map(made);
    let mut machine: std::collections::BTreeMap<String, String> = machine::machine(&host)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), printable_line(&value).into_owned()))
        .collect();
    machine.extend(screen.map(|(columns, rows)| ("screen".to_owned(), format!("{columns}x{rows}"))));
    machine.insert("clock".to_owned(), if clock_is_set(now) { "set" } else { "not set" }.to_owned());
    let journal = settings.ok().and_then(|settings| settings.journal.dir.as_deref());
    let recent = journal.map(|folder| recent(folder, today, CODES)).unwrap_or_default();
    let at = format_description!("[month]-[day] [hour]:[minute]");
    let codes = recent
        .codes
        .into_iter()
        .map(|(time, code)| ReportedCode { at: time.format(&at).unwrap_or_default(), code: code.to_owned() });
    Report {
        built: built.unwrap_or_default(),
        uptime: machine::running_for(&host).map_or(0, |time| time.as_secs()),
        machine,
        findings: findings.iter().map(|finding| reported(finding, settings.err())).collect(),
        codes: codes.collect(),
        settings: settings.map(Settings::told).unwrap_or_default().into_iter().collect(),
        counts: recent.counts.into_iter().map(|(word, count)| (word.to_owned(), count)).collect(),
        ..Report::new(env!("CARGO_PKG_VERSION"), made(now))
    }
}

/// How a part is, in a stable word.
pub(super) const fn state(health: Health) -> &'static str {
    match health {
        Health::Fine => "ok",
        Health::Look => "look",
        Health::Broken => "broken",
    }
}

/// A finding as `uketsuke doctor --json` has it. What is wrong with the settings may quote them, and with them a
/// passcode that stands in the wrong place: only the place is told.
fn reported(finding: &Finding, error: Option<&SettingsError>) -> ReportedFinding {
    let place = |error: &SettingsError| match error {
        SettingsError::Unreadable { source, .. } => format!("cannot be read ({})", source.kind()),
        SettingsError::Wrong { error, .. } => {
            format!("wrong in line {}, column {}; uketsuke doctor on the kiosk says what", error.line, error.column)
        }
    };
    let told = match (finding.part, &finding.detail) {
        (Part::Settings, FindingDetail::Wrong(_)) => Some(error.map_or_else(|| "wrong".to_owned(), place)),
        // What a bundle says is the words of whom signed it.
        (_, FindingDetail::Bundle(BundleState::Refused(..) | BundleState::Unusable(_))) => {
            Some("not taken; uketsuke doctor on the kiosk says why".to_owned())
        }
        _ => None,
    };
    let FindingText { found, remedy, .. } = finding_text(finding, Language::English);
    let (area, name) = finding.part.names();
    ReportedFinding {
        area: area.to_owned(),
        name: name.to_owned(),
        state: state(finding.health).to_owned(),
        found: printable_line(&told.unwrap_or(found)).into_owned(),
        remedy: remedy.map(|remedy| printable_line(&remedy).into_owned()),
    }
}

/// Writes it where the site can reach it: into the folder of the hand-off, else into the kiosk's own state.
pub(super) fn write(report: &Report, settings: &Settings) -> Result<String, ReportFault> {
    let handoff = settings.handoff.as_ref().map(|handoff| handoff.dir.clone());
    let folders: Vec<PathBuf> = handoff.into_iter().chain(state_folder(settings)).collect();
    let mut fault = ReportFault::NoFolder;
    for folder in folders {
        let path = folder.join(file_name(settings));
        match write_to(report, &path) {
            Ok(()) => return Ok(shown(&path)),
            Err(error) => {
                tracing::warn!(%error, "the report for support was not written");
                fault = ReportFault::NotWritten(shown(&path));
            }
        }
    }
    Err(fault)
}

/// A path as it is shown.
pub(super) fn shown(path: &Path) -> String {
    printable_line(&path.display().to_string()).into_owned()
}

/// Writes it to this file.
pub(super) fn write_to(report: &Report, path: &Path) -> io::Result<()> {
    replace_file(path, report.file().as_bytes(), WRITING)
}

/// Why a report for support cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ReportFileError {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why not.
        source: io::Error,
    },
    /// It is no report.
    #[error("{path} {source}")]
    Wrong {
        /// The file.
        path: String,
        /// Why not.
        source: ReportError,
    },
    /// The file cannot be written.
    #[error("{path}: {source}; name a file in a folder that this user may write")]
    Unwritable {
        /// The file.
        path: String,
        /// Why not.
        source: io::Error,
    },
}

/// Reads a report, or a text with its pages; `-` is the standard input.
pub(super) fn read(path: &Path) -> Result<Report, ReportFileError> {
    let name = || shown(path);
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_FILE).unwrap_or(u64::MAX).saturating_add(1);
    let read = if path == Path::new("-") {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        open_regular(path).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    read.map_err(|source| ReportFileError::Unreadable { path: name(), source })?;
    Report::read(&bytes).map_err(|source| ReportFileError::Wrong { path: name(), source })
}
