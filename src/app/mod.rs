//! The event loop that binds visit, card, gateway, screen and keyboard, and how the program lives in its terminal.
//!
//! May use every other module. Decides nothing about a visit: it carries events to it and effects from it.

mod bulk;
mod calls;
mod check;
mod doctor;
mod doctor_ask;
mod exit;
mod facts_state;
pub mod hardening;
mod inquiries;
mod jobs;
mod journal;
mod kiosk;
mod kiosk_mark;
mod last_answer;
mod log;
mod log_files;
mod metrics;
mod one_time_code;
mod panic;
mod parent;
mod passcode_count;
mod past;
mod ports;
pub mod privileges;
mod readers;
mod registration;
mod report;
mod rules;
mod run;
mod screen_context;
mod set_up;
mod set_up_file;
mod simulated;
mod sound;
mod staff_facts;
mod staff_jobs;
mod staff_menu;
mod staff_report;
mod state_folder;
pub mod supervisor;
#[cfg(test)]
mod tests;
mod told_report;
mod unregistered;
mod watchdog;

pub use bulk::{BulkReport, CommandBulkError, assign_bulk, check_bulk};
pub use check::{CheckError, NumberReport, check};
pub use doctor::DoctorReport;
pub use doctor_ask::{Observation, ask};
pub use exit::exit;
pub use jobs::StaffJobs;
pub use kiosk::{End, Kiosk, Production, RunMode};
pub use metrics::Metrics;
pub use one_time_code::one_time_code;
pub use passcode_count::PasscodeCount;
pub use ports::{PortEvent, Ports};
pub use readers::readers_listed;
pub use report::ReportFileError;
pub use rules::visit_rules;
pub use run::{RunError, Start, forward, run, run_on};
pub use sound::Sound;
pub use state_folder::state_folder;
pub use told_report::ToldReport;
pub use watchdog::Watchdog;
