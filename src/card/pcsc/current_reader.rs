//! Which reader the card of the visit lies on.

use std::ffi::{CStr, CString};
use std::sync::{Arc, Mutex, PoisonError};

/// The reader with the card that the watcher reported last, so that the worker connects to that card and not to another
/// that was put on a second reader meanwhile.
#[derive(Clone, Default)]
pub(super) struct CurrentReader(Arc<Mutex<Option<CString>>>);

impl CurrentReader {
    pub fn set(&self, reader: Option<&CStr>) {
        // The name is replaced as a whole, so that a thread that panicked has left a good one.
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = reader.map(CStr::to_owned);
    }

    pub fn get(&self) -> Option<CString> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
