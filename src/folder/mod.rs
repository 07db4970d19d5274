//! Results from a folder: what a qualification terminal (資格確認端末) writes to `OQS/face`, and text copied from the official app.
//!
//! May read the folder that the settings name. Must not write, rename or delete there, must not draw, and decides nothing about
//! a visit: it reports what came, once each, and whether the folder is there. A room of its own, because it is neither the
//! gateway (nobody is asked, there is no network) nor the meaning of a message (files, clocks and the kernel).
//!
//! The rules for reading safely are those of the field: only what two reads 300 ms apart have in common, regular files
//! of at most 4 MiB, no document type, the declared encoding and no other.

mod alarm;
mod decode;
mod look;
mod name;
mod read;
#[cfg(test)]
mod tests;
mod watch;

pub use watch::{FolderEvent, watch};
