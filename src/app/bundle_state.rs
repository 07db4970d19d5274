//! What the loop knows of bundles of settings.

use crate::settings::{BundleWatch, Settings};

/// Whether a bundle waits, and whether one was laid in.
#[derive(Debug)]
pub struct Bundles {
    pub(super) watch: BundleWatch,
    /// Staff's settings are being saved: one after the other.
    pub(super) saving: bool,
    /// A bundle's settings are in the file: the program restarts as soon as the kiosk is unused.
    pub(super) restarts: bool,
}

impl Bundles {
    /// For these settings.
    pub(super) fn new(settings: &Settings) -> Self {
        Self { watch: BundleWatch::new(settings), saving: false, restarts: false }
    }
}
