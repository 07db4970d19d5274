//! The pages that the items of menu and help open.

use std::time::Instant;

use super::absence::AbsencePage;
use super::diagnosis::DiagnosisPage;
use super::effect::Effect;
use super::help::HelpPage;
use super::last::LastPage;
use super::list_page::ListPage;
use super::open_items::OpenItemsPage;
use super::page::MenuItem;
use super::power::PowerPage;
use super::reader::ReaderPage;
use super::set_up::{SetUpPage, SetUpStep};
use super::settings::SettingsPage;
use super::state::StaffMenu;
use super::today::TodayPage;
use super::view::Page;
use super::ways::WaysPage;
use crate::common::StaffId;

impl StaffMenu {
    /// As far as the set-up has come, while its page is open.
    #[must_use]
    pub fn set_up_reached(&self) -> Option<SetUpStep> {
        match &self.open.as_ref()?.page {
            Page::SetUp(page) => Some(page.reached()),
            _ => None,
        }
    }

    /// Opens the page of this item.
    pub(super) fn open_item(&mut self, item: MenuItem, by: Option<StaffId>, now: Instant) -> Option<Effect> {
        let mut effect = None;
        let page = match item {
            MenuItem::Ways => Page::Ways(WaysPage::new(self.facts.ways)),
            MenuItem::Today => Page::Today(TodayPage::default()),
            MenuItem::OpenItems => Page::OpenItems(OpenItemsPage::default()),
            MenuItem::Bookings => Page::Bookings(ListPage::default()),
            MenuItem::Absence => Page::Absence(AbsencePage::new(self.facts.absence.is_some())),
            MenuItem::Settings => Page::Settings(Box::new(SettingsPage::new(&self.facts))),
            MenuItem::Help => Page::Help(HelpPage::default()),
            MenuItem::Diagnosis => {
                effect = Some(Effect::Examine);
                Page::Diagnosis(DiagnosisPage::default())
            }
            MenuItem::Power => Page::Power(PowerPage::default()),
            MenuItem::Expect => Page::Reader(ReaderPage::naming(&self.facts)),
            MenuItem::Held => Page::Reader(ReaderPage::held()),
            MenuItem::Last => Page::Last(LastPage::default()),
            MenuItem::SetUp => Page::SetUp(Box::new(SetUpPage::new(&self.facts))),
            MenuItem::Assign => return Some(Effect::FindAssignee),
        };
        self.show(page, true, by, now);
        effect
    }
}
