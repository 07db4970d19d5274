//! uketsuke.
