//! What a receipt computer picks up: one file a confirmed check, in the field's own format, as JSON or as CSV.
//!
//! May write, and remove what it wrote itself, in the one folder that the settings name; must not read the files of
//! other programs there, hold up a visit, or keep a message that cannot be written: after a minute it is dropped, and
//! staff are told how many were.

mod clock;
mod csv;
mod label;
mod name;
mod record;
mod spool_folder;
mod task;
#[cfg(test)]
mod tests;

pub use task::{HandOff, HandOffEvent};
