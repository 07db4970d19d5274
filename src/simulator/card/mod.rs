//! To be furnished.

pub mod profile;
