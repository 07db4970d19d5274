//! Where this kiosk keeps what must outlive it and is no journal.

use std::path::{Path, PathBuf};

use crate::settings::Settings;

/// The folder that the service manager gives the unit for its state, else beside the journal, else beside the settings.
/// `None`: there is none of them.
#[must_use]
pub fn state_folder(settings: &Settings) -> Option<PathBuf> {
    let given = std::env::var_os("STATE_DIRECTORY").filter(|given| !given.is_empty()).map(PathBuf::from);
    let beside_settings = || settings.file.parent().filter(|_| settings.has_file()).map(Path::to_owned);
    given.or_else(|| settings.journal.dir.clone()).or_else(beside_settings)
}
