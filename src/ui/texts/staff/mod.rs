//! What only staff read, a folder a language: Japanese, in which their rules are written, and English.

mod desk_texts;
mod en;
mod ja;
mod set_up_texts;
mod settings_texts;
mod terminal_texts;
mod texts;

pub use settings_texts::SettingsTexts;
pub use terminal_texts::BookingsTexts;
pub use texts::{BannerTexts, InquiryTexts, MenuTexts, Remedy, StaffTexts, SymbolTexts, WaysTexts};

use crate::common::{Language, StaffLanguage};

impl StaffTexts {
    /// The table of the staff of a kiosk that begins every visit in this language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language.staff_language() {
            StaffLanguage::Japanese => &ja::TEXTS,
            StaffLanguage::English => &en::TEXTS,
        }
    }
}
