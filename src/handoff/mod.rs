//! What a receipt computer picks up: one file a confirmed check, in the field's own format, as JSON or as CSV.
//!
//! May write, and remove what it wrote itself, in the one folder that the settings name; must not read anybody else's
//! file there, hold up a visit, or keep a message that cannot be written: after a minute it is dropped, and staff are
//! told how many were.

mod characters;
mod csv;
mod keeper;
mod name;
mod place;
mod sheet;
#[cfg(test)]
mod tests;

pub use keeper::{HandOff, HandOffEvent};
