//! The state machine of one visit: card in, person identified, service asked, answer shown, card out.
//!
//! Pure: it hears events and a time, and answers with effects and a deadline. It knows no reader, no terminal, no
//! network and no clock, and it never repeats anything by itself: a VERIFY is asked for once per Enter.

pub mod effect;
pub mod event;
mod found;
mod keyboard;
pub mod outcome;
mod ports;
mod record;
mod relay;
mod reshow;
pub mod rules;
mod show;
mod state;
#[cfg(test)]
mod tests;
pub mod view;

pub use effect::{Bell, Effect};
pub use event::Event;
pub use outcome::{Check, CheckedBy, Ended, Outcome};
pub use rules::{Rules, Source, StaffAct};
pub use state::Visit;
