//! What is handed on to the receipt computer.

use std::path::PathBuf;
use std::time::Duration;

use super::schema::HandOffTable;
use super::values::HandOffKind;
use crate::common::FileEncoding;

/// `[handoff]`, where it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOffSettings {
    /// What is written.
    pub format: HandOffFormat,
    /// The folder that the receipt computer looks into.
    pub dir: PathBuf,
    /// What XML and CSV are encoded in. JSON is UTF-8 always.
    pub encoding: FileEncoding,
    /// A file older than this is removed.
    pub keep: Duration,
}

/// The format of a file for the receipt computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HandOffFormat {
    /// `OQSsiquc01res_face_*.xml`, the field's own.
    OqsXml,
    /// The same message as JSON.
    Json,
    /// One line of what a receipt computer needs.
    Csv,
}

impl HandOffSettings {
    /// The hand-off that this table names, or what is missing.
    pub(super) fn new(table: HandOffTable) -> Result<Option<Self>, &'static str> {
        let HandOffTable { kind, dir, encoding, keep } = table;
        let format = match kind {
            HandOffKind::None => return Ok(None),
            HandOffKind::OqsXml => HandOffFormat::OqsXml,
            HandOffKind::Json => HandOffFormat::Json,
            HandOffKind::Csv => HandOffFormat::Csv,
        };
        if dir.is_empty() {
            return Err("[handoff] needs dir, the folder that the receipt computer looks into");
        }
        Ok(Some(Self { format, dir: dir.into(), encoding, keep }))
    }
}
