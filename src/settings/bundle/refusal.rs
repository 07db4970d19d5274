//! Why a bundle was refused last, for `uketsuke doctor`.

use std::fs;

use time::PrimitiveDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

use super::super::edit::file;
use super::super::fleet_values::AT;
use super::super::load::Settings;
use super::clock::BundleClock;
use super::error::BundleError;
use super::place;
use crate::common::{printable_line, read_regular_unlinked};

/// As long as the reason may be, in characters.
const MAX_WORDS: usize = 400;
/// As much of the file as is read, in bytes.
const MAX_FILE: u64 = 4096;
const WHEN: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day] [hour]:[minute]");

/// A bundle that was refused, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    at: PrimitiveDateTime,
    /// Why, in our words.
    pub words: String,
}

impl Refusal {
    /// The last one since a bundle was taken.
    #[must_use]
    pub fn beside(settings: &Settings) -> Option<Self> {
        let text = read_regular_unlinked(&place::refused(settings), MAX_FILE).ok()?;
        let (at, words) = text.trim_end().split_once(' ')?;
        Some(Self { at: PrimitiveDateTime::parse(at, AT).ok()?, words: printable_line(words).into_owned() })
    }

    /// Date and time in Japan, as a person reads them.
    #[must_use]
    pub fn when(&self) -> String {
        self.at.format(WHEN).unwrap_or_default()
    }

    /// Keeps why a bundle was refused. Where that cannot be written, only the caller says it.
    pub(super) fn keep(settings: &Settings, error: &BundleError, clock: BundleClock) {
        let words: String = printable_line(&error.to_string()).chars().take(MAX_WORDS).collect();
        let at = clock.at.format(AT).unwrap_or_default();
        let target = place::settings_file(settings);
        if let Err(error) = file::write_as(&target, &place::refused(settings), format!("{at} {words}\n").as_bytes()) {
            tracing::warn!(%error, "it cannot be written why a bundle of settings was refused");
        }
    }

    /// It is over: another bundle was taken.
    pub(super) fn forget(settings: &Settings) {
        // Where it stays, it says when it was.
        let _ = fs::remove_file(place::refused(settings));
    }
}
