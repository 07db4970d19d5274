//! Where the loop's results come from: a desk with reader and service, or a folder with neither.

use std::time::SystemTime;

use super::ports::{PortEvent, Ports};
use crate::common::visit_id::VisitId;
use crate::exchange::FolderEvent;
use crate::visit::{Effect, Event};

/// What carries out the visit's effects and reports back.
#[derive(Debug)]
pub enum Source {
    /// Card desk and gateway.
    Desk(Box<Ports>),
    /// A folder that is watched; its reports are all there is.
    Folder,
}

impl From<Ports> for Source {
    fn from(ports: Ports) -> Self {
        Self::Desk(Box::new(ports))
    }
}

impl Source {
    /// Whether the service has said that its answers are simulated.
    #[must_use]
    pub const fn simulated(&self) -> bool {
        match self {
            Self::Desk(ports) => ports.simulated(),
            Self::Folder => false,
        }
    }

    /// When this terminal's certificate ends, where it has one.
    #[must_use]
    pub fn terminal_ends(&self) -> Option<SystemTime> {
        match self {
            Self::Desk(ports) => ports.terminal_ends(),
            Self::Folder => None,
        }
    }

    /// The certificate (DER) of this visit's card, where one is read here.
    #[must_use]
    pub fn certificate(&self, visit: VisitId) -> Option<&[u8]> {
        match self {
            Self::Desk(ports) => ports.certificate(visit),
            Self::Folder => None,
        }
    }

    /// Carries out what the visit asks for. Where results come by themselves it asks for nothing but what the loop
    /// does.
    pub fn perform(&mut self, effect: Effect) -> Option<Event> {
        match self {
            Self::Desk(ports) => ports.perform(effect),
            Self::Folder => None,
        }
    }

    /// What a report means for the visit, if anything.
    pub fn hear(&mut self, event: PortEvent) -> Option<Event> {
        match (self, event) {
            (Self::Desk(ports), PortEvent::Card(event)) => ports.hear_card(event),
            (Self::Desk(ports), PortEvent::Gateway(event)) => ports.hear_gateway(event),
            (_, PortEvent::Folder(FolderEvent::Found(found))) => Some(Event::Found(found)),
            (_, PortEvent::Folder(FolderEvent::Folder(trouble))) => Some(Event::Folder(trouble)),
            // The hand-off's are the loop's own, and beside a folder there is no card.
            (_, PortEvent::HandOff(_)) | (Self::Folder, PortEvent::Card(_) | PortEvent::Gateway(_)) => None,
        }
    }
}
