//! A command line that was understood.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::commands::{CONFIG, Command};
use crate::settings::DEFAULT_PATH;

/// A command line that was understood.
#[derive(Debug)]
pub struct GivenCommand {
    /// Which command.
    pub command: &'static Command,
    pub(super) options: BTreeMap<&'static str, OsString>,
    pub(super) operand: Option<OsString>,
}

impl GivenCommand {
    /// The value of an option, taken out.
    pub fn take(&mut self, option: &str) -> Option<OsString> {
        self.options.remove(option)
    }

    /// Whether a switch was given.
    #[must_use]
    pub fn has(&self, option: &str) -> bool {
        self.options.contains_key(option)
    }

    /// Whether none but these are left.
    #[must_use]
    pub fn has_only(&self, options: &[&str]) -> bool {
        self.options.keys().all(|option| options.contains(option))
    }

    /// The settings file.
    pub fn config(&mut self) -> PathBuf {
        self.take(CONFIG.name).map_or_else(|| DEFAULT_PATH.into(), PathBuf::from)
    }

    /// The word that is no option.
    pub fn operand(&mut self) -> Option<OsString> {
        self.operand.take()
    }
}
