//! What screens are made of.

pub mod advice;
pub mod art;
pub mod bars;
pub mod field;
pub mod keypad;
pub mod keys;
pub mod qr;
