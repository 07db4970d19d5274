//! Synthetic views of every screen, for the tests and for looking at (`cargo run --example gallery -- --list`).

mod all;
mod staff;

pub use all::{Sample, all, message};
