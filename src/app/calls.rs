//! Calls for staff who do not see the screen, and whether they get through.

use crate::common::{Call, StaffNote};
use crate::pager::{Pager, PagerEvent};
use crate::settings::{CallSettings, KioskSettings};
use crate::visit::Event;

/// What calls, and whether it fails to.
#[derive(Debug)]
pub struct Calls {
    pager: Pager,
    webhook_fails: bool,
    file_fails: bool,
}

impl Calls {
    /// By these settings.
    pub(super) fn new(pager: Pager, settings: Option<CallSettings>) -> Self {
        let mut calls = Self { pager, webhook_fails: false, file_fails: false };
        calls.change(settings);
        calls
    }

    /// Goes by these settings from now on.
    pub(super) fn change(&mut self, settings: Option<CallSettings>) {
        self.pager.change(settings);
    }

    /// Takes a call, or its end. The visit hears nothing of it.
    pub(super) fn call(&mut self, call: Call, kiosk: &KioskSettings) -> Option<Event> {
        self.pager.call(call, kiosk);
        None
    }

    /// Hears whether calls get through.
    pub(super) const fn hear(&mut self, event: PagerEvent) {
        match event {
            PagerEvent::Webhook(fails) => self.webhook_fails = fails,
            PagerEvent::File(fails) => self.file_fails = fails,
        }
    }

    /// What staff should know of it.
    pub(super) fn note(&self) -> Option<StaffNote> {
        (self.webhook_fails || self.file_fails).then_some(StaffNote::CallFailing)
    }
}
