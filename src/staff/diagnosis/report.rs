//! The report for support, as the page of the diagnosis knows it.

use crate::report::PackedReport;

/// What has been made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reported {
    /// For the codes on the screen; empty while it is being made.
    pub packed: PackedReport,
    /// The file that was written; none while it is being written.
    pub written: Option<Result<String, ReportFault>>,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportFault {
    /// Neither a hand-off nor a state folder is there.
    NoFolder,
    /// This file could not be written; the log says why.
    NotWritten(String),
}
