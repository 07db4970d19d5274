//! What the staff's menu changes in the settings file, and how it gets there.
//!
//! Only the keys that changed are touched: comments, order and spacing stay. The new text is validated as any other
//! before it replaces the file, and the file is the old one or the new one at every moment, also at that of a power
//! cut.

mod error;
pub(super) mod file;
mod save;
pub(super) mod single_key;
#[cfg(test)]
mod tests;

pub use error::SaveError;
