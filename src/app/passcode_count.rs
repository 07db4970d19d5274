//! How many passcodes in a row were wrong, on the disk: a restart must not give a guesser new tries.
//!
//! The file holds the count and no time: after every start the whole pause of that count begins again. So a clock that
//! jumps can neither end a pause nor make it last. The count is written before a passcode is compared, and taken back
//! where it was right: power that is cut in between is a wrong passcode.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::state_folder::{state_folder, write_state};
use crate::settings::Settings;

/// The file's name.
const FILE: &str = "wrong-passcodes";

/// What a file that cannot be read counts as: a pause, and a short one.
const UNREADABLE: u32 = 3;

/// The file of the count. Without a folder to write to, the count ends with the program.
#[derive(Debug, Clone)]
pub struct PasscodeCount(Option<PathBuf>);

impl PasscodeCount {
    /// The file in the folder of this kiosk's state.
    #[must_use]
    pub fn beside(settings: &Settings) -> Self {
        Self(state_folder(settings).map(|folder| folder.join(FILE)))
    }

    /// The count. A file that is not there is one of none.
    #[must_use]
    pub fn read(&self) -> u32 {
        let Some(file) = &self.0 else { return 0 };
        match fs::read_to_string(file) {
            Ok(text) => text.trim().parse().unwrap_or(UNREADABLE),
            Err(error) if error.kind() == ErrorKind::NotFound => 0,
            Err(error) => {
                tracing::warn!(%error, "the count of wrong passcodes cannot be read");
                UNREADABLE
            }
        }
    }

    /// Writes the count so that it outlives a power cut. Where it cannot be written, staff must be able to go on: it
    /// then ends with the program.
    pub(super) fn write(&self, count: u32) {
        let Some(file) = &self.0 else { return };
        let text = (count > 0).then(|| format!("{count}\n"));
        if let Err(error) = write_state(file, text.as_deref()) {
            tracing::warn!(%error, "the count of wrong passcodes cannot be written");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_there_after_a_restart_and_whatever_else_stands_in_its_file_is_a_pause() {
        let folder = tempfile::tempdir().unwrap();
        let count = PasscodeCount(Some(folder.path().join(FILE)));
        assert_eq!(count.read(), 0);
        for misses in [1, 2, 7] {
            count.write(misses);
            assert_eq!(count.clone().read(), misses);
        }
        for garbage in ["", "-1", "99999999999", "x"] {
            fs::write(folder.path().join(FILE), garbage).unwrap();
            assert_eq!(count.read(), UNREADABLE, "{garbage:?}");
        }
        count.write(0);
        assert_eq!((count.read(), fs::read_dir(folder.path()).unwrap().count()), (0, 0));
    }

    #[test]
    fn where_nothing_can_be_written_the_kiosk_goes_on() {
        let count = PasscodeCount(Some("/nowhere/uketsuke/wrong-passcodes".into()));
        count.write(5);
        assert_eq!(count.read(), 0);
    }
}
