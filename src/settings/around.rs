//! What stands around a visit: `[journal]` and `[handoff]`.

use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use super::{duration, named};

/// `[journal]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Journal {
    /// Folder of the journal, its head and its key; none: no journal is kept.
    #[serde(deserialize_with = "named")]
    pub dir: Option<PathBuf>,
    /// What happens where nothing can be written any more.
    pub when_full: WhenFull,
}

/// What happens when the journal cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WhenFull {
    /// Visits go on, and the screen says so to staff.
    #[default]
    Warn,
    /// No visit ends in an answer before it can be written again.
    Stop,
}

/// `[handoff]`, where it is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOff {
    /// What is written.
    pub form: Form,
    /// The folder that the receipt computer looks into.
    pub dir: PathBuf,
    /// What XML and CSV are encoded in. JSON is UTF-8 always.
    pub encoding: FileEncoding,
    /// A file older than this is removed.
    pub keep: Duration,
}

/// The form of a file for the receipt computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `OQSsiquc01res_face_*.xml`, the field's own.
    OqsXml,
    /// The same message as JSON.
    Json,
    /// One line of what a receipt computer needs.
    Csv,
}

/// What a file is encoded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
pub enum FileEncoding {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Shift JIS as Windows writes it (Windows-31J).
    #[serde(rename = "shift_jis")]
    ShiftJis,
}

/// `[handoff]` as it is written.
#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Table {
    kind: Kind,
    #[serde(deserialize_with = "named")]
    dir: Option<PathBuf>,
    encoding: FileEncoding,
    #[serde(deserialize_with = "duration::deserialize")]
    keep: Duration,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    None,
    OqsXml,
    Json,
    Csv,
}

impl Default for Table {
    fn default() -> Self {
        let keep = Duration::from_secs(7 * 86_400);
        Self { kind: Kind::None, dir: None, encoding: FileEncoding::Utf8, keep }
    }
}

impl Table {
    /// The hand-off that this table names, or what is missing.
    pub(super) fn named(self) -> Result<Option<HandOff>, &'static str> {
        let form = match self.kind {
            Kind::None => return Ok(None),
            Kind::OqsXml => Form::OqsXml,
            Kind::Json => Form::Json,
            Kind::Csv => Form::Csv,
        };
        let missing = "[handoff] needs dir, the folder that the receipt computer looks into";
        let dir = self.dir.ok_or(missing)?;
        Ok(Some(HandOff { form, dir, encoding: self.encoding, keep: self.keep }))
    }
}
