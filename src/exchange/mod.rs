//! The files of a qualification terminal (資格確認端末): results that it writes to `OQS/face`, text copied from the
//! official app, and questions by number with their answers, one by one ([`inquiry`]) and
//! for a day's bookings ([`bulk`]).
//!
//! May read the folders that the settings name; must not write, rename or delete in that of results, nor draw, nor
//! decide anything about a visit: it reports each result once, and whether the folder can be read. It is a module of
//! its own because it asks no service, as the gateway does, and does not interpret a message: it deals with files and
//! their times.
//!
//! Its rules come from the field: a file is complete when two reads 300 ms apart are equal; only regular files of at
//! most 4 MiB are read; no document type; the declared encoding and no other.
//!
//! A file's name, times and inode prove nothing: backups, scanners and receipt software touch, rename, move and restore
//! files. A result is news by its content (`seen`), and counts by the dates in it (`current`).

mod alarm;
pub mod bulk;
mod current;
mod decode;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzz;
pub mod inquiry;
mod known;
mod look;
mod name;
mod read;
mod seen;
mod state_file;
mod stop;
#[cfg(test)]
mod tests;
mod turn;
mod watch;

pub use stop::Stop;
pub use turn::Turn;
pub use watch::{FolderEvent, watch};
#[cfg(test)]
pub(crate) use {decode::decode, name::ResultFileKind};
