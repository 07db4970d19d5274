//! What a panic leaves behind: a clean terminal, the fatal screen, and its place in the log.

use std::io::{self, Write as _};

use super::log;
use crate::tty::modes::{self, ExitScreen};

/// From now on a panic gives the terminal back, shows the fatal screen and logs its place. Its message is not logged:
/// it can contain what was typed or what a card sent.
pub(super) fn give_back_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        modes::give_back(ExitScreen::Fatal);
        if let Some(place) = panic.location() {
            tracing::error!(file = place.file(), line = place.line(), "panic");
            let _ = writeln!(io::stderr(), "uketsuke: panic at {}:{}", place.file(), place.line());
        }
        log::finish();
    }));
}
