//! The list of readers (`uketsuke readers`), and what a card on one of them says (`uketsuke doctor`).

use std::ffi::{CStr, CString};
use std::time::SystemTime;

use pcsc::{Context, Protocols, ReaderState, Scope, ShareMode, State};

use super::codes::meaning;
use super::extended;
use super::link::PcscLink;
use super::names::{ReaderPattern, is_sam};
use crate::card::certificate::age;
use crate::card::error::CardError;
use crate::card::jpki::CardSession;
use crate::card::known_readers;
use crate::card::link::Link as _;
use crate::common::{CertificateAge, Extended, PinState};

/// A reader as it is found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ReaderInfo {
    /// Its name, as the daemon has it.
    pub name: String,
    /// Whether the pattern of the settings names it.
    pub used: bool,
    /// Whether it is a reader's slot for its own security module, which takes no card of a visitor.
    pub sam: bool,
    /// Whether something lies on it.
    pub card: bool,
    /// Whether it carries extended APDUs.
    pub extended: Extended,
}

/// Every reader, in the daemon's order. A card on a reader that the pattern names is powered up and off again.
pub fn readers(pattern: &ReaderPattern) -> Result<Vec<ReaderInfo>, CardError> {
    let context = Context::establish(Scope::System).map_err(meaning)?;
    let names = context.list_readers_owned().map_err(meaning)?;
    Ok(names
        .iter()
        .map(|reader| {
            let name = reader.to_string_lossy().into_owned();
            let used = pattern.matches(&name);
            let card = present(&context, reader);
            ReaderInfo { extended: ask(&context, reader, card && used), used, sam: is_sam(&name), card, name }
        })
        .collect())
}

/// The names alone: no reader and no card is touched.
pub fn names() -> Result<Vec<String>, CardError> {
    let context = Context::establish(Scope::System).map_err(meaning)?;
    let names = context.list_readers_owned().map_err(meaning)?;
    let names = names.iter().map(|reader| reader.to_string_lossy().into_owned());
    Ok(names.filter(|name| ReaderPattern::default().matches(name)).collect())
}

/// What a My Number Card says without a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardSummary {
    /// How old its certificate is today.
    pub age: CertificateAge,
    /// Whether its PIN can be used, and how many tries it has.
    pub pin: PinState,
}

/// Reads the card on this reader, as a visit does before the PIN is typed, and powers it off. No PIN is verified: the
/// card is asked how many tries are left, which costs none.
pub fn card_summary(reader: &str) -> Result<CardSummary, CardError> {
    let context = Context::establish(Scope::System).map_err(meaning)?;
    let name = CString::new(reader).ok().ok_or(CardError::NoReader)?;
    let session = CardSession::open(Box::new(PcscLink::exclusive(&context, &name)?))?;
    let found = CardSummary { age: age(session.certificate(), SystemTime::now()), pin: session.pin() };
    session.leave();
    Ok(found)
}

fn present(context: &Context, reader: &CStr) -> bool {
    let mut state = [ReaderState::new(reader, State::UNAWARE)];
    // With nothing known, the daemon answers at once.
    context.get_status_change(std::time::Duration::ZERO, &mut state).is_ok()
        && state.iter().any(|state| state.event_state().contains(State::PRESENT))
}

fn ask(context: &Context, reader: &CStr, with_card: bool) -> Extended {
    let property =
        context.connect(reader, ShareMode::Direct, Protocols::UNDEFINED).map_or(Extended::Unknown, |direct| {
            let property = extended::property(&direct);
            // Nothing was sent to a card that may lie there.
            let _ = direct.disconnect(pcsc::Disposition::LeaveCard);
            property
        });
    // Some readers cannot be asked while they are empty; the driver's list still names the model.
    let property = match property {
        Extended::Unknown => known_readers::extended(&reader.to_string_lossy()),
        said => said,
    };
    if property == Extended::No || !with_card {
        return property;
    }
    // What a reader says of itself is not true of every card on it.
    PcscLink::exclusive(context, reader).map_or(property, |link| match link.extended() {
        Extended::Unknown => extended::probe(Box::new(link)),
        known => known,
    })
}
