//! What the screen may know of the staff menu: the open page, and what it knows of the kiosk.

use std::time::Instant;

use super::absence::AbsencePage;
use super::assign::AssignPage;
use super::diagnosis::DiagnosisPage;
use super::facts::Facts;
use super::first_passcode::FirstPasscodePage;
use super::help::HelpPage;
use super::last::{LastPage, LastView};
use super::list_page::ListPage;
use super::menu::MenuPage;
use super::open_items::OpenItemsPage;
use super::passcode::PasscodePrompt;
use super::power::PowerPage;
use super::reader::ReaderPage;
use super::set_up::SetUpPage;
use super::settings::SettingsPage;
use super::today::TodayPage;
use super::ways::WaysPage;
use crate::common::Language;

/// A page.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named by what it shows")]
pub enum Page {
    Passcode(PasscodePrompt),
    FirstPasscode(FirstPasscodePage),
    SetUp(Box<SetUpPage>),
    Menu(MenuPage),
    Last(LastPage),
    Ways(WaysPage),
    Assign(AssignPage),
    Reader(ReaderPage),
    Today(TodayPage),
    OpenItems(OpenItemsPage),
    Bookings(ListPage),
    Absence(AbsencePage),
    Settings(Box<SettingsPage>),
    Help(HelpPage),
    Diagnosis(DiagnosisPage),
    Power(PowerPage),
}

/// What the page says of the card on the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardNote {
    /// A card was put on it: Esc leads to its visit, and after a while the menu closes by itself.
    Waits,
    /// A digit was typed while a card lies there, and not taken.
    TakeFirst,
}

/// A picture of the open menu at one moment.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Language of the texts, Japanese or English.
    pub language: Language,
    /// The page.
    pub page: &'a Page,
    /// What it says of the card on the reader.
    pub card: Option<CardNote>,
    /// What it knows of the kiosk.
    pub facts: &'a Facts,
    /// The last visit's answer, which the visit lends to the frame of its page.
    pub last: Option<LastView<'a>>,
    /// The moment.
    pub now: Instant,
}
