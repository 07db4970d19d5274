//! The form that registers a terminal at the service: user ID, facility code, one-time code, answer.
//!
//! A pure state machine, as the visit is: it receives keys, an answer and the time, and says what is to be done. It
//! knows no network, no file, no terminal and no clock, and it sends a one-time code only after Enter at the code's own
//! field.

mod entry;
mod form;
#[cfg(test)]
mod tests;
pub mod view;

pub use form::{Effect, Event, RegistrationForm};
pub use view::{FacilitySettings, FormField, FormNote, FormRejection, RegistrationTrouble, Screen, TypedFields, View};
