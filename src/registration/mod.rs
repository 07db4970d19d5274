//! The set-up screen of a terminal that is not registered yet: user ID, facility code, one-time code, answer.
//!
//! Pure, as the visit is: it hears keys, an answer and a time, and says what is to be done. It knows no network, no
//! file, no terminal and no clock, and it spends a one-time code only where somebody has pressed Enter.

mod entry;
mod form;
#[cfg(test)]
mod tests;
pub mod view;

pub use form::{Effect, Event, Form};
pub use view::{Field, Given, Note, Refusal, Screen, Typed, View};
