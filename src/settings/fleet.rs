//! `[fleet]`: whose bundles of settings this kiosk takes, and which one it has taken.

use std::path::{Path, PathBuf};

use super::fleet_values::TakenBundle;
use super::schema::FleetTable;

/// Whose bundles of settings this kiosk takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FleetSettings {
    /// This kiosk's name in a bundle.
    pub kiosk: String,
    /// PEM file of the public keys of which one has to have signed a bundle.
    pub key: PathBuf,
    /// The bundle whose settings the file has. It stands in the same file as what it brought, so that neither is ever
    /// there without the other.
    pub taken: Option<TakenBundle>,
}

impl FleetSettings {
    /// `None` where the table says nothing.
    pub(super) fn new(table: FleetTable) -> Result<Option<Self>, &'static str> {
        match table {
            FleetTable { kiosk: None, key: None, .. } => Ok(None),
            FleetTable { kiosk: Some(kiosk), key: Some(key), taken } => Ok(Some(Self { kiosk, key, taken })),
            _ => Err("[fleet] needs kiosk and key, or neither of them"),
        }
    }

    /// A relative path is one in `folder`.
    pub(super) fn within(&mut self, folder: &Path) {
        self.key = folder.join(&self.key);
    }
}
