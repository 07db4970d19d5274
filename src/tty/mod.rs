//! The terminal: bytes to keys, the screen's modes, what it can show, and painting.
//!
//! Knows no visit: it says which key was pressed and puts cells on the screen.

pub mod capabilities;
pub mod console;
pub mod enhanced;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
pub mod keyboard;
pub mod keys;
pub mod modes;
pub mod paint;
pub mod press;
pub mod prompt;
