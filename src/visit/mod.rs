//! The state machine of one visit: card in, person identified, service asked, answer shown, card out.
//!
//! Pure: it hears events and a time, and answers with effects and a deadline. It knows no reader, no terminal, no
//! network and no clock, and it never repeats anything by itself: a VERIFY is asked for once per Enter.

mod found;
pub mod held;
mod keyboard;
pub mod outcome;
pub mod pin;
mod ports;
mod record;
mod relay;
mod reshow;
pub mod rules;
mod show;
mod state;
#[cfg(test)]
mod tests;
pub mod trouble;
pub mod view;
pub mod words;

pub use outcome::{Check, CheckedBy, Ended, Outcome, StaffNote};
pub use rules::{Detail, Language, Look, Method, Rules, Source, StaffAct, StaffId};
pub use state::Visit;
pub use trouble::{Received, Trouble, TroubleKind};
pub use words::{
    Announced, Bell, CardFacts, CardFault, CardNews, CertificateAge, Effect, Event, Extended, Found, Key, Opened,
    PinState, Proof, RelayOffer, Service, Slot, VisitId,
};
