//! The plain Linux console, which has no Japanese letters.

mod reduce;
mod romaji;

#[cfg(all(test, feature = "simulator"))]
pub use reduce::{GLYPHS, stand_in};
pub use reduce::{NOTE, reduce};
