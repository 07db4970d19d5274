//! The doctor, at machines that are laid out for it.
