//! The event loop that binds visit, card, gateway, screen and keyboard, and how the program lives in its terminal.
//!
//! May use every other room. Decides nothing about a visit: it carries events to it and effects from it.

mod doctor;
mod handoff;
pub mod hardening;
mod journal;
mod kiosk;
mod log;
mod metrics;
mod panic;
mod ports;
mod registration;
mod rules;
mod run;
mod sound;
mod source;
mod staff_jobs;
mod staff_menu;
pub mod supervisor;
#[cfg(test)]
mod tests;
mod watchdog;

pub use doctor::Report;
pub use handoff::OutTray;
pub use kiosk::{End, Kiosk, RealReader, Stage};
pub use metrics::Metrics;
pub use ports::{PortEvent, Ports};
pub use rules::visit_rules;
pub use run::{RunError, Start, forward, run, run_on};
pub use sound::Sound;
pub use source::Source;
pub use staff_jobs::Jobs;
pub use watchdog::Pulse;
