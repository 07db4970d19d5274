//! Where results come from. The eligibility service and a folder exclude each other, so they are one type.

use std::path::PathBuf;
use std::time::Duration;

use super::endpoint::Endpoint;
use super::key_location::KeyLocation;
use super::schema::{GatewayTable, KioskSettings, SourceTable};
use super::values::{ResultEncoding, SourceKind};
use crate::eligibility::FacilityCode;

/// Where results come from, with all that this way needs and nothing that it does not.
#[derive(Debug, Clone)]
pub enum ResultSource {
    /// `[source] kind = "gateway"`: cards at this kiosk, confirmed by the service of `[gateway]`.
    Gateway(Box<GatewaySettings>),
    /// `[source] kind = "oqs-folder"`: results that a qualification terminal (資格確認端末) writes into a folder.
    Folder(ResultFolder),
}

/// `[gateway]`
#[derive(Debug, Clone)]
pub struct GatewaySettings {
    /// How the service is reached.
    pub endpoint: Endpoint,
    /// PEM file of the one authority that may sign the service's certificate.
    pub authority: PathBuf,
    /// PEM file of this terminal's certificate.
    pub certificate: PathBuf,
    /// PEM (PKCS#8) of this terminal's key; readable by the kiosk's user only.
    pub key: KeyLocation,
}

/// The service, and the facility that asks it: all that registering, proving and renewing take from the settings.
#[derive(Debug, Clone)]
pub struct Site {
    /// `[gateway]`
    pub gateway: GatewaySettings,
    /// `[kiosk] facility`
    pub facility: FacilityCode,
}

impl Site {
    /// What these two tables say of it.
    #[must_use]
    pub fn new(gateway: &GatewaySettings, kiosk: &KioskSettings) -> Self {
        Self { gateway: gateway.clone(), facility: kiosk.facility.clone() }
    }
}

/// The folder that results come from.
#[derive(Debug, Clone)]
pub struct ResultFolder {
    /// The folder; the official layout calls it `OQS/face`.
    pub dir: PathBuf,
    /// What its files are encoded in.
    pub encoding: ResultEncoding,
    /// A result whose time differs by more from this machine's clock, before or after, is not of this moment.
    pub max_age: Duration,
}

/// The visitor of an older result may have left.
const MAX_AGE: Duration = Duration::from_secs(15 * 60);

impl From<GatewayTable> for GatewaySettings {
    fn from(table: GatewayTable) -> Self {
        let GatewayTable { url, authority, certificate, key, deadline, proxy } = table;
        Self { endpoint: Endpoint { url, proxy, deadline }, authority, certificate, key }
    }
}

impl ResultSource {
    /// The source that these tables name together, or what is missing. `cards` is that of `[exchange]`.
    pub(super) fn new(
        source: Option<SourceTable>,
        cards: Option<PathBuf>,
        gateway: Option<GatewayTable>,
    ) -> Result<Self, &'static str> {
        match source {
            Some(SourceTable { kind: SourceKind::OqsFolder, dir: Some(_), .. }) if cards.is_some() => {
                Err("the folder of card results is named twice: write it as [exchange] cards, or as [source] dir")
            }
            None | Some(SourceTable { kind: SourceKind::Gateway, .. }) => {
                gateway.map(|table| Self::Gateway(Box::new(table.into()))).ok_or(
                    "no [gateway]: write url, authority, certificate and key of the service there, or set [source] kind = \"oqs-folder\"",
                )
            }
            Some(SourceTable { kind: SourceKind::OqsFolder, max_age, .. }) if max_age > MAX_AGE => {
                Err("[source] max_age is more than \"15m\": the visitor of an older result may have left")
            }
            Some(SourceTable { kind: SourceKind::OqsFolder, dir, encoding, max_age }) => dir
                .or(cards)
                .map(|dir| Self::Folder(ResultFolder { dir, encoding, max_age }))
                .ok_or(
                    "[source] kind = \"oqs-folder\" needs the folder that results of cards are written to: [exchange] cards, or dir",
                ),
        }
    }
}
