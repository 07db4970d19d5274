//! Where this kiosk keeps what must outlive it and is no journal.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::common::replace_file::{FileMode, ReplaceOptions, replace_file};
use crate::exchange::inquiry::keeps_state_in;
use crate::settings::Settings;

/// The folder that the service manager gives the unit for its state, else beside the journal, else beside the settings.
/// `None`: there is none of them.
#[must_use]
pub fn state_folder(settings: &Settings) -> Option<PathBuf> {
    let given = std::env::var_os("STATE_DIRECTORY").filter(|given| !given.is_empty()).map(PathBuf::from);
    let beside_settings = || settings.file.parent().filter(|_| settings.has_file()).map(Path::to_owned);
    given.or_else(|| settings.journal.dir.clone()).or_else(beside_settings)
}

/// Writes a file of the state so that it outlives a power cut; `None` removes it.
pub(super) fn write_state(path: &Path, text: Option<&str>) -> io::Result<()> {
    match text {
        Some(text) => {
            let options = ReplaceOptions { hidden: true, mode: FileMode::Exact(0o600), owner: None, synced: true };
            replace_file(path, text.as_bytes(), options)?;
        }
        None => match fs::remove_file(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            removed => removed?,
        },
    }
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

/// The folder of the state of inquiries. A command runs outside of the unit: where the kiosk has its state in the
/// folder that holds the journal's, as the package has it, the command uses the same one, and never its numbers once
/// more.
#[must_use]
pub fn inquiry_folder(settings: &Settings) -> Option<PathBuf> {
    let of_unit = settings.journal.dir.as_deref().and_then(Path::parent).filter(|folder| keeps_state_in(folder));
    of_unit.map(Path::to_owned).or_else(|| state_folder(settings))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_uses_the_state_that_the_kiosk_has_beside_its_journal() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("kiosk.toml");
        let table = "[source]\nkind = \"oqs-folder\"\ndir = \"face\"\n[journal]\ndir = \"state/journal\"\n";
        fs::write(&path, format!("[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n{table}")).unwrap();
        let settings = Settings::load(&path).unwrap();
        assert_eq!(inquiry_folder(&settings), state_folder(&settings));
        fs::create_dir(home.path().join("state")).unwrap();
        fs::write(home.path().join("state/inquiries.lock"), "").unwrap();
        assert_eq!(inquiry_folder(&settings), Some(home.path().join("state")));
    }
}
