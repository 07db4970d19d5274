//! Bulk checks against folders: the bookings alone, and the emulated terminal.

#[cfg(feature = "simulator")]
mod answers;
mod bookings;
#[cfg(feature = "simulator")]
mod folder;
#[cfg(feature = "simulator")]
mod killed;
