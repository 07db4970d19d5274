//! An emulated My Number Card.

mod profile;

pub use profile::{CardKind, CardProfile, CertificateAge};
