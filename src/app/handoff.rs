//! The loop's side of the hand-off: what a visit hands on, and what staff should know of it.

use crate::common::staff::StaffNote;
use crate::common::way::Way;
use crate::eligibility::XmlMsg;
use crate::handoff::{HandOff, HandOffEvent};
use crate::settings;
use crate::visit::Effect;

/// Where the loop puts what is for the receipt computer.
#[derive(Debug)]
pub struct OutTray {
    handoff: HandOff,
    note: Option<StaffNote>,
}

impl OutTray {
    /// A tray by these settings, if they ask for one, on the current runtime.
    pub fn new(settings: Option<settings::HandOff>, tell: impl Fn(HandOffEvent) + Send + Sync + 'static) -> Self {
        let mut handoff = HandOff::new(tell);
        handoff.change(settings);
        Self { handoff, note: None }
    }

    /// Goes by these settings from the next message on; none: off.
    pub fn change(&mut self, settings: Option<settings::HandOff>) {
        self.handoff.change(settings);
    }

    /// Hands on what staff have entered, labelled as what it is.
    pub fn unverified(&self, message: XmlMsg, way: Way) {
        self.handoff.unverified(message, way);
    }

    /// What staff should know.
    pub(super) const fn note(&self) -> Option<StaffNote> {
        self.note
    }

    pub(super) fn hear(&mut self, HandOffEvent(note): HandOffEvent) {
        self.note = note;
    }

    /// Carries the effect out, if it is one for the receipt computer; gives back any other.
    pub(super) fn perform(&self, effect: Effect, simulated: bool) -> Option<Effect> {
        match effect {
            Effect::HandOn(_, message) => {
                self.handoff.confirmed(message, simulated);
                None
            }
            effect => Some(effect),
        }
    }
}
