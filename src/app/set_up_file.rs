//! How far the set-up of a new kiosk has come, on the disk: power that is cut in the middle loses nothing.
//!
//! The file holds the word of the step at which it goes on, and is not there once the set-up has ended. What was chosen
//! stands in the settings alone.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::state_folder::{state_folder, write_state};
use crate::settings::Settings;
use crate::staff::set_up::SetUpStep;

/// The file's name.
const FILE: &str = "set-up";

/// The step at which the set-up goes on, and its file. Without a folder to write to, it ends with the program.
#[derive(Debug)]
pub struct SetUpFile {
    path: Option<PathBuf>,
    pending: Option<SetUpStep>,
    /// Staff want the form that registers this terminal.
    pub(super) registers: bool,
}

impl SetUpFile {
    /// The file in the folder of this kiosk's state. A terminal that has yet to be registered begins with the set-up,
    /// whatever the file says; another one that never began it needs none. A file that cannot be read or says something
    /// else begins again: every step shows what is set.
    #[must_use]
    pub fn beside(settings: &Settings, unregistered: bool) -> Self {
        let path = settings.has_file().then(|| state_folder(settings)).flatten().map(|folder| folder.join(FILE));
        let begun = path.as_ref().and_then(|path| match fs::read_to_string(path) {
            Ok(text) => Some(SetUpStep::of_word(text.trim()).unwrap_or(SetUpStep::Language)),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                tracing::warn!(%error, "it cannot be read how far the set-up has come");
                None
            }
        });
        Self { path, pending: begun.or(unregistered.then_some(SetUpStep::Language)), registers: false }
    }

    /// The step at which the set-up goes on; none: it has ended, or was never begun.
    #[must_use]
    pub const fn pending(&self) -> Option<SetUpStep> {
        self.pending
    }

    /// Keeps that a set-up that has not ended has come so far. Answers whether that is news.
    pub(super) fn keep(&mut self, step: SetUpStep) -> bool {
        let news = self.pending.is_some_and(|pending| pending < step);
        if news {
            tracing::info!(step = step.as_str(), "the set-up goes on");
            self.pending = Some(step);
            self.write();
        }
        news
    }

    /// The set-up has ended.
    pub(super) fn end(&mut self) {
        if self.pending.take().is_some() {
            tracing::info!("the set-up has ended");
            self.write();
        }
    }

    fn write(&self) {
        let Some(path) = &self.path else { return };
        let text = self.pending.map(|step| format!("{}\n", step.as_str()));
        if let Err(error) = write_state(path, text.as_deref()) {
            tracing::warn!(%error, "it cannot be written how far the set-up has come");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const SETTINGS: &str = "[kiosk]\nfacility = \"1319999999\"\nname = \"x\"\n[gateway]\nurl = \"https://x\"\n\
                            authority = \"a\"\ncertificate = \"c\"\nkey = \"k\"\n";

    fn settings(folder: &Path) -> Settings {
        fs::write(folder.join("kiosk.toml"), SETTINGS).unwrap();
        Settings::load(&folder.join("kiosk.toml")).unwrap()
    }

    #[test]
    fn a_set_up_goes_on_where_it_was_until_it_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        assert_eq!(SetUpFile::beside(&settings, false).pending(), None, "a kiosk at work needs none");
        let mut file = SetUpFile::beside(&settings, true);
        assert_eq!(file.pending(), Some(SetUpStep::Language));
        assert!(file.keep(SetUpStep::Passcode) && !file.keep(SetUpStep::Source), "no step back is kept");
        for unregistered in [true, false] {
            assert_eq!(SetUpFile::beside(&settings, unregistered).pending(), Some(SetUpStep::Passcode));
        }
        file.end();
        assert_eq!(SetUpFile::beside(&settings, false).pending(), None);
    }

    #[test]
    fn a_set_up_that_has_ended_is_not_begun_by_going_through_it_again() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        let mut file = SetUpFile::beside(&settings, false);
        assert!(!file.keep(SetUpStep::Sound));
        assert_eq!(SetUpFile::beside(&settings, false).pending(), None);
    }

    #[test]
    fn a_file_of_something_else_begins_at_the_first_step() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        for other in ["", "\0", "Passcode"] {
            fs::write(folder.path().join(FILE), other).unwrap();
            assert_eq!(SetUpFile::beside(&settings, false).pending(), Some(SetUpStep::Language), "{other:?}");
        }
    }
}
