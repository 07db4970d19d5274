//! An emulated My Number Card.

pub mod profile;

pub use profile::{CardKind, CardProfile, CertificateAge};
