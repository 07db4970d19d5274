//! The event loop that binds visit, card, gateway, screen and keyboard.
pub mod hygiene;
pub mod keyboard;
pub mod keys;
pub mod terminal;
