//! A card held through the daemon.

use std::borrow::Cow;
use std::ffi::CStr;
use std::thread;
use std::time::Duration;

use pcsc::{Card, Context, Disposition, Error, Protocol, Protocols, Scope, ShareMode};

use super::codes::meaning;
use super::current_reader::CurrentReader;
use super::extended;
use crate::card::error::CardError;
use crate::card::link::{Connector, Link};
use crate::common::Extended;

/// How often the connection is tried: other programs, such as desktop services, hold a new card for a moment.
const CONNECT_TRIES: u32 = 5;
/// The pause between two tries.
const CONNECT_PAUSE: Duration = Duration::from_millis(150);

/// Connects to the card that the watcher reported.
pub struct PcscConnector {
    current: CurrentReader,
}

impl PcscConnector {
    pub(super) const fn new(current: CurrentReader) -> Self {
        Self { current }
    }
}

impl Connector for PcscConnector {
    fn connect(&mut self) -> Result<Box<dyn Link>, CardError> {
        let reader = self.current.get().ok_or(CardError::NoCard)?;
        let context = Context::establish(Scope::System).map_err(meaning)?;
        Ok(Box::new(PcscLink::exclusive(&context, &reader)?))
    }
}

/// A card for exclusive use; powered off when dropped.
pub(super) struct PcscLink {
    card: Option<Card>,
    reader: String,
    /// Whether the protocol is T=0. My Number Cards are T=1, but a reader that knows T=0 alone may translate.
    t0: bool,
}

impl PcscLink {
    pub(super) fn exclusive(context: &Context, reader: &CStr) -> Result<Self, CardError> {
        let mut tries = 1;
        loop {
            match context.connect(reader, ShareMode::Exclusive, Protocols::ANY) {
                Ok(card) => {
                    let t0 = card.status2_owned().is_ok_and(|status| status.protocol2() == Some(Protocol::T0));
                    return Ok(Self { card: Some(card), reader: reader.to_string_lossy().into_owned(), t0 });
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
        let command = if self.t0 { block(command) } else { command.into() };
        card.transmit(&command, answer).map(<[u8]>::len).map_err(meaning)
    }

    fn reader(&self) -> &str {
        &self.reader
    }

    /// Over T=0 there are none, whatever the reader claims: they would have to be wrapped in ENVELOPE, which neither
    /// the daemon nor its drivers do.
    fn extended(&self) -> Extended {
        if self.t0 { Extended::No } else { self.card().map_or(Extended::Unknown, extended::property) }
    }
}

impl Drop for PcscLink {
    fn drop(&mut self) {
        // The library's own drop only resets the card, which leaves a PIN verified.
        if let Some(Err((card, code))) = self.card.take().map(|card| card.disconnect(Disposition::UnpowerCard)) {
            tracing::debug!(?code, "the card was gone before it was powered off");
            drop(card);
        }
    }
}

/// The command block of T=0 that stands for a short command (ISO 7816-3 §12.2): five bytes, and data or none. A case 1
/// gets a P3 of zero; a case 4 loses its Le, and what it asks for is fetched by GET RESPONSE. Neither the daemon nor
/// its driver does this.
fn block(command: &[u8]) -> Cow<'_, [u8]> {
    match command {
        [_, _, _, _] => [command, &[0]].concat().into(),
        [header_and_data @ .., _le] if is_case_3(header_and_data) => header_and_data.into(),
        _ => command.into(),
    }
}

fn is_case_3(command: &[u8]) -> bool {
    matches!(command, [_, _, _, _, lc, data @ ..] if *lc > 0 && data.len() == usize::from(*lc))
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn over_t0_a_command_has_a_length_and_asks_for_nothing_behind_its_data() {
        for (command, expected) in [
            (&[0x00, 0x20, 0x00, 0x98][..], &[0x00, 0x20, 0x00, 0x98, 0x00][..]),
            (&[0x80, 0x2A, 0x00, 0x97, 0x01, 0xAA, 0x00], &[0x80, 0x2A, 0x00, 0x97, 0x01, 0xAA]),
        ] {
            assert_eq!(*block(command), *expected);
        }
    }

    #[test]
    fn over_t0_all_other_commands_stay_what_they_are() {
        let ask: &[u8] = &[0x00, 0xB0, 0x8A, 0x00, 0x00];
        let tell: &[u8] = &[0x00, 0x20, 0x00, 0x98, 0x02, 0x31, 0x32];
        let extended: &[u8] = &[0x00, 0x84, 0x00, 0x00, 0x00, 0x00, 0x08];
        for command in [ask, tell, extended] {
            assert_eq!(*block(command), *command);
        }
    }
}
