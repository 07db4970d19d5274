//! Calls staff who do not see the screen: one POST to an address of the site, and a file that stands as long as the
//! call does.
//!
//! It may connect to the one address of `[call] url` and write the one file of `[call] file`, in tasks of its own: no
//! visit waits for either. It must say nothing about a person. `protocol.md` is what a receiver goes by.

mod error;
mod file;
mod handle;
mod message;
mod probe;
#[cfg(test)]
mod tests;
mod webhook;

pub use error::CallError;
pub use handle::{Pager, PagerEvent};
pub use probe::probe;
