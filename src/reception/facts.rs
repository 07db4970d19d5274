//! What the pages know of the kiosk, read when they open.

use crate::visit::Check;

/// What the pages know of the kiosk.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Whether a passcode is set.
    pub guarded: bool,
    /// Whom to call for this kiosk (`[kiosk] contact`).
    pub contact: Option<String>,
    /// Today's checks, the latest last.
    pub today: Vec<Check>,
}
