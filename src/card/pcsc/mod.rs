//! The real reader: the system's smart-card daemon (pcsc-lite) behind the traits of [`super::link`].
//!
//! The watcher keeps one context; the worker establishes a new one for every card, because a context does not survive a
//! restart of the daemon and cannot be asked whether it is dead.

mod codes;
mod current_reader;
mod extended;
mod link;
mod names;
mod readers;
mod watcher;

pub use link::PcscConnector;
pub use names::ReaderPattern;
pub use readers::{CardSummary, ReaderInfo, card_summary, names, readers};
pub use watcher::PcscWatcher;

use current_reader::CurrentReader;

/// The worker's and the watcher's side of the readers that `pattern` names.
#[must_use]
pub fn open(pattern: &ReaderPattern) -> (PcscConnector, PcscWatcher) {
    let current = CurrentReader::default();
    (PcscConnector::new(current.clone()), PcscWatcher::new(pattern.clone(), current))
}
