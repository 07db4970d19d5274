//! Bulk checks against folders: the bookings alone, and the emulated terminal.

#[cfg(feature = "simulator")]
mod answers;
#[cfg(feature = "simulator")]
mod assignments;
mod bookings;
#[cfg(feature = "simulator")]
mod folder;
#[cfg(feature = "simulator")]
mod killed;
#[cfg(feature = "simulator")]
mod old_and_foreign;
mod results;
mod samples;
