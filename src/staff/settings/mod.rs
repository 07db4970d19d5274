//! The settings that staff may change: one line each, changed by Enter, kept by a step of its own.

mod page;
#[cfg(test)]
mod tests;
mod trouble;
mod turn;

pub use crate::settings::{Choices, FileEncoding, HandOffKind, SettingItem, SettingValue};
pub use page::{SettingsPage, SettingsStage};
pub use trouble::SaveTrouble;
