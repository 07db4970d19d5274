//! Synthetic views of every screen, for the tests and for looking at (`cargo run --example gallery -- --list`).

mod all;
mod inquiries;
mod staff;

#[cfg(test)]
pub use all::faults;
pub use all::{Sample, all, message};
