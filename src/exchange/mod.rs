//! Results from a folder: what a qualification terminal (資格確認端末) writes to `OQS/face`, and text copied from the
//! official app.
//!
//! May read the folder that the settings name; must not write, rename or delete there, nor draw, nor decide anything
//! about a visit: it reports each result once, and whether the folder is there. A room of its own, because it is
//! neither the gateway (nobody is asked) nor the meaning of a message (it is about files, clocks and the kernel).
//!
//! It reads by the rules of the field: what two reads 300 ms apart have in common, regular files of at most 4 MiB, no
//! document type, the declared encoding and no other.

mod alarm;
mod decode;
mod look;
mod name;
mod read;
#[cfg(test)]
mod tests;
mod watch;

pub use watch::{FolderEvent, watch};
