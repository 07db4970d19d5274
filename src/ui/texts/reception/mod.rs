//! What is for staff: one file a page, Japanese and English. A person's choice of language does not reach these pages,
//! and the rules that they explain are written in Japanese.

pub mod diagnosis;
pub mod help;
pub mod menu;
pub mod note;
pub mod passcode;
pub mod power;
pub mod settings;
pub mod today;
pub mod ways;

use crate::common::language::Language;

/// All words of the reception in one language.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by its page")]
pub struct Reception {
    pub menu: menu::Menu,
    pub passcode: passcode::Passcode,
    pub ways: ways::Ways,
    pub today: today::Today,
    pub settings: settings::Settings,
    pub help: help::Help,
    pub diagnosis: diagnosis::Diagnosis,
    pub power: power::Power,
    pub note: note::Note,
}

static JA: Reception = Reception {
    menu: menu::JA,
    passcode: passcode::JA,
    ways: ways::JA,
    today: today::JA,
    settings: settings::JA,
    help: help::JA,
    diagnosis: diagnosis::JA,
    power: power::JA,
    note: note::JA,
};

static EN: Reception = Reception {
    menu: menu::EN,
    passcode: passcode::EN,
    ways: ways::EN,
    today: today::EN,
    settings: settings::EN,
    help: help::EN,
    diagnosis: diagnosis::EN,
    power: power::EN,
    note: note::EN,
};

impl Reception {
    /// The table of the staff's language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language.of_staff() {
            Language::Japanese => &JA,
            _ => &EN,
        }
    }
}
