//! Whether what shows is simulated, and may not be without its banner.

use ratatui::backend::Backend;

use super::kiosk::{Kiosk, RunMode};
use super::ports::{PortEvent, Ports};
use crate::common::BookingFile;
use crate::exchange::FolderEvent;
use crate::exchange::inquiry::InquiryEvent;
use crate::tty::keyboard::KeyInput;

impl<B: Backend, I: KeyInput, M: RunMode> Kiosk<B, I, M> {
    /// Whether this is a demo, or the service has said that its answers are simulated, or a file has.
    pub(super) fn is_simulated(&self) -> bool {
        let is_demo = self.mode.simulation(self.settings.ui.language).is_some();
        is_demo || self.simulated || self.ports.as_ref().is_some_and(Ports::simulated)
    }

    /// Takes note of what a file says of itself, before anything of it is shown or handed on.
    pub(super) fn hear_of_simulation(&mut self, event: &PortEvent) {
        self.simulated |= match event {
            PortEvent::Folder(FolderEvent::Found(Ok(found))) => found.message.simulation,
            PortEvent::Inquiry(InquiryEvent::Answer(_, answer) | InquiryEvent::Late(_, answer)) => {
                answer.message.simulation
            }
            PortEvent::Bookings(files) => files.iter().any(BookingFile::is_simulated),
            PortEvent::Bulk(outcome) => outcome.is_simulated(),
            PortEvent::Folder(_)
            | PortEvent::Inquiry(_)
            | PortEvent::Card(_)
            | PortEvent::Gateway(_)
            | PortEvent::HandOff(_)
            | PortEvent::Pager(_) => false,
        };
    }
}
