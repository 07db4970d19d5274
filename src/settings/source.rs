//! `[source]`: where results come from. The eligibility service and a folder exclude each other, so they are one type.

use std::path::PathBuf;

use serde::Deserialize;

use super::{Gateway, Kiosk, named};
use crate::eligibility::FacilityCode;

/// Where results come from, with all that this way needs and nothing that it does not.
#[derive(Debug, Clone)]
pub enum Source {
    /// `kind = "gateway"`: cards at this desk, confirmed by the service of `[gateway]`.
    Gateway(Gateway),
    /// `kind = "oqs-folder"`: results that a qualification terminal (資格確認端末) writes into a folder.
    Folder(Folder),
}

/// The service, and the facility that asks it: all that registering, proving and renewing take from the settings.
#[derive(Debug, Clone)]
pub struct Site {
    /// `[gateway]`
    pub gateway: Gateway,
    /// `[kiosk] facility`
    pub facility: FacilityCode,
}

impl Site {
    /// What these two tables say of it.
    #[must_use]
    pub fn of(gateway: &Gateway, kiosk: &Kiosk) -> Self {
        Self { gateway: gateway.clone(), facility: kiosk.facility.clone() }
    }
}

/// The folder that results come from.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder; the official layout calls it `OQS/face`.
    pub dir: PathBuf,
    /// What its files are encoded in.
    pub encoding: Encoding,
}

/// What files are encoded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Encoding {
    /// What each file declares. Copied text declares nothing: UTF-8 where it is that, else Shift JIS.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// UTF-8 only.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Shift JIS only, as Windows writes it (Windows-31J).
    #[serde(rename = "shift_jis")]
    ShiftJis,
}

/// `[source]` as it is written.
#[derive(Deserialize)]
pub(super) struct Table {
    kind: Kind,
    #[serde(default, deserialize_with = "named")]
    dir: Option<PathBuf>,
    #[serde(default)]
    encoding: Encoding,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Gateway,
    OqsFolder,
}

impl Default for Table {
    fn default() -> Self {
        Self { kind: Kind::Gateway, dir: None, encoding: Encoding::Auto }
    }
}

impl Table {
    /// The source that this table and `[gateway]` name together, or what is missing.
    pub(super) fn with(self, gateway: Option<Gateway>) -> Result<Source, &'static str> {
        match self.kind {
            Kind::Gateway => gateway.map(Source::Gateway).ok_or(
                "no [gateway]: write url, authority, certificate and key of the service there, or set [source] kind = \"oqs-folder\"",
            ),
            Kind::OqsFolder => self
                .dir
                .map(|dir| Source::Folder(Folder { dir, encoding: self.encoding }))
                .ok_or("[source] kind = \"oqs-folder\" needs dir, the folder that results are written to"),
        }
    }
}
