//! What staff do around the visits: the menu behind F10, its passcode, other ways to confirm, help.
//!
//! Pure, as the visit is: it hears keys, answers and a time, and says what is to be done. It knows no file, no network,
//! no terminal and no clock. While it is open no visit begins; it never sees a PIN, and what it shows of a visit has no
//! name.

mod backoff;
mod cursor;
pub mod diagnosis;
mod facts;
pub mod help;
pub mod menu;
pub mod passcode;
pub mod power;
pub mod settings;
mod state;
#[cfg(test)]
mod tests;
pub mod today;
pub mod ways;
mod words;

pub use facts::Facts;
pub use state::{Page, Reception, View};
pub use words::{Door, Effect, Event, Input};
