//! The real reader: the system's smart-card daemon (pcsc-lite) behind the traits of [`super::link`].
//!
//! The waiter keeps one context for its life; the worker takes a fresh one for every card, because a context does not
//! survive a restart of the daemon and there is no way to ask it whether it is dead. Knows no application and no card.

use std::ffi::{CStr, CString};
use std::sync::{Arc, Mutex, PoisonError};

mod codes;
mod extended;
mod link;
mod names;
mod readers;
mod watcher;

pub use link::PcscConnector;
pub use names::ReaderPattern;
pub use readers::{CardSummary, ReaderInfo, card_summary, names, readers};
pub use watcher::PcscWatcher;

/// Both sides of the readers that `pattern` names.
#[must_use]
pub fn open(pattern: &ReaderPattern) -> (PcscConnector, PcscWatcher) {
    let current = CurrentReader::default();
    (PcscConnector::new(current.clone()), PcscWatcher::new(pattern.clone(), current))
}

/// The reader with the card that the waiter told of last, so that the worker connects to that card and not to another
/// that was put on a second reader meanwhile.
#[derive(Clone, Default)]
struct CurrentReader(Arc<Mutex<Option<CString>>>);

impl CurrentReader {
    fn set(&self, reader: Option<&CStr>) {
        // A name that was set whole is a good name, whoever panicked meanwhile.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reader.map(CStr::to_owned);
    }

    fn get(&self) -> Option<CString> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
