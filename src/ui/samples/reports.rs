//! Synthetic pages of the report for support.

use super::staff::{ill, open, pressed};
use crate::common::Part;
use crate::report::{Report, ReportedFinding};
use crate::staff::diagnosis::{ReportFault, Reported};
use crate::staff::{Facts, StaffMenu};

/// The report for support.
pub(super) fn all() -> Vec<(String, StaffMenu)> {
    let pages = [
        ("diagnosis-codes", Facts { machine: ill(), report: reported(None), ..open() }, "51"),
        ("diagnosis-codes-2", Facts { machine: ill(), report: reported(None), ..open() }, "51\r"),
        ("diagnosis-codes-making", open(), "51"),
        ("diagnosis-file", Facts { report: reported(Some(Ok(FILE.to_owned()))), ..open() }, "52"),
        ("diagnosis-file-making", open(), "52"),
        ("diagnosis-file-none", Facts { report: reported(Some(Err(ReportFault::NoFolder))), ..open() }, "52"),
        ("diagnosis-file-refused", Facts { report: reported(Some(Err(read_only()))), ..open() }, "52"),
    ];
    pages.map(|(name, facts, keys)| (format!("staff-{name}"), pressed(facts, keys))).into()
}

/// Where a site finds the report for support.
const FILE: &str = "/var/spool/uketsuke/uketsuke-report-0a1b2c3d.txt";

fn read_only() -> ReportFault {
    ReportFault::NotWritten(FILE.to_owned())
}

/// The report for support of a kiosk whose reader is gone.
fn reported(written: Option<Result<String, ReportFault>>) -> Reported {
    let findings = [(Part::Reader, "broken"), (Part::Service, "ok"), (Part::Clock, "ok")].map(|(part, state)| {
        let (area, name) = part.names();
        let remedy = (state == "broken").then(|| "Plug the reader in again.".to_owned());
        let found = if state == "broken" { "K-201" } else { "ready" };
        ReportedFinding {
            area: area.to_owned(),
            name: name.to_owned(),
            state: state.to_owned(),
            found: found.to_owned(),
            remedy,
        }
    });
    let made = "2026-11-30T10:30:00+09:00".to_owned();
    let report = Report { findings: findings.into(), ..Report::new("0.1.0", made) };
    Reported { packed: report.packed(), written }
}
