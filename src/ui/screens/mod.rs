//! One file a screen: each draws a read-only view.

pub mod checking;
pub mod last_try;
pub mod no_pin;
pub mod no_relay;
pub mod panel;
pub mod pin;
pub mod reading;
pub mod registration;
pub mod staff;
pub mod staff_confirms;
pub mod supervisor;
pub mod take_card;
pub mod thanks;
pub mod too_small;
pub mod trouble;
pub mod waiting;
