//! A card held through the daemon.

use std::ffi::CStr;
use std::thread;
use std::time::Duration;

use pcsc::{Card, Context, Disposition, Error, Protocols, Scope, ShareMode};

use super::Place;
use super::codes::meaning;
use super::extended;
use crate::card::error::CardError;
use crate::card::link::{Connector, Link};
use crate::visit::Extended;

/// Other programs look at a new card for a moment (desktop services do); this many times the connection is tried.
const CONNECT_TRIES: u32 = 5;
/// The pause between two tries.
const CONNECT_PAUSE: Duration = Duration::from_millis(150);

/// Connects to the card that the waiter told of.
pub struct PcscConnector {
    place: Place,
}

impl PcscConnector {
    pub(super) const fn new(place: Place) -> Self {
        Self { place }
    }
}

impl Connector for PcscConnector {
    fn connect(&mut self) -> Result<Box<dyn Link>, CardError> {
        let reader = self.place.get().ok_or(CardError::NoCard)?;
        let context = Context::establish(Scope::System).map_err(meaning)?;
        Ok(Box::new(PcscLink::exclusive(&context, &reader)?))
    }
}

/// A card that nobody else can talk to; powered off when dropped.
pub(super) struct PcscLink {
    card: Option<Card>,
    reader: String,
}

impl PcscLink {
    pub(super) fn exclusive(context: &Context, reader: &CStr) -> Result<Self, CardError> {
        let mut tries = 1;
        loop {
            match context.connect(reader, ShareMode::Exclusive, Protocols::ANY) {
                Ok(card) => {
                    return Ok(Self { card: Some(card), reader: reader.to_string_lossy().into_owned() });
                }
                Err(Error::SharingViolation) if tries < CONNECT_TRIES => {
                    tries += 1;
                    thread::sleep(CONNECT_PAUSE);
                }
                Err(code) => return Err(meaning(code)),
            }
        }
    }

    pub(super) const fn card(&self) -> Option<&Card> {
        self.card.as_ref()
    }
}

impl Link for PcscLink {
    fn transmit(&mut self, command: &[u8], answer: &mut [u8]) -> Result<usize, CardError> {
        let card = self.card().ok_or(CardError::Pulled)?;
        card.transmit(command, answer).map(<[u8]>::len).map_err(meaning)
    }

    fn reader(&self) -> &str {
        &self.reader
    }

    fn extended(&self) -> Extended {
        self.card().map_or(Extended::Unknown, extended::property)
    }
}

impl Drop for PcscLink {
    fn drop(&mut self) {
        // The library's own drop only resets, which leaves a PIN verified.
        if let Some(Err((card, code))) = self.card.take().map(|card| card.disconnect(Disposition::UnpowerCard)) {
            tracing::debug!(?code, "the card was gone before it was powered off");
            drop(card);
        }
    }
}
