//! The event loop that binds visit, card, gateway, screen and keyboard, and how the program lives in its terminal.
//!
//! May use every other room. Decides nothing about a visit: it carries events to it and effects from it.

pub mod ask;
mod colours;
mod console;
mod doctor;
mod handoff;
pub mod hygiene;
mod journal;
pub mod keyboard;
pub mod keys;
mod kiosk;
mod log;
mod metrics;
mod paint;
mod ports;
mod pulse;
mod reception;
mod run;
pub mod session;
mod setup;
mod sound;
mod source;
mod staff;
pub mod terminal;
#[cfg(test)]
mod tests;

pub use doctor::Report;
pub use handoff::OutTray;
pub use kiosk::{End, Kiosk, RealReader, Stage};
pub use metrics::Metrics;
pub use ports::{PortEvent, Ports};
pub use pulse::Pulse;
pub use run::{RunError, Start, forward, run, run_on};
pub use sound::Sound;
pub use source::Source;
pub use staff::Jobs;
