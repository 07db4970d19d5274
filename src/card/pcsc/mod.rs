//! The real reader: the system's smart-card daemon (pcsc-lite) behind the traits of [`super::link`].
//!
//! The waiter keeps one context for its life; the worker takes a fresh one for every card, because a context does not
//! survive a restart of the daemon and there is no way to ask it whether it is dead. Knows no application and no card.

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

/// Both sides of the readers that `pattern` names.
#[must_use]
pub fn open(pattern: &ReaderPattern) -> (PcscConnector, PcscWatcher) {
    let current = CurrentReader::default();
    (PcscConnector::new(current.clone()), PcscWatcher::new(pattern.clone(), current))
}
