//! Synthetic views of every screen, for the tests and for looking at (`cargo run --example gallery -- --list`).

mod all;
mod assign;
mod bookings;
mod inquiries;
mod reader;
mod staff;

pub use all::{Sample, all, message};
#[cfg(test)]
pub use all::{assign_faults, faults};
